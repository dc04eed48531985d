// The library in a worker, for browsers: the names of index.js, each call a promise.
/**
 * @typedef {import('./index.js').NetworkConfig} NetworkConfig
 * @typedef {import('./index.js').LayerConfig} LayerConfig
 * @typedef {import('./index.js').OptimizerConfig} OptimizerConfig
 * @typedef {import('./index.js').Initializer} Initializer
 * @typedef {import('./index.js').Regularizer} Regularizer
 * @typedef {import('./index.js').Schedule} Schedule
 * @typedef {import('./index.js').EarlyStopping} EarlyStopping
 * @typedef {import('./worker/network.js').TrainOptions} TrainOptions
 * @typedef {import('./index.js').TrainerOptions} TrainerOptions
 * @typedef {import('./index.js').Progress} Progress
 * @typedef {import('./index.js').LiveChange} LiveChange
 * @typedef {import('./index.js').History} History
 * @typedef {import('./index.js').LayerWeights} LayerWeights
 * @typedef {import('./index.js').Rows} Rows
 * @typedef {import('./index.js').SavedNetwork} SavedNetwork
 * @typedef {import('./index.js').Dataset} Dataset
 * @typedef {import('./index.js').ErrorCode} ErrorCode
 */
export { GlassnetError } from './errors.js';
export {
  Scaler, activations, datasets, minMaxScaler, oneHot, split, standardScaler,
} from './worker/helpers.js';
export { Network, createNetwork } from './worker/network.js';
export { Trainer } from './worker/trainer.js';
