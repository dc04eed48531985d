import { fields } from '../../experiment/experiment.js';
import { numberField } from '../../views/tools/field.js';

/** @typedef {import('./index.js').Context} Context @typedef {import('./index.js').Setting} Setting */

/** How far a gradient may reach. @param {Context} context @returns {Setting[]} */
export const clipping = (context) => (/** @type {const} */ (['clipNorm', 'clipValue'])).map((name) => {
  const { t, dispatch } = context, { min, max } = fields[name];
  const field = numberField(context, {
    label: t(`field.${name}`), term: name, min, max, step: 0.1, optional: true,
    onChange: (value) => dispatch({ type: 'set', change: { [name]: value } }),
  });
  return { root: field.root, load: ({ experiment }) => field.show(experiment[name], t('choice.none')) };
});
