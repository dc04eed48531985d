// What is asked for of a data set: apart from the list of them, so that it is loaded with the first.
import { wanted } from '../wanted.js';
import { generate } from './generated.js';
import { refuseOptions } from './read.js';
import { suggestions } from './suggestions.js';

/** @typedef {import('./index.js').Dataset} Dataset */

/**
 * @param {import('./options.js').GeneratedName} name
 * @param {import('./options.js').DatasetOptions} [options]
 * @returns {Promise<Dataset>}
 */
export async function draw(name, options) {
  return { ...await generate(name, options), suggested: structuredClone(suggestions[name]) };
}

/**
 * A copy, which the caller may change.
 * @param {import('../wanted.js').FixedName} name
 * @param {unknown} options
 * @returns {Promise<Dataset>}
 */
export async function copy(name, options) {
  refuseOptions(name, options);
  return structuredClone({ ...await wanted.dataset(name), suggested: suggestions[name] });
}
