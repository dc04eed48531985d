import { names } from './tables.js';

/**
 * A point for each epoch, column by column; `epoch` counts from 0. A metric is there where it was asked for, accuracy
 * also where it goes with the loss; `val…` where there are validation rows. auc is NaN where there is one class only.
 * @typedef {{ epoch: number[], loss: number[], valLoss?: number[] }
 *   & Partial<Record<import('./generated/tables.js').MetricName | ValMetricName, number[]>>} HistoryColumns
 */
/**
 * A metric of the validation rows.
 * @typedef {`val${Capitalize<import('./generated/tables.js').MetricName>}`} ValMetricName
 */

/** What a figure is called for the validation rows. @param {string} name */
export const validated = (name) => `val${name[0].toUpperCase()}${name.slice(1)}`;

/** @type {string[]} */
let columns = [];

/** What the numbers of an epoch's record are called, in the order of the core, which is loaded by then. */
export function columnNames() {
  if (columns.length === 0) {
    const trained = ['loss', ...names.metric];
    columns = [...trained, ...trained.map(validated)];
  }
  return columns;
}

/**
 * The numbers of a record by name, without those that are not there.
 * @param {ArrayLike<number>} record of the training rows, or of both
 */
export function nameFigures(record) {
  /** @type {Record<string, number>} */
  const named = {};
  columnNames().forEach((name, c) => {
    if (c < record.length && (c === 0 || !Number.isNaN(record[c]))) named[name] = record[c];
  });
  return named;
}

/** The columns a history has by the options `metrics` and validation. @param {Record<string, unknown>} options */
export function askedColumns({ metrics, validationData, validationSplit }) {
  const asked = /** @type {string[]} */ (metrics ?? []);
  return validationData ?? validationSplit ? [...asked, ...asked.map(validated)] : asked;
}

/** The most points of a history that is bounded. */
const BOUND = 4096;

/**
 * The records of the epochs. Bounded, it keeps every `stride`th epoch, the stride doubling whenever the bound is
 * passed, and the first, the last and the `keep` epochs as well.
 */
export class History {
  #limit;
  #keep;
  /** The same in order. @type {number[]} */
  #kept;
  #asked;
  #stride = 1;
  /** @type {number[]} */
  #epochs = [];
  /** @type {number[][]} */
  #columns = columnNames().map(() => []);

  /**
   * @param {number[] | 'all'} keep epochs that stay in any case; 'all' has no bound
   * @param {string[]} asked columns that are there whatever they hold
   */
  constructor(keep, asked) {
    this.#limit = keep === 'all' ? Infinity : BOUND;
    this.#keep = new Set(keep === 'all' ? [] : keep);
    this.#kept = [...this.#keep].sort((a, b) => a - b);
    this.#asked = ['loss', ...asked];
  }

  /** @param {number} epoch */
  #stays(epoch) {
    return epoch % this.#stride === 0 || this.#keep.has(epoch) || epoch === this.#epochs[0];
  }

  /**
   * Takes the records that stay, and the last one. Where a thousand epochs pass in a call, looking at each would take as
   * long as they did.
   * @param {number} first the epoch of the first record
   * @param {Float64Array} records one after the other
   */
  add(first, records) {
    const width = this.#columns.length, end = first + records.length / width;
    for (let epoch = first; epoch < end; epoch = Math.min(this.#nextStaying(epoch), Math.max(end - 1, epoch + 1))) {
      this.#addOne(epoch, records, (epoch - first) * width);
    }
  }

  /** @param {number} epoch @returns {number} the first one after it that stays */
  #nextStaying(epoch) {
    const kept = this.#kept.find((other) => other > epoch) ?? Infinity;
    return Math.min(kept, (Math.floor(epoch / this.#stride) + 1) * this.#stride);
  }

  /** @param {number} epoch @param {Float64Array} records @param {number} offset */
  #addOne(epoch, records, offset) {
    const last = this.#epochs.length - 1;
    const at = last >= 0 && !this.#stays(this.#epochs[last]) ? last : last + 1;
    this.#epochs[at] = epoch;
    this.#columns.forEach((column, c) => {
      column[at] = records[offset + c];
    });
    while (this.#epochs.length > this.#limit) this.#thin();
  }

  #thin() {
    this.#stride *= 2;
    const kept = this.#epochs.map((epoch, i) => this.#stays(epoch) || i === this.#epochs.length - 1);
    /** @param {number[]} list */
    const thinned = (list) => list.filter((_, i) => kept[i]);
    this.#columns = this.#columns.map(thinned);
    this.#epochs = thinned(this.#epochs);
  }

  /** A copy, for the caller to keep. @returns {HistoryColumns} */
  columns() {
    /** @type {Record<string, number[]>} */
    const named = { epoch: [...this.#epochs] };
    columnNames().forEach((name, c) => {
      const column = this.#columns[c];
      if (this.#asked.includes(name) || column.some((value) => !Number.isNaN(value))) named[name] = [...column];
    });
    return /** @type {HistoryColumns} */ (named);
  }

  /** The numbers of the last epoch by name. */
  last() {
    return nameFigures(this.#columns.map((column) => column[this.#epochs.length - 1]));
  }
}
