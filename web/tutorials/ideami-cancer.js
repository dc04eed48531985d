import { experimentOf } from './tools.js';

/** @typedef {import('./index.js').Printed} Printed */

/** numpy's `randn(units, inputs) / sqrt(inputs)` */
const fromRandn = { name: /** @type {const} */ ('lecunNormal'), layout: /** @type {const} */ ('unitsFirst') };

const network = {
  dataset: 'breastCancer',
  scaler: /** @type {const} */ ('minMax'),
  layers: [
    { units: 15, activation: /** @type {const} */ ('relu'), kernelInitializer: fromRandn },
    { units: 1, activation: /** @type {const} */ ('sigmoid'), kernelInitializer: fromRandn },
  ],
  loss: /** @type {const} */ ('binaryCrossentropy'),
};

/** Its split: row 500 belongs to neither. */
const unshuffled = {
  trainRows: /** @type {[number, number]} */ ([0, 499]), testRows: /** @type {[number, number]} */ ([501, 682]),
};

/** @param {Record<number, string>} byEpoch @returns {Printed[]} */
const losses = (byEpoch) =>
  Object.entries(byEpoch).map(([epoch, value]) => ({ what: 'loss', epoch: Number(epoch), value }));

/** @param {number} epoch @param {number} threshold @param {string} train @param {string} test @returns {Printed[]} */
const accuracies = (epoch, threshold, train, test) => [
  { what: 'accuracy', epoch, threshold, value: train }, { what: 'testAccuracy', epoch, threshold, value: test },
];

/**
 * x² as the loss of a network of one weight: input 1, target 0.
 * @param {number} x
 * @returns {import('../experiment/experiment.js').Experiment}
 */
const square = (x) => experimentOf({
  dataset: 'plane',
  data: {
    x: [[1]], y: [[0]], featureNames: ['1'], source: 'One row: the loss of the weight w is w².', licence: 'Public domain',
  },
  layers: [{ units: 1, activation: 'linear', useBias: false }],
  weights: [{ kernel: [[x]] }],
  loss: 'sumSquaredError',
  learningRate: 0.1,
  epochs: 0,
});

/** @type {import('./index.js').TutorialExperiment} */
const slow = {
  name: 'rate-0.01',
  title: { en: 'Learning rate 0.01, 15,000 iterations', zh: '学习率 0.01，15,000 次迭代' },
  experiment: experimentOf({ ...network, ...unshuffled, learningRate: 0.01, epochs: 15000 }),
  printed: [
    ...losses({
      0: '0.673967', 500: '0.388928', 1000: '0.231340', 1500: '0.171447', 2000: '0.146433', 2500: '0.133993',
      3000: '0.126808', 3500: '0.122107', 12500: '0.101980', 13000: '0.101604', 14500: '0.100592',
    }),
    ...accuracies(15000, 0.5, '0.962', '1.0'),
    ...accuracies(15000, 0.7, '0.950', '1.0'),
    ...accuracies(15000, 0.8, '0.942', '0.9945'),
    ...accuracies(15000, 0.9, '0.926', '0.989'),
  ],
};

/** @type {import('./index.js').TutorialExperiment} */
const long = {
  name: 'rate-0.07',
  title: { en: 'Learning rate 0.07, 67,000 iterations', zh: '学习率 0.07，67,000 次迭代' },
  slow: true,
  experiment: experimentOf({ ...network, ...unshuffled, learningRate: 0.07, epochs: 67000 }),
  printed: [
    ...losses({
      500: '0.122093', 1000: '0.108469', 3000: '0.097530', 10000: '0.085122', 30000: '0.048097', 50000: '0.027324',
      66500: '0.015090',
    }),
    ...accuracies(67000, 0.5, '1.0', '0.994505'),
    { what: 'confusion', epoch: 67000, value: ['140', '1', '0', '41'] },
    // Overfitting: the training loss falls, this rises.
    { what: 'testLoss', epoch: 30000, value: '0.018140', ours: true },
    { what: 'testLoss', epoch: 67000, value: '0.026081', ours: true },
  ],
};

/** @type {import('./index.js').TutorialExperiment} */
const shuffled = {
  name: 'shuffled',
  title: { en: 'The same, with shuffled rows', zh: '同样的网络，先打乱数据' },
  slow: true,
  experiment: experimentOf({ ...network, testFraction: 183 / 683, learningRate: 0.01, epochs: 15000 }),
  seeds: Array.from({ length: 30 }, (_, i) => i + 1),
  printed: [{ what: 'testAccuracy', epoch: 15000, value: '0.968', within: 0.005, ours: true }],
};

/** @type {import('./index.js').Tutorial} */
export const ideamiCancer = {
  name: 'ideami-cancer',
  title: { en: 'The keys of deep learning in 100 lines of code', zh: '100 行代码看懂深度学习的关键' },
  source: { author: 'Javier Ideami', text: 'The keys of Deep Learning in 100 lines of code, parts 1 to 3' },
  experiments: [
    {
      name: 'derivative-at-3',
      title: { en: 'The slope of x² at 3', zh: 'x² 在 3 处的斜率' },
      experiment: square(3),
      printed: [
        { what: 'gradient', epoch: 0, value: '6', digits: 10 },
        { what: 'difference', epoch: 0, step: 0.001, value: '6.001', digits: 8 },
      ],
    },
    {
      name: 'derivative-at-minus-2',
      title: { en: 'The slope of x² at −2', zh: 'x² 在 −2 处的斜率' },
      experiment: square(-2),
      printed: [
        { what: 'gradient', epoch: 0, value: '-4', digits: 10 },
        { what: 'difference', epoch: 0, step: 0.001, value: '-3.999', digits: 8 },
      ],
    },
    slow, long, shuffled,
  ],
  note: {
    en: 'The perfect score comes from the split: rows 501 to 682 of this file happen to be easy. With the rows shuffled '
      + 'before, 30 splits give 96.8 % ± 1.0. And at learning rate 0.07 the loss on the held-out rows rises again while '
      + 'the training loss still falls: the network begins to learn the training rows by heart. The text counts 183 '
      + 'held-out rows; there are 182, since row 500 is in neither part.',
    zh: '满分来自这种划分方式：文件的第 501 到 682 行恰好比较容易。先打乱再划分，30 次的准确率是 96.8 % ± 1.0。'
      + '学习率为 0.07 时，训练损失还在下降，留出数据上的损失却又上升：网络开始死记训练数据，这就是过拟合。'
      + '原文说留出了 183 行，其实是 182 行，因为第 500 行哪边都没用到。',
  },
};
