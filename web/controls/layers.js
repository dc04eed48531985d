// Settings that stand in every layer of an experiment and that the page shows as one.

/** @typedef {import('../views/tools/types.js').Experiment['layers']} Layers @typedef {Layers[number]} Layer */

/** The choice that leaves it to each layer's activation. */
export const automatic = 'auto';

/** How the first layer's kernel is drawn. @param {Layers} layers @returns {string} */
export function initializerOf(layers) {
  const given = layers[0].kernelInitializer;
  return (typeof given === 'string' ? given : given?.name) ?? automatic;
}

/** The same layers with their kernels drawn another way. @param {Layers} layers @param {string} name @returns {Layers} */
export function withInitializer(layers, name) {
  return layers.map(({ kernelInitializer: _, ...layer }) =>
    name === automatic ? layer : { ...layer, kernelInitializer: /** @type {any} */ (name) });
}

/** @typedef {'l1' | 'l2'} PenaltyName */

/** What the weights of the first layer cost: of two penalties the l2. @param {Layers} layers */
export function penaltyOf([{ kernelRegularizer = {} }]) {
  const { l1 = 0, l2 = 0 } = kernelRegularizer;
  if (l2) return { name: /** @type {PenaltyName} */ ('l2'), value: l2 };
  return l1 ? { name: /** @type {PenaltyName} */ ('l1'), value: l1 } : null;
}

/** @param {Layers} layers @param {{ name: PenaltyName, value: number } | null} penalty @returns {Layers} */
export function withPenalty(layers, penalty) {
  return layers.map(({ kernelRegularizer: _, ...layer }) =>
    penalty ? { ...layer, kernelRegularizer: { [penalty.name]: penalty.value } } : layer);
}

/**
 * The same layers with a setting in all hidden ones.
 * @template {keyof Layer} K
 * @param {Layers} layers
 * @param {K} name
 * @param {Layer[K] | undefined} value none where it is undefined
 * @returns {Layers}
 */
export function withHidden(layers, name, value) {
  return layers.map((layer, i) => {
    if (i === layers.length - 1) return layer;
    const { [name]: _, ...rest } = layer;
    return /** @type {Layer} */ (value === undefined ? rest : { ...rest, [name]: value });
  });
}
