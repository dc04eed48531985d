import { dtypes } from './core.js';
import { check, configError, indexOfName } from './errors.js';
import { checkScaler } from './scaler.js';
import { decode, defaults, encode } from './structs.js';

/**
 * How the numbers of a kernel or of biases are drawn.
 * @typedef {object} InitializerConfig
 * @property {import('./generated/tables.js').InitializerName} [name] kernel: heNormal for relu, leakyRelu, elu, gelu,
 *   silu and mish, lecunNormal for selu, else glorotUniform; bias: zeros
 * @property {number} [min] of uniform; -0.05
 * @property {number} [max] of uniform, not itself drawn; 0.05
 * @property {number} [mean] of normal; 0
 * @property {number} [stddev] of normal; 0.05
 * @property {number} [value] of constant; 0
 * @property {import('./generated/tables.js').LayoutName} [layout] the order in which a kernel is drawn: inputsFirst
 *   (the default) as numpy's `random((inputs, units))`, unitsFirst as `randn(units, inputs)`
 */

/**
 * How numbers are drawn: by the name alone, or with the numbers that go with it.
 * @typedef {import('./generated/tables.js').InitializerName | InitializerConfig} Initializer
 */

/**
 * What weights cost: l1·Σ|w| + l2·Σw² over a kernel, counted once a batch.
 * @typedef {{ l1?: number, l2?: number }} Regularizer
 */

/**
 * One dense layer, as a config describes it.
 * @typedef {object} LayerConfig
 * @property {number} units 1 … 65536
 * @property {import('./generated/tables.js').ActivationName} [activation] linear; softmax only in the last layer
 * @property {boolean} [useBias] true
 * @property {Initializer} [kernelInitializer] what draws the kernel; its name goes by the activation: heNormal,
 *   lecunNormal or glorotUniform
 * @property {Initializer} [biasInitializer] what draws the biases; zeros
 * @property {Regularizer} [kernelRegularizer] part of the loss, each from 0; 0 and 0
 * @property {number} [dropout] the share of the layer's outputs dropped while it trains, 0 … 0.99; the others are
 *   scaled by 1/(1 − dropout); 0, which the output layer must have
 * @property {boolean} [batchNormalization] between weighted sum and activation, by the batch while it trains, by moving
 *   averages else (S. Ioffe and C. Szegedy, 2015; epsilon 1e-5, momentum 0.1); false
 */

/**
 * The learning rate over the epochs, as a factor of `learningRate`. In epoch e, from 0, of T = `epochs`, both less
 * `warmup`: step γ^⌊e/stepSize⌋; exponential γᵉ; cosine (1 + cos πe/T)/2; oneCycle along cosines from 1/25 to 1 in the
 * first 30 % and down to 1/250000 in the last epoch.
 * @typedef {object} Schedule
 * @property {import('./generated/tables.js').ScheduleName} [name] constant
 * @property {number} [gamma] γ, 0 … 1; of step 0.1, of exponential 0.95
 * @property {number} [stepSize] epochs between the steps of step; 10
 * @property {number} [epochs] over which cosine and oneCycle run, warm-up included; the trainer's epochs
 * @property {number} [warmup] epochs before it in which the rate rises: (e + 1)/(warmup + 1); 0
 */

/**
 * The numbers and the schedule of an optimizer; those that are another optimizer's have no effect.
 * @typedef {object} OptimizerNumbers
 * @property {number} [learningRate] from 0; adam, adamw 0.001, adadelta 1, all others 0.01
 * @property {number} [momentum] of momentum and nesterov, 0 … 1; 0.9
 * @property {number} [beta1] of adam and adamw, 0 up to but not 1; 0.9
 * @property {number} [beta2] of adam and adamw, 0 up to but not 1; 0.999
 * @property {number} [rho] of adadelta and rmsprop, 0 … 1; 0.9 and 0.99
 * @property {number} [epsilon] 1e-30 … 1; adagrad 1e-10, adadelta 1e-6, rmsprop, adam, adamw 1e-8
 * @property {number} [weightDecay] on all parameters, 0 … 1: adamw's apart from the gradient, 0.01; else λw is added to
 *   it, 0
 * @property {number} [clipNorm] scales all gradients by min(1, clipNorm/(norm + 1e-6)) with their common norm; Infinity
 * @property {number} [clipValue] then cuts each to ±clipValue; Infinity
 * @property {import('./generated/tables.js').ScheduleName | Schedule} [schedule] of the learning rate; constant
 */

