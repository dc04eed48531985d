// The reference documentation: one page made from the JSDoc of the library, the comments of c/ and the tables of the
// core; and the page of the plain .wasm. web/build.js puts them into the site.
import ts from 'typescript';
import { names } from '../lib/generated/tables.js';
import { isForCallers, typesInUse } from './api.js';
import { readDeclarations } from './declarations.js';
import { readHeader } from './header.js';
import { escape, h, join } from './html.js';
import {
  coreSection, datasetsSection, moduleSection, namesSection, startSection, tableTitles, typesSection,
} from './sections.js';

/** @typedef {import('./declarations.js').Entry} Entry */

/** @param {string} file from the top of the house @returns {string} */
function read(file) {
  const text = ts.sys.readFile(file);
  if (text === undefined) throw new Error(`The reference needs ${file}, which is not there.`);
  return text;
}

/** The modules of the package: the name each is imported by, which has no extension, and its source. */
function listModules() {
  const { name, exports } = JSON.parse(read('package.json'));
  return Object.entries(exports).filter(([path]) => !/\.\w+$/.test(path)).map(([path, { types }]) => ({
    name: path.replace(/^\./, name),
    file: types.replace('./dist/types/', 'web/').replace(/\.d\.ts$/, '.js'),
  }));
}

/** The type of a table's names. @param {string} table */
const typeOfTable = (table) => `${table[0].toUpperCase()}${table.slice(1)}Name`;

/**
 * Where each name is explained. One that means several things is a link only with the name of what it belongs to.
 * @param {Entry[]} entries @param {Iterable<string>} types
 */
function collectLinks(entries, types) {
  /** @type {Map<string, string | undefined>} */
  const links = new Map();
  const add = (/** @type {string} */ name, /** @type {string} */ id) =>
    links.set(name, links.has(name) ? undefined : `#${id}`);
  for (const { name, members } of entries) {
    links.set(name, `#${name}`);
    // Not the properties: `layers`, `loss` are words of many other things.
    const methods = members.filter((member) => member.kind === 'function' && isForCallers(member));
    for (const method of methods) add(method.name, `${name}.${method.name}`);
  }
  for (const type of types) add(type, type);
  for (const table of /** @type {(keyof typeof tableTitles)[]} */ (Object.keys(tableTitles))) {
    links.set(typeOfTable(table), `#${table}`);
    for (const name of names[table]) add(name, `${table}.${name}`);
  }
  const { sections } = readHeader(read('c/glassnet.h'));
  const declared = sections.flatMap(({ declarations }) => declarations).flatMap(({ names }) => names);
  for (const name of declared) add(name, name);
  return (/** @type {string} */ name) => links.get(name);
}

/** @param {import('./sections.js').Section[]} sections */
const contents = (sections) => h('ul', {}, sections.map(({ id, title, parts }) =>
  h('li', {}, h('a', { href: `#${id}` }, title), parts.length > 0 && h('ul', {},
    parts.map((part) => h('li', {}, h('a', { href: `#${part.id}` }, part.title)))))));

/** The page itself. */
async function reference() {
  const listed = listModules();
  const { modules, types, publicTypes } = readDeclarations(listed.map(({ file }) => file), 'tsconfig.json');
  const entries = modules.flat(), tableTypes = Object.keys(tableTitles).map(typeOfTable);
  const used = [...typesInUse([entries, publicTypes], types)].filter((name) => !tableTypes.includes(name)).sort();
  const sources = { read, links: collectLinks(modules[0], used) };
  const [library, ...others] = listed.map(({ name }, i) =>
    moduleSection({ name, entries: modules[i] }, modules.slice(0, i).flat(), sources));
  const sections = [
    startSection(sources), library,
    typesSection(used.map((name) => /** @type {import('./declarations.js').TypeEntry} */ (types.get(name))), sources),
    await namesSection(sources),
    await datasetsSection(/** @type {Entry} */ (entries.find(({ name }) => name === 'datasets')), sources),
    ...others, coreSection(sources),
  ];
  const written = sections.map(({ id, title, content }) => h('section', {}, h('h2', { id }, title), content));
  return read('web/reference/page.html')
    .replace('<!-- contents -->', () => contents(sections).text)
    .replace('<!-- sections -->', () => join(written).text);
}

/** The files of the site that are documentation, by name. @returns {Promise<Record<string, string>>} */
export async function writeReference() {
  const program = read('web/gallery/plain-wasm.js');
  return {
    'reference.html': await reference(),
    'reference.css': read('web/reference/reference.css'),
    'plain-wasm.html': read('web/gallery/plain-wasm.html')
      .replace('<code id="program"></code>', () => `<code>${escape(program.trimEnd())}</code>`),
    'plain-wasm.js': program,
  };
}
