import { fields } from '../experiment/experiment.js';
import { namedChoices } from '../views/tools/choices.js';
import { h } from '../views/tools/dom.js';
import { addHeading } from '../views/tools/heading.js';
import { selectField } from '../views/tools/field.js';
import { penaltyOf, withPenalty } from './layers.js';
import { moreSettings } from './more.js';
import { menuOrNumber } from './own.js';

/** @typedef {import('../views/tools/types.js').Info} Info @typedef {import('../views/tools/types.js').Context} Context */

/** Strengths of a penalty that a menu offers. */
const strengths = [0.0001, 0.001, 0.01];

/** @type {import('../views/tools/types.js').PartKind} */
export const training = { name: 'training', place: 'choices', needs: [], applies: () => true, create };

/** @param {HTMLElement} root @param {Context} context */
function create(root, context) {
  const { t } = context;
  addHeading(root, t('training.title'));
  const loss = named(context, 'loss');
  loss.root.classList.add('wide');
  const shown = [loss, named(context, 'optimizer'), learningRate(context), batchSize(context), penalty(context)];
  const more = moreSettings(context);
  const parts = [...shown, more];
  root.append(h('div', { class: 'fields' }, ...shown.map(({ root: field }) => field)), more.root);
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
 * @param {Context} context
 * @param {'loss' | 'optimizer'} field
 */
function named(context, field) {
  const { t, dispatch } = context;
  const choices = namedChoices(t, field);
  const menu = selectField(context, {
    label: t(`field.${field}`), term: field, explain: (value) => t.term(`${field}.${value}`),
    onChange: (value) => dispatch({ type: 'set', change: { [field]: value } }),
  });
  return { root: menu.root, load: (/** @type {Info} */ { experiment }) => menu.show(choices, experiment[field]) };
}

/** @param {Context} context */
function learningRate(context) {
  const { t, dispatch } = context, { min, max } = fields.learningRate;
  const menu = menuOrNumber(context, {
    label: t('field.learningRate'), term: 'learningRate', min, max, step: 0.001,
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

/** @param {Context} context */
function batchSize(context) {
  const { t, dispatch } = context, { min, max } = fields.batchSize;
  const menu = menuOrNumber(context, {
    label: t('field.batchSize'), term: 'batchSize', min, max, whole: true,
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

/** Which penalty and how strong, in one menu. @param {Context} context */
function penalty(context) {
  const { t, dispatch } = context;
  const none = { value: '', label: t('choice.none') };
  const menu = selectField(context, {
    label: t('field.penalty'), term: 'penalty',
    onChange: (value) => {
      const [name, strength] = value.split(' ');
      const chosen = value ? { name: /** @type {'l1' | 'l2'} */ (name), value: Number(strength) } : null;
      dispatch({ type: 'set', change: ({ layers }) => ({ layers: withPenalty(layers, chosen) }) });
    },
  });
  return {
    root: menu.root,
    /** @param {Info} info */
    load({ experiment }) {
      const now = penaltyOf(experiment.layers);
      const of = (/** @type {'l1' | 'l2'} */ name) => {
        const values = new Set([...strengths, ...(now?.name === name ? [now.value] : [])]);
        return [...values].sort((a, b) => a - b).map((value) => ({
          value: `${name} ${value}`, label: t('penalty.chosen', { name: name.toUpperCase(), value: t.exact(value) }),
          group: t(`penalty.${name}`),
        }));
      };
      menu.show([none, ...of('l2'), ...of('l1')], now ? `${now.name} ${now.value}` : '');
    },
  };
}
