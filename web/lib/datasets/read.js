// Apart from the defaults, which a page shows without drawing any data.
import { check, configError, isWhole } from '../errors.js';
import { checkKeys } from '../structs.js';
import { defaultOptions } from './options.js';

/** @typedef {import('./options.js').DatasetOptions} DatasetOptions */
/** @typedef {import('./options.js').GeneratedName} GeneratedName */

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
