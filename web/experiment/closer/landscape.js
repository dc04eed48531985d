// The loss over a plane through the weights: H. Li et al., "Visualizing the Loss Landscape of Neural Nets", 2018.
import { GlassnetError, createNetwork } from '../../lib/index.js';

/**
 * @typedef {import('../../lib/index.js').Network} Network
 * @typedef {import('../../lib/index.js').LayerWeights} LayerWeights
 * @typedef {Float64Array[]} Flat all weights, one array a layer: kernel, then bias
 *
 * @typedef {object} Landscape
 * @property {number} size points along each side; an odd number, so that one of them is the centre
 * @property {number} reach how far the plane goes each way: 1 is as far as the weights themselves are from zero
 * @property {Float64Array} losses (size, size), the first row at the top; NaN where the loss is none
 * @property {number} rows they are computed over
 *
 * @typedef {{ centre: Flat, across: Flat, up: Flat }} Directions
 */

const sliceMilliseconds = 8;
const names = /** @type {const} */ (['kernel', 'bias', 'gamma', 'beta']);

/** Trainable weights, layer by layer. @param {Network} network @returns {Flat} */
export function flatten(network) {
  return network.getWeights().map((layer) => Float64Array.from(names.flatMap((name) => [...layer[name] ?? []])));
}

/** Weights that `flatten` would answer with `flat`. @param {Network} network @param {Flat} flat */
function unflatten(network, flat) {
  return network.getWeights().map((layer, l) => {
    let at = 0;
    /** @type {Record<string, any>} */
    const moved = { ...layer };
    for (const name of names) {
      const { length = 0 } = layer[name] ?? {};
      if (length) moved[name] = flat[l].slice(at, at += length);
    }
    return /** @type {LayerWeights} */ (moved);
  });
}

/**
 * Two random directions, drawn by the core. What goes into each neuron is made as long in them as it is in the network.
 * @param {Network} network
 * @param {number} seed
 * @returns {Promise<Directions>}
 */
export async function directionsFrom(network, seed) {
  const centre = flatten(network);
  const draw = async (/** @type {number} */ one) => {
    const normal = { name: /** @type {const} */ ('normal'), stddev: 1 };
    const { scaler: _, ...config } = network.config;
    const layers = config.layers.map((layer) => ({ ...layer, kernelInitializer: normal, biasInitializer: normal }));
    const drawn = await createNetwork({ ...config, layers, generator: 'default', seed: one });
    try {
      return flatten(drawn).map((numbers, l) => likeFilters(numbers, centre[l], network.layers[l]));
    } finally {
      drawn.dispose();
    }
  };
  return { centre, across: await draw(2 * seed), up: await draw(2 * seed + 1) };
}

/** @param {Float64Array} direction @param {Float64Array} weights @param {{ units: number }} layer */
function likeFilters(direction, weights, { units }) {
  for (let u = 0; u < units; u++) {
    let long = 0, own = 0;
    for (let i = u; i < weights.length; i += units) {
      long += direction[i] * direction[i];
      own += weights[i] * weights[i];
    }
    const factor = Math.sqrt(own / long);
    for (let i = u; i < weights.length; i += units) direction[i] *= factor;
  }
  return direction;
}

/**
 * The losses over the plane, a few points at a time.
 * @param {Network} network which is changed on the way
 * @param {Directions} directions
 * @param {import('./few.js').FewRows} rows
 * @param {object} options
 * @param {number} options.size
 * @param {number} options.reach
 * @param {() => Promise<boolean>} options.pause lets others have their turn; answers whether to go on
 * @returns {Promise<Landscape | null>} null where it was not to go on
 */
export async function survey(network, { centre, across, up }, { x, y, rows }, { size, reach, pause }) {
  const losses = new Float64Array(size * size);
  let since = performance.now();
  for (let i = 0; i < losses.length; i++) {
    const a = (2 * (i % size) / (size - 1) - 1) * reach, b = (1 - 2 * Math.floor(i / size) / (size - 1)) * reach;
    const moved = centre.map((layer, l) => layer.map((value, n) => value + a * across[l][n] + b * up[l][n]));
    losses[i] = lossAt(network, moved, x, y);
    if (performance.now() - since < sliceMilliseconds) continue;
    if (!await pause()) return null;
    since = performance.now();
  }
  return { size, reach, losses, rows };
}

/** @param {Network} network @param {Flat} weights @param {Float64Array} x @param {Float64Array} y */
function lossAt(network, weights, x, y) {
  try {
    network.setWeights(unflatten(network, weights));
    const { loss } = network.evaluate(x, y);
    return Number.isFinite(loss) ? loss : NaN;
  } catch (error) {
    if (error instanceof GlassnetError) return NaN;
    throw error;
  }
}

/**
 * Where weights lie on the plane: the foot of the shortest way to it.
 * @param {Directions} directions
 * @param {Flat[]} places
 * @returns {{ across: Float64Array, up: Float64Array }}
 */
export function project({ centre, across, up }, places) {
  const aa = dot(across, across), ab = dot(across, up), bb = dot(up, up), whole = aa * bb - ab * ab || 1;
  const feet = places.map((weights) => {
    const away = weights.map((layer, l) => layer.map((value, i) => value - centre[l][i]));
    const a = dot(away, across), b = dot(away, up);
    return [(a * bb - b * ab) / whole, (b * aa - a * ab) / whole];
  });
  return { across: Float64Array.from(feet, ([a]) => a), up: Float64Array.from(feet, ([, b]) => b) };
}

/** @param {Flat} a @param {Flat} b */
function dot(a, b) {
  return a.reduce((sum, layer, l) => sum + layer.reduce((part, value, i) => part + value * b[l][i], 0), 0);
}
