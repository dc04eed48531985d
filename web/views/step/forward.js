import { activationFormulas } from './functions.js';
import { answer, factor, figure, formula, ofUnit, ofWeight, result, sum } from './notation.js';

/** @typedef {import('./stages.js').Scene} Scene */

/** z = w·x + b, a = f(z), of the first unit. @param {Scene} scene @param {number} l */
export function forwardRule({ walk, info, n }, l) {
  const { activation } = info.experiment.layers[l], { bias } = walk.layers[l], column = l + 1;
  const z = () => ofUnit(n, 'z', column, 0);
  const terms = sum(n, n.counts[l], (i) => [ofWeight(n, column, i, 0), ' · ', answer(n, l, i)]);
  const known = activationFormulas[activation];
  return [
    formula(z(), ' = ', ...terms, ...bias ? [' + ', ofUnit(n, 'b', column, 0)] : []),
    formula(answer(n, column, 0), ' = ', activation, '(', z(), ')', known ? `,  ${activation}(v) = ${known.value}` : ''),
  ];
}

/** The same in numbers. @param {Scene} scene @param {number} l @param {number} unit */
export function forwardLines({ walk, info, n }, l, unit) {
  const { kernel, bias, z, a } = walk.layers[l], { activation } = info.experiment.layers[l], column = l + 1;
  const inputs = l ? walk.layers[l - 1].a : walk.input, units = z.length;
  const terms = sum(n, inputs.length, (i) => [factor(n, kernel[i * units + unit]), ' · ', factor(n, inputs[i])]);
  const sums = activation === 'softmax' ? sum(n, units, (u) => ['exp(', ofUnit(n, 'z', column, u), ')']) : [];
  return [
    formula(ofUnit(n, 'z', column, unit), ' = ', ...terms, ...bias ? [' + ', factor(n, bias[unit])] : [], ' = ', result(n, z[unit])),
    activation === 'softmax'
      ? formula(answer(n, column, unit), ' = exp(', figure(n, z[unit]), ') / (', ...sums, ') = ', result(n, a[unit]))
      : formula(answer(n, column, unit), ' = ', activation, '(', figure(n, z[unit]), ') = ', result(n, a[unit])),
  ];
}
