// The library's functions, classes and types as sections of the page.
import { h, line, prose } from './html.js';

/** @typedef {import('./html.js').Child} Child */
/** @typedef {import('./html.js').Links} Links */
/** @typedef {import('./declarations.js').Entry} Entry */
/** @typedef {import('./declarations.js').Parameter} Parameter */
/** @typedef {import('./declarations.js').TypeEntry} TypeEntry */

/** The names of types in a type are links. @param {string} type @param {Links} links */
export function typeMarkup(type, links) {
  const parts = type.split(/('[^']*'|`[^`]*`|[A-Za-z_$][\w$]*)/).map((part) => {
    const address = /^[A-Z]/.test(part) ? links(part) : undefined;
    return address ? h('a', { href: address }, part) : part;
  });
  return h('code', { class: 'type' }, parts);
}

/** @param {Parameter[]} parameters @param {Links} links @returns {Child} */
function definitions(parameters, links) {
  if (parameters.length === 0) return null;
  return h('dl', {}, parameters.map(({ name, type, optional, text, members }) => [
    h('dt', {}, h('code', {}, name), optional && h('span', { class: 'note' }, ' optional'), ' ',
      members.length === 0 && typeMarkup(type, links)),
    h('dd', {}, prose(text, links), definitions(members, links)),
  ]));
}

/** @param {Entry} entry */
function call({ name, kind, parameters }) {
  if (kind !== 'function') return name;
  return `${name}(${parameters.map((one) => one.optional ? `${one.name}?` : one.name).join(', ')})`;
}

/**
 * A function or a member of a class under a heading of its own.
 * @param {Entry} entry @param {Links} links
 * @param {{ id: string, like?: string, of?: string, level?: number }} place `like`: the address of what it is like
 */
export function entryMarkup(entry, links, { id, like, of = '', level = 3 }) {
  const { kind, text, type, typeText, parameters, errors, isStatic } = entry, says = type && type !== 'void';
  return h('section', { class: 'entry' },
    h(`h${level}`, { id }, h('code', {}, isStatic ? `${of}.${call(entry)}` : call(entry))),
    text || !like ? prose(text, links) : h('p', {}, 'As ', h('a', { href: like }, 'that of the library'), '.'),
    definitions(parameters, links),
    says && h('p', {}, kind === 'function' ? 'Answers ' : 'Type: ', typeMarkup(type, links),
      typeText && [': ', line(typeText, links)]),
    errors.map((codes) => h('p', {}, 'Errors: ', line(codes, links), '.')));
}

/** What the one who made an element or an object has no need to call. @param {Entry} member */
export const isForCallers = ({ name }) => !/Callback$|^observed|^\[Symbol\.dispose|^name$/.test(name);

/** @param {Entry} entry @param {Links} links @param {{ id: string, like?: string }} place */
export function classMarkup(entry, links, { id, like }) {
  const { name, text } = entry, members = entry.members.filter(isForCallers);
  return h('section', {},
    h('h3', { id }, h('code', {}, name)),
    prose(text, links),
    members.length > 3 && h('p', { class: 'index' },
      members.map((member) => [h('a', { href: `#${id}.${member.name}` }, member.name), ' '])),
    members.map((member) => entryMarkup(member, links, {
      id: `${id}.${member.name}`, like: like && `${like}.${member.name}`, of: name, level: 4,
    })));
}

/** @param {TypeEntry} entry @param {Links} links */
export function typeEntryMarkup({ name, text, type, members }, links) {
  return h('section', { class: 'entry' },
    h('h3', { id: name.replace(/<.*/, '') }, h('code', {}, name)),
    prose(text, links),
    type && h('p', {}, typeMarkup(type, links)),
    definitions(members, links));
}

/**
 * The types in use: those named by the entries, and those that these name.
 * @param {unknown[]} entries @param {Map<string, TypeEntry>} types
 */
export function typesInUse(entries, types) {
  /** @type {Set<string>} */
  const used = new Set();
  /** @param {unknown} value */
  const walk = (value) => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      if (key !== 'type') walk(member);
      else for (const [word] of String(member).matchAll(/[A-Za-z_$][\w$]*/g)) visit(word);
    }
  };
  const visit = (/** @type {string} */ word) => {
    const type = types.get(word);
    if (!type || used.has(word)) return;
    used.add(word);
    walk(type);
  };
  walk(entries);
  return used;
}

