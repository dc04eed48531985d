import { check, configError, dataError, describe, shapeError } from './errors.js';
import { numbersOf, readTable, writeRows } from './rows.js';

/**
 * What a scaler learned from its data, one number a column: scaled = (raw − offset) / scale.
 * @typedef {{ offset: number[], scale: number[] }} ScalerData
 */

/** Scales rows column by column. Its two arrays are all it knows, so a copy through JSON serves as well. */
export class Scaler {
  /** @param {ScalerData} data */
  constructor({ offset, scale }) {
    /** What is taken off each column, a number a column. @readonly */
    this.offset = offset;
    /** What each column is divided by then, a number a column. @readonly */
    this.scale = scale;
  }

  /**
   * Scaled rows; x is left alone.
   * @template {import('./rows.js').Rows} T
   * @param {T} x raw rows, (rows, columns)
   * @returns {T} as many, in the form of x; a typed array as Float32Array where x is one, else as Float64Array
   * @throws {GlassnetError} `invalid-shape`, `invalid-data`
   */
  transform(x) {
    return this.#apply(x, (value, column) => (value - this.offset[column]) / this.scale[column]);
  }

  /**
   * Raw rows of scaled ones; x is left alone.
   * @template {import('./rows.js').Rows} T
   * @param {T} x scaled rows, (rows, columns)
   * @returns {T} as many, in the form of x, as `transform` answers
   * @throws {GlassnetError} `invalid-shape`, `invalid-data`
   */
  inverse(x) {
    return this.#apply(x, (value, column) => value * this.scale[column] + this.offset[column]);
  }

  /**
   * @template {import('./rows.js').Rows} T
   * @param {T} x
   * @param {(value: number, column: number) => number} change
   * @returns {T}
   */
  #apply(x, change) {
    const columns = this.offset.length;
    const { data, form } = readTable(x, columns, 'x');
    const changed = data.map((value, i) => change(value, i % columns));
    const Typed = x instanceof Float32Array ? Float32Array : Float64Array;
    return /** @type {T} */ (writeRows(form === 'typed' ? new Typed(changed) : changed, columns, form));
  }
}

/**
 * Scales each column of x to min … max. A constant column becomes min.
 * @param {import('./rows.js').Rows} x arrays of arrays, or a flat typed array and `inputs`
 * @param {object} [options]
 * @param {number} [options.min] what the least number of a column becomes, below max; 0
 * @param {number} [options.max] what the greatest becomes; 1
 * @param {number} [options.inputs] numbers a row of a typed x
 * @returns {Scaler}
 * @throws {GlassnetError} `invalid-shape`, `invalid-data`, `invalid-config`
 */
export function minMaxScaler(x, { min = 0, max = 1, inputs } = {}) {
  if (!(Number.isFinite(min) && Number.isFinite(max) && min < max)) {
    const given = `min is ${describe(min)} and max is ${describe(max)}`;
    throw configError(`${given}; they must be numbers, min below max.`);
  }
  return learn(x, inputs, (column) => {
    const lowest = column.reduce((a, b) => Math.min(a, b)), highest = column.reduce((a, b) => Math.max(a, b));
    const scale = (highest - lowest || 1) / (max - min);
    return { offset: lowest - min * scale, scale };
  });
}

/**
 * Scales each column of x to mean 0 and standard deviation 1 (of the population: divided by n). A constant column
 * becomes 0.
 * @param {import('./rows.js').Rows} x arrays of arrays, or a flat typed array and `inputs`
 * @param {object} [options]
 * @param {number} [options.inputs] numbers a row of a typed x
 * @returns {Scaler}
 * @throws {GlassnetError} `invalid-shape`, `invalid-data`
 */
export function standardScaler(x, { inputs } = {}) {
  return learn(x, inputs, (column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const variance = column.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / column.length;
    const constant = column.every((value) => value === column[0]);
    return constant ? { offset: column[0], scale: 1 } : { offset: mean, scale: Math.sqrt(variance) || 1 };
  });
}

/**
 * @param {import('./rows.js').Rows} x
 * @param {number | undefined} inputs
 * @param {(column: Float64Array) => { offset: number, scale: number }} measure
 */
function learn(x, inputs, measure) {
  const columns = inputs ?? (Array.isArray(x) && numbersOf(x[0])?.length);
  if (!columns) {
    throw shapeError(`x is ${describe(x)}; give rows, as an array of arrays of numbers, or `
      + 'a flat typed array and the option inputs.');
  }
  const { data, rows } = readTable(x, columns, 'x');
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const place = `x[${Math.floor(bad / columns)}][${bad % columns}]`;
    throw dataError(`${place} is ${data[bad]}; every number must be finite.`);
  }
  const measured = Array.from({ length: columns }, (_, column) =>
    measure(Float64Array.from({ length: rows }, (_, row) => data[row * columns + column])));
  return new Scaler({ offset: measured.map((m) => m.offset), scale: measured.map((m) => m.scale) });
}

/**
 * A plain copy of a scaler given in a config.
 * @param {unknown} scaler
 * @param {number} inputs
 * @returns {ScalerData}
 */
export function checkScaler(scaler, inputs) {
  const { offset, scale } = /** @type {Partial<ScalerData>} */ (Object(scaler));
  const accepted = `what minMaxScaler or standardScaler answered for rows of ${inputs}`;
  for (const list of [offset, scale]) {
    const finite = Array.isArray(list) && list.every(Number.isFinite);
    check(finite && !(list === scale && list.includes(0)), 'config.scaler', scaler, accepted);
    const { length } = list;
    if (length !== inputs) throw configError(`config.scaler was made for rows of ${length}; it must be ${accepted}.`);
  }
  return { offset: [.../** @type {number[]} */ (offset)], scale: [.../** @type {number[]} */ (scale)] };
}
