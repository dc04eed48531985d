import { bareSigmoid, experimentOf } from './tools.js';

/** What it prints every 10,000 iterations. */
const meanErrors = [
  '0.496410031903', '0.00858452565325', '0.00578945986251', '0.00462917677677', '0.00395876528027', '0.00351012256786',
];

/** @type {import('./index.js').Tutorial} */
export const traskThreeLayers = {
  name: 'trask-three-layers',
  title: { en: 'A neural network in 11 lines: three layers', zh: '11 行代码的神经网络：三层' },
  source: { author: 'Andrew Trask', text: 'A Neural Network in 11 lines of Python, part 1' },
  experiments: [{
    name: 'three-layers',
    title: { en: 'XOR with four hidden neurons', zh: '异或，四个隐藏神经元' },
    experiment: experimentOf({
      dataset: 'trask',
      layers: [bareSigmoid(4), bareSigmoid(1)],
      loss: 'halfSquaredError',
      learningRate: 1,
      epochs: 60000,
    }),
    printed: meanErrors.map((value, i) => ({ what: 'meanAbsoluteError', epoch: 10000 * i, value, digits: 10 })),
  }],
  note: {
    en: 'No single neuron can separate XOR; the hidden layer makes it possible. Both layers take their gradients from the '
      + 'same pass, before either is updated. What is printed is the mean of |y − ŷ|, while what training makes smaller is '
      + '½Σ(y − ŷ)².',
    zh: '单个神经元无法区分异或，有了隐藏层才行。两层的梯度来自同一次传播，都在更新之前算好。打印的是 |y − ŷ| 的平均值，'
      + '而训练减小的是 ½Σ(y − ŷ)²。',
  },
};
