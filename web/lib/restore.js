import { GlassnetError, check, dataError, describe, isWhole } from './errors.js';
import { FORMAT, VERSION } from './save.js';

/** @typedef {import('./network.js').Model} Model */
/** @typedef {import('./save.js').SavedTrainer} SavedTrainer */

/**
 * Checks what was saved, as far as it does not take the network.
 * @param {unknown} json the object, or its text
 * @throws {GlassnetError} `invalid-data`
 */
export function readSaved(json) {
  const saved = record(typeof json === 'string' ? parse(json) : json, 'json');
  const { format, version, config, weights, training } = saved;
  if (format !== FORMAT) throw dataError(`json.format is ${describe(format)}; toJSON writes '${FORMAT}'.`);
  if (version !== VERSION) throw dataError(`json.version is ${describe(version)}; this release reads ${VERSION}.`);
  const Numbers = record(config, 'json.config').dtype === 'float64' ? Float64Array : Float32Array;
  check(Array.isArray(weights), 'json.weights', weights, 'an array of layers', dataError);
  const layers = weights.map((layer, l) => Object.fromEntries(Object.entries(record(layer, `json.weights[${l}]`))
    .map(([key, text]) => [key, text && fromBase64(text, Numbers, `json.weights[${l}].${key}`)])));
  return {
    config: /** @type {import('./config.js').NetworkConfig} */ (config),
    weights: /** @type {import('./weights.js').LayerWeights[]} */ (/** @type {unknown} */ (layers)),
    training: training === undefined ? null : readTraining(training),
  };
}

/** @param {string} text @returns {unknown} */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new GlassnetError('invalid-data', `json is ${describe(text)}, which is no JSON.`, { cause });
  }
}

/** @param {unknown} training */
function readTraining(training) {
  const { state, trainer } = record(training, 'json.training');
  const left = fromBase64(state, Float64Array, 'json.training.state');
  return { state: left, trainer: trainer === undefined ? null : readTrainer(trainer) };
}

/** @param {unknown} trainer */
function readTrainer(trainer) {
  const { rows, validationRows, state } = record(trainer, 'json.training.trainer');
  for (const [key, count] of Object.entries({ rows, validationRows })) {
    check(isWhole(count), `json.training.trainer.${key}`, count, 'a whole number from 0', dataError);
  }
  const saved = /** @type {SavedTrainer} */ ({ rows, validationRows, state });
  return { saved, place: fromBase64(state, Float64Array, 'json.training.trainer.state') };
}

/**
 * Puts what was saved into a network just made by its config.
 * @param {Model} model
 * @param {import('./network.js').Network} network the same
 * @param {ReturnType<typeof readSaved>} saved
 * @throws {GlassnetError} `invalid-data`, `out-of-memory`
 */
export function restoreSaved(model, network, { weights, training }) {
  const { core, pointer } = model;
  try {
    network.setWeights(weights);
    if (!training) return;
    const { state, trainer } = training;
    core.call('gn_write_state', pointer, state, state.length);
    if (!trainer) return;
    const { saved, place } = trainer;
    model.resume = { saved, start: (...made) => startTrainer(core, saved, place, ...made) };
  } catch (error) {
    const wrong = error instanceof GlassnetError && error.code === 'invalid-shape';
    throw wrong ? dataError(`json does not fit its config: ${error.message}`) : error;
  }
}

/**
 * Lets a trainer just made go on where the one that was saved stood.
 * @param {import('./core.js').Core} core
 * @param {SavedTrainer} saved
 * @param {Float64Array<ArrayBuffer>} place its state
 * @param {number} trainer
 * @param {number} rows
 * @param {number} validationRows
 * @throws {GlassnetError} `invalid-data`
 */
function startTrainer(core, saved, place, trainer, rows, validationRows) {
  const way = 'give the rows and options it had, or reset the network, or load it without its training';
  if (saved.rows !== rows || saved.validationRows !== validationRows) {
    const had = `${saved.rows} rows and ${saved.validationRows} to validate with`;
    const given = `x has ${rows} rows and the validation data ${validationRows}`;
    throw dataError(`${given}; the training that was saved had ${had}: ${way}.`);
  }
  try {
    core.call('gn_trainer_write_state', trainer, place, place.length);
  } catch (cause) {
    const { code, message } = /** @type {GlassnetError} */ (cause);
    if (code !== 'invalid-data') throw cause;
    throw new GlassnetError(code, `The saved training cannot go on: ${message} So ${way}.`, { cause });
  }
}

/** @param {unknown} value @param {string} name @returns {Record<string, unknown>} */
function record(value, name) {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  check(isObject, name, value, 'an object, as toJSON answers', dataError);
  return { ...value };
}

/**
 * @template {Float32ArrayConstructor | Float64ArrayConstructor} T
 * @param {unknown} text
 * @param {T} Numbers
 * @param {string} name how an error message calls it
 * @returns {InstanceType<T>}
 * @throws {GlassnetError} `invalid-data`
 */
function fromBase64(text, Numbers, name) {
  const binary = typeof text === 'string' ? decodeBase64(text) : undefined;
  const fits = binary !== undefined && binary.length % Numbers.BYTES_PER_ELEMENT === 0;
  check(fits, name, text, `base64 of ${Numbers === Float32Array ? 'float32' : 'float64'} numbers`, dataError);
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return /** @type {InstanceType<T>} */ (new Numbers(bytes.buffer));
}

/** @param {string} text @returns {string | undefined} a character a byte; nothing where it is no base64 */
function decodeBase64(text) {
  try {
    return atob(text);
  } catch {
    return undefined;
  }
}
