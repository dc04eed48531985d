import { suggestions } from './suggestions.js';

export { suggestions };

/**
 * @typedef {object} DatasetRows
 * @property {number[][]} x raw features, a row each
 * @property {number[][]} y targets, a row each
 * @property {string[]} featureNames
 * @property {string[] | null} classNames of one output: for 0, then for 1; null where the targets are no classes
 * @property {string} source
 * @property {string} licence
 */
/** @typedef {DatasetRows & { suggested: import('./suggestions.js').Suggestion }} Dataset */

/**
 * A copy, which the caller may change.
 * @param {Promise<{ default: DatasetRows }>} module
 * @param {import('./suggestions.js').Suggestion} suggested
 * @returns {Promise<Dataset>}
 */
const copy = async (module, suggested) => structuredClone({ ...(await module).default, suggested });

/** The data sets by name; each is loaded when it is asked for. */
export const datasets = {
  /** Exclusive or: four rows, which no single layer can part. */
  xor: () => copy(import('./xor.js'), suggestions.xor),
  /** The data of "A Neural Network in 11 lines of Python": exclusive or, and a third input that is always 1. */
  trask: () => copy(import('./trask.js'), suggestions.trask),
  /** Wisconsin breast cancer: 683 samples, nine features graded 1 to 10; malignant is 1. */
  breastCancer: () => copy(import('./breastCancer.js'), suggestions.breastCancer),
};
