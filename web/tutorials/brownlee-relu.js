import { experimentOf, zeroToOne } from './tools.js';

/** @typedef {import('../experiment/experiment.js').ExperimentLayer} ExperimentLayer */

const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const epochs = 500;

/**
 * Two circles, 1,000 points, half of them to test on.
 * @param {{ name: string, title: import('./index.js').Text, hidden: number, layer: Omit<ExperimentLayer, 'units'>,
 *   output?: ExperimentLayer['kernelInitializer'], slow?: true } & Pick<import('./index.js').Figure, 'min' | 'max' | 'ours'>
 * } choice
 * @returns {import('./index.js').TutorialExperiment}
 */
const run = ({ name, title, hidden, layer, output = layer.kernelInitializer, slow, ...figure }) => ({
  name,
  title,
  experiment: experimentOf({
    dataset: 'circles',
    points: 1000,
    noise: 0.1,
    factor: 0.8,
    testFraction: 0.5,
    scaler: 'minusOneToOne',
    layers: [
      ...Array.from({ length: hidden }, () => ({ units: 5, ...layer })),
      { units: 1, activation: 'sigmoid', kernelInitializer: output },
    ],
    loss: 'binaryCrossentropy',
    optimizer: 'momentum',
    learningRate: 0.01,
    momentum: 0.9,
    batchSize: 32,
    epochs,
  }),
  seeds,
  slow,
  printed: [{ what: 'testAccuracy', epoch: epochs, ...figure }],
});

/** @type {import('./index.js').Tutorial} */
export const brownleeRelu = {
  name: 'brownlee-relu',
  title: { en: 'The rectified linear unit', zh: '线性整流单元 ReLU' },
  source: {
    author: 'Jason Brownlee',
    text: 'A Gentle Introduction to the Rectified Linear Unit (ReLU); How to Fix the Vanishing Gradients Problem Using the ReLU',
  },
  experiments: [
    run({
      name: 'tanh-1', title: { en: 'One hidden layer of tanh', zh: '一个 tanh 隐藏层' },
      hidden: 1, layer: { activation: 'tanh', kernelInitializer: zeroToOne }, min: 0.75, max: 0.85,
    }),
    run({
      name: 'tanh-5', title: { en: 'Five hidden layers of tanh', zh: '五个 tanh 隐藏层' }, slow: true,
      hidden: 5, layer: { activation: 'tanh', kernelInitializer: zeroToOne }, max: 0.55,
    }),
    run({
      name: 'relu-5', title: { en: 'Five hidden layers of ReLU', zh: '五个 ReLU 隐藏层' }, slow: true,
      hidden: 5, layer: { activation: 'relu', kernelInitializer: 'heUniform' }, min: 0.75,
    }),
    run({
      name: 'tanh-5-glorot', title: { en: 'Five of tanh, started with Glorot', zh: '五个 tanh 隐藏层，Glorot 初始化' },
      slow: true, hidden: 5, layer: { activation: 'tanh', kernelInitializer: 'glorotUniform' }, min: 0.78, max: 0.83,
      ours: true,
    }),
    run({
      name: 'advice', slow: true,
      title: {
        en: 'Five of ReLU with all the advice: bias 0.1, He, a penalty', zh: '五个 ReLU 隐藏层，采纳全部建议：偏置 0.1、He 初始化、惩罚项',
      },
      hidden: 5,
      layer: {
        activation: 'relu',
        kernelInitializer: 'heUniform',
        biasInitializer: { name: 'constant', value: 0.1 },
        kernelRegularizer: { l1: 1e-5, l2: 1e-4 },
      },
      output: 'glorotUniform', min: 0.78, ours: true,
    }),
  ],
  functions: [
    { activation: 'relu', of: 'value', x: [1, 1000, 0, -1, -1000], value: ['1', '1000', '0', '0', '0'] },
    { activation: 'relu', of: 'derivative', x: [1, 1000, 0, -1, -1000], value: ['1', '1', '0', '0', '0'] },
  ],
  note: {
    en: 'The figures are means over ten seeds; one seed alone may show anything. What the article does not say: the tanh '
      + 'networks fail because they start with weights from 0 to 1, all positive and too large. Started with Glorot, the '
      + 'same five tanh layers learn as well as ReLU. At 0 ReLU has no slope; it is taken to be 0.',
    zh: '这些数字是十个随机种子的平均值，单个种子说明不了问题。文章没有提到：tanh 网络学不会，是因为初始权重取自 0 到 1，'
      + '全是正数而且太大。改用 Glorot 初始化，同样的五个 tanh 隐藏层和 ReLU 学得一样好。ReLU 在 0 处没有导数，这里取 0。',
  },
};
