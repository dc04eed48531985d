import { check, configError, indexOfName } from './errors.js';
import { fields, names } from './tables.js';

/** @typedef {import('./tables.js').Field} Field */
/** @typedef {import('./tables.js').TableName} TableName */
/** @typedef {import('./tables.js').StructName} StructName */
/**
 * What users may write in place of a number, by the name of the member: answers the number, or what is to be refused.
 * @typedef {Record<string, (value: unknown, path: string) => unknown>} Words
 */
/** @typedef {Map<string, number | Keys>} Keys a key's member of the struct, or the keys of the struct nested there */

/** The keys of a struct, nested as users write them. @param {StructName} struct */
export function keysOf(struct) {
  /** @type {Keys} */
  const keys = new Map();
  fields[struct].forEach(({ name }, index) => {
    const path = name.split('.'), last = /** @type {string} */ (path.pop());
    let inner = keys;
    for (const key of path) {
      if (!inner.has(key)) inner.set(key, new Map());
      inner = /** @type {Keys} */ (inner.get(key));
    }
    inner.set(last, index);
  });
  return keys;
}

/**
 * Refuses what is not a plain object with known keys only. Keys that are undefined count as absent.
 * @param {unknown} value
 * @param {string} path how an error message calls it
 * @param {Iterable<string>} known
 * @returns {Record<string, unknown>} without the undefined
 */
export function checkKeys(value, path, known) {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
  check(isObject, path, value, 'an object');
  const accepted = [...known];
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  for (const [key] of entries) {
    if (!accepted.includes(key)) throw configError(`${path} has no '${key}'; its keys are ${accepted.join(', ')}.`);
  }
  return Object.fromEntries(entries);
}

/**
 * The members of a config struct of the core, from an object as users write it; NaN (the default) where nothing is
 * given. A nested struct with a name may be its name alone. Names, types and keys are checked here, ranges by the core.
 * @param {StructName} struct
 * @param {unknown} value
 * @param {string} path how an error message calls it
 * @param {string[]} [others] keys that are accepted and left alone
 * @param {Words} [words] what users may write besides numbers
 * @returns {{ members: Float64Array<ArrayBuffer>, given: Record<string, unknown> }} also what was given, without the
 *   undefined
 */
export function encode(struct, value, path, others = [], words = {}) {
  const members = new Float64Array(fields[struct].length).fill(NaN);
  /** @param {Keys} keys @param {unknown} object @param {string} at @param {string[]} [more] */
  const walk = (keys, object, at, more = []) => {
    const given = checkKeys(object, at, [...keys.keys(), ...more]);
    for (const [key, member] of Object.entries(given)) {
      const place = keys.get(key), inside = `${at}.${key}`;
      if (typeof place === 'number') members[place] = encodeMember(fields[struct][place], member, inside, words);
      else if (place) walk(place, typeof member === 'string' && place.has('name') ? { name: member } : member, inside);
    }
    return given;
  };
  return { members, given: walk(keysOf(struct), value, path, others) };
}

/** @param {Field} field @param {unknown} value @param {string} path @param {Words} words */
function encodeMember({ name, kind, table }, value, path, words) {
  if (kind === 'choice') return indexOfName(names[table], value, path);
  if (kind === 'flag') {
    checkFlag(value, path);
    return Number(value);
  }
  const number = words[name]?.(value, path) ?? value;
  checkNumber(number, path);
  return number;
}

/** @param {unknown} value @param {string} path @returns {asserts value is boolean} */
export function checkFlag(value, path) {
  check(typeof value === 'boolean', path, value, 'true or false');
}

/** @param {unknown} value @param {string} path @returns {asserts value is number} */
export function checkNumber(value, path) {
  check(typeof value === 'number' && !Number.isNaN(value), path, value, 'a number');
}

/**
 * The members of a struct as users write them, without those that are NaN or infinite: the words for "by default" and
 * "no limit" are to say nothing, which goes through JSON as well.
 * @param {StructName} struct
 * @param {(index: number) => number | null} read
 * @param {Keys} [keys] of a nested struct
 * @returns {Record<string, unknown>}
 */
export function decode(struct, read, keys = keysOf(struct)) {
  /** @type {Record<string, unknown>} */
  const object = {};
  for (const [key, place] of keys) {
    if (typeof place !== 'number') {
      object[key] = decode(struct, read, place);
      continue;
    }
    const value = read(place), { kind, table } = fields[struct][place];
    if (!Number.isFinite(value)) continue;
    const choices = kind === 'choice' ? names[table] : null;
    object[key] = choices ? choices[Number(value)] : kind === 'flag' ? value !== 0 : value;
  }
  return object;
}

/** The members that have a default of their own. @param {StructName} struct */
export const defaults = (struct) => decode(struct, (index) => fields[struct][index].fallback);
