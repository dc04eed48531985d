import { dtypes, loadCore } from './core.js';
import { dataError, indexOfName } from './errors.js';
import { readTable } from './rows.js';
import { names } from './tables.js';

/**
 * What an activation takes: a number, or several.
 * @typedef {number | readonly number[] | import('./rows.js').TypedArray} Numbers
 */
/**
 * The form in which numbers given as T are answered.
 * @template T
 * @typedef {T extends number ? number : T extends readonly number[] ? number[] : import('./core.js').Reals} SameForm
 */
/**
 * An activation f by itself. An array is answered by an array; softmax takes the array as one row.
 * @typedef {object} Activation
 * @property {<T extends Numbers>(x: T) => SameForm<T>} value f(x)
 * @property {<T extends Numbers>(x: T) => SameForm<T>} derivative f′(x); `unsupported` for step and softmax
 */

/**
 * Every activation by name, computed by the core.
 * @param {import('./core.js').Dtype} [dtype] what it counts with; float64
 * @returns {Promise<Record<import('./generated/tables.js').ActivationName, Activation>>}
 * @throws {GlassnetError} `invalid-config`, `unsupported`; the functions: `invalid-data`, `unsupported`
 */
export async function activations(dtype = 'float64') {
  indexOfName(dtypes, dtype, 'dtype');
  const core = await loadCore(dtype);
  /** @param {number} row @param {boolean} derivative @returns {Activation['value']} */
  const compute = (row, derivative) => (x) => {
    const list = typeof x === 'number' ? [x] : x;
    const { data } = readTable(list, Object(list).length || 1, 'x', core.Reals);
    const bad = data.find((value) => !Number.isFinite(value));
    if (bad !== undefined) throw dataError(`x has ${bad}; every number must be finite.`);
    const { length } = data, result = core.map(data, length, ({ gn_activate: activate }, from, to, error) =>
      derivative ? activate(row, from, length, 0, to, error) : activate(row, from, length, to, 0, error));
    const answer = typeof x === 'number' ? result[0] : ArrayBuffer.isView(x) ? result : Array.from(result);
    return /** @type {SameForm<typeof x>} */ (answer);
  };
  const named = names.activation.map((name, row) =>
    [name, { value: compute(row, false), derivative: compute(row, true) }]);
  return Object.fromEntries(named);
}
