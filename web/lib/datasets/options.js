import { check, configError, isWhole } from '../errors.js';
import { checkKeys } from '../structs.js';

/**
 * What the generated data sets may be asked for. A data set takes those it has a default for, and `seed`.
 * @typedef {object} DatasetOptions
 * @property {number} [points] rows: a whole number, 1 … 1,000,000; 500. xor: 4, and with noise 200
 * @property {number} [noise] standard deviation of what is added to both features, or to the target of wave and plane:
 *   0 … 10
 * @property {number} [factor] of circles: the inner radius as a share of the outer, above 0, below 1; 0.8
 * @property {number} [seed] 0 … 2³²−1: the same seed, the same rows, on every machine; 1
 */

/** By the name of the data set; apart from it, so that a page need not draw the data to show them. */
export const defaultOptions = /** @satisfies {Record<string, DatasetOptions>} */ ({
  circle: { points: 500, noise: 0.05 },
  circles: { points: 500, noise: 0.03, factor: 0.8 },
  gaussians: { points: 500, noise: 0 },
  spiral: { points: 500, noise: 0.02 },
  moons: { points: 500, noise: 0.1 },
  wave: { points: 500, noise: 0.05 },
  plane: { points: 500, noise: 0.05 },
  xor: { points: undefined, noise: 0 },
});

/** @typedef {keyof typeof defaultOptions} GeneratedName */

/** Where the number of points is not given: xor's four corners become clouds with noise. @param {number} noise */
const pointsOfXor = (noise) => (noise > 0 ? 200 : 4);

/** @type {{ [option: string]: { accepts: (value: number) => boolean, accepted: string } }} */
const checks = {
  points: { accepts: (value) => isWhole(value, 1, 1e6), accepted: 'a whole number from 1 to 1000000' },
  noise: { accepts: (value) => value >= 0 && value <= 10, accepted: 'a number from 0 to 10' },
  factor: { accepts: (value) => value > 0 && value < 1, accepted: 'a number above 0 and below 1' },
  seed: { accepts: (value) => isWhole(value, 0, 0xffffffff), accepted: 'a whole number from 0 to 4294967295' },
};

/**
 * @param {GeneratedName} name
 * @param {unknown} options
 * @returns {Required<DatasetOptions>}
 * @throws {GlassnetError} `invalid-config`
 */
export function readOptions(name, options) {
  const defaults = { factor: 0.5, ...defaultOptions[name], seed: 1 };
  const given = checkKeys(options, 'options', [...Object.keys(defaultOptions[name]), 'seed']);
  for (const [option, value] of Object.entries(given)) {
    const { accepts, accepted } = checks[option];
    check(typeof value === 'number' && accepts(value), `options.${option}`, value, accepted);
  }
  const read = { ...defaults, ...given };
  return { ...read, points: read.points ?? pointsOfXor(read.noise) };
}

/**
 * Of a data set that is as it is.
 * @param {string} name @param {unknown} options
 * @throws {GlassnetError} `invalid-config`
 */
export function refuseOptions(name, options) {
  if (options === undefined) return;
  const [first] = Object.keys(checkKeys(options, 'options', Object.keys(Object(options))));
  if (first === undefined) return;
  throw configError(`${name} takes no options, and ${first} was given.`);
}
