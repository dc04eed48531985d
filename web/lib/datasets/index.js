/**
 * The rows of a data set, and what they are.
 * @typedef {object} DatasetRows
 * @property {number[][]} x raw features, a row each
 * @property {number[][]} y targets, a row each
 * @property {string[]} featureNames what each column of x is, in English
 * @property {string[] | null} classNames of one output: for 0, then for 1; of several: for each; null where the targets
 *   are no classes
 * @property {string} source where the rows come from, a sentence in English
 * @property {string} licence under which they may be passed on
 */
/**
 * A data set: its rows, and what trains them well.
 * @typedef {DatasetRows & { suggested: import('./suggestions.js').Suggestion }} Dataset
 */
/** @typedef {import('./options.js').DatasetOptions} DatasetOptions */
/** @typedef {import('./options.js').GeneratedName} GeneratedName */
/** @typedef {import('./suggestions.js').Suggestion} Suggestion */
/** @typedef {import('./suggestions.js').DatasetName} DatasetName */

/**
 * What loads or draws a data set.
 * @param {DatasetName} name
 * @returns {(options?: DatasetOptions) => Promise<Dataset>}
 */
const make = (name) => async (options) => (await import('./make.js')).make(name, options);

/**
 * The data sets by name; each is loaded or drawn when it is asked for. Those that are drawn have two features and take
 * options; their rows are in random order. Errors: `invalid-config`.
 * @type {Record<DatasetName, (options?: DatasetOptions) => Promise<Dataset>>}
 */
export const datasets = {
  /** Exclusive or: four rows, which no single layer can part; or clouds around them, `{ points, noise, seed }`. */
  xor: make('xor'),
  /** A disc inside a ring: `{ points, noise, seed }`. */
  circle: make('circle'),
  /** Two circles, one inside the other: `{ points, noise, factor, seed }`. */
  circles: make('circles'),
  /** Two bells: `{ points, noise, seed }`. */
  gaussians: make('gaussians'),
  /** Two interleaved half circles: `{ points, noise, seed }`. */
  moons: make('moons'),
  /** Two arms wound around each other: `{ points, noise, seed }`. */
  spiral: make('spiral'),
  /** Regression, a slope: `{ points, noise, seed }`. */
  plane: make('plane'),
  /** Regression, hills and valleys: `{ points, noise, seed }`. */
  wave: make('wave'),
  /** The data of "A Neural Network in 11 lines of Python": exclusive or, and a third input that is always 1. */
  trask: make('trask'),
  /** Fisher's iris: 150 flowers, four lengths in cm, three species one-hot. */
  iris: make('iris'),
  /** Wisconsin breast cancer: 683 samples, nine features graded 1 to 10; malignant is 1. */
  breastCancer: make('breastCancer'),
};
