// What of the library needs no network, computed in the worker.
import { suggestions } from '../datasets/suggestions.js';
import { help } from './host.js';

/** @typedef {import('../rows.js').Rows} Rows */
/** @typedef {import('../activations.js').Numbers} Numbers */

/** Scales rows column by column. A config takes it. */
export class Scaler {
  /** @param {import('../scaler.js').ScalerData} data */
  constructor({ offset, scale }) {
    /** @readonly */
    this.offset = offset;
    /** @readonly */
    this.scale = scale;
  }

  /** @template {Rows} T @param {T} x @returns {Promise<T>} */
  transform(x) {
    return help('transform', this, x);
  }

  /** @template {Rows} T @param {T} x @returns {Promise<T>} */
  inverse(x) {
    return help('inverse', this, x);
  }
}

/**
 * @param {Rows} x @param {{ min?: number, max?: number, inputs?: number }} [options]
 * @returns {Promise<Scaler>}
 */
export async function minMaxScaler(x, options) {
  return new Scaler(await help('minMaxScaler', x, options));
}

/** @param {Rows} x @param {{ inputs?: number }} [options] @returns {Promise<Scaler>} */
export async function standardScaler(x, options) {
  return new Scaler(await help('standardScaler', x, options));
}

/**
 * @template {readonly import('../rows.js').Row[] | import('../rows.js').TypedArray} X
 * @template {Rows} Y
 * @param {X} x @param {Y} y
 * @param {Parameters<typeof import('../split.js').split>[2]} [options]
 * @returns {Promise<import('../split.js').Split<X, Y>>}
 */
export function split(x, y, options) {
  return help('split', x, y, options);
}

/** @param {import('../rows.js').Row} labels @param {number} [classes] @returns {Promise<number[][]>} */
export function oneHot(labels, classes) {
  return help('oneHot', labels, classes);
}

/**
 * @typedef {object} Activation
 * @property {<T extends Numbers>(x: T) => Promise<import('../activations.js').SameForm<T>>} value
 * @property {<T extends Numbers>(x: T) => Promise<import('../activations.js').SameForm<T>>} derivative
 */

/**
 * Every activation by name, in float64.
 * @returns {Promise<Record<import('../generated/tables.js').ActivationName, Activation>>}
 */
export async function activations() {
  const names = /** @type {string[]} */ (await help('activationNames'));
  const compute = (/** @type {string} */ name, /** @type {string} */ which) =>
    (/** @type {Numbers} */ x) => help('activation', name, which, x);
  return /** @type {any} */ (Object.fromEntries(names.map((name) =>
    [name, { value: compute(name, 'value'), derivative: compute(name, 'derivative') }])));
}

/** The data sets by name, each loaded or drawn in the worker. @type {typeof import('../datasets/index.js').datasets} */
export const datasets = /** @type {any} */ (Object.fromEntries(Object.keys(suggestions).map((name) =>
  [name, (/** @type {unknown} */ options) => help('dataset', name, options)])));
