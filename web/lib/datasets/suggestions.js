/**
 * What trains a data set well.
 * @typedef {object} Suggestion
 * @property {import('../config.js').LayerConfig[]} layers hidden ones, then the output
 * @property {import('../generated/tables.js').LossName} loss what goes with the output
 * @property {import('../generated/tables.js').OptimizerName} optimizer by name, its other numbers by default
 * @property {number} learningRate from the first epoch to the last
 * @property {number | 'full'} batchSize rows a step
 * @property {'none' | 'minMax' | 'standard'} scaler what scales the features first: nothing, minMaxScaler,
 *   standardScaler
 * @property {number} testFraction share of the rows to hold out, 0 where every row is needed
 */
/**
 * A data set by name: those that are drawn, and those that are as they are.
 * @typedef {import('./options.js').GeneratedName | 'trask' | 'iris' | 'breastCancer'} DatasetName
 */

const minusOneToOne = { name: /** @type {const} */ ('uniform'), min: -1, max: 1 };

/**
 * Points of the plane: batches of 64, so that an epoch of 350 rows takes six steps.
 * @param {{ hidden: number[], learningRate: number, scaler?: Suggestion['scaler'], regression?: true }} choice hidden: units of tanh
 * @returns {Suggestion}
 */
const points = ({ hidden, learningRate, scaler = 'none', regression }) => ({
  layers: [
    ...hidden.map((units) => ({ units, activation: /** @type {const} */ ('tanh') })),
    { units: 1, activation: regression ? 'linear' : 'sigmoid' },
  ],
  loss: regression ? 'meanSquaredError' : 'binaryCrossentropy',
  optimizer: 'adam',
  learningRate,
  batchSize: 64,
  scaler,
  testFraction: 0.3,
});

/** By the name of the data set; apart from the data, so that a menu need not load them. @type {Record<DatasetName, Suggestion>} */
export const suggestions = {
  xor: {
    layers: [{ units: 4, activation: 'tanh' }, { units: 1, activation: 'sigmoid' }],
    loss: 'binaryCrossentropy',
    optimizer: 'adam',
    learningRate: 0.05,
    batchSize: 'full',
    scaler: 'none',
    testFraction: 0,
  },
  circle: points({ hidden: [6], learningRate: 0.03 }),
  circles: points({ hidden: [8, 8], learningRate: 0.01 }),
  gaussians: points({ hidden: [2], learningRate: 0.03 }),
  moons: points({ hidden: [8], learningRate: 0.03 }),
  spiral: points({ hidden: [16, 16], learningRate: 0.02, scaler: 'standard' }),
  plane: points({ hidden: [], learningRate: 0.03, regression: true }),
  wave: points({ hidden: [8, 8], learningRate: 0.02, regression: true }),
  // As in the text: no bias, the errors of the batch summed, a step of 1.
  trask: {
    layers: [
      { units: 4, activation: 'sigmoid', useBias: false, kernelInitializer: minusOneToOne },
      { units: 1, activation: 'sigmoid', useBias: false, kernelInitializer: minusOneToOne },
    ],
    loss: 'halfSquaredError',
    optimizer: 'sgd',
    learningRate: 1,
    batchSize: 'full',
    scaler: 'none',
    testFraction: 0,
  },
  iris: {
    layers: [{ units: 6, activation: 'tanh' }, { units: 3, activation: 'softmax' }],
    loss: 'categoricalCrossentropy',
    optimizer: 'adam',
    learningRate: 0.003,
    batchSize: 'full',
    scaler: 'standard',
    testFraction: 0.3,
  },
  breastCancer: {
    layers: [{ units: 15, activation: 'relu' }, { units: 1, activation: 'sigmoid' }],
    loss: 'binaryCrossentropy',
    optimizer: 'sgd',
    learningRate: 0.1,
    batchSize: 'full',
    scaler: 'minMax',
    testFraction: 0.3,
  },
};
