// The data of an experiment: held-out rows apart, and the scaler made from the others.
import { GlassnetError, datasets, minMaxScaler, split, standardScaler } from '../lib/index.js';
import { dataOptions, outputsOf } from './experiment.js';

/**
 * @typedef {import('./experiment.js').Experiment} Experiment
 * @typedef {import('./experiment.js').OwnData} OwnData
 * @typedef {import('./snapshot.js').Plane} Plane
 * @typedef {Omit<import('../lib/index.js').Dataset, 'suggested'> & { plane?: Plane }} Rows
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
 * @property {import('./snapshot.js').Line | null} line where one input is drawn
 * @property {string} source @property {string} licence of the data
 */
/** @typedef {Awaited<ReturnType<typeof prepare>>} Prepared */

/** The picture of a plane reaches beyond the data by this share of their width: a few points stand well inside it. */
const planeMargin = { few: 0.3, many: 0.12 };
const fewRows = 24;

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
    train, test, scaler: trainRows ? scalers[experiment.scaler](parts.train.map((i) => dataset.x[i])) : undefined,
    shown: testRows ? test : train,
    info: { ...describe(dataset), isTest, trainRows, testRows },
  };
}

/** @param {Experiment} experiment @returns {Promise<Rows>} */
async function rowsOf(experiment) {
  if (experiment.data) return ownRows(experiment.data);
  const { dataset, seed } = experiment, options = dataOptions(experiment);
  return datasets[/** @type {keyof typeof datasets} */ (dataset)](options && { ...options, seed });
}

/** @param {OwnData} data @returns {Rows} */
function ownRows(data) {
  const { x, y, featureNames = x[0]?.map((_, i) => `x${i + 1}`), classNames = null, plane, source = '', licence = '' } = data;
  const widths = { x: featureNames?.length, y: outputsOf(data) };
  for (const [name, rows] of /** @type {['x' | 'y', number[][]][]} */ (Object.entries({ x, y }))) {
    const isRow = (/** @type {number[]} */ row) =>
      Array.isArray(row) && row.length > 0 && row.length === widths[name] && row.every(Number.isFinite);
    // Without rows yet there is something to draw them on, and names for what they will be.
    const enough = rows.length > 0 || (plane && classNames);
    if (Array.isArray(rows) && enough && rows.length === x.length && rows.every(isRow)) continue;
    throw new GlassnetError('invalid-data', `data.${name} must be rows of numbers, all of one length, as many in x as in y.`);
  }
  return { x, y, featureNames, classNames, plane, source, licence };
}

/** Places of the rows to train and to test on. @param {Experiment} experiment @param {Rows} dataset */
function partsOf({ trainRows, testRows, testFraction, seed }, { x, y, classNames }) {
  const all = x.map((_, i) => i);
  if (trainRows || testRows) {
    const between = (/** @type {[number, number] | undefined} */ range) =>
      range ? all.slice(range[0], range[1] + 1) : [];
    return { train: trainRows ? between(trainRows) : all, test: between(testRows) };
  }
  if (!testFraction || !x.length) return { train: all, test: [] };
  const { train, test } = split(all.map((i) => [i]), y, { testFraction, seed, stratify: classNames !== null });
  return { train: train.x.map(([i]) => i), test: test.x.map(([i]) => i) };
}

/** @param {number[][]} rows */
function flat(rows) {
  return Float64Array.from(rows.flat());
}

/** @param {Rows} dataset @returns {Omit<DataInfo, 'isTest' | 'trainRows' | 'testRows'>} */
function describe({ x, y, featureNames, classNames, plane, source, licence }) {
  const ranges = featureNames.map((_, column) => rangeOf(x, column));
  return {
    inputs: featureNames.length, outputs: outputsOf({ y, classNames }), rows: x.length, featureNames, classNames,
    x: flat(x), y: flat(y), ranges, plane: plane ?? (ranges.length === 2 ? planeOf(ranges, x.length) : null),
    line: ranges.length === 1 ? lineOf(ranges[0]) : null, source, licence,
  };
}

/** @param {number[][]} x @param {number} column */
function rangeOf(x, column) {
  if (!x.length) return { min: 0, max: 0, step: 0 };
  let min = Infinity, max = -Infinity, whole = true;
  for (const { [column]: value } of x) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    whole &&= Number.isInteger(value);
  }
  return { min, max, step: whole ? 1 : (max - min) / 100 };
}

/** @param {{ min: number, max: number }[]} ranges @param {number} rows @returns {Plane} */
function planeOf([across, up], rows) {
  const share = rows <= fewRows ? planeMargin.few : planeMargin.many;
  const [x0, x1] = widened(across, share), [y0, y1] = widened(up, share);
  return { x0, x1, y0, y1 };
}

/** A column of one single value gets room beside it as well. @param {{ min: number, max: number }} range @param {number} share */
function widened({ min, max }, share) {
  const margin = max > min ? share * (max - min) : Math.max(1, Math.abs(min)) / 2;
  return [min - margin, max + margin];
}

/** A little beyond the data; nothing where they are all the same. @param {{ min: number, max: number }} range */
function lineOf({ min, max }) {
  const margin = 0.1 * (max - min);
  return margin > 0 ? { x0: min - margin, x1: max + margin } : null;
}
