// From the cells of a table to rows of numbers that a network can learn.
import { createBreath } from './breath.js';
import { checkChoice } from './choose.js';
import { isMissing, numberOf } from './numbers.js';
import { CsvProblem, limits } from './problem.js';

/**
 * @typedef {import('./table.js').Table} Table @typedef {import('./table.js').Column} Column
 * @typedef {import('./choose.js').Choice} Choice
 * @typedef {import('../experiment.js').OwnData} OwnData
 *
 * @typedef {object} Taken
 * @property {OwnData} data
 * @property {number} skipped rows left out since a value is missing …
 * @property {{ name: string, count: number }[]} missing … in which columns
 */

/**
 * How one column becomes numbers; NaN where a value is missing.
 * @typedef {{ names: string[], read(cell: string | undefined): number[] }} Reader
 */

/** Beyond this size a target of numbers is brought to mean 0 and deviation 1, or training would not reach it. */
const largeTarget = 3;

/**
 * @param {Table} table
 * @param {Choice} choice
 * @param {string} [source] where the rows come from
 * @returns {Promise<Taken>} rejects with a CsvProblem
 */
export async function takeRows({ columns, rows }, choice, source = '') {
  checkChoice(columns, choice);
  const breathe = createBreath();
  const target = columns[choice.target], readTarget = choice.classes ? classReader(target) : numberReader(target);
  const features = choice.features.map((i) => ({ i, ...inputReader(columns[i]) }));
  const featureNames = features.flatMap(({ names }) => names);
  if (featureNames.length * rows.length > limits.cells) {
    throw new CsvProblem('manyCells', { inputs: featureNames.length, rows: rows.length, limit: limits.cells });
  }
  const gaps = new Map([choice.target, ...choice.features].map((i) => [i, 0]));
  /** @type {number[][]} */ const x = [];
  /** @type {number[][]} */ const y = [];
  for (const row of rows) {
    await breathe();
    const read = features.map(({ i, read: readCell }) => ({ i, numbers: readCell(row[i]) }));
    const answer = { i: choice.target, numbers: readTarget.read(row[choice.target]) };
    const bad = [answer, ...read].filter(({ numbers }) => Number.isNaN(numbers[0]));
    for (const { i } of bad) gaps.set(i, (gaps.get(i) ?? 0) + 1);
    if (bad.length) continue;
    x.push(read.flatMap(({ numbers }) => numbers));
    y.push(answer.numbers);
  }
  if (x.length < 2) throw new CsvProblem('noRows');
  if (y.every((answer) => answer.every((value, i) => value === y[0][i]))) throw new CsvProblem('constant', { name: target.name });
  const data = { x, y, featureNames, classNames: choice.classes ? target.values : null, targetName: target.name, source };
  return {
    data: choice.classes ? data : withScaledTarget(data),
    skipped: rows.length - x.length,
    missing: [...gaps].filter(([, count]) => count).map(([i, count]) => ({ name: columns[i].name, count })),
  };
}

/** @param {Column} column @returns {Reader} */
function numberReader({ name, comma }) {
  return { names: [name], read: (cell) => [cell === undefined ? NaN : numberOf(cell, comma)] };
}

/** The place of a value among the column's values. @param {Column} column */
function placeReader({ kind, comma, values }) {
  const places = new Map(values.map((value, i) => [value, i]));
  return (/** @type {string | undefined} */ cell) => {
    if (cell === undefined || isMissing(cell)) return NaN;
    return places.get(kind === 'number' ? String(numberOf(cell, comma)) : cell) ?? NaN;
  };
}

/** Two classes: 0 and 1; more: one-hot. @param {Column} column @returns {Reader} */
function classReader(column) {
  const placeOf = placeReader(column), { values, name } = column;
  if (values.length === 2) return { names: [name], read: (cell) => [placeOf(cell)] };
  return { names: values, read: (cell) => oneHot(placeOf(cell), values.length) };
}

/** @param {number} place @param {number} length */
function oneHot(place, length) {
  return Number.isNaN(place) ? [NaN] : Array.from({ length }, (_, i) => Number(i === place));
}

/** Text becomes one column for each of its kinds, or a single one for two. @param {Column} column @returns {Reader} */
function inputReader(column) {
  const { kind, name, values } = column;
  if (kind === 'number') return numberReader(column);
  const named = values.map((value) => `${name} = ${value}`), { read } = classReader(column);
  return { names: values.length === 2 ? [named[1]] : named, read };
}

/** @param {OwnData} data @returns {OwnData} */
function withScaledTarget(data) {
  const values = data.y.map(([value]) => value);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest <= largeTarget && deviation * largeTarget * largeTarget >= 1) return data;
  return { ...data, y: values.map((value) => [(value - mean) / deviation]), targetScale: { mean, deviation } };
}
