// Points drawn by hand, on the square from −1 to 1.
import { outputsOf } from './experiment.js';

/**
 * @typedef {import('./experiment.js').Experiment} Experiment @typedef {import('./experiment.js').OwnData} OwnData
 * @typedef {{ x: number, y: number }} Place on the plane
 */

/** As many classes as there are to choose from: two, until a point of the third is set. */
export const mostClasses = 3;

/** @param {number} classes @returns {OwnData} */
function emptyDrawing(classes) {
  return {
    x: [], y: [], featureNames: ['x₁', 'x₂'], classNames: Array.from({ length: classes }, (_, i) => String(i)),
    plane: { x0: -1, x1: 1, y0: -1, y1: 1 },
  };
}

/**
 * What one begins to draw with.
 * @param {OwnData} [data] points drawn before
 * @returns {Partial<Experiment>} a change for `changeExperiment`
 */
export function beginDrawing(data = emptyDrawing(2)) {
  return {
    dataset: 'xor', data, layers: [{ units: 8, activation: 'tanh' }, { units: 4, activation: 'tanh' }, outputFor(data)],
    loss: lossFor(data), optimizer: 'adam', learningRate: 0.03, batchSize: 'full', scaler: 'none', testFraction: 0,
  };
}

/** @param {OwnData} data @returns {import('./experiment.js').ExperimentLayer} */
function outputFor(data) {
  const units = outputsOf(data);
  return { units, activation: units > 1 ? 'softmax' : 'sigmoid' };
}

/** @param {OwnData} data @returns {Experiment['loss']} */
function lossFor(data) {
  return outputsOf(data) > 1 ? 'categoricalCrossentropy' : 'binaryCrossentropy';
}

/** The network answers for as many classes as there are. @param {Experiment} experiment @param {OwnData} data */
function withDrawing({ layers, data: before }, data) {
  if (before && outputsOf(before) === outputsOf(data)) return { data };
  return { data, layers: [...layers.slice(0, -1), outputFor(data)], loss: lossFor(data) };
}

/** Short enough for an address. @param {number} value */
const rounded = (value) => Math.round(Math.max(-1, Math.min(1, value)) * 1000) / 1000;

/**
 * @param {Experiment} experiment
 * @param {(Place & { label: number })[]} points label: which class, from 0
 * @returns {Partial<Experiment>}
 */
export function addPoints(experiment, points) {
  const data = experiment.data ?? emptyDrawing(2);
  const before = data.x.map((_, row) => labelOf(data, row)), labels = [...before, ...points.map(({ label }) => label)];
  const classes = Math.max(data.classNames?.length ?? 2, ...labels.map((label) => label + 1));
  return withDrawing(experiment, {
    ...emptyDrawing(classes), plane: data.plane,
    x: [...data.x, ...points.map(({ x, y }) => [rounded(x), rounded(y)])],
    y: labels.map((label) => (classes === 2 ? [label] : Array.from({ length: classes }, (_, i) => Number(i === label)))),
  });
}

/** @param {OwnData} data @param {number} row */
function labelOf({ y }, row) {
  return y[row].length === 1 ? y[row][0] : y[row].indexOf(1);
}

/**
 * The nearest point.
 * @param {OwnData} data @param {Place} place @param {number} [within] how far it may be
 * @returns {number} its row; −1 where there is none
 */
export function nearestPoint({ x: rows }, { x, y }, within = Infinity) {
  const distance = (/** @type {number[]} */ [a, b]) => (a - x) * (a - x) + (b - y) * (b - y);
  const nearest = rows.reduce((best, row, i) => (best < 0 || distance(row) < distance(rows[best]) ? i : best), -1);
  return nearest >= 0 && distance(rows[nearest]) <= within * within ? nearest : -1;
}

/** @param {Experiment} experiment @param {number} row @returns {Partial<Experiment>} */
export function removePoint({ data }, row) {
  const others = (/** @type {number[][]} */ rows) => rows.filter((_, i) => i !== row);
  return data ? { data: { ...data, x: others(data.x), y: others(data.y) } } : {};
}

/** @param {Experiment} experiment @returns {Partial<Experiment>} */
export function clearPoints(experiment) {
  return withDrawing(experiment, { ...emptyDrawing(2), plane: experiment.data?.plane });
}
