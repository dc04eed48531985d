// The data of an experiment: held-out rows apart, and the scaler made from the others.
import { GlassnetError, datasets, minMaxScaler, split, standardScaler } from '../lib/index.js';
import { dataOptions } from './experiment.js';

/**
 * @typedef {import('./experiment.js').Experiment} Experiment
 * @typedef {import('./experiment.js').OwnData} OwnData
 * @typedef {import('./snapshot.js').Plane} Plane
 * @typedef {import('../lib/index.js').Dataset} Dataset
 *
 * @typedef {object} DataInfo
 * @property {number} inputs @property {number} outputs
 * @property {number} rows @property {number} trainRows @property {number} testRows
 * @property {string[]} featureNames @property {string[] | null} classNames
 * @property {Float64Array} x raw rows (rows, inputs)
 * @property {Float64Array} y targets (rows, outputs)
 * @property {Uint8Array} isTest (rows) 1 where held out
 * @property {{ min: number, max: number, step: number }[]} ranges of each feature, raw
 * @property {Plane | null} plane where two inputs are drawn
 * @property {string} source @property {string} licence of the data
 */
/** @typedef {Awaited<ReturnType<typeof prepare>>} Prepared */

/** The picture of a plane reaches beyond the data by this share of their width. */
const planeMargin = 0.3;

const scalers = {
  none: () => undefined,
  minMax: (/** @type {number[][]} */ x) => minMaxScaler(x),
  minusOneToOne: (/** @type {number[][]} */ x) => minMaxScaler(x, { min: -1, max: 1 }),
  standard: (/** @type {number[][]} */ x) => standardScaler(x),
};

/**
 * @param {Experiment} experiment
 * @throws {GlassnetError} rejects with `invalid-config`, `invalid-data`
 */
export async function prepare(experiment) {
  const dataset = await rowsOf(experiment);
  const parts = partsOf(experiment, dataset);
  const pick = (/** @type {number[]} */ places) => ({
    x: flat(places.map((i) => dataset.x[i])), y: flat(places.map((i) => dataset.y[i])),
  });
  const train = pick(parts.train), test = pick(parts.test);
  const isTest = new Uint8Array(dataset.x.length);
  for (const i of parts.test) isTest[i] = 1;
  const { length: trainRows } = parts.train, { length: testRows } = parts.test;
  return {
    train, test, scaler: scalers[experiment.scaler](parts.train.map((i) => dataset.x[i])),
    shown: testRows ? test : train,
    info: { ...describe(dataset), isTest, trainRows, testRows },
  };
}

/** @param {Experiment} experiment @returns {Promise<Omit<Dataset, 'suggested'>>} */
async function rowsOf(experiment) {
  if (experiment.data) return ownRows(experiment.data);
  const { dataset, seed } = experiment, options = dataOptions(experiment);
  return datasets[/** @type {keyof typeof datasets} */ (dataset)](options && { ...options, seed });
}

/** @param {OwnData} data @returns {Omit<Dataset, 'suggested'>} */
function ownRows({ x, y, featureNames, classNames = null, source = '', licence = '' }) {
  for (const [name, rows] of Object.entries({ x, y })) {
    const isRow = (/** @type {number[]} */ row) =>
      Array.isArray(row) && row.length > 0 && row.length === rows[0].length && row.every(Number.isFinite);
    if (Array.isArray(rows) && rows.length > 0 && rows.length === x.length && rows.every(isRow)) continue;
    throw new GlassnetError('invalid-data', `data.${name} must be rows of numbers, all of one length, as many in x as in y.`);
  }
  return { x, y, featureNames: featureNames ?? x[0].map((_, i) => `x${i + 1}`), classNames, source, licence };
}

/** Places of the rows to train and to test on. @param {Experiment} experiment @param {Omit<Dataset, 'suggested'>} dataset */
function partsOf({ trainRows, testRows, testFraction, seed }, { x, y, classNames }) {
  const all = x.map((_, i) => i);
  if (trainRows || testRows) {
    const between = (/** @type {[number, number] | undefined} */ range) =>
      range ? all.slice(range[0], range[1] + 1) : [];
    return { train: trainRows ? between(trainRows) : all, test: between(testRows) };
  }
  if (!testFraction) return { train: all, test: [] };
  const { train, test } = split(all.map((i) => [i]), y, { testFraction, seed, stratify: classNames !== null });
  return { train: train.x.map(([i]) => i), test: test.x.map(([i]) => i) };
}

/** @param {number[][]} rows */
function flat(rows) {
  return Float64Array.from(rows.flat());
}

/** @param {Omit<Dataset, 'suggested'>} dataset @returns {Omit<DataInfo, 'isTest' | 'trainRows' | 'testRows'>} */
function describe({ x, y, featureNames, classNames, source, licence }) {
  const ranges = featureNames.map((_, column) => rangeOf(x.map((row) => row[column])));
  return {
    inputs: featureNames.length, outputs: y[0].length, rows: x.length, featureNames, classNames, x: flat(x), y: flat(y),
    ranges, plane: ranges.length === 2 ? planeOf(ranges) : null, source, licence,
  };
}

/** @param {number[]} values */
function rangeOf(values) {
  const min = values.reduce((a, b) => Math.min(a, b)), max = values.reduce((a, b) => Math.max(a, b));
  return { min, max, step: values.every(Number.isInteger) ? 1 : (max - min) / 100 };
}

/** @param {{ min: number, max: number }[]} ranges @returns {Plane} */
function planeOf([across, up]) {
  const margin = planeMargin * Math.max(across.max - across.min, up.max - up.min);
  return { x0: across.min - margin, x1: across.max + margin, y0: up.min - margin, y1: up.max + margin };
}
