import { sliderField, switchField } from '../../views/tools/field.js';
import { throttle } from '../../views/tools/throttle.js';
import { withHidden } from '../layers.js';

/** @typedef {import('./index.js').Context} Context @typedef {import('./index.js').Setting} Setting */

/** Between two changes while a slider is dragged. */
const interval = 80;

/** What all hidden layers have alike. @param {Context} context @returns {Setting[]} */
export const hiddenLayers = (context) => [dropout(context), batchNormalization(context)];

/** @param {Context} context @returns {Setting} */
function dropout(context) {
  const { t, dispatch } = context;
  const set = (/** @type {number} */ share) => dispatch({
    type: 'set', change: ({ layers }) => ({ layers: withHidden(layers, 'dropout', share || undefined) }),
  });
  const slider = sliderField(context, {
    label: t('field.dropout'), term: 'dropout', min: 0, max: 0.8, step: 0.05, format: (share) => t.percent(share, 0),
    onInput: throttle(set, interval),
  });
  return {
    root: slider.root,
    load({ experiment: { layers } }) {
      slider.root.hidden = layers.length < 2;
      slider.show(layers[0].dropout ?? 0);
    },
  };
}

/** @param {Context} context @returns {Setting} */
function batchNormalization(context) {
  const { t, dispatch } = context;
  const field = switchField(context, {
    label: t('field.batchNormalization'), term: 'batchNormalization',
    onChange: (on) => dispatch({
      type: 'set', change: ({ layers }) => ({ layers: withHidden(layers, 'batchNormalization', on || undefined) }),
    }),
  });
  return {
    root: field.root,
    load({ experiment: { layers } }) {
      field.root.hidden = layers.length < 2;
      field.show(Boolean(layers[0].batchNormalization));
    },
  };
}
