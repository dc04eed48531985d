/** @typedef {import('../views/tools/types.js').Info} Info */

/** Epochs a second at which one can watch: an epoch of many steps goes a long way. */
const speeds = { fewSteps: 60, manySteps: 10 };
const manySteps = 8;

/** How fast to begin. @param {Info} info */
export function watchableSpeed({ trainRows, experiment: { batchSize } }) {
  const steps = batchSize === 'full' ? 1 : Math.ceil(trainRows / batchSize);
  return steps > manySteps ? speeds.manySteps : speeds.fewSteps;
}

/** Which row is asked about first: the first held-out one, or the first of all. @param {Info} info */
export function firstSample(info) {
  const index = Math.max(0, info.isTest.indexOf(1));
  return { index, row: Array.from(info.x.subarray(index * info.inputs, (index + 1) * info.inputs)) };
}
