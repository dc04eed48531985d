import { listLayers } from './config.js';
import { check, dataError, describe, shapeError } from './errors.js';
import { numbersOf, readTable } from './rows.js';

/** @typedef {import('./core.js').Reals} Reals */
/** @typedef {{ inputs: number, units: number, useBias: boolean, batchNormalization: boolean }} LayerShape */
/**
 * Numbers of a layer, as they lie in the core: kernel (inputs, units) row-major, all others (units). With batch
 * normalization there are gamma and beta, and of weights the moving averages.
 * @typedef {{ kernel: Reals, bias: Reals | null, gamma?: Reals, beta?: Reals }} LayerParameters
 */
/**
 * All numbers of a layer, as getWeights answers them: with batch normalization the moving averages too, each (units).
 * @typedef {LayerParameters & { movingMean?: Reals, movingVariance?: Reals }} LayerNumbers
 */
/**
 * All numbers of a layer, as setWeights takes them.
 * @typedef {object} LayerWeights
 * @property {import('./rows.js').Rows} kernel (inputs, units), flat and row-major or as rows
 * @property {import('./rows.js').Row | null} [bias] (units); none where the layer has `useBias: false`
 * @property {import('./rows.js').Row} [gamma] (units); this and the next three with `batchNormalization` only
 * @property {import('./rows.js').Row} [beta] (units)
 * @property {import('./rows.js').Row} [movingMean] (units)
 * @property {import('./rows.js').Row} [movingVariance] (units), from 0
 */

/** gn_array: which of the flat arrays of the core to read or write. */
const ARRAYS = { parameters: 0, gradients: 1, statistics: 2 };

/** What there is of a layer besides its kernel; all but the bias only if it is batch-normalized. */
const vectors = /** @type {const} */ (['bias', 'gamma', 'beta']);
const moving = /** @type {const} */ (['movingMean', 'movingVariance']);

/** @typedef {import('./network.js').Model} Model */

/**
 * A copy of one flat array of the core.
 * @param {Model} model
 * @param {'parameters' | 'gradients' | 'statistics'} array
 */
function readArray({ core, pointer }, array) {
  const count = core.ask(array === 'statistics' ? 'gn_statistic_count' : 'gn_parameter_count', pointer) >>> 0;
  return core.read([[core.Reals, count]], 'gn_read', pointer, ARRAYS[array])[0];
}

/** A copy of all weights, moving averages included. @param {Model} model */
export function readWeights(model) {
  const layers = listLayers(model.config);
  const statistics = take(readArray(model, 'statistics'));
  /** @type {LayerNumbers[]} */
  const weights = splitByLayer(readArray(model, 'parameters'), layers);
  layers.forEach(({ units, batchNormalization }, l) => {
    if (batchNormalization) for (const key of moving) weights[l][key] = statistics(units);
  });
  return weights;
}

/** A copy of the gradient last computed. @param {Model} model */
export const readGradients = (model) => splitByLayer(readArray(model, 'gradients'), listLayers(model.config));

/** Answers the next numbers of a flat array, copied. @param {Reals} flat */
function take(flat) {
  let at = 0;
  return (/** @type {number} */ count) => flat.slice(at, at += count);
}

/**
 * A flat array in the order of the parameters, layer by layer.
 * @param {Reals} flat
 * @param {LayerShape[]} layers
 * @returns {LayerParameters[]}
 */
export function splitByLayer(flat, layers) {
  const next = take(flat);
  return layers.map(({ inputs, units, useBias, batchNormalization }) => ({
    kernel: next(inputs * units),
    bias: useBias ? next(units) : null,
    ...batchNormalization && { gamma: next(units), beta: next(units) },
  }));
}

/**
 * Replaces all weights, moving averages included; on an error none.
 * @param {Model} model
 * @param {unknown} weights as users write them
 * @throws {GlassnetError} `invalid-shape`, `invalid-data`
 */
export function writeWeights(model, weights) {
  const { core, pointer, config } = model;
  const { parameters, statistics } = joinLayers(weights, listLayers(config), core.Reals);
  const before = readArray(model, 'statistics');
  core.call('gn_write', pointer, ARRAYS.statistics, statistics);
  try {
    core.call('gn_write', pointer, ARRAYS.parameters, parameters);
  } catch (error) {
    core.call('gn_write', pointer, ARRAYS.statistics, before); // which finds the room that was just given back
    throw error;
  }
}

/**
 * The flat arrays of the core from weights as users write them.
 * @param {unknown} weights
 * @param {LayerShape[]} layers
 * @param {Float32ArrayConstructor | Float64ArrayConstructor} Numbers
 */
function joinLayers(weights, layers, Numbers) {
  const isList = Array.isArray(weights) && weights.length === layers.length;
  check(isList, 'weights', weights, `an array of ${layers.length} layers, as getWeights answers`, shapeError);
  const parameters = /** @type {Reals[]} */ ([]), statistics = /** @type {Reals[]} */ ([]);
  layers.forEach((layer, index) => {
    const { inputs, units } = layer;
    const name = `weights[${index}]`, given = /** @type {Partial<LayerWeights>} */ (Object(weights[index]));
    parameters.push(readKernel(given.kernel, inputs, units, `${name}.kernel`));
    for (const key of [...vectors, ...moving]) {
      const place = `${name}.${key}`, list = key.startsWith('moving') ? statistics : parameters;
      const option = key === 'bias' ? 'useBias' : 'batchNormalization', numbers = given[key];
      if (layer[option]) list.push(readFlat(numbers, units, place));
      else if (numbers) throw shapeError(`${place} is ${describe(numbers)}; the layer was made with ${option} false.`);
    }
  });
  return { parameters: join(parameters, Numbers), statistics: join(statistics, Numbers) };
}

/** @param {Reals[]} parts @param {Float32ArrayConstructor | Float64ArrayConstructor} Numbers @returns {Reals} */
function join(parts, Numbers) {
  const flat = new Numbers(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (flat.set(part, at), at + part.length), 0);
  return flat;
}

/** @param {unknown} kernel @param {number} inputs @param {number} units @param {string} name */
function readKernel(kernel, inputs, units, name) {
  if (!Array.isArray(kernel) || typeof kernel[0] === 'number') return readFlat(kernel, inputs * units, name);
  const { data, rows } = readTable(kernel, units, name);
  if (rows !== inputs) throw shapeError(`${name} has ${rows} rows; it must have one for each of ${inputs} inputs.`);
  return data;
}

/** @param {unknown} list @param {number} length @param {string} name */
function readFlat(list, length, name) {
  const numbers = numbersOf(list);
  check(numbers?.length === length, name, list, `an array of ${length} numbers`, shapeError);
  const bad = Array.from(numbers).findIndex((value) => typeof value !== 'number');
  check(bad < 0, `${name}[${bad}]`, numbers[bad], 'a number', dataError);
  return Float64Array.from(numbers);
}
