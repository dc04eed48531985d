import { GlassnetError, describe } from './errors.js';
import { fields } from './generated/tables.js';
import { checkKeys, encode, indexOfName } from './structs.js';

/** @typedef {import('./rows.js').Rows} Rows */
/** @typedef {import('./generated/tables.js').MetricName} MetricName */
/** @typedef {import('./history.js').ValMetricName} ValMetricName */

/**
 * @typedef {object} TrainingOptions
 * @property {number} [epochs] how often to go through all rows: a whole number from 1; for a trainer: no end
 * @property {number | 'full'} [batchSize] rows a step; the last batch of an epoch may be shorter; 32
 * @property {boolean} [shuffle] take the rows in another order in each epoch; true
 * @property {[Rows, Rows] | { x: Rows, y: Rows }} [validationData] rows to measure by and never train on
 * @property {number} [validationSplit] the share of the rows, from the end, to measure by instead; above 0, below 1
 * @property {MetricName[]} [metrics] what to measure besides the loss; accuracy where the loss is a cross-entropy or
 *   the output is sigmoid and every target 0 or 1
 */

/** @typedef {TrainingOptions & { epochs: number, onEpoch?: (progress: Progress) => void }} TrainOptions */

/**
 * `signal` ends an iteration; `keep` names up to 2048 epochs (from 0) that the history never drops.
 * @typedef {TrainingOptions & { signal?: AbortSignal, keep?: number[] }} TrainerOptions
 */

/**
 * Where training stands: epochs finished and steps taken in all; the loss and the metrics of the last epoch this run
 * finished, or where it finished none, the loss of the last step alone.
 * @typedef {{ epoch: number, step: number, done: boolean, loss: number, valLoss?: number }
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
 * The members of the core's options, 'full' and metrics written as it writes them.
 * @param {unknown} options
 * @param {string} path
 * @param {string[]} others keys that are accepted besides
 */
export function encodeTraining(options, path, others) {
  const given = checkKeys(options, path, [...fields.train.map(({ name }) => name), ...others]);
  const { batchSize, metrics } = given;
  if (typeof batchSize === 'string' && batchSize !== 'full') {
    throw refusal(`${path}.batchSize is ${describe(batchSize)}; it must be a whole number from 1, or 'full'.`);
  }
  const written = { batchSize: batchSize === 'full' ? Infinity : batchSize, metrics: encodeMetrics(metrics, path) };
  return encode('train', { ...given, ...written }, path, others);
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
  if (!Array.isArray(keep) || keep.length > KEPT_EPOCHS || !keep.every(isEpoch)) {
    throw refusal(`options.keep is ${describe(keep)}; it must be an array of at most ${KEPT_EPOCHS} epochs, from 0.`);
  }
  if (signal !== undefined && typeof (/** @type {Partial<AbortSignal>} */ (Object(signal)).aborted) !== 'boolean') {
    throw refusal(`options.signal is ${describe(signal)}; it must be an AbortSignal.`);
  }
  return { ...read, keep: /** @type {number[]} */ (keep), signal: /** @type {AbortSignal | undefined} */ (signal) };
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
