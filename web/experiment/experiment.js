// An Experiment: a small JSON object that says all there is to run. The seed is in it, so the same
// Experiment gives the same run, to the last bit, wherever it is opened.
import { defaultOptions } from '../lib/datasets/options.js';
import { suggestions } from '../lib/datasets/suggestions.js';
import { fields as coreFields, lossOutputs, names } from '../lib/generated/tables.js';

/**
 * @typedef {import('../lib/generated/tables.js').ActivationName} ActivationName
 * @typedef {import('../lib/generated/tables.js').LossName} LossName
 * @typedef {import('../lib/generated/tables.js').OptimizerName} OptimizerName
 * @typedef {import('../lib/generated/tables.js').InitializerName} InitializerName
 *
 *
 * @typedef {import('../lib/index.js').LayerConfig & { activation: ActivationName }} ExperimentLayer
 *
 * Rows of one's own.
 * @typedef {object} OwnData
 * @property {number[][]} x @property {number[][]} y a row each
 * @property {string[]} [featureNames] x1, x2 …
 * @property {string[] | null} [classNames] as a data set has them; null
 * @property {string} [source] @property {string} [licence]
 *
 * @typedef {object} ExperimentBase
 * @property {1} v
 * @property {string} dataset
 * @property {number} [points] @property {number} [noise] @property {number} [factor] of a generated data set; the
 *   experiment's seed draws it
 * @property {OwnData} [data] in place of the data set's rows
 * @property {number} testFraction share of the rows held out, 0 to 0.9
 * @property {[number, number]} [trainRows] first and last row, from 0, to train on; all others are left out
 * @property {[number, number]} [testRows] first and last row to test on; either of the two replaces testFraction
 * @property {'none' | 'minMax' | 'minusOneToOne' | 'standard'} scaler
 * @property {ExperimentLayer[]} layers hidden layers, then the output
 * @property {LossName} loss
 * @property {OptimizerName} optimizer
 * @property {number} learningRate
 * @property {number | 'full'} batchSize
 * @property {number} epochs where training stops; 0: never
 * @property {import('../lib/index.js').TrainOptions['earlyStopping']} [earlyStopping]
 * @property {import('../lib/index.js').LayerWeights[]} [weights] the first ones, in place of drawn ones
 * @property {number} seed 0 to 2³²−1
 * @property {'default' | 'numpy'} generator
 * @property {'float32' | 'float64'} dtype
 *
 * The optimizer's other numbers are there where they are not its defaults.
 * @typedef {Omit<import('../lib/index.js').OptimizerConfig, 'name' | 'learningRate'>} OptimizerNumbers
 * @typedef {ExperimentBase & OptimizerNumbers} Experiment
 *
 * @typedef {object} ExperimentField
 * @property {'choice' | 'number' | 'count' | 'batch' | 'layers' | 'json'} type
 * @property {string} label a key of the language files
 * @property {string} attribute its name in a URL and as an element's attribute
 * @property {boolean} live whether it may change while a network trains; a change of the others makes it anew
 * @property {boolean} [optional] whether it may be absent
 * @property {string[]} [choices]
 * @property {number} [min] @property {number} [max] inclusive
 * @property {number[]} [common] values a menu offers
 */

/** What is an object: its attribute is JSON, and the library checks it. @param {string} name @returns {ExperimentField} */
const json = (name) =>
  ({ type: 'json', label: `field.${name}`, attribute: attributeOf(name), live: false, optional: true });

