// What is asked for of a data set: apart from the list of them, so that it is loaded with the first.
import { wanted } from '../wanted.js';
import { generate, kinds } from './generated.js';
import { refuseOptions } from './read.js';
import { suggestions } from './suggestions.js';

/** @typedef {import('./index.js').Dataset} Dataset */

/**
 * A copy, which the caller may change.
 * @param {import('./index.js').DatasetName} name
 * @param {import('./index.js').DatasetOptions} [options]
 * @returns {Promise<Dataset>}
 */
export async function make(name, options) {
  return { ...await rowsOf(name, options), suggested: structuredClone(suggestions[name]) };
}

/** @param {import('./index.js').DatasetName} name @param {import('./index.js').DatasetOptions} [options] */
async function rowsOf(name, options) {
  if (name in kinds) return generate(/** @type {import('./options.js').GeneratedName} */ (name), options);
  refuseOptions(name, options);
  return structuredClone(await wanted.dataset(/** @type {import('../wanted.js').FixedName} */ (name)));
}
