import { featureName } from '../scale.js';

/** @typedef {import('../tools/types.js').Info} Info @typedef {import('../tools/types.js').Translate} Translate */

/** What a column is called. @param {Translate} t @param {Info} info @param {number} column 0: the inputs */
export function columnName(t, { experiment: { layers } }, column) {
  if (column === 0) return t('diagram.inputs');
  return column === layers.length ? t('diagram.output') : t('diagram.hidden', { n: column });
}

/** What a neuron is called. @param {Translate} t @param {Info} info @param {number} column @param {number} index */
export function neuronName(t, info, column, index) {
  if (column === 0) return featureName(t, info, index);
  const name = columnName(t, info, column);
  const alone = info.experiment.layers[column - 1].units === 1;
  return alone ? name : t('diagram.neuron', { name, n: index + 1 });
}

/** Neurons of each column, inputs first. @param {Info} info */
export function countsOf({ inputs, experiment: { layers } }) {
  return [inputs, ...layers.map(({ units }) => units)];
}
