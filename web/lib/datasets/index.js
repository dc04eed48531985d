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
 * Of a data set that is drawn: the options as their data set takes them.
 * @param {GeneratedName} name
 * @returns {(options?: DatasetOptions) => Promise<Dataset>}
 */
const drawn = (name) => async (options) => (await import('./make.js')).draw(name, options);

/**
 * Of a data set that is as it is: it takes no options.
 * @param {import('../wanted.js').FixedName} name
 * @returns {(options?: DatasetOptions) => Promise<Dataset>}
 */
const fixed = (name) => async (options) => (await import('./make.js')).copy(name, options);

/**
 * The data sets by name; each is loaded or drawn when it is asked for. Those that are drawn have two features and take
 * options; their rows are in random order. Errors: `invalid-config`.
 * @type {Record<DatasetName, (options?: DatasetOptions) => Promise<Dataset>>}
 */
export const datasets = {
  /** Exclusive or: four rows, which no single layer can part; or clouds around them, `{ points, noise, seed }`. */
  xor: drawn('xor'),
  /** A disc inside a ring: `{ points, noise, seed }`. */
  circle: drawn('circle'),
  /** Two circles, one inside the other: `{ points, noise, factor, seed }`. */
  circles: drawn('circles'),
  /** Two bells: `{ points, noise, seed }`. */
  gaussians: drawn('gaussians'),
  /** Two interleaved half circles: `{ points, noise, seed }`. */
  moons: drawn('moons'),
  /** Two arms wound around each other: `{ points, noise, seed }`. */
  spiral: drawn('spiral'),
  /** Regression, a slope: `{ points, noise, seed }`. */
  plane: drawn('plane'),
  /** Regression, hills and valleys: `{ points, noise, seed }`. */
  wave: drawn('wave'),
  /** The data of "A Neural Network in 11 lines of Python": exclusive or, and a third input that is always 1. */
  trask: fixed('trask'),
  /** Fisher's iris: 150 flowers, four lengths in cm, three species one-hot. */
  iris: fixed('iris'),
  /** Wisconsin breast cancer: 683 samples, nine features graded 1 to 10; malignant is 1. */
  breastCancer: fixed('breastCancer'),
};
