import { activationFormulas, figuresOf, lossFormulas, namesOf, slopesInNumbers } from './functions.js';
import { answer, factor, figure, formula, ofUnit, ofWeight, result, slopeOf, sum } from './notation.js';

/** @typedef {import('./stages.js').Scene} Scene @typedef {import('./notation.js').Piece} Piece */

/** f′ of a unit's sum. @param {Scene} scene @param {number} l @param {number} unit */
const slopeName = ({ n }, l, unit) => formula('f′(', ofUnit(n, 'z', l + 1, unit), ')');

/** The chain rule in names, of the first unit. @param {Scene} scene @param {number} l */
export function backwardRule(scene, l) {
  const { walk, info, n } = scene, { loss, layers } = info.experiment, column = l + 1;
  const last = l === walk.layers.length - 1, { slope, mean } = lossFormulas[loss];
  const delta = () => ofUnit(n, 'δ', column, 0), z = ofUnit(n, 'z', column, 0);
  const share = mean && info.outputs > 1 ? ` / ${info.outputs}` : '';
  if (last && !slope) {
    const [a, y] = namesOf(n, 0);
    return [formula(delta(), ' = ', slopeOf(z), ' = ', ...share ? ['(', a, ' − ', y, ')', share] : [a, ' − ', y])];
  }
  const rule = last
    ? formula(delta(), ' = ', slopeOf(z), ' = ', slopeOf(answer(n, column, 0)), ' · ', slopeName(scene, l, 0))
    : formula(delta(), ' = ', slopeOf(z), ' = (', ...sum(n, n.counts[column + 1], (k) =>
      [ofWeight(n, column + 1, 0, k), ' · ', ofUnit(n, 'δ', column + 1, k)]), ') · ', slopeName(scene, l, 0));
  const pull = last && slope ? [formula(slopeOf(answer(n, column, 0)), ' = ', ...slope(...namesOf(n, 0)), share)] : [];
  const known = activationFormulas[layers[l].activation]?.slope;
  return [rule, ...pull, ...known ? [formula(`f = ${layers[l].activation},  f′(v) = ${known}`, known.includes('a') ? ',  a = f(v)' : '')] : []];
}

/** The same in numbers. @param {Scene} scene @param {number} l @param {number} unit */
export function backwardLines(scene, l, unit) {
  const { walk, info, n } = scene, { loss } = info.experiment, column = l + 1;
  const { a, delta, slope, pull } = walk.layers[l], next = walk.layers[l + 1], { slope: along, mean } = lossFormulas[loss];
  const value = delta?.[unit] ?? NaN, name = ofUnit(n, 'δ', column, unit);
  const share = mean && info.outputs > 1 ? ` / ${info.outputs}` : '';
  if (!next && !pull) {
    const [answered, target] = figuresOf(n, a[unit], walk.target?.[unit] ?? NaN);
    return [formula(name, ' = ', ...share ? ['(', answered, ' − ', target, ')', share] : [answered, ' − ', target], ' = ', result(n, value))];
  }
  const lines = next || !pull || !along ? [] : [formula(slopeOf(answer(n, column, unit)), ' = ',
    ...along(...figuresOf(n, a[unit], walk.target?.[unit] ?? NaN)), share, ' = ', figure(n, pull[unit]))];
  if (!slope) return [...lines, formula(name, ' = ', result(n, value))];
  lines.push(formula(slopeName(scene, l, unit), ' = ', ...slopeInNumbers(scene, l, unit), figure(n, slope[unit])));
  const coming = next ? ['(', ...sum(n, next.z.length, (k) =>
    [factor(n, next.kernel[unit * next.z.length + k]), ' · ', factor(n, next.delta?.[k] ?? NaN)]), ')'] : [factor(n, pull?.[unit] ?? NaN)];
  return [...lines, formula(name, ' = ', ...coming, ' · ', factor(n, slope[unit]), ' = ', result(n, value))];
}

/** @param {Scene} scene @param {number} l @param {number} unit @returns {Piece[]} */
function slopeInNumbers({ walk, info, n }, l, unit) {
  const write = slopesInNumbers[info.experiment.layers[l].activation];
  return write ? [...write(n, walk.layers[l].a[unit]), ' = '] : [];
}
