import { defaultExperiment, fields } from '../experiment/experiment.js';
import { namedChoices } from '../views/tools/choices.js';
import { h, setText } from '../views/tools/dom.js';
import { selectField, sliderField, switchField } from '../views/tools/field.js';
import { automatic, initializerOf, withHidden, withInitializer } from './layers.js';
import { throttle } from '../views/tools/throttle.js';

/** @typedef {import('../views/tools/types.js').Info} Info @typedef {import('../views/tools/types.js').Context} Context */
/** @typedef {import('../views/tools/types.js').Experiment} Experiment */
/** @typedef {Exclude<Experiment['schedule'], string | undefined>} Schedule */

/** Between two changes while a slider is dragged. */
const interval = 80;

/** The length to which a gradient may be clipped, as a menu offers it. */
const lengths = [0.1, 1, 10];

/** Over so many epochs a schedule runs if nothing else is said: enough to see it, and to end. */
const scheduleEpochs = 500;

/** What a schedule begins with. @type {{ [name: string]: Schedule }} */
const schedules = {
  step: { stepSize: 100, gamma: 0.5 }, exponential: { gamma: 0.99 },
  cosine: { epochs: scheduleEpochs }, oneCycle: { epochs: scheduleEpochs },
};

/** What most people leave as it is, folded away. @param {Context} context */
export function moreSettings(context) {
  const { t } = context;
  const parts = [initialWeights(context), scaling(context), schedule(context), clipping(context), momentum(context),
    dropout(context), batchNormalization(context)];
  const summary = h('span');
  const root = h('details', { class: 'more' }, h('summary', {}, summary),
    h('div', { class: 'fields' }, ...parts.map((part) => part.root)));
  return {
    root,
    /** @param {Info} info */
    load(info) {
      for (const part of parts) part.load(info);
      const names = specialsOf(info).map((name) => t(`field.${name}`)).join(t('summary.join'));
      setText(summary, names ? t('training.moreSet', { names }) : t('training.more'));
    },
  };
}

/** What differs here from what the data set suggests: said even while it is folded away. @param {Info} info */
function specialsOf({ experiment }) {
  const { layers, schedule, clipNorm, momentum, scaler } = experiment, usual = defaultExperiment(experiment.dataset);
  return Object.entries({
    initializer: initializerOf(layers) !== initializerOf(usual.layers), scaler: scaler !== usual.scaler,
    schedule: schedule !== undefined, clipNorm: clipNorm !== undefined, momentum: momentum !== undefined,
    dropout: layers.some(({ dropout }) => dropout),
    batchNormalization: layers.some(({ batchNormalization }) => batchNormalization),
  }).filter(([, special]) => special).map(([name]) => name);
}

/** @param {Context} context */
function initialWeights(context) {
  const { t, dispatch } = context;
  const choices = [{ value: automatic, label: t(`initializer.${automatic}`) }, ...namedChoices(t, 'initializer')];
  const menu = selectField(context, {
    label: t('field.initializer'), term: 'initializer', explain: (value) => t.term(`initializer.${value}`),
    onChange: (value) => dispatch({ type: 'set', change: ({ layers }) => ({ layers: withInitializer(layers, value) }) }),
  });
  return {
    root: menu.root,
    /** @param {Info} info */
    load({ experiment }) {
      menu.show(choices, initializerOf(experiment.layers));
    },
  };
}

/** @param {Context} context */
function scaling(context) {
  const { t, dispatch } = context;
  const choices = fields.scaler.choices.map((value) => ({ value, label: t.label('scaler', value) }));
  const menu = selectField(context, {
    label: t('field.scaler'), term: 'scaler', explain: (value) => t.term(`scaler.${value}`),
    onChange: (value) => dispatch({ type: 'set', change: { scaler: /** @type {Experiment['scaler']} */ (value) } }),
  });
  return { root: menu.root, load: (/** @type {Info} */ { experiment }) => menu.show(choices, experiment.scaler) };
}

/** @param {Context} context */
function schedule(context) {
  const { t, dispatch } = context;
  const choices = namedChoices(t, 'schedule');
  const menu = selectField(context, {
    label: t('field.schedule'), term: 'schedule', explain: (value) => t.term(`schedule.${value}`),
    onChange: (value) => {
      const name = /** @type {Schedule['name']} */ (value);
      dispatch({ type: 'set', change: { schedule: value in schedules ? { name, ...schedules[value] } : undefined } });
    },
  });
  return {
    root: menu.root,
    /** @param {Info} info */
    load({ experiment: { schedule: now } }) {
      menu.show(choices, (typeof now === 'string' ? now : now?.name) ?? choices[0].value);
    },
  };
}

/** @param {Context} context */
function clipping(context) {
  const { t, dispatch } = context;
  const menu = selectField(context, {
    label: t('field.clipNorm'), term: 'clipNorm',
    onChange: (value) => dispatch({ type: 'set', change: { clipNorm: value ? Number(value) : undefined } }),
  });
  return {
    root: menu.root,
    /** @param {Info} info */
    load({ experiment: { clipNorm: now } }) {
      const values = [...new Set([...lengths, ...(now === undefined ? [] : [now])])].sort((a, b) => a - b);
      menu.show([{ value: '', label: t('choice.none') },
        ...values.map((value) => ({ value: String(value), label: t('clip.to', { value: t.exact(value) }) }))],
      now === undefined ? '' : String(now));
    },
  };
}

/** Only with optimizers that have it. @param {Context} context */
function momentum(context) {
  const { t, dispatch } = context;
  const users = ['momentum', 'nesterov'], usual = 0.9;
  const slider = sliderField(context, {
    label: t('field.momentum'), term: 'momentum', min: 0, max: 0.99, step: 0.01, format: (value) => t.fixed(value, 2),
    onInput: throttle((value) => dispatch({ type: 'set', change: { momentum: value } }), interval),
  });
  return {
    root: slider.root,
    /** @param {Info} info */
    load({ experiment }) {
      slider.root.hidden = !users.includes(experiment.optimizer);
      slider.show(experiment.momentum ?? usual);
    },
  };
}

/** Of all hidden layers. @param {Context} context */
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
    /** @param {Info} info */
    load({ experiment: { layers } }) {
      slider.root.hidden = layers.length < 2;
      slider.show(layers[0].dropout ?? 0);
    },
  };
}

/** Of all hidden layers. @param {Context} context */
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
    /** @param {Info} info */
    load({ experiment: { layers } }) {
      field.root.hidden = layers.length < 2;
      field.show(Boolean(layers[0].batchNormalization));
    },
  };
}
