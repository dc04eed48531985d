// c/glassnet.h, which is the manual of the C API, as sections of the page.
import { h, program, prose } from './html.js';

/** @typedef {import('./html.js').Links} Links */
/** @typedef {{ comment: string, code: string, names: string[] }} Declaration */
/** @typedef {{ title: string, comment: string, declarations: Declaration[] }} HeaderSection */

/** A comment without its margin. @param {string} comment from the slash to the slash */
export function plainComment(comment) {
  return comment.replace(/^\/\*+\s?/, '').replace(/\s*\*\/$/, '').replace(/\n[ \t]*\* ?/g, '\n').trim();
}

/** A comment at the start of a text, and what comes after. @param {string} text */
function cutComment(text) {
  const [whole] = text.match(/^\s*\/\*[\s\S]*?\*\//) ?? [''];
  return { comment: plainComment(whole.trim()), rest: text.slice(whole.length).trim() };
}

/** What a declaration declares. @param {string} code */
function namesIn(code) {
  const defined = code.match(/\}\s*(gn_\w+);/);
  return defined ? [defined[1]] : [...code.matchAll(/\b(gn_\w+)\(/g)].map(([, name]) => name);
}

/** @param {string} block without empty lines in it @returns {Declaration[]} */
function readBlock(block) {
  const { comment, rest } = cutComment(block);
  const code = rest.replace(/^#.*$/gm, '').replace(/^GN_API /gm, '').trim();
  return code ? [{ comment, code, names: namesIn(code) }] : [];
}

/**
 * @param {string} header the text of the file
 * @returns {{ introduction: string, sections: HeaderSection[] }}
 */
export function readHeader(header) {
  const [before, ...parts] = header.split(/^\/\* -{4} /m);
  const sections = parts.map((part) => {
    const { comment, rest } = cutComment(`/* ${part}`), [title, ...lines] = comment.split('\n');
    const declarations = rest.split(/\n\s*\n/).flatMap(readBlock);
    return { title: title.replace(/ -+$/, ''), comment: lines.join('\n'), declarations };
  });
  return { introduction: cutComment(before).comment, sections };
}

/** @param {HeaderSection} section @param {Links} links */
export function headerMarkup({ title, comment, declarations }, links) {
  return h('section', {},
    h('h3', { id: headerId(title) }, title),
    prose(comment, links),
    declarations.map((declaration) => h('section', { class: 'entry' },
      h('h4', {}, declaration.names.map((name, i) => [i > 0 && ', ', h('code', { id: name }, name)])),
      program(declaration.code),
      prose(declaration.comment, links))));
}

/** @param {string} title */
export const headerId = (title) => `c-${title.toLowerCase().match(/[a-z]+/)?.[0]}`;

/**
 * The members of a struct of doubles in their order, those of structs in it included, with what is said of each.
 * @param {string} header @param {string} struct
 * @returns {string[]}
 */
export function structComments(header, struct) {
  const [, body] = header.match(new RegExp(`typedef struct ${struct} \\{([\\s\\S]*?)\\n\\} ${struct};`)) ?? [];
  if (body === undefined) throw new Error(`c/glassnet.h has no struct ${struct}.`);
  return [...body.matchAll(/(\w+) ([\w, ]+);[ \t]*(\/\*[\s\S]*?\*\/)?/g)].flatMap(([, type, names, comment = '']) =>
    names.split(',').flatMap(() => type === 'double'
      ? [plainComment(comment).replace(/\s+/g, ' ')] : structComments(header, type)));
}
