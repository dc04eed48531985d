// What is loaded only when it is wanted. All takes and answers plain data, so that the script of a worker, which has
// no files beside it, can ask its page: web/build.js puts worker/wanted.js in the place of this file there.

/** @typedef {import('./core.js').Dtype} Dtype */
/**
 * What a network is, for those who write it down.
 * @typedef {object} Written
 * @property {import('./config.js').FullConfig} config
 * @property {import('./config.js').LayerInfo[]} layers
 * @property {import('./weights.js').LayerNumbers[]} weights
 */
/** @typedef {Exclude<import('./datasets/suggestions.js').DatasetName, import('./datasets/options.js').GeneratedName>} FixedName */

/** The networks' by their dtype, and that which draws data. @typedef {Dtype | 'synthetic'} CoreName */

/** @type {Record<CoreName, () => Promise<{ default: string }>>} */
const cores = {
  float32: () => import('./generated/core-float32.js'),
  float64: () => import('./generated/core-float64.js'),
  synthetic: () => import('./generated/core-synthetic.js'),
};

/** @type {Record<FixedName, () => Promise<{ default: import('./datasets/index.js').DatasetRows }>>} */
const datasets = {
  trask: () => import('./datasets/trask.js'),
  iris: () => import('./datasets/iris.js'),
  breastCancer: () => import('./datasets/breastCancer.js'),
};

export const wanted = {
  /** A core that web/pack.js packed, as base64 of deflate-raw. @param {CoreName} name */
  core: async (name) => (await cores[name]()).default,

  /** The rows of a data set that is as it is, not to be changed. @param {FixedName} name */
  dataset: async (name) => (await datasets[name]()).default,

  /** The bytes of an .onnx file. @param {Written} network */
  onnx: async (network) => (await import('./onnx.js')).writeONNX(network),

  /** @param {Written} network @param {import('./code/index.js').Language} language */
  code: async (network, language) => (await import('./code/index.js')).writeCode(network, language),
};
