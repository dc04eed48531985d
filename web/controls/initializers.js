import { names } from '../lib/generated/tables.js';

/** @typedef {import('../views/tools/types.js').Experiment['layers']} Layers */

/** The choice that leaves it to each layer's activation. */
const automatic = 'auto';

/** What the menu of initial weights offers. */
export const initializers = [automatic, ...names.initializer];

/** How the first layer's kernel is drawn. @param {Layers} layers @returns {string} */
export function initializerOf(layers) {
  const given = layers[0].kernelInitializer;
  return (typeof given === 'string' ? given : given?.name) ?? automatic;
}

/**
 * The same layers with their kernels drawn another way.
 * @param {Layers} layers
 * @param {string} name
 * @returns {Layers}
 */
export function withInitializer(layers, name) {
  return layers.map(({ kernelInitializer: _, ...layer }) =>
    name === automatic ? layer : { ...layer, kernelInitializer: /** @type {any} */ (name) });
}
