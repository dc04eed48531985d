// What may change of an experiment while its network trains.
import { fields as coreFields, optimizerDefaults } from '../lib/generated/tables.js';
import { fields, optimizerNumbers, same } from './experiment.js';

/** @typedef {import('./experiment.js').Experiment} Experiment */

/**
 * Whether a network in training can take over the difference between two experiments.
 * @param {Experiment} from
 * @param {Experiment} to
 * @param {boolean} fresh nothing is learned yet: then other layers are drawn anew, as a link would draw them
 */
export function isLiveChange(from, to, fresh) {
  return /** @type {(keyof typeof fields)[]} */ (Object.keys(fields)).every((name) =>
    fields[name].live || same(from[name], to[name]) || (name === 'layers' && !fresh && same(lasting(from), lasting(to))));
}

/** What of the layers needs a new network. @param {Experiment} experiment */
function lasting({ layers }) {
  return layers.map(({ activation: _activation, dropout: _dropout, kernelRegularizer: _penalty, ...rest }) => rest);
}

/**
 * The change as a trainer takes it: every number that may change, since what is not said stays as it is.
 * @param {Experiment} experiment
 * @returns {import('../lib/index.js').LiveChange}
 */
export function liveChange(experiment) {
  const { optimizer, learningRate, batchSize, epochs, layers, schedule } = experiment;
  return {
    optimizer, ...optimizerDefaults[optimizer], ...optimizerNumbers(experiment), learningRate, batchSize,
    epochs: epochs || Infinity,
    schedule: { ...scheduleDefaults, ...(typeof schedule === 'string' ? { name: schedule } : schedule) },
    layers: layers.map(({ activation, dropout = 0, kernelRegularizer }) =>
      ({ activation, dropout, kernelRegularizer: { l1: 0, l2: 0, ...kernelRegularizer } })),
  };
}

/** Those that do not depend on the schedule. */
const scheduleDefaults = {
  name: /** @type {const} */ ('constant'),
  ...Object.fromEntries(coreFields.optimizer.filter((field) => /^schedule\.(stepSize|warmup)$/.test(field.name))
    .map((field) => [field.name.replace('schedule.', ''), Number(field.default)])),
};
