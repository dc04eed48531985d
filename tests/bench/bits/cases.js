// The networks that every place trains: forty small ones, and one whose kernels outgrow them all. Number i takes the
// next row of every table of the core, each at a pace of its own, so that a new row is trained as soon as it is there.
import { lossOutputs, names } from '../../../web/lib/generated/tables.js';

const COUNT = 40;
const EPOCHS = 12;
const hidden = names.activation.filter((name) => !['step', 'softmax'].includes(name)); // no gradient; the output only

const turn = (list, i) => list[i % list.length];

/** @typedef {import('../../../web/lib/core.js').Dtype} Dtype */
/**
 * @typedef {object} Case
 * @property {string} name
 * @property {string} optimizer
 * @property {import('glassnet').NetworkConfig} config
 * @property {import('glassnet').TrainOptions} options
 * @property {Float64Array} x (rows, inputs)
 * @property {Float64Array} y (rows, outputs)
 */

/** @param {Dtype} dtype @returns {Case[]} */
export const casesOf = (dtype) =>
  [...Array.from({ length: COUNT }, (_, i) => small(i)), wide].map(({ rows, options, ...config }, i) => ({
    name: `${i}: ${config.optimizer.name}, ${config.loss}, ${config.layers.map((layer) => layer.activation).join(' ')}`,
    optimizer: config.optimizer.name, config: { ...config, dtype }, options, ...draw(i, rows, config),
  }));

function small(i) {
  const round = Math.floor(i / names.optimizer.length), loss = turn(names.loss, i + round);
  const numbers = { layout: turn(names.layout, i + round), min: -0.4, max: 0.5, stddev: 0.3, value: 0.1 };
  const answers = 1 + (3 * i) % 5 + Number(lossOutputs[loss] === 'softmax'); // of one class nothing could be learned
  return {
    inputs: i + 1, rows: 3 + (37 * i) % 97, loss, seed: 1000 * i, generator: turn(names.generator, round),
    layers: [
      {
        units: COUNT - i, activation: turn(hidden, i), batchNormalization: i % 5 === 2, dropout: i % 3 === 0 ? 0.25 : 0,
        kernelInitializer: { name: turn(names.initializer, i), ...numbers },
        biasInitializer: { name: turn(names.initializer, i + 5), ...numbers },
        kernelRegularizer: i % 3 === 1 ? { l1: 0.001, l2: 0.002 } : {},
      },
      {
        units: 1 + (29 * i) % 67, activation: turn(hidden, 5 * i + 3), batchNormalization: i % 7 === 3,
        dropout: i % 5 === 1 ? 0.4 : 0, useBias: i % 9 !== 0,
      },
      { units: answers, activation: lossOutputs[loss] ?? turn(hidden, 3 * i), batchNormalization: i % 9 === 4 },
    ],
    optimizer: {
      name: turn(names.optimizer, i), schedule: { name: turn(names.schedule, i), warmup: i % 3, stepSize: 3 },
      ...i % 5 === 0 && { clipNorm: 0.5 }, ...i % 7 === 2 && { clipValue: 0.05 },
      ...i % 3 === 2 && { weightDecay: 0.02 },
    },
    options: { epochs: EPOCHS, batchSize: turn([1, 3, 4, 8, 9, 32, 'full'], i), shuffle: i % 11 !== 7 },
  };
}

const wide = {
  inputs: 785, loss: 'categoricalCrossentropy', rows: 70, optimizer: { name: 'adam' },
  layers: [{ units: 131, activation: 'sigmoid' }, { units: 10, activation: 'softmax' }],
  options: { epochs: 2, batchSize: 64 },
};

/** Rows in −1 … 1, and targets the loss takes, by integer arithmetic (a linear congruential generator). */
function draw(seed, rows, { inputs, layers, loss }) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  const { units } = layers.at(-1);
  const target = {
    binaryCrossentropy: () => Number(next() > 0),
    hinge: () => Math.sign(next()),
    categoricalCrossentropy: (row, unit) => Number(row % units === unit),
  }[loss] ?? next;
  return {
    x: Float64Array.from({ length: rows * inputs }, next),
    y: Float64Array.from({ length: rows * units }, (_, at) => target(Math.floor(at / units), at % units)),
  };
}