/** @param {string} name clipNorm @returns {string} clip-norm */
function attributeOf(name) {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** @param {import('../lib/generated/tables.js').Field} field @returns {[string, ExperimentField]} */
const optimizerField = ({ name, min, max }) =>
  [name, { type: 'number', label: `field.${name}`, attribute: attributeOf(name), live: true, optional: true, min, max }];

/** The optimizer's numbers besides the learning rate, as the core lists them. */
const numberFields = /** @type {Record<Exclude<keyof OptimizerNumbers, 'schedule'>, ExperimentField>} */ (
  Object.fromEntries(coreFields.optimizer
    .filter(({ name, kind }) => kind === 'number' && name !== 'learningRate' && !name.includes('.'))
    .map(optimizerField)));

/** The one table: reading, writing, controls and menus are made from it. @satisfies {Record<string, ExperimentField>} */
export const fields = {
  dataset: { type: 'choice', label: 'field.dataset', attribute: 'dataset', live: false, choices: Object.keys(suggestions) },
  points: { type: 'count', label: 'field.points', attribute: 'points', live: false, optional: true, min: 1, max: 1e6 },
  noise: { type: 'number', label: 'field.noise', attribute: 'noise', live: false, optional: true, min: 0, max: 10 },
  factor: { type: 'number', label: 'field.factor', attribute: 'factor', live: false, optional: true, min: 0.01, max: 0.99 },
  data: json('data'),
  testFraction: { type: 'number', label: 'field.testFraction', attribute: 'test-fraction', live: false, min: 0, max: 0.9 },
  trainRows: json('trainRows'),
  testRows: json('testRows'),
  scaler: {
    type: 'choice', label: 'field.scaler', attribute: 'scaler', live: false,
    choices: ['none', 'minMax', 'minusOneToOne', 'standard'],
  },
  layers: { type: 'layers', label: 'field.layers', attribute: 'hidden', live: false },
  loss: { type: 'choice', label: 'field.loss', attribute: 'loss', live: false, choices: names.loss },
  optimizer: { type: 'choice', label: 'field.optimizer', attribute: 'optimizer', live: false, choices: names.optimizer },
  learningRate: {
    type: 'number', label: 'field.learningRate', attribute: 'learning-rate', live: true, min: 0, max: 1e6,
    common: [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.05, 0.1, 0.3, 1, 3, 10],
  },
  ...numberFields,
  schedule: json('schedule'),
  batchSize: {
    type: 'batch', label: 'field.batchSize', attribute: 'batch-size', live: true, min: 1, max: 1e6,
    common: [1, 2, 4, 8, 16, 32, 64, 128],
  },
  epochs: { type: 'count', label: 'field.epochs', attribute: 'epochs', live: false, min: 0, max: 1e9 },
  earlyStopping: json('earlyStopping'),
  weights: json('weights'),
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
  /** @type {Record<string, import('../lib/datasets/index.js').Suggestion>} */
  const all = suggestions;
  const { layers, ...suggested } = structuredClone(all[dataset]);
  return {
    v: 1, dataset, epochs: 0, seed: 1, generator: 'default', dtype: 'float32', ...optionsOf(dataset), ...suggested,
    layers: layers.map((layer) => ({ activation: 'linear', ...layer })),
  };
}

/** The default options of a generated data set. @param {string} dataset */
function optionsOf(dataset) {
  /** @type {Record<string, import('../lib/datasets/index.js').DatasetOptions>} */
  const options = defaultOptions;
  return Object.hasOwn(options, dataset) ? options[dataset] : null;
}

/** What to draw the data set with, if it is drawn. @param {Experiment} experiment */
export function dataOptions(experiment) {
  const defaults = optionsOf(experiment.dataset);
  return defaults ? pick(experiment, Object.keys(defaults)) : undefined;
}

/**
 * The optimizer's numbers that are given, without the learning rate.
 * @param {Experiment} experiment @returns {OptimizerNumbers}
 */
export function optimizerNumbers(experiment) {
  return pick(experiment, [...Object.keys(numberFields), 'schedule']);
}

/** @param {Record<string, any>} object @param {string[]} names */
function pick(object, names) {
  return Object.fromEntries(names.filter((name) => object[name] !== undefined).map((name) => [name, object[name]]));
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
  dropOptions(changed);
  const notes = [
    ...dropGivenWeights(changed, base),
    ...fitOutput(changed),
    ...fitPair(changed, change.loss !== undefined && change.loss !== experiment.loss),
  ];
  return { experiment: changed, notes };
}

/** Own rows are not drawn, nor are those of every data set. @param {Experiment} experiment */
function dropOptions(experiment) {
  const taken = experiment.data ? [] : Object.keys(optionsOf(experiment.dataset) ?? {});
  for (const name of /** @type {const} */ (['points', 'noise', 'factor'])) {
    if (!taken.includes(name)) delete experiment[name];
  }
}

/**
 * Given weights fit only the layers they were given for.
 * @param {Experiment} experiment @param {Experiment} before @returns {string[]}
 */
function dropGivenWeights(experiment, before) {
  const shape = (/** @type {Experiment} */ { layers }) =>
    layers.map(({ units, useBias, batchNormalization }) => [units, useBias, batchNormalization]);
  if (!experiment.weights || same(shape(experiment), shape(before))) return [];
  delete experiment.weights;
  return ['note.weightsDrawn'];
}

/** The output has one unit for each column of the targets. @param {Experiment} experiment @returns {string[]} */
function fitOutput(experiment) {
  const suggested = defaultExperiment(experiment.dataset).layers;
  const units = experiment.data ? experiment.data.y[0].length : suggested[suggested.length - 1].units;
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
    (fields[name].live && (from[name] === undefined) === (to[name] === undefined)) || same(from[name], to[name]) || (name === 'layers' && sameExceptActivations(from.layers, to.layers)));
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
