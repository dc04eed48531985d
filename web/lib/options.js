import { check, configError, indexOfName, isWhole } from './errors.js';
import { columnNames } from './history.js';
import { checkKeys, encode } from './structs.js';
import { fields, names } from './tables.js';

/** @typedef {import('./rows.js').Rows} Rows */
/** @typedef {import('./generated/tables.js').MetricName} MetricName */
/** @typedef {import('./history.js').ValMetricName} ValMetricName */

/**
 * Ends training when a figure has stopped improving.
 * @typedef {object} EarlyStopping
 * @property {number} [patience] epochs without improvement after which training ends: a whole number from 0 (which does
 *   as 1 does); no end
 * @property {number} [minDelta] by how much a figure must pass the best to be an improvement, from 0; 0
 * @property {'loss' | 'valLoss' | MetricName | ValMetricName} [monitor] the column of the history to watch; valLoss, or
 *   loss without validation rows
 * @property {boolean} [restoreBest] put the weights of the best epoch back at the end, however it comes; false
 */

/**
 * What `train` and `trainer` both take.
 * @typedef {object} TrainingOptions
 * @property {number} [epochs] how often to go through all rows: a whole number from 1; for a trainer: no end
 * @property {number | 'full'} [batchSize] rows a step; the last batch of an epoch may be shorter; 32
 * @property {boolean} [shuffle] take the rows in another order in each epoch; true
 * @property {[Rows, Rows] | { x: Rows, y: Rows }} [validationData] rows to measure by and never train on
 * @property {number} [validationSplit] the share of the rows, from the end, to measure by instead; above 0, below 1
 * @property {MetricName[]} [metrics] what to measure besides the loss; accuracy where the loss is a cross-entropy or
 *   the output is sigmoid and every target 0 or 1. precision, recall and auc need one output
 * @property {EarlyStopping} [earlyStopping] none
 */

/**
 * What `train` takes: `epochs` are needed, and `onEpoch` is called after each, with where training stands.
 * @typedef {TrainingOptions & { epochs: number, onEpoch?: (progress: Progress) => void }} TrainOptions
 */

/**
 * What `trainer` takes: `signal` ends an iteration; `keep` names up to 2048 epochs (from 0) that the history never
 * drops, or 'all'.
 * @typedef {TrainingOptions & { signal?: AbortSignal, keep?: number[] | 'all' }} TrainerOptions
 */

/**
 * Where training stands: epochs finished and steps taken in all; the learning rate for what comes; the loss and the
 * metrics of the last epoch this run finished, or where it finished none, the loss of the last step alone.
 * @typedef {{ epoch: number, step: number, done: boolean, learningRate: number, loss: number, valLoss?: number }
 *   & Partial<Record<MetricName | ValMetricName, number>>} Progress
 */

/** How far to run from here. @typedef {{ epochs?: number, steps?: number, milliseconds?: number }} RunLimits */

/** @typedef {import('./structs.js').Words} Words */
/** Every member is a number the core takes; NaN is the default. @typedef {Float64Array<ArrayBuffer>} Members */

const otherKeys = ['validationData', 'validationSplit'];
const trainKeys = [...otherKeys, 'onEpoch'];
const trainerKeys = [...otherKeys, 'signal', 'keep'];

/** How many epochs `keep` may name. */
const KEPT_EPOCHS = 2048;

/** Where a member of the core's options lies. @param {string} name */
export const trainMember = (name) => fields.train.findIndex((field) => field.name === name);

/** What the core has numbers for: 'full', a bit for each metric, the place of the monitored column. @type {Words} */
const words = {
  batchSize(size, path) {
    check(typeof size !== 'string' || size === 'full', path, size, "a whole number from 1, or 'full'");
    return size === 'full' ? Infinity : size;
  },
  metrics(metrics, path) {
    check(Array.isArray(metrics), path, metrics, 'an array of names');
    return metrics.reduce((bits, name, i) => bits | (1 << indexOfName(names.metric, name, `${path}[${i}]`)), 0);
  },
  'earlyStopping.monitor': (column, path) => indexOfName(columnNames(), column, path),
};

/**
 * The members of the core's options.
 * @param {unknown} options
 * @param {string} path
 * @param {string[]} [others] keys that are accepted besides
 */
export const encodeTraining = (options, path, others) => encode('train', options, path, others, words);

/** The options of `train`. @param {unknown} options */
export function readTrainOptions(options) {
  const read = encodeTraining(options, 'options', trainKeys);
  const { epochs, onEpoch } = read.given;
  if (epochs === undefined || epochs === Infinity) {
    throw configError(`options.epochs is ${epochs ?? 'missing'}; train needs a whole number from 1.`);
  }
  check(onEpoch === undefined || typeof onEpoch === 'function', 'options.onEpoch', onEpoch, 'a function');
  return { ...read, onEpoch: /** @type {TrainOptions['onEpoch']} */ (onEpoch) };
}

/** The options of a trainer. @param {unknown} options */
export function readTrainerOptions(options) {
  const read = encodeTraining(options, 'options', trainerKeys);
  const { keep = [], signal } = read.given;
  const isList = Array.isArray(keep) && keep.length <= KEPT_EPOCHS && keep.every((epoch) => isWhole(epoch));
  check(isList || keep === 'all', 'options.keep', keep, `'all', or an array of at most ${KEPT_EPOCHS} epochs, from 0`);
  const isSignal = typeof (/** @type {Partial<AbortSignal>} */ (Object(signal)).aborted) === 'boolean';
  check(isSignal || signal === undefined, 'options.signal', signal, 'an AbortSignal');
  return { ...read, .../** @type {{ keep: number[] | 'all', signal?: AbortSignal }} */ ({ keep, signal }) };
}

/**
 * @param {unknown} limits
 * @param {boolean} endless whether nothing else ends the run
 * @returns {Required<RunLimits>} Infinity where there is no limit
 */
export function readLimits(limits, endless) {
  const given = checkKeys(limits, 'run', ['epochs', 'steps', 'milliseconds']);
  const { epochs = Infinity, steps = Infinity, milliseconds = Infinity } = /** @type {RunLimits} */ (given);
  const read = { epochs, steps, milliseconds };
  for (const [key, value] of Object.entries(read)) {
    const isTime = key === 'milliseconds', fits = isTime || value === Infinity || isWhole(value);
    check(fits && typeof value === 'number' && value >= 0,
      `run's ${key}`, value, isTime ? 'a number from 0' : 'a whole number from 0');
  }
  if (endless && Object.values(read).every((value) => value === Infinity)) {
    throw configError('run needs epochs, steps or milliseconds, because this trainer was made without epochs.');
  }
  return read;
}
