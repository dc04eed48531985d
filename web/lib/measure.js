import { readInputs, readPair } from './data.js';
import { columnNames, nameFigures } from './history.js';
import { writeRows } from './rows.js';
import { checkKeys, checkNumber } from './structs.js';
import { readGradients } from './weights.js';

/** @typedef {import('./network.js').Model} Model */
/** @typedef {import('./rows.js').Rows} Rows */
/**
 * The loss of rows, and by name the metrics that apply to them. auc is missing where the targets are of one class only.
 * @typedef {{ loss: number } & Partial<Record<import('./generated/tables.js').MetricName, number>>} Evaluation
 */

/**
 * Network.predict.
 * @template {Rows} T
 * @param {Model} model
 * @param {T} x
 * @returns {import('./rows.js').Answer<T>}
 */
export function predict(model, x) {
  const { core, pointer, config: { layers } } = model;
  const { data, rows, form } = readInputs(model, x);
  const { units } = layers[layers.length - 1];
  const answers = core.map(data, rows * units, (functions, from, to, error) =>
    functions.gn_predict(pointer, from, rows, to, error));
  return /** @type {import('./rows.js').Answer<T>} */ (writeRows(answers, units, form));
}

/**
 * Network.evaluate.
 * @param {Model} model
 * @param {Rows} x
 * @param {Rows} y
 * @param {unknown} options
 * @returns {Evaluation}
 */
export function evaluate(model, x, y, options) {
  const { core, pointer } = model;
  const { threshold = 0.5 } = checkKeys(options, 'options', ['threshold']);
  checkNumber(threshold, 'options.threshold');
  const pair = readPair(model, x, y), count = columnNames().length / 2;
  const [record] = core.read([[Float64Array, count]],
    'gn_evaluate', pointer, pair.x.data, pair.y, pair.x.rows, threshold);
  return /** @type {Evaluation} */ (nameFigures(record));
}

/**
 * Network.gradients.
 * @param {Model} model
 * @param {Rows} x
 * @param {Rows} y
 */
export function gradients(model, x, y) {
  const { core, pointer } = model, pair = readPair(model, x, y);
  const [[loss]] = core.read([[Float64Array, 1]], 'gn_gradients', pointer, pair.x.data, pair.y, pair.x.rows);
  return { loss, layers: readGradients(model) };
}
