import { GlassnetError, describe } from './errors.js';
import { numbersOf, readTable } from './rows.js';

/** @typedef {import('./core.js').Reals} Reals */
/** @typedef {{ inputs: number, units: number, useBias: boolean }} LayerShape */
/** @typedef {{ kernel: Reals, bias: Reals | null }} LayerNumbers kernel: (inputs, units) row-major; bias: (units) */
/**
 * @typedef {object} LayerWeights
 * @property {import('./rows.js').Rows} kernel (inputs, units), flat and row-major or as rows
 * @property {import('./rows.js').Row | null} [bias] (units); none where the layer has `useBias: false`
 */

/** gn_array: which of the flat arrays of the core to read. */
export const ARRAYS = { parameters: 0, gradients: 1, updates: 2 };

/**
 * A copy of one flat array of the core, layer by layer.
 * @param {import('./network.js').Model} model
 * @param {LayerShape[]} layers
 * @param {number} array one of ARRAYS
 */
export function readArray({ core, pointer }, layers, array) {
  const count = core.ask('gn_parameter_count', pointer) >>> 0;
  const flat = core.borrow((scratch) => {
    const out = scratch.roomForReals(count);
    core.ask('gn_read', pointer, array, out);
    return core.reals(out, count);
  });
  return splitByLayer(flat, layers);
}

/**
 * @param {Reals} flat
 * @param {LayerShape[]} layers
 * @returns {LayerNumbers[]}
 */
function splitByLayer(flat, layers) {
  let at = 0;
  /** @param {number} count */
  const next = (count) => flat.slice(at, at += count);
  return layers.map(({ inputs, units, useBias }) => (
    { kernel: next(inputs * units), bias: useBias ? next(units) : null }));
}

/**
 * The flat array of the core from weights as users write them.
 * @param {unknown} weights
 * @param {LayerShape[]} layers
 * @param {Float32ArrayConstructor | Float64ArrayConstructor} Numbers
 * @returns {Reals}
 * @throws {GlassnetError} `invalid-shape`, `invalid-data`
 */
export function joinLayers(weights, layers, Numbers) {
  if (!Array.isArray(weights) || weights.length !== layers.length) {
    const expected = `an array of ${layers.length} layers, as getWeights answers`;
    throw shapeError(`weights is ${describe(weights)}; it must be ${expected}.`);
  }
  const parts = layers.flatMap(({ inputs, units, useBias }, index) => {
    const name = `weights[${index}]`;
    const { kernel, bias } = /** @type {Partial<LayerWeights>} */ (Object(weights[index]));
    const parts = [readKernel(kernel, inputs, units, `${name}.kernel`)];
    if (useBias) parts.push(readFlat(bias, units, `${name}.bias`));
    else if (bias) throw shapeError(`${name}.bias is ${describe(bias)}; the layer was made with useBias false.`);
    return parts;
  });
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
  if (!numbers || numbers.length !== length) {
    throw shapeError(`${name} is ${describe(list)}; it must be an array of ${length} numbers.`);
  }
  const bad = Array.from(numbers).findIndex((value) => typeof value !== 'number');
  if (bad < 0) return Float64Array.from(numbers);
  throw new GlassnetError('invalid-data', `${name}[${bad}] is ${describe(numbers[bad])}; it must be a number.`);
}

/** @param {string} message */
const shapeError = (message) => new GlassnetError('invalid-shape', message);
