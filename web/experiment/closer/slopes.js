import { GlassnetError } from '../../lib/index.js';

/** @typedef {import('../../lib/index.js').Network} Network */

/**
 * How long the gradient is in each layer: the root of the sum of the squares of ∂L/∂parameter.
 * @param {Network} network
 * @param {import('./few.js').FewRows} rows
 * @returns {Float64Array | null} a number a layer; null where a layer has no gradient
 */
export function gradientNorms(network, { x, y }) {
  try {
    return Float64Array.from(network.gradients(x, y).layers, (numbers) => {
      let sum = 0;
      for (const values of Object.values(numbers)) values?.forEach((/** @type {number} */ value) => { sum += value * value; });
      return Math.sqrt(sum);
    });
  } catch (error) {
    if (error instanceof GlassnetError && ['unsupported', 'invalid-data'].includes(error.code)) return null;
    throw error;
  }
}
