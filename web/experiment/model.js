// A model file: the network in training as the library saves it, and beside it what the page knows of its run. Whoever has
// only the library reads it with Network.fromJSON; here it goes on where it stood, to the last bit.
import { GlassnetError, Network } from '../lib/index.js';
import { buildTrainer } from './build.js';
import { ContinuedTrainer, FinishedTraining } from './continued.js';
import { prepare } from './data.js';
import { fields } from './experiment.js';
import { Trail } from './trail.js';

/**
 * @typedef {import('./experiment.js').Experiment} Experiment
 * @typedef {import('./continued.js').Training} Training
 * @typedef {import('../lib/index.js').History} History
 *
 * @typedef {{ [column: string]: (number | null)[] }} Columns
 *
 * How far it has come; numbers that are none are null.
 * @typedef {object} Progress
 * @property {number} epoch @property {number} step
 * @property {boolean} done the last epoch is over, so that no trainer was saved
 * @property {{ [figure: string]: number | null }} latest losses and accuracies as shown
 * @property {Columns} history of all epochs, as a trainer has it
 * @property {Columns} trail what was looked at on the way
 *
 * @typedef {import('../lib/index.js').SavedNetwork & { experiment: Experiment, progress: Progress }} SavedModel
 */

/**
 * @param {Network} network
 * @param {{ experiment: Experiment, trainer: Training | null, latest: Progress['latest'], trail: Trail }} run
 * @returns {SavedModel}
 */
export function writeModel(network, { experiment, trainer, latest, trail }) {
  const { epoch, step, done, history } = trainer ?? { epoch: 0, step: 0, done: false, history: {} };
  const progress = { epoch, step, done, latest, history, trail: trail.saved };
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
    const numbers = withNumbers(progress), { latest, trail } = numbers;
    const trainer = saved.training?.trainer ? buildTrainer(network, experiment, data) : null;
    return { experiment, data, network, trainer: goingOn(trainer, numbers), latest, trail: new Trail(trail) };
  } catch (error) {
    network.dispose();
    throw error;
  }
}

/**
 * @param {import('../lib/index.js').Trainer | null} trainer counts from where it was made, which may have been on the way
 * @param {ReturnType<typeof withNumbers>} progress
 * @returns {Training | null}
 */
function goingOn(trainer, { epoch, step, done, history, trail }) {
  const { learningRate: [...rates] = [] } = trail;
  if (trainer) return new ContinuedTrainer(trainer, { epoch: epoch - trainer.epoch, step: step - trainer.step, history });
  return done ? new FinishedTraining({ epoch, step, learningRate: rates.pop() ?? NaN, history }) : null;
}

/** @param {unknown} given @returns {given is Experiment} */
function isExperiment(given) {
  const { v, dataset, layers } = /** @type {Experiment} */ (given ?? {});
  return v === 1 && fields.dataset.choices.includes(dataset) && Array.isArray(layers) && layers.length > 0;
}

/** JSON writes NaN as null. @param {Progress} progress */
function withNumbers({ epoch = 0, step = 0, done = false, latest = {}, history = {}, trail = {} }) {
  const number = (/** @type {number | null} */ value) => value ?? NaN;
  const columns = (/** @type {Columns} */ given) =>
    Object.fromEntries(Object.entries(given).map(([name, column]) => [name, column.map(number)]));
  return {
    epoch, step, done: Boolean(done), trail: columns(trail),
    latest: Object.fromEntries(Object.entries(latest).map(([name, value]) => [name, number(value)])),
    history: /** @type {History} */ ({ epoch: [], loss: [], ...columns(history) }),
  };
}
