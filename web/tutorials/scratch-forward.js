import { experimentOf } from './tools.js';

const weights = [
  { kernel: [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]], bias: [0.1, 0.2, 0.3] },
  { kernel: [[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]], bias: [0.1, 0.2] },
  { kernel: [[0.1, 0.3], [0.2, 0.4]], bias: [0.1, 0.2] },
];

/**
 * @param {'linear' | 'step'} output
 * @returns {import('../experiment/experiment.js').Experiment}
 */
const network = (output) => experimentOf({
  dataset: 'xor',
  data: {
    x: [[1, 0.5]],
    y: [[0, 0]],
    featureNames: ['x₁', 'x₂'],
    source: 'Koki Saitoh, "Deep Learning from Scratch", chapter 3: one row. It has no targets; 0 stands in for them.',
    licence: 'Public domain',
  },
  layers: [
    { units: 3, activation: 'sigmoid' }, { units: 2, activation: 'sigmoid' }, { units: 2, activation: output },
  ],
  weights,
  loss: 'meanSquaredError',
  learningRate: 0.1,
  epochs: 0,
});

const curve = [-5, -2, -1, -0.5, 0, 0.5, 1, 2, 5];

/** @type {import('./index.js').Tutorial} */
export const scratchForward = {
  name: 'scratch-forward',
  title: { en: 'Deep learning from scratch: a forward pass', zh: '深度学习入门：前向传播' },
  source: { author: 'Koki Saitoh', text: 'Deep Learning from Scratch, chapter 3' },
  experiments: [
    {
      name: 'identity',
      title: { en: 'Three layers, identity at the output', zh: '三层网络，输出层用恒等函数' },
      experiment: network('linear'),
      printed: [
        { what: 'weightedSums', epoch: 0, layer: 0, value: ['0.3', '0.7', '1.1'], digits: 8 },
        { what: 'activations', epoch: 0, layer: 0, value: ['0.57444252', '0.66818777', '0.75026011'] },
        { what: 'activations', epoch: 0, layer: 1, value: ['0.62624937', '0.7710107'], digits: 8 },
        { what: 'predictions', epoch: 0, value: ['0.31682708', '0.69627909'] },
      ],
    },
    {
      name: 'step',
      title: { en: 'The same with step at the output', zh: '同一网络，输出层用阶跃函数' },
      experiment: network('step'),
      printed: [{ what: 'predictions', epoch: 0, value: ['1', '1'] }],
    },
  ],
  functions: [
    { activation: 'step', of: 'value', x: [-1, 1, 2], value: ['0', '1', '1'] },
    { activation: 'linear', of: 'value', x: [-1, 0.5], value: ['-1', '0.5'] },
    {
      activation: 'sigmoid', of: 'value', x: [0.3, 0.7, 1.1], value: ['0.57444252', '0.66818777', '0.75026011'],
    },
    { activation: 'relu', of: 'value', x: curve, value: curve.map((x) => String(Math.max(0, x))) },
    { activation: 'softmax', of: 'value', x: [0.3, 2.9, 4], value: ['0.01821127', '0.24519181', '0.73659691'] },
    {
      activation: 'softmax', of: 'value', x: [1010, 1000, 990],
      value: ['9.99954600e-01', '4.53978686e-05', '2.06106005e-09'],
    },
    {
      activation: 'softmax', of: 'value', x: [0.03, 29, 0.4],
      value: ['2.62113180e-13', '1.00000000e+00', '3.79470324e-13'],
    },
  ],
  note: {
    en: 'Weights are given here, nothing is trained: a forward pass is all there is. Each output of softmax depends on all '
      + 'its inputs, and together they make 1. The naive formula overflows at 1010 and answers nan; subtracting the '
      + 'greatest input first changes nothing but that. With step at the output the network can answer, but not learn, '
      + 'since step has no slope.',
    zh: '这里的权重是给定的，没有训练，只有一次前向传播。softmax 的每个输出都取决于全部输入，加起来等于 1。直接按公式计算，'
      + '输入 1010 就会溢出，得到 nan；先减去最大的输入，结果不变，也不再溢出。输出层用阶跃函数时，网络能回答却不能学习，因为阶跃函数没有斜率。',
  },
};
