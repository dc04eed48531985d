/**
 * @typedef {import('./config.js').NetworkConfig} NetworkConfig
 * @typedef {import('./config.js').LayerConfig} LayerConfig
 * @typedef {import('./config.js').OptimizerConfig} OptimizerConfig
 * @typedef {import('./config.js').Initializer} Initializer
 * @typedef {import('./config.js').Regularizer} Regularizer
 * @typedef {import('./config.js').Schedule} Schedule
 * @typedef {import('./options.js').EarlyStopping} EarlyStopping
 * @typedef {import('./options.js').TrainOptions} TrainOptions
 * @typedef {import('./options.js').TrainerOptions} TrainerOptions
 * @typedef {import('./options.js').Progress} Progress
 * @typedef {import('./change.js').LiveChange} LiveChange
 * @typedef {import('./history.js').HistoryColumns} History
 * @typedef {import('./weights.js').LayerWeights} LayerWeights
 * @typedef {import('./rows.js').Rows} Rows
 * @typedef {import('./save.js').SavedNetwork} SavedNetwork
 * @typedef {import('./datasets/index.js').Dataset} Dataset
 * @typedef {import('./errors.js').ErrorCode} ErrorCode
 */
export { datasets } from './datasets/index.js';
export { GlassnetError } from './errors.js';
export { Network, createNetwork } from './network.js';
export { oneHot } from './rows.js';
export { Scaler, minMaxScaler, standardScaler } from './scaler.js';
export { split } from './split.js';
export { Trainer } from './trainer.js';

/** @type {typeof import('./activations.js').activations} */
export const activations = async (dtype) => (await import('./activations.js')).activations(dtype);
