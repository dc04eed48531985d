// An Experiment: a small JSON object that says all there is to run. The seed is in it, so the same
// Experiment gives the same run, to the last bit, wherever it is opened.
import { suggestions } from '../lib/datasets/index.js';
import { lossOutputs, names } from '../lib/generated/tables.js';

/**
 * @typedef {import('../lib/generated/tables.js').ActivationName} ActivationName
 * @typedef {import('../lib/generated/tables.js').LossName} LossName
 * @typedef {import('../lib/generated/tables.js').OptimizerName} OptimizerName
 * @typedef {import('../lib/generated/tables.js').InitializerName} InitializerName
 *
 * @typedef {import('../lib/index.js').LayerConfig & { activation: ActivationName }} ExperimentLayer
 *
 * @typedef {object} Experiment
 * @property {1} v
 * @property {string} dataset
 * @property {number} testFraction share of the rows held out, 0 to 0.9
 * @property {'none' | 'minMax' | 'standard'} scaler
 * @property {ExperimentLayer[]} layers hidden layers, then the output
 * @property {LossName} loss
 * @property {OptimizerName} optimizer
 * @property {number} learningRate
 * @property {number | 'full'} batchSize
 * @property {number} epochs where training stops; 0: never
 * @property {number} seed 0 to 2³²−1
 * @property {'default' | 'numpy'} generator
 * @property {'float32' | 'float64'} dtype
 *
 * @typedef {object} ExperimentField
 * @property {'choice' | 'number' | 'count' | 'batch' | 'layers'} type
 * @property {string} label a key of the language files
 * @property {string} attribute its name in a URL and as an element's attribute
 * @property {boolean} live whether it may change while a network trains; a change of the others makes it anew
 * @property {string[]} [choices]
 * @property {number} [min] @property {number} [max] inclusive
 * @property {number[]} [common] values a menu offers
 */

/** The one table: reading, writing, controls and menus are made from it. @satisfies {Record<string, ExperimentField>} */
export const fields = {
  dataset: { type: 'choice', label: 'field.dataset', attribute: 'dataset', live: false, choices: Object.keys(suggestions) },
  testFraction: { type: 'number', label: 'field.testFraction', attribute: 'test-fraction', live: false, min: 0, max: 0.9 },
  scaler: { type: 'choice', label: 'field.scaler', attribute: 'scaler', live: false, choices: ['none', 'minMax', 'standard'] },
  layers: { type: 'layers', label: 'field.layers', attribute: 'hidden', live: false },
  loss: { type: 'choice', label: 'field.loss', attribute: 'loss', live: false, choices: names.loss },
  optimizer: { type: 'choice', label: 'field.optimizer', attribute: 'optimizer', live: false, choices: names.optimizer },
  learningRate: {
    type: 'number', label: 'field.learningRate', attribute: 'learning-rate', live: true, min: 0, max: 1e6,
    common: [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.05, 0.1, 0.3, 1, 3, 10],
  },
  batchSize: {
    type: 'batch', label: 'field.batchSize', attribute: 'batch-size', live: true, min: 1, max: 1e6,
    common: [1, 2, 4, 8, 16, 32, 64, 128],
  },
  epochs: { type: 'count', label: 'field.epochs', attribute: 'epochs', live: false, min: 0, max: 1e9 },
  seed: { type: 'count', label: 'field.seed', attribute: 'seed', live: false, min: 0, max: 4294967295 },
  generator: { type: 'choice', label: 'field.generator', attribute: 'generator', live: false, choices: names.generator },
  dtype: { type: 'choice', label: 'field.dtype', attribute: 'dtype', live: false, choices: ['float32', 'float64'] },
};

/** What a page lets a person build; the library takes far larger networks. */
export const limits = { hiddenLayers: 6, units: 512 };

/**
 * The experiment a data set begins with: one that trains well.
 * @param {string} [dataset] a name in `fields.dataset.choices`
 * @returns {Experiment}
 */
export function defaultExperiment(dataset = 'xor') {
  const { layers, ...suggested } = structuredClone(suggestions[/** @type {keyof typeof suggestions} */ (dataset)]);
  return {
    v: 1, dataset, epochs: 0, seed: 1, generator: 'default', dtype: 'float32', ...suggested,
    layers: layers.map((layer) => ({ activation: 'linear', ...layer })),
  };
}

/**
 * Applies a change, and mends what must follow from it.
 * @param {Experiment} experiment
 * @param {Partial<Experiment>} change
 * @returns {{ experiment: Experiment, notes: string[] }} notes: keys of sentences that say what was mended
 */
export function changeExperiment(experiment, change) {
  const other = change.dataset !== undefined && change.dataset !== experiment.dataset;
  const base = other ? { ...defaultExperiment(change.dataset), seed: experiment.seed } : experiment;
  const changed = { ...base, ...change };
  const notes = [
    ...fitOutput(changed),
    ...fitPair(changed, change.loss !== undefined && change.loss !== experiment.loss),
  ];
  return { experiment: changed, notes };
}

/** The output has one unit for each column of the targets. @param {Experiment} experiment @returns {string[]} */
function fitOutput(experiment) {
  const suggested = defaultExperiment(experiment.dataset).layers;
  const { units } = suggested[suggested.length - 1];
  const output = experiment.layers[experiment.layers.length - 1];
  if (output.units === units) return [];
  experiment.layers = [...experiment.layers.slice(0, -1), { ...output, units }];
  return ['note.outputUnits'];
}

/**
 * A cross-entropy and the activation it is made for go together: whichever was chosen last is followed.
 * @param {Experiment} experiment @param {boolean} lossChosen @returns {string[]}
 */
function fitPair(experiment, lossChosen) {
  const output = experiment.layers[experiment.layers.length - 1];
  const needed = lossOutputs[experiment.loss];
  if (needed === null || needed === output.activation) return [];
  if (lossChosen) {
    experiment.layers = [...experiment.layers.slice(0, -1), { ...output, activation: needed }];
    return ['note.outputFollowsLoss'];
  }
  const fitting = names.loss.find((loss) => lossOutputs[loss] === output.activation);
  experiment.loss = fitting ?? 'meanSquaredError';
  return ['note.lossFollowsOutput'];
}

/**
 * Whether the difference between two experiments can be applied to a network in training.
 * @param {Experiment} from @param {Experiment} to
 */
export function isLiveChange(from, to) {
  return /** @type {(keyof typeof fields)[]} */ (Object.keys(fields)).every((name) =>
    fields[name].live || same(from[name], to[name]) || (name === 'layers' && sameExceptActivations(from.layers, to.layers)));
}

/** @param {unknown} a @param {unknown} b */
function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** @param {ExperimentLayer[]} from @param {ExperimentLayer[]} to */
function sameExceptActivations(from, to) {
  const plain = (/** @type {ExperimentLayer[]} */ layers) => layers.map((layer) => ({ ...layer, activation: null }));
  return same(plain(from), plain(to));
}
