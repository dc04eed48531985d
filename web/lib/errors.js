/**
 * What went wrong, in a word: a code of the core, or `disposed`, where a network or trainer was used after `dispose`.
 * @typedef {Exclude<import('./generated/tables.js').StatusName, 'ok'> | 'disposed'} ErrorCode
 */

/** Every error this library throws on purpose. `code` is stable; `message` is a sentence for people. */
export class GlassnetError extends Error {
  /**
   * @param {ErrorCode} code
   * @param {string} message names the argument, what was given and what is accepted
   * @param {{ cause?: unknown }} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.name = 'GlassnetError';
    /** What went wrong, in a word that later releases keep. @readonly */
    this.code = code;
  }
}

/** Of a config, or of options. @param {string} message */
export const configError = (message) => new GlassnetError('invalid-config', message);
/** Of rows or weights, by how many there are or in what they come. @param {string} message */
export const shapeError = (message) => new GlassnetError('invalid-shape', message);
/** Of the numbers themselves, or of what was saved. @param {string} message */
export const dataError = (message) => new GlassnetError('invalid-data', message);

/**
 * The error of an argument that is not as it must be, in one sentence for all of them.
 * @param {string} name how the caller knows the argument: `options.threshold`
 * @param {unknown} value what was given
 * @param {string} accepted what it must be
 * @param {(message: string) => GlassnetError} [error] of which kind it is; configError
 */
export const refusal = (name, value, accepted, error = configError) =>
  error(`${name} is ${describe(value)}; it must be ${accepted}.`);

/**
 * Refuses an argument that does not fit.
 * @param {unknown} fits
 * @param {Parameters<typeof refusal>} told as `refusal` takes them
 * @returns {asserts fits}
 * @throws {GlassnetError} `invalid-config`, or of the kind that was told
 */
export function check(fits, ...told) {
  if (!fits) throw refusal(...told);
}

/**
 * Where a name stands among those that are accepted: the row of a table of the core, for example.
 * @param {readonly unknown[]} known
 * @param {unknown} name
 * @param {string} path how an error message calls it
 * @throws {GlassnetError} `invalid-config`
 */
export function indexOfName(known, name, path) {
  const index = known.indexOf(name);
  check(index >= 0, path, name, `one of ${known.join(', ')}`);
  return index;
}

/**
 * Whether a value is a whole number within bounds, these included.
 * @param {unknown} value @param {number} [min] @param {number} [max] @returns {value is number}
 */
export const isWhole = (value, min = 0, max = Infinity) =>
  Number.isInteger(value) && Number(value) >= min && Number(value) <= max;

/**
 * A value as an error message shows it: short, and unmistakably of its type.
 * @param {unknown} value
 */
export function describe(value) {
  if (typeof value === 'string') return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`;
  if (typeof value === 'bigint') return `the BigInt ${value}`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'symbol') return 'a symbol';
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
