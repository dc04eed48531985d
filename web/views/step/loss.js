import { figuresOf, lossFormulas, namesOf } from './functions.js';
import { amount, figure, formula, sum } from './notation.js';
import { h } from '../tools/dom.js';

/** @typedef {import('./stages.js').Scene} Scene */

const L = () => h('var', {}, 'L');

/** Divided by the number of outputs, if that says anything. @param {boolean} mean @param {number} outputs @param {import('./notation.js').Piece[]} pieces */
function averaged(mean, outputs, pieces) {
  return mean && outputs > 1 ? ['(', ...pieces, `) / ${outputs}`] : pieces;
}

/** @param {Scene} scene */
export function lossRule({ info, n }) {
  const { mean, term } = lossFormulas[info.experiment.loss], { outputs } = info;
  return [formula(L(), ' = ', ...averaged(mean, outputs, sum(n, outputs, (u) => term(...namesOf(n, u)) ?? [])), ...penalties(info, n))];
}

/** @param {Scene} scene */
export function lossLines({ walk, info, n }) {
  const { mean, term } = lossFormulas[info.experiment.loss], { outputs } = info;
  const target = walk.target ?? [], { a } = walk.layers[walk.layers.length - 1];
  const counting = Array.from(target, (_, u) => u).filter((u) => term(...namesOf(n, u), { a: a[u], y: target[u] }));
  const terms = sum(n, counting.length, (i) => {
    const u = counting[i];
    return term(...figuresOf(n, a[u], target[u]), { a: a[u], y: target[u] }) ?? [];
  });
  const whole = terms.length ? averaged(mean, outputs, terms) : [figure(n, 0)];
  return [formula(L(), ' = ', ...whole, ...penalties(info, n), ' = ', amount(n, walk.loss))];
}

/** Weights that cost something, too. @param {import('../tools/types.js').Info} info @param {import('./notation.js').Notation} n */
function penalties({ experiment: { layers } }, { t }) {
  return layers.some(({ kernelRegularizer: { l1 = 0, l2 = 0 } = {} }) => l1 || l2) ? [' + ', t('step.penalty')] : [];
}
