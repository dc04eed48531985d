import { fields } from '../../experiment/experiment.js';
import { namedChoices } from '../../views/tools/choices.js';
import { selectField } from '../../views/tools/field.js';
import { automatic, initializerOf, withInitializer } from '../layers.js';

/** @typedef {import('./index.js').Context} Context @typedef {import('./index.js').Setting} Setting */

/** How a network begins. @param {Context} context @returns {Setting[]} */
export const start = (context) =>
  [initialWeights(context), ...(['scaler', 'generator', 'dtype']).map((name) => choice(context, name))];

/** @param {Context} context @returns {Setting} */
function initialWeights(context) {
  const { t, dispatch } = context;
  const choices = [{ value: automatic, label: t(`initializer.${automatic}`) }, ...namedChoices(t, 'initializer')];
  const menu = selectField(context, {
    label: t('field.initializer'), term: 'initializer', explain: (value) => t.term(`initializer.${value}`),
    onChange: (value) => dispatch({ type: 'set', change: ({ layers }) => ({ layers: withInitializer(layers, value) }) }),
  });
  return { root: menu.root, load: ({ experiment }) => menu.show(choices, initializerOf(experiment.layers)) };
}

/** A menu of what the table of fields lists. @param {Context} context @param {string} name @returns {Setting} */
function choice(context, name) {
  const { t, dispatch } = context, key = /** @type {'scaler' | 'generator' | 'dtype'} */ (name);
  const choices = fields[key].choices.map((value) => ({ value, label: t.label(key, value) }));
  const menu = selectField(context, {
    label: t(`field.${key}`), term: key, explain: (value) => t.term(`${key}.${value}`),
    onChange: (value) => dispatch({ type: 'set', change: { [key]: value } }),
  });
  return { root: menu.root, load: ({ experiment }) => menu.show(choices, experiment[key]) };
}
