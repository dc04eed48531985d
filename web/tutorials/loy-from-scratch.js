import { bareSigmoid, experimentOf, zeroToOne } from './tools.js';

/**
 * Its table of answers is a picture, and its weights have no seed. These are the sums of squares and the answers that
 * come out here.
 * @type {Record<number, import('./index.js').Printed[]>}
 */
const found = {
  0: [
    { what: 'loss', epoch: 1500, value: '0.0028', ours: true },
    { what: 'predictions', epoch: 1500, value: ['0.010', '0.972', '0.972', '0.033'], ours: true },
  ],
  3: [{ what: 'loss', epoch: 1500, value: '0.0016', ours: true }],
  6: [{ what: 'loss', epoch: 1500, value: '0.00337', ours: true }],
};

/** @param {number} seed @returns {import('./index.js').TutorialExperiment} */
const run = (seed) => ({
  name: `seed-${seed}`,
  title: { en: `Seed ${seed}`, zh: `随机种子 ${seed}` },
  experiment: experimentOf({
    dataset: 'trask',
    layers: [bareSigmoid(4, zeroToOne), bareSigmoid(1, zeroToOne)],
    loss: 'sumSquaredError',
    learningRate: 1,
    epochs: 1500,
    seed,
  }),
  printed: [
    ...(found[seed] ?? [{ what: 'loss', epoch: 1500, min: 0.0016, max: 0.00337, ours: true }]),
    { what: 'rises', epoch: 1500, value: '0', ours: true },
  ],
});

/** @type {import('./index.js').Tutorial} */
export const loyFromScratch = {
  name: 'loy-from-scratch',
  title: { en: 'Build a neural network from scratch', zh: '从零搭建神经网络' },
  source: { author: 'James Loy', text: 'How to build your own Neural Network from scratch in Python' },
  experiments: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(run),
  note: {
    en: 'The text draws its first weights without a seed, so nobody gets its own figures again: the ten seeds here show '
      + 'what to expect. They all end near 0.01, 0.97, 0.97, 0.03. The gradient keeps its factor of 2, which is why a step '
      + 'of 1 goes twice as far as Trask’s. There is no bias; the third input, which is always 1, stands in for it.',
    zh: '原文的初始权重没有设随机种子，所以谁也得不到同样的数字；这里的十个种子说明大致会得到什么，结果都接近 0.01、0.97、0.97、0.03。'
      + '梯度里保留了系数 2，因此同样的步长 1 比 Trask 的走得远一倍。网络没有偏置，由恒为 1 的第三个输入代替。',
  },
};
