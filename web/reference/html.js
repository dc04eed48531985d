// Markup, built so that text can never be read as HTML.

/** Text that is markup already. */
export class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/**
 * What can stand in an element; of an array, each item.
 * @typedef {Markup | string | number | null | undefined | false | readonly any[]} Child
 */

const escapes = /** @type {Record<string, string>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' });

/** @param {string} text */
export const escape = (text) => text.replace(/[&<>"]/g, (character) => escapes[character]);

/** @param {Child} child @returns {string} */
function write(child) {
  if (Array.isArray(child)) return child.map(write).join('');
  if (child instanceof Markup) return child.text;
  return child === null || child === undefined || child === false ? '' : escape(String(child));
}

/** Several pieces as one. @param {...Child} children */
export const join = (...children) => new Markup(write(children));

/**
 * One element. Attributes that are undefined are left out.
 * @param {string} name
 * @param {Record<string, string | number | undefined>} attributes
 * @param {...Child} children
 */
export function h(name, attributes, ...children) {
  const written = Object.entries(attributes).filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escape(String(value))}"`).join('');
  return new Markup(`<${name}${written}>${write(children)}${name === 'br' ? '' : `</${name}>`}`);
}

/** Where a name is explained: its address, if it is. @typedef {(name: string) => string | undefined} Links */

/**
 * A line of a comment: what stands between backticks, and names of the C API, are code, and links where they are
 * explained.
 * @param {string} text @param {Links} links
 */
export function line(text, links) {
  return text.split(/(`[^`]*`|\bgn_\w+)/).map((part, i) => {
    if (i % 2 === 0) return part;
    const name = part.replaceAll('`', ''), code = h('code', {}, name), address = links(name);
    return address ? h('a', { href: address }, code) : code;
  });
}

const isCode = (/** @type {string} */ block) => block.startsWith('    ');

/**
 * A comment of several lines: paragraphs, lists with a dash, and what is indented by four as it stands.
 * @param {string} text @param {Links} links
 */
export function prose(text, links) {
  /** @type {string[]} */
  const blocks = [];
  for (const block of text.split(/\n[^\S\n]*\n/)) {
    const last = blocks.length - 1;
    if (isCode(block) && last >= 0 && isCode(blocks[last])) blocks[last] += `\n\n${block}`;
    else blocks.push(block);
  }
  return blocks.map((block) => {
    if (isCode(block)) return program(block.replace(/^ {4}/gm, '').trimEnd());
    const [first, ...items] = block.split(/^- /m);
    const flat = (/** @type {string} */ part) => line(part.replace(/\s+/g, ' ').trim(), links);
    return [
      first.trim() && h('p', {}, flat(first)),
      items.length > 0 && h('ul', {}, items.map((item) => h('li', {}, flat(item)))),
    ];
  });
}

/** A program as it stands, which the keyboard can scroll. @param {string} text */
export const program = (text) => h('pre', { tabindex: 0 }, h('code', {}, text));

/**
 * A table with a heading for each column and each row, in a box that scrolls where the screen is narrow.
 * @param {string} caption
 * @param {string[]} columns
 * @param {{ id?: string, cells: Child[] }[]} rows the first cell names the row
 */
export function table(caption, columns, rows) {
  const head = h('tr', {}, columns.map((column) => h('th', { scope: 'col' }, column)));
  const body = rows.map(({ id, cells: [first, ...others] }) =>
    h('tr', { id }, h('th', { scope: 'row' }, first), others.map((cell) => h('td', {}, cell))));
  return h('div', { class: 'table', tabindex: 0, role: 'group', 'aria-label': caption },
    h('table', {}, h('caption', {}, caption), h('thead', {}, head), h('tbody', {}, body)));
}
