import { fields } from '../../experiment/experiment.js';
import { numberField, selectField, switchField } from '../../views/tools/field.js';

/** @typedef {import('./index.js').Context} Context @typedef {import('./index.js').Setting} Setting */
/** @typedef {import('../../views/tools/types.js').Info} Info */
/** @typedef {NonNullable<import('../../views/tools/types.js').Experiment['earlyStopping']>} EarlyStopping */

const control = 'early-stopping';

/** When training ends by itself. @param {Context} context @returns {Setting[]} */
export const ending = (context) =>
  [epochs(context), patience(context), monitor(context), minDelta(context), restoreBest(context)];

/** @param {Context} context @returns {Setting} */
function epochs(context) {
  const { t, dispatch } = context;
  const field = numberField(context, {
    label: t('field.epochs'), term: 'epochs', min: 1, max: fields.epochs.max, whole: true, step: 10, optional: true,
    onChange: (value) => dispatch({ type: 'set', change: { epochs: value ?? 0 } }),
  });
  return { root: field.root, load: ({ experiment }) => field.show(experiment.epochs || undefined, t('choice.never')) };
}

/** Early stopping is there where patience is. @param {Context} context @returns {Setting} */
function patience(context) {
  const { t, dispatch } = context;
  const field = numberField(context, {
    label: t('field.patience'), term: 'patience', control, min: 1, whole: true, optional: true,
    onChange: (value) => dispatch({ type: 'set', change: ({ earlyStopping }) =>
      ({ earlyStopping: value === undefined ? undefined : { ...earlyStopping, patience: value } }) }),
  });
  return {
    root: field.root,
    load: ({ experiment }) => field.show(experiment.earlyStopping?.patience, t('choice.never')),
  };
}

/** @param {Context} context @param {Partial<EarlyStopping>} change */
const stopping = ({ dispatch }, change) => dispatch({
  type: 'set', change: ({ earlyStopping }) => ({ earlyStopping: { ...earlyStopping, ...change } }),
});

/** @param {Context} context @returns {Setting} */
function monitor(context) {
  const { t } = context;
  const labels = {
    valLoss: t('stat.testLoss'), loss: t('stat.loss'), valAccuracy: t('stat.testAccuracy'), accuracy: t('stat.accuracy'),
  };
  const menu = selectField(context, {
    label: t('field.monitor'), term: 'monitor', control,
    onChange: (value) => stopping(context, { monitor: /** @type {EarlyStopping['monitor']} */ (value) }),
  });
  return {
    root: menu.root,
    load({ experiment: { earlyStopping }, testRows, classNames }) {
      menu.root.hidden = !earlyStopping;
      const choices = Object.entries(labels).map(([value, label]) => ({ value, label }))
        .filter(({ value }) => (testRows || !value.startsWith('val')) && (classNames || !/accuracy/i.test(value)));
      menu.show(choices, earlyStopping?.monitor ?? (testRows ? 'valLoss' : 'loss'));
    },
  };
}

/** @param {Context} context @returns {Setting} */
function minDelta(context) {
  const { t } = context;
  const field = numberField(context, {
    label: t('field.minDelta'), term: 'minDelta', control, min: 0, step: 0.001, optional: true,
    onChange: (value) => stopping(context, { minDelta: value }),
  });
  return {
    root: field.root,
    load({ experiment: { earlyStopping } }) {
      field.root.hidden = !earlyStopping;
      field.show(earlyStopping?.minDelta, '0');
    },
  };
}

/** @param {Context} context @returns {Setting} */
function restoreBest(context) {
  const { t } = context;
  const field = switchField(context, {
    label: t('field.restoreBest'), term: 'restoreBest', control,
    onChange: (on) => stopping(context, { restoreBest: on || undefined }),
  });
  return {
    root: field.root,
    load({ experiment: { earlyStopping } }) {
      field.root.hidden = !earlyStopping;
      field.show(Boolean(earlyStopping?.restoreBest));
    },
  };
}
