import { check } from './errors.js';
import { encodeTraining } from './options.js';
import { checkKeys, decode, encode, keysOf } from './structs.js';
import { fields } from './tables.js';

/** @typedef {import('./network.js').Model} Model */
/** @typedef {import('./options.js').Members} Members */

/**
 * What a trainer can change of a layer while it runs.
 * @typedef {Pick<import('./config.js').LayerConfig, 'activation' | 'dropout' | 'kernelRegularizer'>} LayerChange
 */
/**
 * What a trainer can change while it runs, in the ranges of the config and of the training options. The optimizer's
 * numbers and schedule may stand at the top; `layers` goes by place, with null, undefined or {} where a layer stays as
 * it is.
 * @typedef {import('./config.js').OptimizerNumbers & {
 *   optimizer?: import('./generated/tables.js').OptimizerName | import('./config.js').OptimizerConfig,
 *   epochs?: number,
 *   batchSize?: number | 'full',
 *   shuffle?: boolean,
 *   layers?: (LayerChange | null | undefined)[],
 * }} LiveChange
 */

/** The options that may change: others would change what a history's columns, or the best epoch so far, mean. */
const liveOptions = ['epochs', 'batchSize', 'shuffle'];
/** @type {(keyof LayerChange)[]} */
const layerKeys = ['activation', 'dropout', 'kernelRegularizer'];

/**
 * The options that a change may touch, every default filled in; NaN, for unchanged, in place of the others.
 * @param {Members} members
 */
export const liveMembers = (members) => members.map((value, i) => {
  const { name, fallback } = fields.train[i];
  if (!liveOptions.includes(name)) return NaN;
  return Number.isNaN(value) ? fallback : value;
});

/**
 * Checks a change and writes it as the core takes it.
 * @param {unknown} change
 * @param {number} layerCount
 */
export function readChange(change, layerCount) {
  const optimizerKeys = keysOf('optimizer');
  const optimizerNumbers = optimizerKeys.filter((name) => name !== 'name');
  const given = checkKeys(change, 'set', ['optimizer', ...optimizerNumbers, ...liveOptions, 'layers']);
  /** @param {string[]} keys */
  const pick = (keys) => Object.fromEntries(Object.entries(given).filter(([key]) => keys.includes(key)));
  const { optimizer = {}, layers = [] } = given;
  const named = typeof optimizer === 'string' ? { name: optimizer }
    : checkKeys(optimizer, 'set.optimizer', optimizerKeys);
  const isList = Array.isArray(layers) && layers.length <= layerCount;
  check(isList, 'set.layers', layers, `an array of at most ${layerCount} layers`);
  return {
    optimizer: encode('optimizer', { ...named, ...pick(optimizerNumbers) }, 'set').members,
    options: encodeTraining(pick(liveOptions), 'set').members,
    layers: Array.from(layers, readLayer).filter((one) => one !== null),
  };
}

/** @param {unknown} layer @param {number} index */
function readLayer(layer, index) {
  if (layer === undefined || layer === null) return null;
  const path = `set.layers[${index}]`;
  return { index, members: encode('layer', checkKeys(layer, path, layerKeys), path).members };
}

/**
 * Makes a change in the core: all of it, or on an error nothing.
 * @param {Model} model its config is kept up to date
 * @param {number} trainer
 * @param {Members} present what `liveMembers` answered; kept up to date
 * @param {ReturnType<typeof readChange>} change
 */
export function applyChange({ core, pointer, config }, trainer, present, { optimizer, options, layers }) {
  /** @type {(() => void)[]} */
  const undo = [];
  try {
    for (const { index, members } of layers) {
      const { activation, dropout, kernelRegularizer } = config.layers[index];
      const { members: old } = encode('layer', { activation, dropout, kernelRegularizer }, 'layer');
      core.call('gn_set_layer', pointer, index, members);
      undo.unshift(() => core.call('gn_set_layer', pointer, index, old));
    }
    core.call('gn_trainer_set', trainer, options);
    undo.unshift(() => core.call('gn_trainer_set', trainer, present));
    core.call('gn_set_optimizer', pointer, optimizer);
  } catch (error) {
    for (const step of undo) step(); // each finds the room that was just given back
    throw error;
  }
  for (const { index, members } of layers) {
    const layer = config.layers[index], changed = /** @type {LayerChange} */ (decode('layer', (at) => members[at]));
    const { activation = layer.activation, dropout = layer.dropout, kernelRegularizer } = changed;
    Object.assign(layer, { activation, dropout });
    Object.assign(layer.kernelRegularizer, kernelRegularizer);
  }
  options.forEach((value, index) => {
    if (!Number.isNaN(value)) present[index] = value;
  });
}
