// The tables of the C core: each name with the formula and the source that stand beside it in c/.
import { lossOutputs, names } from '../lib/generated/tables.js';
import { createNetwork } from '../lib/index.js';
import { h, line, table } from './html.js';
import { activationPictures, schedulePicture } from './pictures.js';
import { readRow } from './rows.js';

/** @typedef {import('../lib/generated/tables.js').TableName} TableName */
/** @typedef {import('./html.js').Links} Links */
/** @typedef {import('./html.js').Child} Child */
/** @typedef {import('./rows.js').Said} Said */

/** @param {string} text */
const code = (text) => text && h('code', {}, text);

/** @param {string[]} texts */
const lines = (texts) => texts.map((text, i) => [i > 0 && h('br', {}), code(text)]);

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
      ({ id: `${which}.${name}`, cells: [code(name), ...await cells(name, readRow(source, name))] }))));
  };
  const notes = (/** @type {string[]} */ comments) =>
    comments.map((comment, i) => [i > 0 && h('br', {}), line(comment, links)]);
  const curves = await activationPictures();
  return {
    activation: await choice('activation', ['curve', 'f(z), then f′(z)', 'first weights', 'note'],
      (name, { row, comments, formulas }) =>
        [curves.get(name), lines(formulas), code(row.match(/"(\w+)"/)?.[1] ?? ''), notes(comments)]),
    loss: await choice('loss', ['of one output, then its slope', 'over all', 'needs output', 'note'],
      (name, { row, comments, formulas }) => [
        lines(formulas), row.match(/\b(MEAN|SUM)_OVER_\w+/)?.[0].toLowerCase().replaceAll('_', ' '),
        lossOutputs[name] && code(lossOutputs[name]), notes(comments)]),
    optimizer: await choice('optimizer', ['step', 'its numbers'], async (name, { comments, body }) =>
      [notes(comments), lines(await optimizerNumbers(name, body))]),
    initializer: await choice('initializer', ['draws', 'variance'], (name, { row }) => {
      const [draw, gain, fan] = row.split(',').slice(1).map((part) => part.trim());
      const over = fan === 'OVER_MEAN' ? 'mean of inputs and units' : 'inputs';
      return [draw.toLowerCase(), Number(gain) > 0 && `${gain} / ${over}`];
    }),
    schedule: await choice('schedule', ['learning rate', 'factor'], async (name, { comments }) =>
      [await schedulePicture(name), notes(comments)]),
    metric: await choice('metric', ['what it measures'], (name, { comments, formulas }) =>
      [comments.length ? notes(comments) : lines(formulas)]),
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
