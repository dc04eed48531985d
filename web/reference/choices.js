// The tables of the C core: each name with the formula and the source that stand beside it in c/.
import { lossOutputs, names } from '../lib/generated/tables.js';
import { createNetwork } from '../lib/index.js';
import { plainComment } from './header.js';
import { h, line, table } from './html.js';
import { activationPictures, schedulePicture } from './pictures.js';

/** @typedef {import('../lib/generated/tables.js').TableName} TableName */
/** @typedef {import('./html.js').Links} Links */
/** @typedef {import('./html.js').Child} Child */
/**
 * What a file of the core says of a name: the rest of its row, the comments above row and function, the formulas that a
 * macro makes a function of, or the function.
 * @typedef {{ row: string, comment: string, formulas: string[], body: string }} Said
 */

/** @param {string} text */
const code = (text) => text && h('code', {}, text);

/** @param {string[]} texts */
const lines = (texts) => texts.map((text, i) => [i > 0 && h('br', {}), code(text)]);

/** The comment that ends where `at` begins a line, if there is one. @param {string} source @param {number} at */
function commentBefore(source, at) {
  const [comment] = source.slice(0, at).match(/\/\*(?:(?!\*\/)[\s\S])*\*\/\s*$/) ?? [''];
  return plainComment(comment.trim()).replace(/\s+/g, ' ');
}

/** A text in parentheses, cut at its outermost commas. @param {string} source @param {number} from after the first one */
function argumentsFrom(source, from) {
  const parts = [''];
  for (let at = from, depth = 0; depth >= 0; at++) {
    const character = source[at];
    depth += Number(character === '(') - Number(character === ')');
    if (depth === 0 && character === ',') parts.push('');
    else if (depth >= 0) parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.replace(/\s+/g, ' ').trim());
}

/**
 * @param {string} source a file of c/
 * @param {string} name as the table has it
 * @returns {Said}
 */
function read(source, name) {
  const found = source.match(new RegExp(`^.*[({]"${name}"([^})]*)[})]`, 'm'));
  if (!found) return { row: '', comment: '', formulas: [], body: '' };
  const row = found[1], own = commentBefore(source, Number(found.index));
  for (const word of row.match(/[a-z]\w+/g) ?? []) {
    const base = word.replace(/_forward$/, '');
    const definition = source.match(new RegExp(`^(?:[A-Z]+\\(${base},|STEP\\(${base}\\)|static \\w+ ${base}(_forward)?\\()`, 'm'));
    if (!definition) continue;
    const at = Number(definition.index), isMacro = definition[0].endsWith(',');
    const formulas = isMacro
      ? argumentsFrom(source, at + definition[0].length).map((part) => formula(part, source)) : [];
    const body = isMacro ? '' : source.slice(at, source.indexOf('\n}', at));
    return { row, comment: [own, commentBefore(source, at)].filter(Boolean).join(' '), formulas, body };
  }
  return { row, comment: own, formulas: [], body: '' };
}

/**
 * An expression of C as a formula: without the marks of vectors and types, names of constants replaced by their values.
 * @param {string} code @param {string} source the file it stands in
 * @returns {string}
 */
function formula(code, source) {
  const plain = code.replace(/\b[A-Z][A-Z_]+\b/g, (name) =>
    source.match(new RegExp(`#define ${name} V_SPLAT\\(\\(real\\)([\\d.]+)`))?.[1].replace(/(\.\d{4})\d+/, '$1…') ?? name);
  const free = plain.replace(/\(real\)/g, '').replace(/\bv_/g, '').replace(/\b(V_SPLAT|SPLAT)\(([^()]*)\)/g, '$2')
    .replace(/ \* /g, '·');
  const chosen = free.replace(/\bselect\(/, '\0'), at = chosen.indexOf('\0');
  if (at < 0) return free.replace(/\babs\(([^()]*)\)/g, '|$1|');
  const [condition, yes, no] = argumentsFrom(chosen, at + 1), length = argumentsFrom(chosen, at + 1).join(', ').length;
  const whole = `${condition} ? ${yes} : ${no}`, alone = at === 0 && at + 2 + length >= chosen.length;
  return formula(`${chosen.slice(0, at)}${alone ? whole : `(${whole})`}${chosen.slice(at + 2 + length)}`, source);
}

/**
 * A table for each kind of choice.
 * @param {(table: TableName) => string} readSource the file of c/ in which a table stands
 * @param {Links} links
 */
export async function choiceTables(readSource, links) {
  /**
   * @template {TableName} T @param {T} which @param {string[]} columns
   * @param {(name: (typeof names)[T][number], said: Said) => Child[] | Promise<Child[]>} cells
   */
  const choice = async (which, columns, cells) => {
    const source = readSource(which);
    return table(`Every ${which} by name`, ['name', ...columns], await Promise.all(names[which].map(async (name) =>
      ({ id: `${which}.${name}`, cells: [code(name), ...await cells(name, read(source, name))] }))));
  };
  const curves = await activationPictures();
  return {
    activation: await choice('activation', ['curve', 'f(z), then f′(z)', 'first weights', 'note'],
      (name, { row, comment, formulas }) =>
        [curves.get(name), lines(formulas), code(row.match(/"(\w+)"/)?.[1] ?? ''), line(comment, links)]),
    loss: await choice('loss', ['of one output, then its slope', 'over all', 'needs output', 'note'],
      (name, { row, comment, formulas }) => [
        lines(formulas), row.match(/\b(MEAN|SUM)_OVER_\w+/)?.[0].toLowerCase().replaceAll('_', ' '),
        lossOutputs[name] && code(lossOutputs[name]), line(comment, links)]),
    optimizer: await choice('optimizer', ['step', 'its numbers'], async (name, { comment, body }) =>
      [line(comment, links), lines(await optimizerNumbers(name, body))]),
    initializer: await choice('initializer', ['draws', 'variance'], (name, { row }) => {
      const [draw, gain, fan] = row.split(',').slice(1).map((part) => part.trim());
      return [draw.toLowerCase(), Number(gain) > 0 && `${gain} / ${fan === 'OVER_MEAN' ? 'mean of inputs and units' : 'inputs'}`];
    }),
    schedule: await choice('schedule', ['learning rate', 'factor'], async (name, { comment }) =>
      [await schedulePicture(name), line(comment, links)]),
    metric: await choice('metric', ['what it measures'], (name, { comment }) => [line(comment, links)]),
  };
}

/**
 * The numbers that an optimizer reads, as the core fills them in.
 * @param {(typeof names)['optimizer'][number]} optimizer @param {string} body of its C function
 */
async function optimizerNumbers(optimizer, body) {
  const network = await createNetwork({ inputs: 1, layers: [{ units: 1 }], optimizer });
  const read = ['learningRate', 'weightDecay', ...[...body.matchAll(/\bo->(\w+)/g)].map(([, member]) => member)];
  const own = Object.entries(network.config.optimizer).filter(([key, value]) => value !== 0 && read.includes(key));
  network.dispose();
  return own.map(([key, value]) => `${key} ${value}`);
}
