import { dtypes } from './core.js';
import { GlassnetError, describe } from './errors.js';
import { checkScaler } from './scaler.js';
import { defaults, encode } from './structs.js';

/**
 * How the numbers of a kernel or of biases are drawn.
 * @typedef {object} InitializerConfig
 * @property {import('./generated/tables.js').InitializerName} [name] kernel: heNormal for relu and leakyRelu, else
 *   glorotUniform; bias: zeros
 * @property {number} [min] of uniform; -0.05
 * @property {number} [max] of uniform, not itself drawn; 0.05
 * @property {number} [mean] of normal; 0
 * @property {number} [stddev] of normal; 0.05
 * @property {number} [value] of constant; 0
 * @property {import('./generated/tables.js').LayoutName} [layout] the order in which a kernel is drawn: inputsFirst
 *   (the default) as numpy's `random((inputs, units))`, unitsFirst as `randn(units, inputs)`
 */

/** @typedef {import('./generated/tables.js').InitializerName | InitializerConfig} Initializer */

/**
 * @typedef {object} LayerConfig
 * @property {number} units 1 … 65536
 * @property {import('./generated/tables.js').ActivationName} [activation] linear; softmax only in the last layer
 * @property {boolean} [useBias] true
 * @property {Initializer} [kernelInitializer]
 * @property {Initializer} [biasInitializer]
 */

/**
 * @typedef {object} OptimizerNumbers
 * @property {number} [learningRate] above 0; sgd and momentum 0.01, adam 0.001
 * @property {number} [momentum] of momentum, 0 … 1; 0.9
 * @property {number} [beta1] of adam, 0 up to but not 1; 0.9
 * @property {number} [beta2] of adam, 0 up to but not 1; 0.999
 * @property {number} [epsilon] of adam, above 0; 1e-8
 */

/** @typedef {OptimizerNumbers & { name?: import('./generated/tables.js').OptimizerName }} OptimizerConfig */

/**
 * @typedef {object} NetworkConfig
 * @property {number} inputs features a row, 1 … 65536
 * @property {LayerConfig[]} layers the hidden layers in order, then the output layer; one at least
 * @property {import('./generated/tables.js').LossName} [loss] binaryCrossentropy after sigmoid,
 *   categoricalCrossentropy after softmax, else meanSquaredError
 * @property {import('./generated/tables.js').OptimizerName | OptimizerConfig} [optimizer] adam
 * @property {import('./scaler.js').ScalerData} [scaler] what `minMaxScaler` or `standardScaler` answered: then every
 *   method takes raw rows; none
 * @property {number} [seed] 0 … 2³²−1; the same seed, the same network; 1
 * @property {import('./generated/tables.js').GeneratorName} [generator] what draws the first weights; default.
 *   numpy draws as `np.random.seed(seed)` does
 * @property {import('./core.js').Dtype} [dtype] float32
 */

/**
 * A config with every default that is known filled in.
 * @typedef {Required<Omit<NetworkConfig, 'scaler' | 'layers' | 'optimizer'>> & {
 *   layers: (LayerConfig & Required<Pick<LayerConfig, 'units' | 'activation' | 'useBias'>>)[],
 *   optimizer: OptimizerConfig, scaler?: import('./scaler.js').ScalerData }} FullConfig
 */

/**
 * Checks a config and makes of it the structs of the core, and a copy with the defaults that need no core.
 * @param {unknown} value
 * @throws {GlassnetError} `invalid-config`
 */
export function readConfig(value) {
  const { members, given } = encode('config', value, 'config', ['layers', 'scaler', 'dtype']);
  const { inputs, layers, scaler, dtype = 'float32', ...rest } = given;
  if (inputs === undefined) throw refusal('config.inputs is missing; give the number of features a row.');
  if (!Array.isArray(layers) || layers.length === 0) {
    throw refusal(`config.layers is ${describe(layers)}; it must be an array of one layer at least, the output layer.`);
  }
  if (!dtypes.includes(/** @type {import('./core.js').Dtype} */ (dtype))) {
    throw refusal(`config.dtype is ${describe(dtype)}; it must be one of ${dtypes.join(', ')}.`);
  }
  const encoded = layers.map((layer, index) => {
    const path = `config.layers[${index}]`;
    const one = encode('layer', layer, path);
    if (one.given.units === undefined) throw refusal(`${path}.units is missing; give the number of neurons.`);
    return one;
  });
  const full = /** @type {FullConfig} */ (structuredClone({
    inputs, layers: encoded.map((layer) => ({ ...defaults('layer'), ...layer.given })),
    ...defaults('config'), ...rest, dtype,
  }));
  if (scaler !== undefined) full.scaler = checkScaler(scaler, full.inputs);
  return { full, members, layerMembers: encoded.map((layer) => layer.members) };
}

/** @param {string} message */
const refusal = (message) => new GlassnetError('invalid-config', message);
