// An experiment that trains well on rows nobody has seen before.
import { outputsOf } from '../experiment.js';

/** @typedef {import('../experiment.js').Experiment} Experiment @typedef {import('../experiment.js').OwnData} OwnData */

/** From so many rows on, some can be spared for testing. */
const spare = 40;

/**
 * The problem follows from the targets: two classes, more, or numbers.
 * @param {OwnData} data
 * @param {Experiment['scaler']} scaler
 * @returns {Partial<Experiment>} a change for `changeExperiment`
 */
export function experimentFor(data, scaler) {
  const units = outputsOf(data), rows = data.x.length;
  const [activation, loss] = !data.classNames ? /** @type {const} */ (['linear', 'meanSquaredError'])
    : units === 1 ? /** @type {const} */ (['sigmoid', 'binaryCrossentropy'])
      : /** @type {const} */ (['softmax', 'categoricalCrossentropy']);
  return {
    dataset: 'xor', data, layers: [{ units: 8, activation: 'tanh' }, { units: 8, activation: 'tanh' }, { units, activation }], loss,
    optimizer: 'adam', learningRate: 0.01, batchSize: rows > 10_000 ? 128 : 32, scaler, epochs: 0,
    testFraction: rows >= spare ? 0.3 : 0,
  };
}
