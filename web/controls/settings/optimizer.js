import { fields } from '../../experiment/experiment.js';
import { optimizerDefaults } from '../../lib/generated/tables.js';
import { numberField } from '../../views/tools/field.js';

/** @typedef {import('./index.js').Context} Context @typedef {import('./index.js').Setting} Setting */
/** @typedef {Exclude<import('../../experiment/experiment.js').NumberName, 'clipNorm' | 'clipValue'>} OptimizerNumber */
/** @typedef {import('../../lib/generated/tables.js').OptimizerName} OptimizerName */

const moments = /** @type {const} */ (['beta1', 'beta2', 'epsilon']);

/** What an optimizer computes with; weight decay goes with all. @type {Record<OptimizerName, readonly OptimizerNumber[]>} */
const numbersOf = {
  sgd: [], momentum: ['momentum'], nesterov: ['momentum'], adagrad: ['epsilon'], adadelta: ['rho', 'epsilon'],
  rmsprop: ['rho', 'epsilon'], adam: moments, adamw: moments,
};

/** By how much an arrow key changes each. @type {Record<OptimizerNumber, number>} */
const steps = { momentum: 0.01, beta1: 0.01, beta2: 0.001, rho: 0.01, epsilon: 1e-8, weightDecay: 0.001 };

/** The numbers of the optimizer that is chosen. @param {Context} context @returns {Setting[]} */
export const optimizer = (context) =>
  /** @type {OptimizerNumber[]} */ (Object.keys(steps)).map((name) => number(context, name));

/** @param {Context} context @param {OptimizerNumber} name @returns {Setting} */
function number(context, name) {
  const { t, dispatch } = context, { min, max } = fields[name];
  const field = numberField(context, {
    label: t(`field.${name}`), term: name, min, max, step: steps[name], optional: true,
    onChange: (value) => dispatch({ type: 'set', change: { [name]: value } }),
  });
  return {
    root: field.root,
    load({ experiment }) {
      field.root.hidden = name !== 'weightDecay' && !numbersOf[experiment.optimizer].includes(name);
      field.show(experiment[name], String(optimizerDefaults[experiment.optimizer][name]));
    },
  };
}
