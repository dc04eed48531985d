import { fields as coreFields } from '../../lib/generated/tables.js';
import { namedChoices } from '../../views/tools/choices.js';
import { numberField, selectField } from '../../views/tools/field.js';

/** @typedef {import('./index.js').Context} Context @typedef {import('./index.js').Setting} Setting */
/** @typedef {import('../../views/tools/types.js').Experiment} Experiment */
/** @typedef {Exclude<Experiment['schedule'], string | undefined>} Schedule */
/** @typedef {'gamma' | 'stepSize' | 'epochs' | 'warmup'} Part */

/** Over so many epochs a schedule runs if nothing else is said: enough to see it, and to end. */
const usualEpochs = 500;

/** What a schedule begins with: all its numbers, since what is not said would stay as it was. @type {{ [name: string]: Schedule }} */
const beginnings = {
  constant: {}, step: { stepSize: 100, gamma: 0.5 }, exponential: { gamma: 0.99 },
  cosine: { epochs: usualEpochs }, oneCycle: { epochs: usualEpochs },
};

/** @type {Record<Part, { label: string, term: string, step?: number }>} */
const parts = {
  stepSize: { label: 'field.stepSize', term: 'stepSize' },
  gamma: { label: 'field.gamma', term: 'gamma', step: 0.01 },
  epochs: { label: 'field.scheduleEpochs', term: 'scheduleEpochs' },
  warmup: { label: 'field.warmup', term: 'warmup' },
};

/** How the learning rate changes. @param {Context} context @returns {Setting[]} */
export const schedule = (context) =>
  [kind(context), ...(/** @type {Part[]} */ (Object.keys(parts))).map((name) => number(context, name))];

/** @param {Experiment} experiment @returns {Schedule & { name: string }} */
function scheduleOf({ schedule: given }) {
  const { name = 'constant', ...numbers } = typeof given === 'string' ? { name: given } : given ?? {};
  return { name, ...beginnings[name], ...numbers };
}

/** One that changes nothing is none. @param {Schedule} given @returns {Partial<Experiment>} */
function withSchedule({ warmup, ...given }) {
  const schedule = { ...given, ...(warmup ? { warmup } : {}) };
  return { schedule: schedule.name === 'constant' && !warmup ? undefined : schedule };
}

/** @param {Context} context @returns {Setting} */
function kind(context) {
  const { t, dispatch } = context, choices = namedChoices(t, 'schedule');
  const menu = selectField(context, {
    label: t('field.schedule'), term: 'schedule', explain: (value) => t.term(`schedule.${value}`),
    onChange: (value) => {
      const name = /** @type {Schedule['name']} */ (value);
      dispatch({ type: 'set', change: (experiment) =>
        withSchedule({ name, ...beginnings[value], warmup: scheduleOf(experiment).warmup }) });
    },
  });
  return { root: menu.root, load: ({ experiment }) => menu.show(choices, scheduleOf(experiment).name) };
}

/** @param {Context} context @param {Part} name @returns {Setting} */
function number(context, name) {
  const { t, dispatch } = context, { label, term, step } = parts[name];
  const { kind: form, min, max } = /** @type {import('../../lib/generated/tables.js').Field} */ (
    coreFields.optimizer.find((field) => field.name === `schedule.${name}`));
  const field = numberField(context, {
    label: t(label), term, control: 'schedule', min, max, whole: form === 'count', step,
    onChange: (value) =>
      dispatch({ type: 'set', change: (experiment) => withSchedule({ ...scheduleOf(experiment), [name]: value }) }),
  });
  return {
    root: field.root,
    load({ experiment }) {
      const now = scheduleOf(experiment);
      field.root.hidden = name !== 'warmup' && !(name in beginnings[now.name]);
      field.show(now[name] ?? 0);
    },
  };
}
