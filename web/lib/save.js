import { toBase64 } from './base64.js';
import { checkFlag, checkKeys } from './structs.js';

/** @typedef {import('./network.js').Model} Model */
/** @typedef {import('./network.js').Network} Network */
/** Numbers as base64 of a typed array's bytes, little-endian: no digit is lost. @typedef {string} Base64 */
/**
 * A network as JSON holds it. Weights are numbers in the config's dtype, states of a training doubles.
 * @typedef {object} SavedNetwork
 * @property {'glassnet'} format by which it is known
 * @property {1} version of the format; a release refuses those it does not know
 * @property {import('./config.js').FullConfig} config as `Network.config` answers it
 * @property {SavedLayer[]} weights a layer each, hidden ones first
 * @property {SavedTraining} [training] only where toJSON was asked for it
 */
/**
 * A layer's arrays as getWeights names them.
 * @typedef {{ kernel: Base64, bias: Base64 | null, gamma?: Base64, beta?: Base64, movingMean?: Base64,
 *   movingVariance?: Base64 }} SavedLayer
 */
/**
 * Where a trainer stands that is not done.
 * @typedef {{ rows: number, validationRows: number, state: Base64 }} SavedTrainer
 */
/** What training left besides weights. @typedef {{ state: Base64, trainer?: SavedTrainer }} SavedTraining */
/**
 * Where the next trainer goes on, as restore.js has it: `start` puts one just made there.
 * @typedef {{ saved: SavedTrainer, start: (trainer: number, rows: number, validationRows: number) => void }} Resume
 */

export const FORMAT = 'glassnet', VERSION = 1;

/**
 * @param {Model} model
 * @param {Network} network the same
 * @param {unknown} options as users gave them; JSON.stringify gives a key instead
 * @returns {SavedNetwork}
 */
export function writeSaved(model, network, options) {
  const { training = false } = typeof options === 'string' ? {} : checkKeys(options, 'options', ['training']);
  checkFlag(training, 'options.training');
  const weights = network.getWeights().map((layer) => /** @type {SavedLayer} */ (
    Object.fromEntries(Object.entries(layer).map(([key, numbers]) => [key, numbers && toBase64(numbers)]))));
  const saved = { format: FORMAT, version: VERSION, config: network.config, weights };
  return /** @type {SavedNetwork} */ (training ? { ...saved, training: writeTraining(model) } : saved);
}

/** @param {Model} model @returns {SavedTraining} */
function writeTraining({ core, pointer, training, resume }) {
  /** @param {string} of what the core's functions are called after @param {number} from */
  const read = (of, from) => {
    const count = core.ask(`${of}_state_size`, from) >>> 0;
    return toBase64(core.read([[Float64Array, count]], `${of}_read_state`, from)[0]);
  };
  const state = read('gn', pointer);
  if (training && !training.position.done) {
    const { rows, validationRows } = training;
    return { state, trainer: { rows, validationRows, state: read('gn_trainer', training.pointer) } };
  }
  return resume ? { state, trainer: { ...resume.saved } } : { state };
}
