// The config structs of the C API, member by member, and the attributes of the element: both from their own tables.
import { fields as attributes, limits } from '../experiment/experiment.js';
import { fields, names } from '../lib/generated/tables.js';
import { structComments } from './header.js';
import { h, line, table } from './html.js';

/** @typedef {import('./html.js').Links} Links */
/** @typedef {keyof typeof fields} StructName */

/** Beyond it a number has no bound but that of its type. */
const HUGE = 1e38;

/** @param {number} value */
const bound = (value) => Math.abs(value) >= HUGE ? `${value < 0 ? '−' : ''}∞` : String(value).replace('-', '−');

/** @param {import('../lib/generated/tables.js').Field} field */
function accepted({ kind, table, min, max }) {
  if (kind === 'choice') return `a row of ${table}`;
  if (kind === 'flag') return '0, 1';
  return `${kind === 'count' ? 'whole, ' : ''}${bound(min)} … ${bound(max)}`;
}

/** @param {import('../lib/generated/tables.js').Field} field */
function fallback({ kind, table, default: value }) {
  if (value === null) return '';
  const choices = kind === 'choice' && table ? /** @type {string[]} */ (names[table]) : null;
  return choices ? h('code', {}, choices[value]) : bound(value);
}

/** @param {StructName} struct @param {string} header the text of c/glassnet.h */
const cNameOf = (struct, header) =>
  [`gn_${struct}_config`, `gn_${struct}`].find((name) => header.includes(`struct ${name} {`)) ?? '';

/** @param {StructName} struct @param {string} header @param {Links} links */
export function structMarkup(struct, header, links) {
  const cName = cNameOf(struct, header), comments = structComments(header, cName);
  if (comments.length !== fields[struct].length) {
    throw new Error(`c/glassnet.h gives ${cName} ${comments.length} members, c/config.c ${fields[struct].length}.`);
  }
  return table(`${cName} (of gn_struct the value ${Object.keys(fields).indexOf(struct)})`,
    ['member', 'byte', 'accepts', 'default', 'note'],
    fields[struct].map((field, i) => ({
      cells: [h('code', {}, field.name), 8 * i, accepted(field), fallback(field), line(comments[i], links)],
    })));
}

/** @param {import('../experiment/experiment.js').ExperimentField} field */
function acceptedByAttribute({ type, choices, min = 0, max = 0 }) {
  if (choices) return choices.join(' ');
  if (type === 'json') return 'JSON';
  if (type === 'layers') {
    const { hiddenLayers, units } = limits;
    return `none, or the neurons of up to ${hiddenLayers} hidden layers, 1 … ${units} each: 4 or 8,4 or 4 relu, 3 tanh`;
  }
  return `${type === 'number' ? '' : 'whole, '}${bound(min)} … ${bound(max)}${type === 'batch' ? ', or full' : ''}`;
}

/** The attributes of the element, which are also the words in an address. */
export function attributesMarkup() {
  /** @type {import('../experiment/experiment.js').ExperimentField[]} */
  const listed = Object.values(attributes);
  return table('The experiment as attributes', ['attribute', 'accepts'], listed.map((field) =>
    ({ cells: [attributeNames(field.attribute), acceptedByAttribute(field)] })));
}

/** `hidden` is HTML's own word as well, so there is another. @param {string} attribute */
function attributeNames(attribute) {
  return attribute === 'hidden' ? [h('code', {}, 'hidden-layers'), ', ', h('code', {}, attribute)] : h('code', {}, attribute);
}
