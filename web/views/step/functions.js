// The formulas of activations and losses, as far as a line holds them.
import { answer, factor, figure, targetOf } from './notation.js';

/** @typedef {import('./notation.js').Notation} Notation @typedef {import('./notation.js').Piece} Piece */
/** @typedef {import('../../experiment/experiment.js').ActivationName} ActivationName @typedef {import('../../experiment/experiment.js').LossName} LossName */

/** Of v, whose slope is in terms of the answer a or of v. @type {Partial<Record<ActivationName, { value: string, slope: string }>>} */
export const activationFormulas = {
  linear: { value: 'v', slope: '1' },
  step: { value: 'v > 0 ? 1 : 0', slope: '' },
  sigmoid: { value: '1 / (1 + e⁻ᵛ)', slope: 'a · (1 − a)' },
  tanh: { value: '(eᵛ − e⁻ᵛ) / (eᵛ + e⁻ᵛ)', slope: '1 − a²' },
  relu: { value: 'max(0, v)', slope: 'v > 0 ? 1 : 0' },
  leakyRelu: { value: 'max(0.01 · v, v)', slope: 'v > 0 ? 1 : 0.01' },
  elu: { value: 'v > 0 ? v : eᵛ − 1', slope: 'v > 0 ? 1 : eᵛ' },
  silu: { value: 'v · sigmoid(v)', slope: '' },
  mish: { value: 'v · tanh(ln(1 + eᵛ))', slope: '' },
  softplus: { value: 'ln(1 + eᵛ)', slope: 'sigmoid(v)' },
  softsign: { value: 'v / (1 + |v|)', slope: '1 / (1 + |v|)²' },
  hardSigmoid: { value: 'min(1, max(0, v/6 + ½))', slope: '' },
};

/** The slope of an activation in its own numbers, where these are few. @type {Partial<Record<ActivationName, (n: Notation, a: number) => Piece[]>>} */
export const slopesInNumbers = {
  sigmoid: (n, a) => [factor(n, a), ' · (1 − ', factor(n, a), ')'],
  tanh: (n, a) => ['1 − ', factor(n, a), '²'],
};

/**
 * A loss: what one output adds to it, the slope of that along the answer, and whether the sum is divided by the outputs.
 * `known` are its numbers, without it there are names. A cross-entropy's slope is taken along z at once.
 * @typedef {object} LossFormula
 * @property {boolean} mean
 * @property {(a: Node, y: Node, known?: { a: number, y: number }) => Piece[] | null} term null where it adds nothing
 * @property {((a: Node, y: Node) => Piece[]) | null} slope null: together with its activation it is ŷ − y
 */
/** @type {Record<LossName, LossFormula>} */
export const lossFormulas = {
  meanSquaredError: { mean: true, term: (a, y) => ['(', a, ' − ', y, ')²'], slope: (a, y) => ['2 · (', a, ' − ', y, ')'] },
  sumSquaredError: { mean: false, term: (a, y) => ['(', a, ' − ', y, ')²'], slope: (a, y) => ['2 · (', a, ' − ', y, ')'] },
  halfSquaredError: { mean: false, term: (a, y) => ['½ · (', a, ' − ', y, ')²'], slope: (a, y) => [a, ' − ', y] },
  meanAbsoluteError: { mean: true, term: (a, y) => ['|', a, ' − ', y, '|'], slope: (a, y) => ['sign(', a, ' − ', y, ')'] },
  huber: {
    mean: true, term: (a, y) => ['huber(', a, ' − ', y, ')'], slope: (a, y) => ['min(1, max(−1, ', a, ' − ', y, '))'],
  },
  hinge: {
    mean: true, term: (a, y) => ['max(0, 1 − ', y, ' · ', a, ')'],
    slope: (a, y) => ['(', y, ' · ', a.cloneNode(true), ' < 1 ? −', y.cloneNode(true), ' : 0)'],
  },
  binaryCrossentropy: { mean: true, term: binaryTerm, slope: null },
  categoricalCrossentropy: {
    mean: false, slope: null,
    term: (a, y, known) => (known?.y === 0 ? null : ['−', y, ' · ln ', a]),
  },
};

/** With a target of 0 or 1 one half of it is nothing. @type {LossFormula['term']} */
function binaryTerm(a, y, known) {
  if (known?.y === 1) return ['−ln ', a];
  if (known?.y === 0) return ['−ln(1 − ', a, ')'];
  return ['−(', y, ' · ln ', a, ' + (1 − ', y.cloneNode(true), ') · ln(1 − ', a.cloneNode(true), '))'];
}

/** The names of the answer and the target of an output. @param {Notation} n @param {number} unit @returns {[Node, Node]} */
export const namesOf = (n, unit) => [answer(n, n.counts.length - 1, unit), targetOf(n, unit)];

/** Their numbers. @param {Notation} n @param {number} a @param {number} y @returns {[Node, Node]} */
export const figuresOf = (n, a, y) => [factor(n, a), y < 0 ? factor(n, y) : figure(n, y)];
