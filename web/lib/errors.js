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
