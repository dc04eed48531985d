import { answer, factor, figure, formula, ofUnit, ofWeight, result, slopeOf } from './notation.js';

/** @typedef {import('./stages.js').Scene} Scene @typedef {import('./notation.js').Piece} Piece */

/** Whether the step is nothing but −η times the gradient. @param {import('../tools/types.js').Info} info */
export function isPlain({ experiment: { optimizer, weightDecay, schedule } }) {
  return optimizer === 'sgd' && !weightDecay && !schedule;
}

/** @param {Scene} scene @param {number} l */
export function updateRule({ walk, info, n }, l) {
  const column = l + 1, w = () => ofWeight(n, column, 0, 0), b = () => ofUnit(n, 'b', column, 0), d = () => ofUnit(n, 'δ', column, 0);
  const step = (/** @type {() => Node} */ name) => (isPlain(info) ? [' − η · ', slopeOf(name())] : [' + ', n.t('step.step')]);
  return [
    formula(slopeOf(w()), ' = ', answer(n, l, 0), ' · ', d(), ...penaltyName(info, n, l),
      ...walk.layers[l].bias ? [',  ', slopeOf(b()), ' = ', d()] : []),
    formula(w(), ' ← ', w(), ...step(w)),
  ];
}

/** Weights neuron by neuron, each neuron's bias last. @param {Scene} scene @param {number} l @param {number} i */
export function updateLines({ walk, info, n }, l, i) {
  const layer = walk.layers[l], { kernel, bias, delta } = layer, units = layer.z.length, inputs = kernel.length / units;
  const each = inputs + (bias ? 1 : 0), unit = Math.floor(i / each), from = i % each, column = l + 1;
  const d = delta?.[unit] ?? NaN, isBias = from === inputs, at = from * units + unit;
  const name = () => (isBias ? ofUnit(n, 'b', column, unit) : ofWeight(n, column, from, unit));
  const pick = (/** @type {'Gradient' | 'Update'} */ what) => (isBias ? layer[`bias${what}`]?.[unit] : layer[`kernel${what}`]?.[at]) ?? NaN;
  const before = (isBias ? bias?.[unit] : kernel[at]) ?? NaN, after = (isBias ? layer.newBias?.[unit] : layer.newKernel?.[at]) ?? NaN;
  const arrives = (l ? walk.layers[l - 1].a : walk.input)[from];
  const gradient = pick('Gradient');
  const product = isBias ? [ofUnit(n, 'δ', column, unit), ' = '] : [factor(n, arrives), ' · ', factor(n, d), ...penaltyOf(info, n, l, before), ' = '];
  const change = isPlain(info) ? [' − ', figure(n, info.experiment.learningRate), ' · ', factor(n, gradient)] : [' + ', factor(n, pick('Update'))];
  return [
    formula(slopeOf(name()), ' = ', ...product, figure(n, gradient)),
    formula(name(), ' ← ', figure(n, before), ...change, ' = ', result(n, after)),
  ];
}

/** @param {import('../tools/types.js').Info} info @param {import('./notation.js').Notation} n @param {number} l */
function penaltyName({ experiment: { layers } }, n, l) {
  const { l1 = 0, l2 = 0 } = layers[l].kernelRegularizer ?? {}, w = ofWeight(n, l + 1, 0, 0);
  return [...l2 ? [` + 2 · ${n.t.number(l2)} · `, w] : [], ...l1 ? [` + ${n.t.number(l1)} · sign(`, w.cloneNode(true), ')'] : []];
}

/** What a large weight costs. @param {import('../tools/types.js').Info} info @param {import('./notation.js').Notation} n @param {number} l @param {number} weight @returns {Piece[]} */
function penaltyOf({ experiment: { layers } }, n, l, weight) {
  const { l1 = 0, l2 = 0 } = layers[l].kernelRegularizer ?? {};
  return [...l2 ? [` + 2 · ${n.t.number(l2)} · `, factor(n, weight)] : [], ...l1 ? [' + ', factor(n, Math.sign(weight) * l1)] : []];
}
