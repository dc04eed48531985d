import { stepsPerEpoch } from '../experiment/experiment.js';

/** @typedef {import('../views/tools/types.js').Info} Info */

/** Epochs a second at which one can watch: an epoch of many steps goes a long way. */
const speeds = { fewSteps: 60, manySteps: 10 };
const manySteps = 8;

/** How fast to begin. @param {Info} info */
export function watchableSpeed({ trainRows, experiment }) {
  return stepsPerEpoch(trainRows, experiment) > manySteps ? speeds.manySteps : speeds.fewSteps;
}

/**
 * Whether a row that was asked about can still be: one a person made up, of as many inputs, or the same row of the data.
 * @param {Info} info
 * @param {import('../views/tools/types.js').Sample} sample
 */
export function isRowOf({ x, inputs }, { index, row }) {
  return row.length === inputs && (index < 0 || row.every((value, i) => x[index * inputs + i] === value));
}

/**
 * Which row is asked about first: one of class 1, or else the first; of the rows held out, where there are any.
 * @param {Info} info
 */
export function firstSample({ isTest, testRows, x, y, inputs, outputs }) {
  const asked = testRows ? 1 : 0;
  const positive = isTest.findIndex((held, row) => held === asked && outputs === 1 && y[row] === 1);
  const index = Math.max(0, positive >= 0 ? positive : isTest.indexOf(1));
  if (!x.length) return { index: -1, row: new Array(inputs).fill(0) };
  return { index, row: Array.from(x.subarray(index * inputs, (index + 1) * inputs)) };
}
