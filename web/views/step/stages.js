// The stations of one step: forward layer by layer, the loss, backward, and the new weights.
import { columnName } from '../diagram/names.js';
import { featureName } from '../scale.js';
import { backwardLines, backwardRule } from './backward.js';
import { forwardLines, forwardRule } from './forward.js';
import { lossLines, lossRule } from './loss.js';
import { amount, answer, figure, formula, targetOf } from './notation.js';
import { updateLines, updateRule } from './update.js';

/**
 * @typedef {import('../../experiment/closer/walk.js').Walk} Walk
 * @typedef {import('../tools/types.js').Info} Info
 * @typedef {import('./notation.js').Notation} Notation
 * @typedef {{ walk: Walk, info: Info, n: Notation }} Scene
 *
 * @typedef {object} Stage
 * @property {'row' | 'forward' | 'loss' | 'backward' | 'update' | 'result'} phase
 * @property {string} place a layer's name, or nothing
 * @property {Node[]} rule in names, what the lines say in numbers
 * @property {number} count of lines
 * @property {(i: number) => Node[]} lines
 */

/** @param {Scene} scene @returns {Stage[]} */
export function stagesOf(scene) {
  const { walk, info, n } = scene, { t } = n;
  const layers = walk.layers.map((_, l) => l);
  const place = (/** @type {number} */ l) => columnName(t, info, l + 1);
  /** @type {Stage[]} */
  const stages = [
    { phase: 'row', place: '', rule: [], count: info.inputs + (walk.target?.length ?? 0), lines: (i) => rowLines(scene, i) },
    ...layers.map((l) => ({
      phase: /** @type {const} */ ('forward'), place: place(l), rule: forwardRule(scene, l), count: walk.layers[l].z.length,
      lines: (/** @type {number} */ i) => forwardLines(scene, l, i),
    })),
  ];
  if (!walk.layers[0].delta) return stages;
  return [
    ...stages,
    { phase: 'loss', place: '', rule: lossRule(scene), count: 1, lines: () => lossLines(scene) },
    ...layers.reverse().map((l) => ({
      phase: /** @type {const} */ ('backward'), place: place(l), rule: backwardRule(scene, l), count: walk.layers[l].z.length,
      lines: (/** @type {number} */ i) => backwardLines(scene, l, i),
    })),
    ...[...layers].reverse().map((l) => {
      const { kernel, bias } = walk.layers[l];
      return {
        phase: /** @type {const} */ ('update'), place: place(l), rule: updateRule(scene, l),
        count: kernel.length + (bias?.length ?? 0), lines: (/** @type {number} */ i) => updateLines(scene, l, i),
      };
    }),
    { phase: 'result', place: '', rule: [], count: 1, lines: () => resultLines(scene) },
  ];
}

/** The inputs, then the targets. @param {Scene} scene @param {number} i */
function rowLines({ walk: { input, target }, info, n }, i) {
  const { t } = n;
  if (i >= info.inputs) {
    const unit = i - info.inputs;
    return [formula(t('step.target'), ' ', targetOf(n, unit), ' = ', figure(n, target?.[unit] ?? NaN))];
  }
  const name = featureName(t, info, i), sign = /^x[₁-₉]+$/.test(name) ? [] : [name, ' '];
  return [formula(...sign, answer(n, 0, i), ' = ', figure(n, input[i]))];
}

/** @param {Scene} scene */
function resultLines({ walk: { loss, lossAfter }, n }) {
  return [formula(n.t('step.lossChange'), ' ', amount(n, loss), ' → ', amount(n, lossAfter))];
}
