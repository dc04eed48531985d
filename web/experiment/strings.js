// Experiments as strings: element attributes, and what stands after the # of an address.
import { names } from '../lib/generated/tables.js';
import { changeExperiment, defaultExperiment, fields, limits } from './experiment.js';

/**
 * @typedef {import('./experiment.js').Experiment} Experiment
 * @typedef {import('./experiment.js').ExperimentLayer} ExperimentLayer
 * @typedef {import('./experiment.js').ActivationName} ActivationName
 */

/**
 * Attributes besides those of the table: another word for `hidden`, the activation of all hidden layers, of the output,
 * where all weights begin, and all layers as JSON, for what the others cannot say.
 */
export const extraAttributes = ['hidden-layers', 'activation', 'output', 'initializer', 'layers'];

/** A string that does not say what it should. */
class Problem extends Error {}

/** @param {string} attribute @param {string} given @param {string} accepted @returns {never} */
function refuse(attribute, given, accepted) {
  throw new Problem(`${attribute} is "${given}"; it must be ${accepted}.`);
}

/** @param {string} attribute @param {string} text @param {readonly string[]} choices */
function readChoice(attribute, text, choices) {
  return choices.includes(text) ? text : refuse(attribute, text, `one of ${choices.join(', ')}`);
}

/** @param {import('./experiment.js').ExperimentField} field @param {string} text */
function readNumber({ attribute, type, min = 0, max = 0 }, text) {
  const value = text.trim() === '' ? NaN : Number(text);
  const fits = value >= min && value <= max && (type === 'number' || Number.isInteger(value));
  return fits ? value : refuse(attribute, text, `a ${type === 'number' ? '' : 'whole '}number from ${min} to ${max}`);
}

/** A single word stands for itself. @param {string} attribute @param {string} text @returns {any} */
function readJson(attribute, text) {
  if (/^[a-z]\w*$/i.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return refuse(attribute, text, 'JSON');
  }
}

/** @param {string} text */
function readLayersJson(text) {
  const layers = readJson('layers', text);
  const fits = Array.isArray(layers) && layers.length > 0 && layers.length <= limits.hiddenLayers + 1
    && layers.every((layer) =>
      layer?.units >= 1 && layer.units <= limits.units && names.activation.includes(layer.activation));
  const accepted = `JSON of 1 to ${limits.hiddenLayers + 1} layers with units and activation`;
  return fits ? layers : refuse('layers', text, accepted);
}

/**
 * "4", "4,3", "4 relu, 3 tanh", or "none".
 * @param {string} text
 * @param {ExperimentLayer} model what is not said is as in this layer
 * @returns {ExperimentLayer[]}
 */
function readHidden(text, model) {
  if (text.trim() === 'none') return [];
  const layers = text.split(',').map((part) => {
    const [count, name = model.activation, ...rest] = part.trim().split(/\s+/);
    const units = Number(count);
    if (!(units >= 1 && units <= limits.units && Number.isInteger(units)) || rest.length) {
      refuse('hidden', text, `"none" or counts of neurons from 1 to ${limits.units}, such as "4", "8,4" or "4 relu, 3 tanh"`);
    }
    const hidden = names.activation.filter((known) => known !== 'softmax');
    return { ...model, units, activation: /** @type {ActivationName} */ (readChoice('hidden', name, hidden)) };
  });
  return layers.length <= limits.hiddenLayers ? layers : refuse('hidden', text, `at most ${limits.hiddenLayers} layers`);
}

