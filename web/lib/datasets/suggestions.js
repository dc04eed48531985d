/**
 * What trains a data set well.
 * @typedef {object} Suggestion
 * @property {import('../config.js').LayerConfig[]} layers
 * @property {import('../generated/tables.js').LossName} loss
 * @property {import('../generated/tables.js').OptimizerName} optimizer
 * @property {number} learningRate
 * @property {number | 'full'} batchSize
 * @property {'none' | 'minMax' | 'standard'} scaler
 * @property {number} testFraction share of the rows to hold out, 0 where every row is needed
 */

const minusOneToOne = { name: /** @type {const} */ ('uniform'), min: -1, max: 1 };

/**
 * By the name of the data set; apart from the data, so that a menu need not load them.
 * @type {Record<'xor' | 'trask' | 'breastCancer', Suggestion>}
 */
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
