// The README's table: of every library its fastest call.
import { readFileSync, writeFileSync } from 'node:fs';
import { digits, duration, kilo } from './report.js';

const file = new URL('../../README.md', import.meta.url);
const marks = { begin: '<!-- npm run bench -- --readme -->', end: '<!-- end of bench -->' };

const columns = [
  ['W1', '3-4-1, batch 4'], ['W2', '9-16-1, batch 32'], ['W3', '784-128-10, batch 64'],
  ['W4 one row', 'answer one row'], ['W4 683 rows', 'answer 683 rows'],
  ['start', 'cold start, XOR learned'], ['bytes', 'download, gzip'],
];

/** The rows of the table, and what they are called in it. */
const groups = [
  ['glassnet float32', 'glassnet'], ['glassnet float64', 'glassnet, float64'], ['native float32', 'the same C, native'],
  ['TensorFlow.js', 'TensorFlow.js'], ['brain.js', 'brain.js'], ['synaptic', 'synaptic'], ['ConvNetJS', 'ConvNetJS'],
  ['numpy', 'numpy'], ['PyTorch', 'PyTorch'],
];

/** A library's fastest row of a section. @param {{ rows: Record<string, any>[] } | undefined} section */
const best = (section, group) => section?.rows.filter((row) => row.group === group && !row.absent)
  .sort((a, b) => a.ratio - b.ratio)[0];

/** @param {{ sections: any[], machine: Record<string, any> }} report @returns {string} Markdown, or '' where no column was measured */
export function readmeTable({ sections, machine, clock }) {
  const find = (id) => sections.find((section) => section.id === id);
  const shown = columns.filter(([id]) => find(id));
  if (shown.length === 0) return '';
  const line = (cells) => `| ${cells.join(' | ')} |\n`;
  const body = groups.map(([group, name]) => [name, ...shown.map(([id]) => cell(best(find(id), group)))])
    .filter(([, ...cells]) => cells.some(Boolean)).map(line).join('');
  const empty = find('start')?.rows.find(({ name }) => name === 'an empty process');
  const caption = [
    'Medians of one run, in brackets how many times glassnet takes; of each library its fastest call.',
    ...empty ? [`An empty Node process takes ${duration(empty.seconds)}.`] : [],
    `${machine.processor}, Node ${machine.node.slice(1)}, one thread${clock === 'cpu' ? '; time of the processor' : ''}.`,
  ].join(' ');
  const head = `${line(['', ...shown.map(([, title]) => title)])}|${'---|'.repeat(shown.length + 1)}\n`;
  return `\n${head}${body}\n${caption}\n\n`;
}

/** @param {Record<string, any> | undefined} row */
function cell(row) {
  if (!row) return '';
  const text = row.gzip === undefined ? duration(row.seconds) : kilo(row.gzip);
  return row.ratio === 1 ? text : `${text} (${digits(row.ratio)}×)`;
}

/** Puts a table between the README's two comments. @param {string} table */
export function writeReadme(table) {
  const text = readFileSync(file, 'utf8'), begin = text.indexOf(marks.begin), end = text.indexOf(marks.end);
  if (begin < 0 || end < begin) throw new Error(`README.md has no ${marks.begin} with ${marks.end} after it`);
  writeFileSync(file, `${text.slice(0, begin + marks.begin.length)}\n${table}${text.slice(end)}`);
}
