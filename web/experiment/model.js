// A model file: the network in training as the library saves it, and beside it what the page knows of its run. Whoever has
// only the library reads it with Network.fromJSON; here it goes on where it stood, to the last bit.
import { GlassnetError, Network } from '../lib/index.js';
import { buildTrainer } from './build.js';
import { prepare } from './data.js';
import { fields } from './experiment.js';

/**
 * @typedef {import('./experiment.js').Experiment} Experiment
 * @typedef {import('../lib/index.js').Trainer} Trainer
 * @typedef {import('../lib/index.js').History} History
 *
 * How far it has come; numbers that are none are null.
 * @typedef {object} Progress
 * @property {number} epoch @property {number} step
 * @property {boolean} done the last epoch is over, so that no trainer was saved
 * @property {{ [figure: string]: number | null }} latest losses and accuracies as shown
 * @property {{ [column: string]: (number | null)[] }} history of all epochs, as a trainer has it
 *
 * @typedef {import('../lib/index.js').SavedNetwork & { experiment: Experiment, progress: Progress }} SavedModel
 */

/**
 * @param {Network} network
 * @param {Experiment} experiment
 * @param {Progress} progress
 * @returns {SavedModel}
 */
export function writeModel(network, experiment, progress) {
  return { ...network.toJSON({ training: true }), experiment, progress };
}

/**
 * @param {unknown} given what JSON.parse made of a file
 * @throws {GlassnetError} rejects with `invalid-data`; with others where its parts do not fit
 */
export async function readModel(given) {
  const saved = /** @type {SavedModel} */ (given ?? {}), { experiment, progress } = saved;
  if (!isExperiment(experiment) || typeof progress !== 'object' || progress === null) {
    throw new GlassnetError('invalid-data', 'It must be what the page saved: a network, its experiment and its progress.');
  }
  const data = await prepare(experiment), network = await Network.fromJSON(saved);
  try {
    const shape = (/** @type {{ units: number }[]} */ layers) => layers.map(({ units }) => units).join();
    if (network.config.inputs !== data.info.inputs || shape(network.layers) !== shape(experiment.layers)) {
      throw new GlassnetError('invalid-data', 'The network has other inputs or layers than its experiment.');
    }
    const trainer = saved.training?.trainer ? buildTrainer(network, experiment, data) : null;
    return { experiment, data, network, trainer, progress: withNumbers(progress) };
  } catch (error) {
    network.dispose();
    throw error;
  }
}

/** @param {unknown} given @returns {given is Experiment} */
function isExperiment(given) {
  const { v, dataset, layers } = /** @type {Experiment} */ (given ?? {});
  return v === 1 && fields.dataset.choices.includes(dataset) && Array.isArray(layers) && layers.length > 0;
}

/** JSON writes NaN as null. @param {Progress} progress */
function withNumbers({ epoch = 0, step = 0, done = false, latest = {}, history = {} }) {
  const number = (/** @type {number | null} */ value) => value ?? NaN;
  const columns = Object.entries(history).map(([name, column]) => [name, column.map(number)]);
  return {
    epoch, step, done: Boolean(done),
    latest: Object.fromEntries(Object.entries(latest).map(([name, value]) => [name, number(value)])),
    history: columns.length ? /** @type {History} */ (Object.fromEntries(columns)) : undefined,
  };
}

/**
 * The history of a training that went on elsewhere.
 * @param {History | undefined} before
 * @param {History | undefined} since
 */
export function joinHistories(before, since) {
  if (!before || !since) return since ?? before;
  /** @type {Record<string, number[]>} */
  const first = before, second = since;
  const lengths = { first: before.epoch.length, second: since.epoch.length };
  const column = (/** @type {Record<string, number[]>} */ from, /** @type {string} */ name, /** @type {number} */ length) =>
    from[name] ?? new Array(length).fill(NaN);
  return /** @type {History} */ (Object.fromEntries([...new Set([...Object.keys(first), ...Object.keys(second)])]
    .map((name) => [name, [...column(first, name, lengths.first), ...column(second, name, lengths.second)]])));
}