/**
 * An optimizer with its numbers. Without a name it is adam; when it changes while training, the one in use.
 * @typedef {OptimizerNumbers & { name?: import('./generated/tables.js').OptimizerName }} OptimizerConfig
 */

/**
 * All there is to say of a network before it is trained.
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
 * @property {import('./core.js').Dtype} [dtype] of weights and answers; float32
 */

/**
 * An optimizer with its defaults filled in; a limit that is Infinity is left out.
 * @typedef {Omit<OptimizerConfig, 'schedule'> & { schedule: Schedule }} FullOptimizer
 */
/**
 * A layer with its defaults filled in, but for initializers that were not given.
 * @typedef {Required<Omit<LayerConfig, 'kernelInitializer' | 'biasInitializer' | 'kernelRegularizer'>>
 *   & Pick<LayerConfig, 'kernelInitializer' | 'biasInitializer'>
 *   & { kernelRegularizer: Required<Regularizer> }} FullLayer
 */
/**
 * A config with every default that is known filled in; what has no limit is left out.
 * @typedef {Required<Omit<NetworkConfig, 'scaler' | 'layers' | 'optimizer'>> & {
 *   layers: FullLayer[], optimizer: FullOptimizer, scaler?: import('./scaler.js').ScalerData }} FullConfig
 */

/**
 * Checks a config and makes of it the structs of the core, and a copy with the defaults that need no core.
 * @param {unknown} value
 * @throws {GlassnetError} `invalid-config`
 */
export function readConfig(value) {
  const { members, given } = encode('config', value, 'config', ['layers', 'scaler', 'dtype']);
  const { inputs, layers, scaler, dtype = 'float32', ...rest } = given;
  if (inputs === undefined) throw configError('config.inputs is missing; give the number of features a row.');
  check(Array.isArray(layers) && layers.length > 0, 'config.layers', layers,
    'an array of one layer at least, the output layer');
  indexOfName(dtypes, dtype, 'config.dtype');
  const encoded = layers.map((layer, index) => {
    const path = `config.layers[${index}]`;
    const one = encode('layer', layer, path);
    if (one.given.units === undefined) throw configError(`${path}.units is missing; give the number of neurons.`);
    return one;
  });
  const full = /** @type {FullConfig} */ (structuredClone({
    inputs, layers: encoded.map(fullLayer), ...defaults('config'), ...rest, dtype,
  }));
  if (scaler !== undefined) full.scaler = checkScaler(scaler, full.inputs);
  return { full, members, layerMembers: encoded.map((layer) => layer.members) };
}

/**
 * A layer's config with its defaults, but for initializers, whose own depend on the activation.
 * @param {ReturnType<typeof encode>} layer
 */
function fullLayer({ members, given }) {
  const { kernelInitializer: _kernel, biasInitializer: _bias, ...known } = defaults('layer');
  const { kernelRegularizer } = decode('layer', (at) => members[at]);
  const penalty = Object.assign(/** @type {Regularizer} */ (known.kernelRegularizer), kernelRegularizer);
  return { ...known, ...given, kernelRegularizer: penalty };
}

/**
 * A layer as it stands in a network.
 * @typedef {object} LayerInfo
 * @property {number} inputs numbers it takes a row: the units of the layer before it, or the network's inputs
 * @property {number} units its neurons: the numbers it answers a row
 * @property {import('./generated/tables.js').ActivationName} activation from its weighted sums to its answers
 * @property {boolean} useBias whether each neuron has a bias
 * @property {boolean} batchNormalization whether its sums are normalized; then each neuron has a gamma and a beta
 * @property {number} parameterCount its trainable numbers: kernel, biases, gamma and beta
 */

/** @param {FullConfig} config @returns {LayerInfo[]} */
export function listLayers({ inputs, layers }) {
  return layers.map(({ units, activation, useBias, batchNormalization }, index) => {
    const before = index ? layers[index - 1].units : inputs;
    const parameterCount = units * (before + Number(useBias) + 2 * Number(batchNormalization));
    return { inputs: before, units, activation, useBias, batchNormalization, parameterCount };
  });
}
