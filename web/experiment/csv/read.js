// From the text of a CSV file to its cells.
import { createBreath } from './breath.js';
import { CsvProblem, limits } from './problem.js';

/** @typedef {typeof import('papaparse').default} Papa */
/**
 * @typedef {object} Cells
 * @property {string[][]} rows without empty ones; the first may be the names
 * @property {string} delimiter
 * @property {boolean} cut there were more rows than are accepted
 */

/** Characters parsed at a stretch, which takes a few milliseconds. */
const slice = 131072;

/** What may stand between two cells: first what is rare inside them. A comma may also be that of a number. */
const delimiters = ['\t', ';', '|', ',', ' '];

/**
 * @param {string} text
 * @param {(share: number) => void} [onProgress] of the text, 0 to 1
 * @returns {Promise<Cells>} rejects with a CsvProblem
 */
export async function readCells(text, onProgress = () => {}) {
  if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
  if (!text.trim()) throw new CsvProblem('empty');
  if (text.includes('\0')) throw new CsvProblem('binary');
  const { default: Papa } = await import('papaparse');
  const delimiter = findDelimiter(Papa, text);
  const rows = await parse(Papa, text, delimiter, onProgress);
  if (!rows.length) throw new CsvProblem('empty');
  const cut = rows.length > limits.rows + 1;
  return { rows: cut ? rows.slice(0, limits.rows + 1) : rows, delimiter, cut };
}

/**
 * The one that parts all of the first rows into as many cells, or the parser's own guess.
 * @param {Papa} Papa
 * @param {string} text
 */
function findDelimiter(Papa, text) {
  const sample = text.slice(0, slice), preview = 20;
  for (const delimiter of delimiters) {
    const { data } = Papa.parse(sample, { delimiter, preview, skipEmptyLines: 'greedy' });
    const whole = data.length < preview && sample.length < text.length ? data.slice(0, -1) : data;
    if (whole.length && whole[0].length > 1 && whole.every((row) => row.length === whole[0].length)) return delimiter;
  }
  return Papa.parse(sample, { preview }).meta.delimiter;
}

/**
 * @param {Papa} Papa
 * @param {string} text
 * @param {string} delimiter
 * @param {(share: number) => void} onProgress
 * @returns {Promise<string[][]>} at least as many as are accepted, where there are so many
 */
function parse(Papa, text, delimiter, onProgress) {
  const breathe = createBreath();
  /** @type {string[][]} */
  const rows = [];
  let done = 0;
  return new Promise((resolve) => {
    Papa.parse(text, {
      delimiter, chunkSize: slice, skipEmptyLines: 'greedy',
      chunk({ data }, parser) {
        for (const row of data) rows.push(row);
        done += slice;
        onProgress(Math.min(1, done / text.length));
        parser.pause();
        if (rows.length > limits.rows + 1) return resolve(rows);
        Promise.resolve(breathe()).then(() => parser.resume());
      },
      complete: () => resolve(rows),
    });
  });
}
