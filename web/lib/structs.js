import { GlassnetError, describe } from './errors.js';
import { fields, names } from './generated/tables.js';

/** @typedef {import('./generated/tables.js').Field} Field */
/** @typedef {import('./generated/tables.js').TableName} TableName */
/** @typedef {keyof typeof fields} StructName */
/** @typedef {Map<string, number | Keys>} Keys a key's member of the struct, or the keys of the struct nested there */

/** @type {Record<string, Keys>} */
const keysOf = Object.fromEntries(Object.entries(fields).map(([struct, members]) => [struct, nest(members)]));

/** @param {Field[]} members those of nested structs have dotted names */
function nest(members) {
  /** @type {Keys} */
  const keys = new Map();
  members.forEach(({ name }, index) => {
    const [outer, inner] = name.split('.');
    if (inner === undefined) {
      keys.set(name, index);
      return;
    }
    const nested = /** @type {Keys} */ (keys.get(outer) ?? new Map());
    keys.set(outer, nested.set(inner, index));
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
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) {
    throw new GlassnetError('invalid-config', `${path} is ${describe(value)}; an object is expected.`);
  }
  const accepted = [...known];
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  for (const [key] of entries) {
    if (accepted.includes(key)) continue;
    throw new GlassnetError('invalid-config', `${path} has no '${key}'; its keys are ${accepted.join(', ')}.`);
  }
  return Object.fromEntries(entries);
}

/**
 * The members of a config struct of the core, from an object as users write it; NaN (the default) where nothing is
 * given. A nested struct may be its name alone. Names, types and keys are checked here, ranges by the core.
 * @param {StructName} struct
 * @param {unknown} value
 * @param {string} path how an error message calls it
 * @param {string[]} [others] keys that are accepted and left alone
 * @returns {{ members: Float64Array<ArrayBuffer>, given: Record<string, unknown> }} also what was given, without the
 *   undefined
 */
export function encode(struct, value, path, others = []) {
  const members = new Float64Array(fields[struct].length).fill(NaN);
  const keys = keysOf[struct];
  const given = checkKeys(value, path, [...keys.keys(), ...others]);
  for (const key of Object.keys(given)) {
    const at = keys.get(key);
    if (at === undefined) continue;
    if (typeof at === 'number') {
      members[at] = encodeMember(fields[struct][at], given[key], `${path}.${key}`);
      continue;
    }
    const nested = typeof given[key] === 'string' ? { name: given[key] } : given[key];
    for (const [inner, member] of Object.entries(checkKeys(nested, `${path}.${key}`, at.keys()))) {
      const index = /** @type {number} */ (at.get(inner));
      members[index] = encodeMember(fields[struct][index], member, `${path}.${key}.${inner}`);
    }
  }
  return { members, given };
}

/** @param {Field} field @param {unknown} value @param {string} path */
function encodeMember({ kind, table }, value, path) {
  if (kind === 'choice') return indexOfName(/** @type {TableName} */ (table), value, path);
  if (kind === 'flag') {
    if (typeof value === 'boolean') return Number(value);
    throw new GlassnetError('invalid-config', `${path} is ${describe(value)}; it must be true or false.`);
  }
  if (typeof value === 'number' && !Number.isNaN(value)) return value;
  throw new GlassnetError('invalid-config', `${path} is ${describe(value)}; it must be a number.`);
}

/**
 * The row of a table of the core.
 * @param {TableName} table @param {unknown} name @param {string} path
 */
export function indexOfName(table, name, path) {
  const known = /** @type {unknown[]} */ (names[table]);
  const index = known.indexOf(name);
  if (index >= 0) return index;
  throw new GlassnetError('invalid-config', `${path} is ${describe(name)}; it must be one of ${known.join(', ')}.`);
}

/**
 * The members at the top of a struct as users write them; NaN is left out.
 * @param {StructName} struct
 * @param {(index: number) => number | null} read
 * @returns {Record<string, unknown>}
 */
export function decode(struct, read) {
  /** @type {Record<string, unknown>} */
  const object = {};
  fields[struct].forEach(({ name, kind, table }, index) => {
    const value = read(index);
    if (name.includes('.') || value === null || Number.isNaN(value)) return;
    const choices = kind === 'choice' ? names[/** @type {TableName} */ (table)] : null;
    object[name] = choices ? choices[value] : kind === 'flag' ? value !== 0 : value;
  });
  return object;
}

/** The members at the top of a struct that have a default of their own. @param {StructName} struct */
export const defaults = (struct) => decode(struct, (index) => fields[struct][index].default);
