// What the columns of a CSV file hold.
import { createBreath } from './breath.js';
import { isMissing, numberForm, numberOf } from './numbers.js';
import { CsvProblem, limits } from './problem.js';

/**
 * @typedef {object} Column
 * @property {string} name
 * @property {'number' | 'text' | 'empty'} kind
 * @property {boolean} comma whether its numbers have decimal commas
 * @property {number} missing cells without a value
 * @property {number} odd cells of a column of numbers that hold something else
 * @property {string[]} values all different ones in order, or none where they are too many to be classes
 * @property {number} different how many different ones; one more than are counted where there are more
 * @property {boolean} whole only whole numbers
 * @property {boolean} unique no value twice
 *
 * @typedef {object} Table
 * @property {string[][]} rows of cells, trimmed; short rows are shorter
 * @property {boolean} header whether the first row of the file gave the names
 * @property {Column[]} columns
 * @property {number} long rows left out since they have more cells than there are columns
 */

/** In a column with at least this share of numbers, what is none is missing. */
const numberShare = 0.9;

/** Rows looked at to tell whether the first one holds names. */
const looked = 100;

/**
 * Whether the first row holds the names of the columns: a number is no name, and a name stands nowhere else in its column.
 * @param {string[][]} rows
 */
export function hasHeader([first, ...others]) {
  const trimmed = first.map((cell) => cell.trim());
  if (trimmed.some((cell) => numberForm(cell) !== null)) return false;
  const rest = others.slice(0, looked);
  const column = (/** @type {number} */ i) => rest.map((row) => row[i]?.trim()).filter((cell) => !isMissing(cell));
  if (trimmed.some((_, i) => column(i).some((cell) => numberForm(cell) !== null))) return true;
  return trimmed.every((name, i) => name === '' || !column(i).includes(name));
}

/**
 * @param {string[][]} cells
 * @param {boolean} header whether the first row holds names
 * @returns {Promise<Table>} rejects with a CsvProblem
 */
export async function describeTable(cells, header) {
  const breathe = createBreath();
  const names = namesOf(cells, header), body = cells.slice(header ? 1 : 0, limits.rows + (header ? 1 : 0));
  if (!body.length) throw new CsvProblem('onlyHeader');
  if (names.length < 2) throw new CsvProblem('oneColumn');
  if (names.length > limits.columns) throw new CsvProblem('manyColumns', { columns: names.length, limit: limits.columns });
  const tallies = names.map(() => new Tally());
  /** @type {string[][]} */
  const rows = [];
  for (const row of body) {
    await breathe();
    if (row.length > names.length && row.slice(names.length).some((cell) => cell.trim())) continue;
    const trimmed = row.slice(0, names.length).map((cell) => cell.trim());
    tallies.forEach((tally, i) => tally.add(trimmed[i]));
    rows.push(trimmed);
  }
  const columns = tallies.map((tally, i) => tally.column(names[i]));
  return { rows, header, columns, long: body.length - rows.length };
}

/** Every column has a name, and no two the same. @param {string[][]} cells @param {boolean} header */
function namesOf(cells, header) {
  const width = header ? cells[0].length : Math.max(...cells.slice(0, looked).map((row) => row.length));
  const given = Array.from({ length: width }, (_, i) => header ? cells[0][i].trim() : '');
  // Where rows have names of their own, the column of those has none.
  if (header && cells[1]?.length === width + 1 && cells[1][width].trim()) given.unshift('');
  // A delimiter at the end of every row makes a last column of nothing.
  while (given.length > 1 && !given[given.length - 1] && cells.every((row) => !row[given.length - 1]?.trim())) given.pop();
  /** @type {Map<string, number>} */
  const seen = new Map();
  return given.map((name, i) => {
    const own = name || `x${i + 1}`, times = (seen.get(own) ?? 0) + 1;
    seen.set(own, times);
    return times > 1 ? `${own} (${times})` : own;
  });
}

/** Counts what a column holds. */
class Tally {
  missing = 0;
  filled = 0;
  forms = { whole: 0, point: 0, comma: 0 };
  /** Of the different values, so many that it is clear there are too many; and all, to see whether one comes twice. */
  values = new Set(/** @type {string[]} */ ([]));
  unique = true;

  /** @param {string | undefined} cell */
  add(cell) {
    if (cell === undefined || isMissing(cell)) {
      this.missing++;
      return;
    }
    this.filled++;
    const form = numberForm(cell);
    if (form) this.forms[form]++;
    if (this.values.has(cell)) this.unique = false;
    else if (this.unique || this.values.size <= limits.classes) this.values.add(cell);
  }

  /** @param {string} name @returns {Column} */
  column(name) {
    const { missing, filled, unique, forms: { whole, point, comma } } = this;
    const hasComma = comma > 0 && point === 0, numbers = whole + (hasComma ? comma : point);
    const kind = filled === 0 ? 'empty' : numbers >= numberShare * filled ? 'number' : 'text';
    const isNumber = kind === 'number', values = this.values.size <= 2 * limits.classes ? this.#sorted(isNumber, hasComma) : [];
    const many = values.length > limits.classes || !values.length && filled > 0;
    return {
      name, kind, comma: isNumber && hasComma, missing, odd: isNumber ? filled - numbers : 0,
      values: many ? [] : values, different: many ? limits.classes + 1 : values.length,
      whole: isNumber && numbers === whole, unique: unique && filled > 1,
    };
  }

  /** @param {boolean} isNumber @param {boolean} comma */
  #sorted(isNumber, comma) {
    if (!isNumber) return [...this.values].sort();
    const numbers = [...this.values].map((cell) => numberOf(cell, comma)).filter((value) => !Number.isNaN(value));
    return [...new Set(numbers)].sort((a, b) => a - b).map(String);
  }
}
