import { fields } from '../experiment/experiment.js';
import { h } from '../views/tools/dom.js';
import { addHeading } from '../views/tools/heading.js';
import { initializerOf, initializers, withInitializer } from './initializers.js';
import { selectField } from './field.js';

/** @typedef {import('../views/tools/types.js').Info} Info */

/** @type {import('../views/tools/types.js').PartKind} */
export const training = { name: 'training', place: 'choices', needs: [], applies: () => true, create };

/** @param {HTMLElement} root @param {import('../views/tools/types.js').Context} context */
function create(root, context) {
  const { t } = context;
  addHeading(root, t('training.title'));
  const wide = [named(context, 'loss'), named(context, 'optimizer'), initialWeights(context)];
  for (const { root: field } of wide) field.classList.add('wide');
  const [loss, optimizer, weights] = wide;
  const parts = [loss, optimizer, learningRate(context), batchSize(context), weights];
  root.append(h('div', { class: 'fields' }, ...parts.map(({ root: field }) => field)));
  return {
    /** @param {Info} info */
    load(info) {
      for (const part of parts) part.load(info);
    },
    draw() {},
  };
}

/**
 * A menu of names from the table of fields.
 * @param {import('../views/tools/types.js').Context} context
 * @param {'loss' | 'optimizer'} field
 */
function named(context, field) {
  const { t, dispatch } = context;
  const choices = (fields[field].choices ?? []).map((value) => ({ value, label: t.label(field, value) }));
  const menu = selectField(context, {
    label: t(`field.${field}`), term: field, explain: (value) => t.term(`${field}.${value}`),
    onChange: (value) => dispatch({ type: 'set', change: { [field]: value } }),
  });
  return { root: menu.root, load: (/** @type {Info} */ { experiment }) => menu.show(choices, experiment[field]) };
}

/** @param {import('../views/tools/types.js').Context} context */
function learningRate(context) {
  const { t, dispatch } = context;
  const menu = selectField(context, {
    label: t('field.learningRate'), term: 'learningRate',
    onChange: (value) => dispatch({ type: 'set', change: { learningRate: Number(value) } }),
  });
  return {
    root: menu.root,
    /** @param {Info} info */
    load({ experiment }) {
      const rates = [...new Set([...fields.learningRate.common, experiment.learningRate])].sort((a, b) => a - b);
      const choices = rates.map((rate) => ({ value: String(rate), label: t.exact(rate) }));
      menu.show(choices, String(experiment.learningRate));
    },
  };
}

/** @param {import('../views/tools/types.js').Context} context */
function batchSize(context) {
  const { t, dispatch } = context;
  const menu = selectField(context, {
    label: t('field.batchSize'), term: 'batchSize',
    onChange: (value) => dispatch({ type: 'set', change: { batchSize: value === 'full' ? 'full' : Number(value) } }),
  });
  return {
    root: menu.root,
    /** @param {Info} info */
    load({ experiment, trainRows }) {
      const size = experiment.batchSize;
      const sizes = new Set(fields.batchSize.common.filter((n) => n < trainRows));
      if (size !== 'full' && size < trainRows) sizes.add(size);
      const choices = [...sizes].sort((a, b) => a - b).map((n) => ({ value: String(n), label: t.number(n) }));
      choices.push({ value: 'full', label: t('batchSize.full', { n: trainRows }) });
      menu.show(choices, size === 'full' || size >= trainRows ? 'full' : String(size));
    },
  };
}

/** @param {import('../views/tools/types.js').Context} context */
function initialWeights(context) {
  const { t, dispatch } = context;
  const choices = initializers.map((value) => ({ value, label: t.label('initializer', value) }));
  const menu = selectField(context, {
    label: t('field.initializer'), term: 'initializer', explain: (value) => t.term(`initializer.${value}`),
    onChange: (value) =>
      dispatch({ type: 'set', change: ({ layers }) => ({ layers: withInitializer(layers, value) }) }),
  });
  return {
    root: menu.root,
    /** @param {Info} info */
    load({ experiment }) {
      menu.show(choices, initializerOf(experiment.layers));
    },
  };
}