/** @param {Record<string, string>} strings @param {Experiment} base @param {(read: () => void) => void} attempt */
function readLayers(strings, base, attempt) {
  let layers = structuredClone(base.layers);
  const choice = (/** @type {string} */ attribute, /** @type {readonly string[]} */ choices) =>
    /** @type {any} */ (readChoice(attribute, strings[attribute], choices));
  attempt(() => {
    if (strings.layers !== undefined) layers = readLayersJson(strings.layers);
  });
  attempt(() => {
    if (strings.activation === undefined) return;
    const activation = choice('activation', names.activation.filter((known) => known !== 'softmax'));
    layers = layers.map((layer, l) => l + 1 < layers.length ? { ...layer, activation } : layer);
  });
  attempt(() => {
    const hidden = strings['hidden-layers'] ?? strings.hidden;
    if (hidden !== undefined) layers = [...readHidden(hidden, layers[0]), layers[layers.length - 1]];
  });
  attempt(() => {
    if (strings.output === undefined) return;
    layers = [...layers.slice(0, -1), { ...layers[layers.length - 1], activation: choice('output', names.activation) }];
  });
  attempt(() => {
    if (strings.initializer === undefined) return;
    const name = choice('initializer', ['default', ...names.initializer]);
    layers = layers.map((layer) => ({ ...layer, kernelInitializer: name === 'default' ? undefined : name }));
  });
  return layers;
}

/**
 * Reads an experiment. What is left out is as the data set suggests; what cannot be read is left out and named.
 * @param {Record<string, string>} strings by attribute
 * @returns {{ experiment: Experiment, problems: string[] }} problems: sentences in English
 */
export function parseExperiment(strings) {
  /** @type {string[]} */
  const problems = [];
  const attempt = (/** @type {() => void} */ read) => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems.push(error.message);
    }
  };
  let base = defaultExperiment();
  attempt(() => {
    if (strings.dataset !== undefined) {
      base = defaultExperiment(readChoice('dataset', strings.dataset, fields.dataset.choices));
    }
  });
  /** @type {Record<string, unknown>} */
  const change = {};
  /** @type {[string, import('./experiment.js').ExperimentField][]} */
  const entries = Object.entries(fields);
  for (const [name, field] of entries) {
    const text = strings[field.attribute];
    if (text === undefined || name === 'dataset' || field.type === 'layers') continue;
    attempt(() => {
      if (field.type === 'choice') change[name] = readChoice(field.attribute, text, field.choices ?? []);
      else if (field.type === 'json') change[name] = readJson(field.attribute, text);
      else if (field.type === 'batch' && text === 'full') change[name] = 'full';
      else change[name] = readNumber(field, text);
    });
  }
  const layers = readLayers(strings, base, attempt);
  return { experiment: changeExperiment({ ...base, layers }, change).experiment, problems };
}

/**
 * The strings from which parseExperiment makes the same experiment: what differs from the data set's defaults.
 * @param {Experiment} experiment
 * @returns {Record<string, string>}
 */
export function formatExperiment(experiment) {
  const base = defaultExperiment(experiment.dataset);
  /** @type {Record<string, string>} */
  const strings = { dataset: experiment.dataset };
  for (const name of /** @type {(keyof typeof fields)[]} */ (Object.keys(fields))) {
    const { type, attribute } = fields[name], value = experiment[name];
    if (type === 'layers' || value === undefined || value === base[name]) continue;
    strings[attribute] = typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  const layers = formatLayers(experiment.layers, base.layers);
  const { experiment: read } = parseExperiment({ ...strings, ...layers });
  const plain = (/** @type {ExperimentLayer[]} */ all) =>
    JSON.stringify(all.map((layer) => Object.entries(layer).filter(([, value]) => value !== undefined).sort()));
  const said = plain(read.layers) === plain(experiment.layers);
  return { ...strings, ...said ? layers : { layers: JSON.stringify(experiment.layers) } };
}

/** In words, as far as they go. @param {ExperimentLayer[]} layers @param {ExperimentLayer[]} base */
function formatLayers(layers, base) {
  /** @type {Record<string, string>} */
  const strings = {};
  const hidden = (/** @type {ExperimentLayer[]} */ all) =>
    all.slice(0, -1).map(({ units, activation }) => `${units} ${activation}`).join(', ') || 'none';
  if (hidden(layers) !== hidden(base)) strings.hidden = hidden(layers);
  const output = layers[layers.length - 1];
  if (output.activation !== base[base.length - 1].activation) strings.output = output.activation;
  const { kernelInitializer: initializer = 'default' } = output;
  if (typeof initializer === 'string' && initializer !== (base[0].kernelInitializer ?? 'default')) {
    strings.initializer = initializer;
  }
  return strings;
}
