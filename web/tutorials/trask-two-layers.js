import { bareSigmoid, experimentOf } from './tools.js';

/** @type {import('./index.js').Tutorial} */
export const traskTwoLayers = {
  name: 'trask-two-layers',
  title: { en: 'A neural network in 11 lines: two layers', zh: '11 行代码的神经网络：两层' },
  source: { author: 'Andrew Trask', text: 'A Neural Network in 11 lines of Python, part 1' },
  experiments: [{
    name: 'two-layers',
    title: { en: 'Three inputs, one neuron', zh: '三个输入，一个神经元' },
    experiment: experimentOf({
      dataset: 'trask',
      data: {
        x: [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]],
        y: [[0], [0], [1], [1]],
        featureNames: ['a', 'b', 'always 1'],
        classNames: ['0', '1'],
        source: 'Andrew Trask, "A Neural Network in 11 lines of Python", 2015: the answer is the first input.',
        licence: 'Public domain',
      },
      layers: [bareSigmoid(1)],
      loss: 'halfSquaredError',
      learningRate: 1,
      epochs: 10000,
    }),
    // Its loop runs 10,000 times and prints the answers of the last time, given before the last update.
    printed: [
      { what: 'predictions', epoch: 9999, value: ['0.00966449', '0.00786506', '0.99358898', '0.99211957'] },
    ],
  }],
  note: {
    en: 'One neuron is enough here, because the answer is simply the first input. The loop prints the answers from before '
      + 'its last update, so the figures are those after 9,999 updates, not 10,000. The third input is always 1: its '
      + 'weight does the work of a bias.',
    zh: '这里一个神经元就够了，因为答案就是第一个输入。循环打印的是最后一次更新之前的输出，所以这些数字对应 9,999 次更新之后，'
      + '而不是 10,000 次。第三个输入恒为 1，它的权重起着偏置的作用。',
  },
};
