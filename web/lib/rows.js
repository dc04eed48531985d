import { check, dataError, describe, isWhole, refusal, shapeError } from './errors.js';

/** @typedef {import('./core.js').Reals} Reals */
/**
 * A typed array of numbers; those of BigInt are none.
 * @typedef {Float32Array | Float64Array | Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array
 *   | Int32Array | Uint32Array} TypedArray
 */
/** The numbers of one row. @typedef {readonly number[] | TypedArray} Row */
/**
 * Rows of numbers: an array of rows; or a flat typed array, row after row, its length a multiple of the columns; or
 * one row alone, as a plain flat array. Targets may be a flat array for one output, and for softmax class labels.
 * @typedef {readonly Row[] | Row} Rows
 */
/** @typedef {'rows' | 'typed' | 'row'} Form an array of rows, a flat typed array, one flat row */
/**
 * The form in which rows given as T are answered.
 * @template T
 * @typedef {T extends TypedArray ? Reals : T extends readonly number[] ? number[] : number[][]} Answer
 */
/** @typedef {{ data: Reals, rows: number, form: Form }} Table */

/** The numbers of a row, if it is one. @param {unknown} row @returns {Row | undefined} */
export function numbersOf(row) {
  if (Array.isArray(row)) return row;
  const list = ArrayBuffer.isView(row) && !(row instanceof DataView) ? /** @type {TypedArray} */ (row) : undefined;
  return typeof list?.[0] === 'bigint' ? undefined : list;
}

/**
 * Rows as one flat array, row after row. The array may be x itself: it is for reading only.
 * @param {unknown} x
 * @param {number} columns
 * @param {string} name how an error message calls x
 * @param {Float32ArrayConstructor | Float64ArrayConstructor} [Reals]
 * @returns {Table}
 * @throws {GlassnetError} `invalid-shape`, `invalid-data`
 */
export function readTable(x, columns, name, Reals = Float64Array) {
  const list = numbersOf(x);
  if (!list) throw refusal(name, x, `an array of rows of ${columns}, or a flat typed array`, shapeError);
  if (list.length === 0) throw shapeError(`${name} has no rows; give one at least.`);
  if (!Array.isArray(list)) return readTyped(/** @type {TypedArray} */ (list), columns, name, Reals);
  const form = typeof list[0] === 'number' ? 'row' : 'rows';
  const rows = form === 'row' ? 1 : list.length;
  const data = new Reals(rows * columns);
  if (form === 'row') readRow(list, data, 0, columns, name);
  else for (let r = 0; r < rows; r++) readRow(list[r], data, r * columns, columns, name, r);
  return { data, rows, form };
}

/**
 * @param {TypedArray} x @param {number} columns @param {string} name
 * @param {Float32ArrayConstructor | Float64ArrayConstructor} Reals
 * @returns {Table}
 */
function readTyped(x, columns, name, Reals) {
  const rows = x.length / columns;
  if (!Number.isInteger(rows)) {
    throw shapeError(`${name} has ${x.length} numbers; a flat typed array must have a multiple of ${columns}.`);
  }
  const data = /** @type {Reals} */ (x instanceof Reals ? x : new Reals(x));
  return { data, rows, form: 'typed' };
}

/**
 * @param {unknown} row @param {Reals} data @param {number} offset @param {number} columns
 * @param {string} table how an error message calls all rows @param {number} [index] of this one among several
 */
function readRow(row, data, offset, columns, table, index) {
  const numbers = numbersOf(row), name = () => index === undefined ? table : `${table}[${index}]`;
  if (!numbers) throw refusal(name(), row, `a row of ${columns} numbers`, shapeError);
  if (numbers.length !== columns) {
    throw shapeError(`${name()} has ${numbers.length} numbers; one row must have ${columns}.`);
  }
  for (let c = 0; c < columns; c++) {
    const value = numbers[c];
    if (typeof value !== 'number') throw refusal(`${name()}[${c}]`, value, 'a number', dataError);
    data[offset + c] = value;
  }
}

/**
 * Targets for `rows` rows as one flat array of rows · outputs numbers.
 * @param {unknown} y
 * @param {{ rows: number, outputs: number, labels: boolean }} expected `labels`: whole numbers 0 … outputs − 1 may
 *   stand for one-hot rows
 * @param {string} name how an error message calls y
 * @param {Float32ArrayConstructor | Float64ArrayConstructor} Reals
 * @returns {Reals}
 * @throws {GlassnetError} `invalid-shape`, `invalid-data`
 */
export function readTargets(y, { rows, outputs, labels }, name, Reals) {
  const list = numbersOf(y);
  const isFlat = typeof list?.[0] === 'number';
  if (list && isFlat && labels && outputs > 1 && list.length === rows) return readLabels(list, outputs, name, Reals);
  if (list && isFlat && Array.isArray(list) && (outputs === 1 || (labels && rows > 1))) {
    if (list.length !== rows) throw shapeError(`${name} has ${list.length} numbers for ${rows} rows; give one a row.`);
    const data = new Reals(rows);
    readRow(list, data, 0, rows, name);
    return data;
  }
  const { data, rows: found } = readTable(y, outputs, name, Reals);
  if (found === rows) return data;
  throw shapeError(`${name} has ${found} rows and x has ${rows}; both must have as many.`);
}

/**
 * @param {Row} list @param {number} classes @param {string} name
 * @param {Float32ArrayConstructor | Float64ArrayConstructor} Reals
 */
function readLabels(list, classes, name, Reals) {
  const data = new Reals(list.length * classes);
  for (let r = 0; r < list.length; r++) {
    const label = list[r];
    if (!isWhole(label, 0, classes - 1)) {
      throw dataError(`${name}[${r}] is ${describe(label)}; a label must be a whole number from 0 to ${classes - 1}.`);
    }
    data[r * classes + label] = 1;
  }
  return data;
}

/**
 * Flat numbers in the form in which their rows were given.
 * @param {Reals} data becomes the caller's
 * @param {number} columns
 * @param {Form} form
 * @returns {Reals | number[] | number[][]}
 */
export function writeRows(data, columns, form) {
  if (form === 'typed') return data;
  if (form === 'row') return plain(data, 0, data.length);
  const rows = [];
  for (let at = 0; at < data.length; at += columns) rows.push(plain(data, at, columns));
  return rows;
}

/** A loop, which takes a tenth of Array.from's time. @param {Reals} data @param {number} at @param {number} count */
function plain(data, at, count) {
  const numbers = [];
  for (let i = at; i < at + count; i++) numbers.push(data[i]);
  return numbers;
}

/**
 * A row for each label: 1 in the label's place, 0 elsewhere.
 * @param {Row} labels whole numbers from 0
 * @param {number} [classes] numbers a row; the greatest label + 1
 * @returns {number[][]}
 * @throws {GlassnetError} `invalid-shape`, `invalid-data`
 */
export function oneHot(labels, classes) {
  const list = numbersOf(labels);
  check(list?.length, 'labels', labels, 'an array of numbers', shapeError);
  const count = classes ?? Array.from(list).reduce((most, label) => Math.max(most, label + 1), 1);
  if (!isWhole(count, 1, 65536)) {
    throw dataError(`labels ask for ${count} classes; they must be whole numbers, and the classes 1 to 65536.`);
  }
  const data = readLabels(list, count, 'labels', Float64Array);
  return /** @type {number[][]} */ (writeRows(data, count, 'rows'));
}
