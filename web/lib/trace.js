import { readInputs, readPair } from './data.js';
import { writeRows } from './rows.js';
import { ARRAYS, readArray } from './weights.js';

/** @typedef {import('./rows.js').TypedArray} TypedArray */
/** @typedef {import('./core.js').Reals} Reals */
/**
 * (inputs, units): rows, or flat for a typed x.
 * @template T
 * @typedef {T extends TypedArray ? Reals : number[][]} Kernel
 */
/**
 * (units)
 * @template T
 * @typedef {T extends TypedArray ? Reals : number[]} Bias
 */
/**
 * The numbers of one layer. Only z and a are there without targets; the bias's are null in a layer without bias.
 * @template T
 * @typedef {object} LayerTrace
 * @property {import('./rows.js').Answer<T>} z weighted sums, (rows, units)
 * @property {import('./rows.js').Answer<T>} a activations, (rows, units)
 * @property {import('./rows.js').Answer<T>} [delta] the slope of the loss along z, (rows, units)
 * @property {Kernel<T>} [kernelGradient]
 * @property {Bias<T> | null} [biasGradient]
 * @property {Kernel<T>} [kernelUpdate]
 * @property {Bias<T> | null} [biasUpdate]
 */
/**
 * @template T
 * @typedef {{ loss?: number, layers: LayerTrace<T>[] }} Trace
 */

/**
 * @template T
 * @param {import('./network.js').Model} model
 * @param {import('./network.js').LayerInfo[]} shapes
 * @param {T} x
 * @param {unknown} y
 * @returns {Trace<T>}
 */
export function readTrace(model, shapes, x, y) {
  const { core, pointer } = model;
  const { x: inputs, y: targets } = y === undefined ? { x: readInputs(model, x), y: null } : readPair(model, x, y);
  const { data, rows, form } = inputs;
  const kinds = targets ? ['z', 'a', 'delta'] : ['z', 'a'];
  const length = kinds.length * rows * shapes.reduce((sum, { units }) => sum + units, 0);
  const { flat, loss } = core.borrow((scratch) => {
    const out = scratch.roomForReals(length), lossOut = scratch.room(Float64Array.BYTES_PER_ELEMENT);
    core.call('gn_trace', pointer, scratch.put(data), targets ? scratch.put(targets) : 0, rows, out, lossOut);
    return { flat: core.reals(out, length), loss: core.doubles(lossOut, 1)[0] };
  });
  /** @type {Record<string, unknown>[]} */
  const layers = shapes.map(() => ({}));
  let at = 0;
  shapes.forEach(({ units }, l) => {
    for (const kind of kinds) layers[l][kind] = writeRows(flat.slice(at, at += rows * units), units, form);
  });
  if (!targets) return /** @type {Trace<T>} */ ({ layers });
  const gradients = readArray(model, shapes, ARRAYS.gradients), updates = readArray(model, shapes, ARRAYS.updates);
  shapes.forEach(({ units }, l) => Object.assign(layers[l], {
    kernelGradient: writeKernel(gradients[l].kernel, units, form),
    biasGradient: writeBias(gradients[l].bias, form),
    kernelUpdate: writeKernel(updates[l].kernel, units, form),
    biasUpdate: writeBias(updates[l].bias, form),
  }));
  return /** @type {Trace<T>} */ ({ loss, layers });
}

/** @param {Reals} kernel @param {number} units @param {import('./rows.js').Form} form */
const writeKernel = (kernel, units, form) => writeRows(kernel, units, form === 'typed' ? 'typed' : 'rows');

/** @param {Reals | null} bias @param {import('./rows.js').Form} form */
const writeBias = (bias, form) => form === 'typed' || !bias ? bias : Array.from(bias);
