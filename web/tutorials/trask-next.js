import { bareSigmoid, experimentOf } from './tools.js';

/** @typedef {import('../experiment/experiment.js').ExperimentLayer} ExperimentLayer */

/**
 * The three layers with one thing changed. The texts print no figures for these.
 * @param {string} name
 * @param {import('./index.js').Text} title
 * @param {Partial<import('./tools.js').Choices>} change
 * @param {number} max where the mean |y − ŷ| ends, at most
 * @returns {import('./index.js').TutorialExperiment}
 */
const run = (name, title, change, max) => ({
  name,
  title,
  experiment: experimentOf({
    dataset: 'trask', layers: layers(), loss: 'halfSquaredError', learningRate: 1, epochs: 60000, ...change,
  }),
  printed: [{ what: 'meanAbsoluteError', epoch: 60000, max, ours: true }],
});

/**
 * @param {Partial<ExperimentLayer>} [hidden]
 * @param {Partial<ExperimentLayer>} [output]
 */
const layers = (hidden = {}, output = {}) => [{ ...bareSigmoid(4), ...hidden }, { ...bareSigmoid(1), ...output }];

const penalty = { kernelRegularizer: { l2: 0.0001 } };

/** @type {import('./index.js').Tutorial} */
export const traskNext = {
  name: 'trask-next',
  title: { en: 'What comes next, and dropout', zh: '接下来的改进与 dropout' },
  source: {
    author: 'Andrew Trask',
    text: 'A Neural Network in 13 lines of Python, part 2; Hinton’s Dropout in 3 Lines of Python',
  },
  experiments: [
    run('bias', { en: 'Bias units', zh: '偏置' }, { layers: layers({ useBias: true }, { useBias: true }) }, 0.005),
    run('mini-batches', { en: 'Mini-batches of two rows', zh: '小批量，每批两行' }, { batchSize: 2 }, 0.005),
    run('delta-trimming', { en: 'Delta trimming: alpha 100, gradients clipped', zh: '梯度裁剪：步长 100' },
      { learningRate: 100, clipNorm: 0.01 }, 0.001),
    run('layer-sizes', { en: 'A larger hidden layer', zh: '更大的隐藏层' },
      { layers: [bareSigmoid(32), bareSigmoid(1)] }, 0.003),
    run('regularization', { en: 'Regularization: an L2 penalty', zh: '正则化：L2 惩罚项' },
      { layers: layers(penalty, penalty) }, 0.05),
    run('momentum', { en: 'Momentum 0.9', zh: '动量 0.9' }, { optimizer: 'momentum', momentum: 0.9 }, 0.0015),
    run('batch-normalization', { en: 'Batch normalization', zh: '批归一化' },
      { layers: layers({ batchNormalization: true }) }, 0.005),
    run('dropout', { en: 'Dropout 0.2, alpha 0.5, four hidden neurons', zh: 'dropout 0.2，步长 0.5，四个隐藏神经元' },
      { learningRate: 0.5, layers: layers({ dropout: 0.2 }) }, 0.1),
    run('dropout-32', { en: 'The same with 32 hidden neurons', zh: '同上，32 个隐藏神经元' },
      { learningRate: 0.5, layers: [{ ...bareSigmoid(32), dropout: 0.2 }, bareSigmoid(1)] }, 0.005),
  ],
  note: {
    en: 'The texts print no figures for these; ours are upper bounds. With four hidden neurons dropout does harm (0.05, '
      + 'against 0.005 without): each one is needed. With 32 it does none. A penalty keeps the weights small and so the '
      + 'answers away from 0 and 1. Clipping makes alpha 100 usable, because a step can never be longer than '
      + '100 · 0.01. A GPU would not help at this size: a step takes less than a microsecond here, '
      + 'less than it takes to hand one to a GPU.',
    zh: '原文没有给出这些改动的数字，这里给的是上限。只有四个隐藏神经元时，dropout 有害（0.05，不用时 0.005），因为每一个都少不了；'
      + '有 32 个时则无妨。惩罚项让权重保持较小，输出也就离 0 和 1 远一些。梯度裁剪让步长 100 也能用，因为一步最长不过 100 · 0.01。'
      + 'GPU 在这种规模下没有帮助：这里一步不到一微秒，而光是把一步交给 GPU 就不止这么久。',
  },
};
