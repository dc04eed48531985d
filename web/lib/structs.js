import { check, configError, indexOfName } from './errors.js';
import { fields, names } from './tables.js';

/** @typedef {import('./tables.js').Field} Field */
/** @typedef {import('./tables.js').StructName} StructName */
/**
 * What users may write in place of a number, by the name of the member: answers the number, or what is to be refused.
 * @typedef {Record<string, (value: unknown, path: string) => unknown>} Words
 */

/**
 * The keys of a struct as users write it, or of an object nested in it.
 * @param {StructName} struct
 * @param {string} [inside] where the names of its members begin: `schedule.`
 */
export function keysOf(struct, inside = '') {
  const members = fields[struct].map(({ name }) => name).filter((name) => name.startsWith(inside));
  return [...new Set(members.map((name) => name.slice(inside.length).split('.')[0]))];
}

/**
 * Refuses what is not a plain object with known keys only. Keys that are undefined count as absent.
 * @param {unknown} value
 * @param {string} path how an error message calls it
 * @param {string[]} known
 * @returns {Record<string, unknown>} without the undefined
 */
export function checkKeys(value, path, known) {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
  check(isObject, path, value, 'an object');
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  for (const [key] of entries) {
    if (!known.includes(key)) throw configError(`${path} has no '${key}'; its keys are ${known.join(', ')}.`);
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
  /** @param {unknown} object @param {string} at @param {string} inside @param {string[]} [more] */
  const walk = (object, at, inside, more = []) => {
    const keys = keysOf(struct, inside), given = checkKeys(object, at, [...keys, ...more]);
    for (const key of keys.filter((key) => key in given)) {
      const member = given[key], name = inside + key, path = `${at}.${key}`;
      const place = fields[struct].findIndex((field) => field.name === name);
      const isName = typeof member === 'string' && keysOf(struct, `${name}.`).includes('name');
      if (place >= 0) members[place] = encodeMember(fields[struct][place], member, path, words);
      else walk(isName ? { name: member } : member, path, `${name}.`);
    }
    return given;
  };
  return { members, given: walk(value, path, '', others) };
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
 * @param {(index: number) => number} read
 * @returns {Record<string, unknown>}
 */
export function decode(struct, read) {
  /** @type {Record<string, any>} */
  const object = {};
  fields[struct].forEach(({ name, kind, table }, index) => {
    const path = name.split('.'), key = /** @type {string} */ (path.pop()), value = read(index);
    const inner = path.reduce((outer, step) => outer[step] ??= {}, object);
    if (!Number.isFinite(value)) return;
    inner[key] = kind === 'choice' ? names[table][value] : kind === 'flag' ? value !== 0 : value;
  });
  return object;
}

/** The members that have a default of their own. @param {StructName} struct */
export const defaults = (struct) => decode(struct, (index) => fields[struct][index].fallback);
