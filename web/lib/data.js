import { check, configError, shapeError } from './errors.js';
import { readTable, readTargets } from './rows.js';

/** @typedef {import('./network.js').Model} Model */
/** @typedef {import('./core.js').Reals} Reals */
/** @typedef {{ x: import('./rows.js').Table, y: Reals }} Pair rows and their targets, as the core takes them */

/**
 * The rows a user gave, scaled and flat.
 * @param {Model} model
 * @param {unknown} x
 * @param {string} [name] how an error message calls x
 */
export function readInputs({ core, config }, x, name = 'x') {
  const { inputs, scaler } = config;
  if (!scaler) return readTable(x, inputs, name, core.Reals);
  const { offset, scale } = scaler;
  const table = readTable(x, inputs, name);
  const scaled = table.data.map((value, i) => (value - offset[i % inputs]) / scale[i % inputs]);
  return { ...table, data: new core.Reals(scaled) };
}

/**
 * @param {Model} model
 * @param {unknown} x
 * @param {unknown} y
 * @param {string} [of] what error messages say before x and y
 */
export function readPair(model, x, y, of = '') {
  const inputs = readInputs(model, x, `${of}x`), { rows } = inputs;
  const { units: outputs, activation } = model.config.layers[model.config.layers.length - 1];
  const targets = readTargets(y, { rows, outputs, labels: activation === 'softmax' }, `${of}y`, model.core.Reals);
  return { x: inputs, y: targets };
}

/**
 * The rows to train on, and those to validate with, if any.
 * @param {Model} model
 * @param {unknown} x
 * @param {unknown} y
 * @param {Record<string, unknown>} options
 * @returns {{ training: Pair, validation: Pair | null }}
 */
export function readTrainingData(model, x, y, { validationData, validationSplit }) {
  const training = readPair(model, x, y);
  if (validationData !== undefined && validationSplit !== undefined) {
    throw configError('options has both validationData and validationSplit; give one of them.');
  }
  if (validationSplit !== undefined) return splitOff(model, training, validationSplit);
  return { training, validation: validationData === undefined ? null : readValidation(model, validationData) };
}

/** @param {Model} model @param {unknown} data */
function readValidation(model, data) {
  const { x, y } = Array.isArray(data) && data.length === 2 ? { x: data[0], y: data[1] }
    : /** @type {{ x?: unknown, y?: unknown }} */ (Object(data));
  const both = x !== undefined && y !== undefined;
  check(both, 'options.validationData', data, '[x, y] or { x, y }', shapeError);
  return readPair(model, x, y, 'validationData ');
}

/** @param {Model} model @param {Pair} all @param {unknown} fraction */
function splitOff({ config }, { x: { data, rows, form }, y }, fraction) {
  check(typeof fraction === 'number' && fraction > 0 && fraction < 1,
    'options.validationSplit', fraction, 'a number above 0 and below 1');
  const kept = Math.floor(rows * (1 - fraction)), outputs = y.length / rows;
  if (kept === 0 || kept === rows) {
    const given = `options.validationSplit ${fraction} parts ${rows} rows into ${kept} and ${rows - kept}`;
    throw shapeError(`${given}; both parts need one row at least.`);
  }
  /** @param {number} from @param {number} to @returns {Pair} */
  const part = (from, to) => ({
    x: { data: data.subarray(from * config.inputs, to * config.inputs), rows: to - from, form },
    y: y.subarray(from * outputs, to * outputs),
  });
  return { training: part(0, kept), validation: part(kept, rows) };
}
