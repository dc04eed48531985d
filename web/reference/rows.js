// What the files of c/ say of a name: its row of the table, the comments beside it, the formula it is computed by.
import { plainComment } from './header.js';

/**
 * The rest of the row, the comments above row and function, the formulas from which a function is made in one line, and
 * the body of any other.
 * @typedef {{ row: string, comments: string[], formulas: string[], body: string }} Said
 */

/**
 * The comment that ends where `at` begins a line, if there is one; not that of a whole table.
 * @param {string} source @param {number} at
 */
function commentBefore(source, at) {
  const [, comment] = source.slice(0, at).match(/[^{\s]\s*(\/\*(?:(?!\*\/)[\s\S])*\*\/)\s*$/) ?? [];
  return comment ? [plainComment(comment).replace(/\s+/g, ' ')] : [];
}

/** A text in parentheses, cut at its outermost commas. @param {string} text @param {number} from after the first one */
function argumentsFrom(text, from) {
  const parts = [''];
  let at = from;
  for (let depth = 0; depth >= 0 && at < text.length; at++) {
    depth += Number(text[at] === '(') - Number(text[at] === ')');
    if (depth === 0 && text[at] === ',') parts.push('');
    else if (depth >= 0) parts[parts.length - 1] += text[at];
  }
  return { parts: parts.map((part) => part.replace(/\s+/g, ' ').trim()), end: at };
}

/**
 * An expression of C as a formula: without the marks of vectors, types and structs, constants as numbers, and
 * select(c, x, y) as c ? x : y.
 * @param {string} code @param {string} source the file it stands in
 */
function formula(code, source) {
  const valueOf = (/** @type {string} */ name) =>
    source.match(new RegExp(`#define ${name} V_SPLAT\\(\\(real\\)([\\d.]+)`))?.[1].replace(/(\.\d{4})\d+/, '$1…');
  const plain = code.replace(/\b[A-Z][A-Z_]+\b/g, (name) => valueOf(name) ?? name).replace(/\bt->/g, '')
    .replace(/\(real\)|\bv_/g, '').replace(/\babs\(([^()]*)\)/g, '|$1|').replaceAll(' * ', '·');
  return choose(plain);
}

/** @param {string} text @returns {string} */
function choose(text) {
  const [word] = text.match(/\bselect\(/) ?? [];
  if (!word) return text;
  const start = text.indexOf(word), { parts: [condition, yes, no], end } = argumentsFrom(text, start + word.length);
  const chosen = `${condition} ? ${yes} : ${no}`, before = text.slice(0, start), after = text.slice(end);
  return choose(before || after ? `${before}(${chosen})${after}` : chosen);
}

/** Of a function that is defined at `at`. @param {string} source @param {number} at */
function readFunction(source, at) {
  const [body] = source.slice(at).match(/^.*\}$|^[\s\S]*?\n\}/m) ?? [''];
  const [, answer] = body.match(/^.*\{ return (.*); \}$/) ?? [];
  return { body, formulas: answer ? [formula(answer, source)] : [] };
}

/**
 * @param {string} source a file of c/
 * @param {string} name as its table has it
 * @returns {Said}
 */
export function readRow(source, name) {
  const found = source.match(new RegExp(`^.*[({]"${name}"([^})]*)[})]`, 'm'));
  if (!found) throw new Error(`No table in c/ has a row ${name}.`);
  const row = found[1], comments = commentBefore(source, Number(found.index));
  for (const word of row.match(/[a-z]\w+/g) ?? []) {
    const base = word.replace(/_forward$/, '');
    const ways = [`[A-Z]+\\(${base},`, `STEP\\(${base}\\)`, `static \\w+ ${base}(_forward)?\\(`];
    const definition = source.match(new RegExp(`^(${ways.join('|')})`, 'm'));
    if (!definition) continue;
    const at = Number(definition.index), [start] = definition;
    comments.push(...commentBefore(source, at));
    if (!start.endsWith(',')) return { row, comments, ...readFunction(source, at) };
    const { parts } = argumentsFrom(source, at + start.length);
    return { row, comments, formulas: parts.map((part) => formula(part, source)), body: '' };
  }
  return { row, comments, formulas: [], body: '' };
}
