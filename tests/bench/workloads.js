// What is trained: sizes of the layers, rows, targets, and the weights that every contestant begins with.
import { createNetwork, datasets } from 'glassnet';

/**
 * A network of one hidden layer, all sigmoid, mean squared error, plain gradient descent, and its rows in their order.
 * @typedef {object} Workload
 * @property {string} id
 * @property {string} title
 * @property {number[]} sizes inputs, hidden units, outputs
 * @property {number} batch rows a step
 * @property {number} rows
 * @property {number} batches steps an epoch
 * @property {Float32Array} x (rows, inputs)
 * @property {Float32Array} y (rows, outputs)
 * @property {number} learningRate
 * @property {number} checkEpochs after which a contestant's loss is compared
 * @property {{ kernel: Float32Array, bias: Float32Array }[]} weights a layer each, kernels (inputs, units)
 */

/** Draws from [0, 1) by a 32-bit linear congruential generator. @param {number} seed */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/** @param {Omit<Workload, 'rows' | 'batches' | 'weights'>} workload @returns {Promise<Workload>} */
async function complete(workload) {
  const [inputs, hidden, outputs] = workload.sizes;
  const layers = [hidden, outputs].map((units) => ({ units, activation: 'sigmoid' }));
  const network = await createNetwork({ inputs, layers, loss: 'meanSquaredError', optimizer: 'sgd' });
  const weights = network.getWeights().map(({ kernel, bias }) => ({ kernel, bias }));
  network.dispose();
  const rows = workload.x.length / inputs;
  return { ...workload, rows, batches: Math.ceil(rows / workload.batch), weights };
}

/** Rows that belong to one class each: half its own pattern, half noise. */
function patterns(rows, inputs, classes) {
  const draw = generator(1);
  const own = Float32Array.from({ length: classes * inputs }, draw);
  const x = Float32Array.from({ length: rows * inputs }, (_, i) =>
    (own[Math.floor(i / inputs) % classes * inputs + i % inputs] + draw()) / 2);
  const y = Float32Array.from({ length: rows * classes }, (_, i) =>
    Number(Math.floor(i / classes) % classes === i % classes));
  return { x, y };
}

/** The breast cancer rows, scaled to at most 1. */
async function cancer() {
  const { x, y } = await datasets.breastCancer();
  return { x: Float32Array.from(x.flat(), (value) => value / 10), y: Float32Array.from(y.flat()) };
}

/** What the contestants race on, by name. @type {Record<string, () => Promise<Workload>>} */
export const workloads = {
  W1: () => complete({
    id: 'W1', title: '3-4-1, batch 4', sizes: [3, 4, 1], batch: 4, learningRate: 1, checkEpochs: 400,
    x: Float32Array.of(0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1), y: Float32Array.of(0, 1, 1, 0),
  }),
  W2: async () => complete({
    id: 'W2', title: '9-16-1 on 683 rows, batch 32', sizes: [9, 16, 1], batch: 32, learningRate: 0.5, checkEpochs: 5,
    ...await cancer(),
  }),
  W3: () => complete({
    id: 'W3', title: '784-128-10, batch 64', sizes: [784, 128, 10], batch: 64, learningRate: 0.5, checkEpochs: 2,
    ...patterns(128, 784, 10),
  }),
};

/** W2 with a unit for each of the two classes, as softmax needs them. */
export async function twoOutputs() {
  const w2 = await workloads.W2();
  const y = Float32Array.from({ length: 2 * w2.rows }, (_, i) => i % 2 ? w2.y[i >> 1] : 1 - w2.y[i >> 1]);
  return complete({ ...w2, title: '9-16-2 on 683 rows, batch 32', sizes: [9, 16, 2], y });
}

/** Three layers of the same width, as in the sweep. @param {number} n */
export function square(n) {
  const { x, y } = patterns(64, n, n);
  const rate = { learningRate: 0.5, checkEpochs: 3 };
  return complete({ id: `${n}`, title: `${n}-${n}-${n}, batch 64`, sizes: [n, n, n], batch: 64, ...rate, x, y });
}

/** Multiplications and additions in the matrix products of one full step. @param {Workload} workload */
export function operations({ sizes: [inputs, hidden, outputs], batch }) {
  const forward = inputs * hidden + hidden * outputs, kernels = forward, backward = hidden * outputs;
  return 2 * batch * (forward + kernels + backward);
}

/** The mean squared error of answers (rows, outputs). @param {Workload} workload @param {ArrayLike<number>} answers */
export function meanSquaredError({ y }, answers) {
  if (answers.length !== y.length) throw new Error(`${answers.length} answers instead of ${y.length}`);
  return y.reduce((sum, target, i) => sum + (answers[i] - target) ** 2, 0) / y.length;
}
