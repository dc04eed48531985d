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

/**
 * What reads a file of the project, and what knows where a name is explained.
 * @typedef {{ read: (file: string) => string, links: Links }} Sources
 */

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

/** What to read first; then come the other functions and classes, as the module lists them. */
const mainEntries = ['createNetwork', 'Network', 'Trainer'];

/**
 * The functions and classes of a module. Where another module before it has the same names, its own have ids that begin
 * with the module's; what it only borrows is left out.
 * @param {{ name: string, entries: Entry[] }} module
 * @param {Entry[]} before
 * @param {Sources} sources
 * @returns {Section}
 */
export function moduleSection({ name, entries }, before, { links }) {
  const short = name.replace(/.*\//, '');
  const own = entries.filter(({ place }) => !before.some((other) => other.place === place));
  const placed = own.map((entry) => {
    const again = before.some((other) => other.name === entry.name);
    const place = again ? { id: `${short}.${entry.name}`, like: `#${entry.name}` } : { id: entry.name };
    return { entry, place };
  });
  const rank = (/** @type {Entry} */ entry) =>
    mainEntries.includes(entry.name) ? mainEntries.indexOf(entry.name) - 9 : Number(entry.kind === 'class');
  const shown = placed.filter(({ entry }) => entry.kind !== 'value').sort((a, b) => rank(a.entry) - rank(b.entry));
  return {
    id: `module-${name.replace(/\W/g, '-')}`, title: name,
    parts: shown.map(({ entry, place }) => ({ id: place.id, title: entry.name })),
    content: [
      shown.map(({ entry, place }) => (entry.kind === 'class' ? classMarkup : entryMarkup)(entry, links, place)),
      shown.some(({ entry }) => entry.name === 'GlassNet') && attributesMarkup(),
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
    prose(headOf(read(`c/${name}.c`)), links), table,
  ]);
  return {
    id: 'names', title: 'Names', parts: Object.entries(tableTitles).map(([id, title]) => ({ id, title })),
    content: [content, h('h3', { id: 'status' }, tableTitles.status), statusTable(read('c/glassnet.h'), links)],
  };
}

/** What the head of a file says besides what its rows are. @param {string} source */
function headOf(source) {
  const head = plainComment(source.match(/^\/\*[\s\S]*?\*\//)?.[0] ?? '');
  const rest = head.replace(/^One row an? \w+(: its name[^.]*)?[.:]\s*/, '');
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
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
export function coreSection({ read, links: allLinks }) {
  const links = (/** @type {string} */ name) => name.startsWith('gn_') ? allLinks(name) : undefined;
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
