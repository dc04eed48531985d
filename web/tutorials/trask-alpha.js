import { bareSigmoid, experimentOf } from './tools.js';

/**
 * Mean |y − ŷ| at iteration 50,000 by alpha, for hidden layers of 4 and of 32.
 * @type {[alpha: number, four: string, thirtyTwo: string][]}
 */
const meanErrors = [
  [0.001, '0.485977857846', '0.458029258565'],
  [0.01, '0.0985964298089', '0.0529658087026'],
  [0.1, '0.0130144905381', '0.0108421669738'],
  [1, '0.00351012256786', '0.00299625684932'],
  [10, '0.00131274062834', '0.000942641990774'],
  [100, '0.125206352756', '0.5'],
  [1000, '0.5', '0.5'],
];

/**
 * @param {number} hidden
 * @param {number} alpha
 * @param {string} value
 * @param {Partial<import('./index.js').Figure>} [accuracy]
 * @returns {import('./index.js').TutorialExperiment}
 */
const run = (hidden, alpha, value, accuracy = { digits: 9 }) => ({
  name: `hidden-${hidden}-alpha-${alpha}`,
  title: { en: `Alpha ${alpha}, ${hidden} hidden neurons`, zh: `步长 ${alpha}，${hidden} 个隐藏神经元` },
  experiment: experimentOf({
    dataset: 'trask',
    layers: [bareSigmoid(hidden), bareSigmoid(1)],
    loss: 'halfSquaredError',
    learningRate: alpha,
    epochs: 60000,
  }),
  printed: [{ what: 'meanAbsoluteError', epoch: 50000, value, ...accuracy }],
});

/** @type {import('./index.js').Tutorial} */
export const traskAlpha = {
  name: 'trask-alpha',
  title: { en: 'The step size alpha', zh: '步长 alpha' },
  source: { author: 'Andrew Trask', text: 'A Neural Network in 13 lines of Python, part 2: Gradient Descent' },
  experiments: [
    ...meanErrors.map(([alpha, four]) => run(4, alpha, four, { digits: alpha === 100 ? 8 : 9 })),
    // At alpha 10 the order of additions decides over the digits.
    ...meanErrors.map(([alpha, , many]) => run(32, alpha, many, alpha === 10 ? { within: 0.01 } : undefined)),
  ],
  note: {
    en: 'Alpha is the learning rate. Too small, and 60,000 steps are not enough; too large, and the steps jump over the '
      + 'valley until every sigmoid is saturated and answers ½ or 0 or 1 for good. The best alpha here, 10, is unusually '
      + 'large, because the slope of a sigmoid is ¼ at most and the gradients are small. Where steps are that large, even the order of additions '
      + 'shows in the digits.',
    zh: 'alpha 就是学习率。太小，60,000 步也不够；太大，每一步都越过谷底，直到所有 Sigmoid 饱和，永远只回答 ½、0 或 1。'
      + '这里最好的 alpha 是 10，大得少见，因为 Sigmoid 的斜率最多是 ¼，梯度很小。步子这么大时，连加法的先后顺序都会影响后面的数字。',
  },
};
