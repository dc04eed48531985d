// The data sets drawn in C: as float32 numbers, so that the same seed makes the same rows for every dtype.
import { loadCore } from '../core.js';
import { writeRows } from '../rows.js';
import { readOptions } from './read.js';

/** @typedef {import('./options.js').GeneratedName} GeneratedName */

/** What each is, in the order of c/synthetic.c; two classes unless it is a regression. @type {Record<GeneratedName, { source: string, regression?: true }>} */
export const kinds = {
  circle: { source: 'Generated: a disc (1) inside a ring (0).' },
  circles: { source: 'Generated as scikit-learn\'s make_circles: two circles, 1 on the inner one.' },
  gaussians: { source: 'Generated: two bells, around (−1, −1) (0) and (1, 1) (1), standard deviation 0.5.' },
  spiral: { source: 'Generated: two arms that wind 1¾ times around the middle.' },
  moons: { source: 'Generated as scikit-learn\'s make_moons: two interleaved half circles, 1 on the lower one.' },
  wave: { source: 'Generated: y = sin(πx₁)·cos(πx₂) over the square −1 … 1.', regression: true },
  plane: { source: 'Generated: y = (x₁ + x₂) / 2 over the square −1 … 1.', regression: true },
  xor: { source: 'Exclusive or: 1 where exactly one of the two inputs is 1.' },
};

/**
 * @param {GeneratedName} name
 * @param {unknown} options as in options.js
 * @returns {Promise<import('./index.js').DatasetRows>}
 * @throws {import('../errors.js').GlassnetError} `invalid-config`, `unsupported`
 */
export async function generate(name, options = {}) {
  const { points, noise, factor, seed } = readOptions(name, options);
  const core = await loadCore('synthetic');
  const which = Object.keys(kinds).indexOf(name);
  const [x, y] = core.read([[core.Reals, 2 * points], [core.Reals, points]],
    'gn_synthesize', which, seed, points, noise, factor);
  const { source, regression } = kinds[name];
  return {
    x: /** @type {number[][]} */ (writeRows(x, 2, 'rows')),
    y: /** @type {number[][]} */ (writeRows(y, 1, 'rows')),
    featureNames: ['x₁', 'x₂'],
    classNames: regression ? null : ['0', '1'],
    source,
    licence: 'Public domain',
  };
}
