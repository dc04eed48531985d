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
