// The sections of the reference.
import { fields, names } from '../lib/generated/tables.js';
import { classMarkup, entryMarkup, typeEntryMarkup } from './api.js';
import { choiceTables } from './choices.js';
import { headerId, headerMarkup, plainComment, readHeader } from './header.js';
import { h, line, program, prose, table } from './html.js';
import { datasetTable } from './datasets.js';
import { attributesMarkup, structMarkup } from './structs.js';

/** @typedef {import('./declarations.js').Entry} Entry */
/** @typedef {import('./html.js').Child} Child */
/** @typedef {import('./html.js').Links} Links */
/** @typedef {{ id: string, title: string, parts: { id: string, title: string }[], content: Child }} Section */

/** What is read of the sources, and where a name is explained. @typedef {{ read: (file: string) => string, links: Links }} Sources */

/** The two programs of the README. @param {Sources} sources @returns {Section} */
export function startSection({ read }) {
  /** @param {string} language */
  const first = (language) => {
    const [, code] = read('README.md').match(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'm')) ?? [];
    if (!code) throw new Error(`README.md has no block of ${language}.`);
    return program(code.trimEnd());
  };
  return {
    id: 'start', title: 'Start', parts: [],
    content: [
      h('p', {}, 'A network that learns exclusive or, in Node, in a browser or through a bundler:'), first('js'),
      h('p', {}, 'The same to watch, in a page:'), first('html'),
    ],
  };
}

/**
 * The functions and classes of a module.
 * @param {{ name: string, entries: Entry[] }} module
 * @param {Sources} sources
 * @returns {Section}
 */
export function moduleSection({ name, entries }, { links }) {
  const functions = entries.filter(({ kind }) => kind === 'function');
  const classes = entries.filter(({ kind }) => kind === 'class');
  return {
    id: `module-${name.replace(/\W/g, '-')}`, title: name,
    parts: [...functions, ...classes].map((entry) => ({ id: entry.name, title: entry.name })),
    content: [
      functions.map((entry) => entryMarkup(entry, links)), classes.map((entry) => classMarkup(entry, links)),
      classes.some((entry) => entry.name === 'GlassNet') && attributesMarkup(),
    ],
  };
}

/** @param {Entry} entry `datasets` @param {Sources} sources @returns {Promise<Section>} */
export async function datasetsSection(entry, { links }) {
  return {
    id: 'datasets', title: 'Data sets', parts: [],
    content: [prose(entry.text, links), await datasetTable(entry.members, links)],
  };
}

/** @param {import('./declarations.js').TypeEntry[]} types @param {Sources} sources @returns {Section} */
export function typesSection(types, { links }) {
  return {
    id: 'types', title: 'Types', parts: [],
    content: [
      h('p', { class: 'index' }, types.map(({ name }) => {
        const bare = name.replace(/<.*/, '');
        return [h('a', { href: `#${bare}` }, bare), ' '];
      })),
      types.map((type) => typeEntryMarkup(type, links)),
    ],
  };
}

/** Of the tables that are shown as such. */
export const tableTitles = {
  activation: 'Activations', loss: 'Losses', optimizer: 'Optimizers', initializer: 'Initializers',
  schedule: 'Schedules', metric: 'Metrics', status: 'Codes of errors',
};

/** @param {Sources} sources @returns {Promise<Section>} */
export async function namesSection({ read, links }) {
  const tables = await choiceTables((table) => read(`c/${table}.c`), links);
  const content = Object.entries(tables).map(([name, table]) => [
    h('h3', { id: name }, tableTitles[/** @type {keyof typeof tableTitles} */ (name)]),
    prose(plainComment(read(`c/${name}.c`).match(/^\/\*[\s\S]*?\*\//)?.[0] ?? ''), links), table,
  ]);
  return {
    id: 'names', title: 'Names', parts: Object.entries(tableTitles).map(([id, title]) => ({ id, title })),
    content: [content, h('h3', { id: 'status' }, tableTitles.status), statusTable(read('c/glassnet.h'), links)],
  };
}

/** @param {string} header @param {Links} links */
function statusTable(header, links) {
  const [, body] = header.match(/typedef enum gn_status \{\n([\s\S]*?)\}/) ?? ['', ''];
  const comments = body.split('\n').map((text) => plainComment(text.match(/\/\*.*\*\//)?.[0] ?? ''));
  const rows = names.status.map((code, i) =>
    ({ id: `status.${code}`, cells: [h('code', {}, code), line(comments[i], links)] }));
  return table('Codes of errors', ['code', 'where'], rows.slice(1));
}

/** @param {Sources} sources @returns {Section} */
export function coreSection({ read, links }) {
  const header = read('c/glassnet.h'), { introduction, sections } = readHeader(header);
  const structs = /** @type {(keyof typeof fields)[]} */ (Object.keys(fields));
  return {
    id: 'c', title: 'WebAssembly and C',
    parts: [
      { id: 'plain-wasm', title: 'The plain .wasm' }, { id: 'structs', title: 'Structs' },
      ...sections.map(({ title }) => ({ id: headerId(title), title: title.replace(/:.*/, '') })),
    ],
    content: [
      prose(introduction, links),
      h('h3', { id: 'plain-wasm' }, 'The plain .wasm'),
      h('p', {}, 'Exclusive or without the library. It runs on ',
        h('a', { href: './plain-wasm.html' }, 'a page of its own'), '.'),
      program(read('web/gallery/plain-wasm.js').trimEnd()),
      h('h3', { id: 'structs' }, 'Structs'),
      structs.map((struct) => structMarkup(struct, header, links)),
      sections.map((section) => headerMarkup(section, links)),
    ],
  };
}
