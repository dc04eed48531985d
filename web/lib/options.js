import { GlassnetError, describe } from './errors.js';
import { columnNames } from './history.js';
import { checkKeys, encode, indexOfName, keysOf } from './structs.js';
import { fields } from './tables.js';

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

/** Every member is a number the core takes; NaN is the default. @typedef {Float64Array<ArrayBuffer>} Members */

const otherKeys = ['validationData', 'validationSplit'];
const trainKeys = [...otherKeys, 'onEpoch'];
const trainerKeys = [...otherKeys, 'signal', 'keep'];

/** How many epochs `keep` may name. */
const KEPT_EPOCHS = 2048;

/** Where a member of the core's options lies. @param {string} name */
export const trainMember = (name) => fields.train.findIndex((field) => field.name === name);

/**
 * The members of the core's options, 'full', metrics and columns written as it writes them.
 * @param {unknown} options
 * @param {string} path
 * @param {string[]} others keys that are accepted besides
 */
export function encodeTraining(options, path, others) {
  const given = checkKeys(options, path, [...keysOf('train').keys(), ...others]);
  const { batchSize, metrics, earlyStopping } = given;
  if (typeof batchSize === 'string' && batchSize !== 'full') {
    throw refusal(`${path}.batchSize is ${describe(batchSize)}; it must be a whole number from 1, or 'full'.`);
  }
  const written = {
    batchSize: batchSize === 'full' ? Infinity : batchSize,
    metrics: encodeMetrics(metrics, path),
    earlyStopping: encodeStopping(earlyStopping, `${path}.earlyStopping`),
  };
  const { members } = encode('train', { ...given, ...written }, path, others);
  return { members, given };
}

/** With the place of the monitored column for its name. @param {unknown} stopping @param {string} path */
function encodeStopping(stopping, path) {
  if (stopping === undefined) return undefined;
  const keys = /** @type {import('./structs.js').Keys} */ (keysOf('train').get('earlyStopping'));
  const { monitor, ...others } = checkKeys(stopping, path, keys.keys());
  if (monitor === undefined) return others;
  const columns = columnNames(), place = columns.indexOf(/** @type {string} */ (monitor));
  if (place >= 0) return { ...others, monitor: place };
  throw refusal(`${path}.monitor is ${describe(monitor)}; it must be one of ${columns.join(', ')}.`);
}

/** A bit for each metric asked for. @param {unknown} metrics @param {string} path */
function encodeMetrics(metrics, path) {
  if (metrics === undefined) return undefined;
  if (!Array.isArray(metrics)) throw refusal(`${path}.metrics is ${describe(metrics)}; it must be an array of names.`);
  return metrics.reduce((bits, name, i) => bits | (1 << indexOfName('metric', name, `${path}.metrics[${i}]`)), 0);
}

/** The options of `train`. @param {unknown} options */
export function readTrainOptions(options) {
  const read = encodeTraining(options, 'options', trainKeys);
  const { epochs, onEpoch } = read.given;
  if (epochs === undefined || epochs === Infinity) {
    throw refusal(`options.epochs is ${epochs ?? 'missing'}; train needs a whole number from 1.`);
  }
  if (onEpoch !== undefined && typeof onEpoch !== 'function') {
    throw refusal(`options.onEpoch is ${describe(onEpoch)}; it must be a function.`);
  }
  return { ...read, onEpoch: /** @type {TrainOptions['onEpoch']} */ (onEpoch) };
}

/** The options of a trainer. @param {unknown} options */
export function readTrainerOptions(options) {
  const read = encodeTraining(options, 'options', trainerKeys);
  const { keep = [], signal } = read.given;
  const isEpoch = (/** @type {unknown} */ value) => Number.isInteger(value) && Number(value) >= 0;
  const isList = Array.isArray(keep) && keep.length <= KEPT_EPOCHS && keep.every(isEpoch);
  if (!isList && keep !== 'all') {
    const accepted = `'all', or an array of at most ${KEPT_EPOCHS} epochs, from 0`;
    throw refusal(`options.keep is ${describe(keep)}; it must be ${accepted}.`);
  }
  if (signal !== undefined && typeof (/** @type {Partial<AbortSignal>} */ (Object(signal)).aborted) !== 'boolean') {
    throw refusal(`options.signal is ${describe(signal)}; it must be an AbortSignal.`);
  }
  return { ...read, .../** @type {{ keep: number[] | 'all', signal?: AbortSignal }} */ ({ keep, signal }) };
}

/**
 * @param {unknown} limits
 * @param {boolean} endless whether nothing else ends the run
 * @returns {Required<RunLimits>} Infinity where there is no limit
 */
export function readLimits(limits, endless) {
  const given = checkKeys(limits, 'run', ['epochs', 'steps', 'milliseconds']);
  const { epochs = Infinity, steps = Infinity, milliseconds = Infinity } = given;
  const read = /** @type {Required<RunLimits>} */ ({ epochs, steps, milliseconds });
  for (const [key, value] of Object.entries(read)) {
    const whole = key === 'milliseconds' || value === Infinity || Number.isInteger(value);
    if (typeof value === 'number' && value >= 0 && whole) continue;
    const accepted = key === 'milliseconds' ? 'a number from 0' : 'a whole number from 0';
    throw refusal(`run's ${key} is ${describe(value)}; it must be ${accepted}.`);
  }
  if (endless && Object.values(read).every((value) => value === Infinity)) {
    throw refusal('run needs epochs, steps or milliseconds, because this trainer was made without epochs.');
  }
  return read;
}

/** @param {string} message */
const refusal = (message) => new GlassnetError('invalid-config', message);
