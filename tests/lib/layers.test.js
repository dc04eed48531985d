// What layers do while they train: penalties, dropout, batch normalization.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNetwork } from 'glassnet';
import { assertClose, createXor, glassnetError, norm, numbers, xorRows } from './tools.js';

const { x, y } = xorRows;
const matrix = (rows, columns, next) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => next()));

/** ∂loss/∂parameter of every array by central differences of the loss of training mode, against `gradients`. */
function assertGradient(net, rows, targets) {
  const h = 1e-5, { layers } = net.gradients(rows, targets);
  for (const [l, gradient] of layers.entries()) {
    for (const [key, slopes] of Object.entries(gradient)) {
      if (!slopes) continue;
      const numeric = Array.from(slopes, (_, i) => {
        const lossAt = (change) => {
          const moved = net.getWeights();
          moved[l][key][i] += change;
          net.setWeights(moved);
          const { loss } = net.gradients(rows, targets);
          moved[l][key][i] -= change;
          net.setWeights(moved);
          return loss;
        };
        return (lossAt(h) - lossAt(-h)) / (2 * h);
      });
      // Not 0 itself: before batch normalization the slope of a bias is.
      const off = norm(numeric.map((value, i) => slopes[i] - value)) / Math.max(norm(numeric), 0.1);
      assert.ok(off < 1e-6, `layer ${l}, ${key}: ${off}`);
    }
  }
}

test('penalties: l1·Σ|w| + l2·Σw² over kernels, in the loss and its gradient, not of biases', async () => {
  const layer = { units: 2, kernelRegularizer: { l1: 0.1, l2: 0.5 } };
  const net = await createNetwork({ inputs: 1, layers: [layer], dtype: 'float64', loss: 'sumSquaredError' });
  net.setWeights([{ kernel: [2, -1], bias: [3, 4] }]);
  // ŷ = (5, 3): the loss is 0 + 0 + 0.1·3 + 0.5·5.
  assertClose(net.evaluate([[1]], [[5, 3]]).loss, 2.8, 1e-15);
  const { loss, layers } = net.gradients([[1]], [[5, 3]]);
  assertClose(loss, 2.8, 1e-15);
  assertClose(layers[0].kernel, [0.1 + 2, -0.1 - 1], 1e-15);
  assertClose(layers[0].bias, [0, 0], 0);
  assertClose(net.trace([[1]], [[5, 3]]).loss, 2.8, 1e-15);
  // Twice as many rows, the same penalty; two batches, twice.
  assertClose(net.evaluate([[1], [1]], [[5, 3], [5, 3]]).loss, 2.8, 1e-15);
  const still = await createNetwork({ ...net.config, optimizer: { name: 'sgd', learningRate: 0 } });
  still.setWeights(net.getWeights());
  const { loss: losses } = still.train([[1], [1]], [[5, 3], [5, 3]], { epochs: 1, batchSize: 1 });
  assertClose(losses, [5.6], 1e-15);
});

test('dropout scales the survivors, so that sums keep their mean', async () => {
  const units = 500, rate = 0.3, rows = 400, ones = Array(rows).fill([1]);
  const net = await createNetwork({
    inputs: 1, loss: 'meanAbsoluteError', dtype: 'float64', optimizer: { name: 'sgd', learningRate: 0 },
    layers: [
      { units, kernelInitializer: 'ones', dropout: rate },
      { units: 1, kernelInitializer: { name: 'constant', value: 1 / units } },
    ],
  });
  // All answers lie below 10, so that a row's loss is 10 − ŷ.
  const mean = 10 - net.train(ones, Array(rows).fill(10), { epochs: 1, batchSize: 7 }).loss[0];
  const deviation = Math.sqrt(rate / (1 - rate) / units);
  assertClose(mean, 1, 4 * deviation / Math.sqrt(rows), 'the mean of the answers');
  const square = await createNetwork({ ...net.config, loss: 'meanSquaredError' });
  const [variance] = square.train(ones, Array(rows).fill(1), { epochs: 1 }).loss;
  assertClose(Math.sqrt(variance), deviation, 0.15 * deviation, 'and they do vary');
});

test('dropout is drawn from the seed, row by row, and off in every answer', async () => {
  const layers = [{ units: 8, activation: 'tanh', dropout: 0.5 }, { units: 1, activation: 'sigmoid' }];
  const plainLayers = [{ ...layers[0], dropout: 0 }, layers[1]];
  const learn = async (change, options) => {
    const net = await createXor({ layers, ...change });
    net.train(x, y, { epochs: 30, ...options });
    return net;
  };
  const first = (await learn()).getWeights();
  assert.deepEqual((await learn()).getWeights(), first);
  const reset = await learn();
  reset.reset();
  reset.train(x, y, { epochs: 30 });
  assert.deepEqual(reset.getWeights(), first, 'reset starts its generator anew');
  assert.notDeepEqual((await learn({ layers: plainLayers })).getWeights(), first);
  const other = await learn({ seed: 2 }), twin = await createXor({ seed: 1, layers });
  twin.setWeights((await createXor({ seed: 2, layers })).getWeights());
  twin.train(x, y, { epochs: 30, shuffle: false });
  assert.notDeepEqual(twin.getWeights(), other.getWeights());

  const net = await createXor({ layers }), plain = await createXor({ layers: plainLayers });
  for (const ask of [
    (one) => one.predict(x), (one) => one.evaluate(x, y), (one) => one.gradients(x, y), (one) => one.trace(x, y),
  ]) assert.deepEqual(ask(net), ask(plain));
  const trained = net.train(x, y, { epochs: 1, validationData: [x, y] });
  assert.deepEqual(net.evaluate(x, y).loss, trained.valLoss[0]);
});

test('dropout of the output layer is refused', async () => {
  const layers = [{ units: 1, activation: 'sigmoid', dropout: 0.5 }];
  await assert.rejects(createXor({ layers }), glassnetError('invalid-config', /layers\[0\]\.dropout is 0\.5.*output/));
  const trainer = (await createXor()).trainer(x, y);
  const set = () => trainer.set({ layers: [{ dropout: 0.1 }, { dropout: 0.2 }] });
  assert.throws(set, glassnetError('invalid-config', /dropout is 0\.2.*output/));
  assert.equal(trainer.network.config.layers[0].dropout, 0);
});

test('batch normalization: each unit by mean and variance of the batch, by hand', async () => {
  const net = await createNetwork({
    inputs: 1, dtype: 'float64', loss: 'sumSquaredError', optimizer: { name: 'sgd', learningRate: 0 },
    layers: [{ units: 1, useBias: false, batchNormalization: true }],
  });
  assert.deepEqual(net.getWeights()[0].gamma, Float64Array.of(1));
  assert.deepEqual(net.getWeights()[0].beta, Float64Array.of(0));
  net.setWeights([{ kernel: [2], gamma: [3], beta: [0.5], movingMean: [1], movingVariance: [4] }]);
  const rows = [[1], [2], [6]], factor = 1 / Math.sqrt(4 * 14 / 3 + 1e-5);
  const { layers: [{ z, gammaGradient, betaGradient, betaUpdate }] } = net.trace(rows, [0, 0, 0]);
  const expected = [-4, -2, 6].map((off) => 3 * off * factor + 0.5);
  assertClose(z.flat(), expected, 1e-14);
  assertClose(betaGradient, [2 * (expected[0] + expected[1] + expected[2])], 1e-13);
  assertClose(gammaGradient, [2 * expected.reduce((sum, a, i) => sum + a * [-4, -2, 6][i] * factor, 0)], 1e-13);
  assert.ok(Math.abs(betaUpdate[0]) === 0);
  // Answers go by the moving averages, whatever rows are asked together.
  const moving = (value) => 3 * (2 * value - 1) / Math.sqrt(4 + 1e-5) + 0.5;
  assertClose(net.predict(rows).flat(), [1, 2, 6].map(moving), 1e-14);
  assertClose(net.predict([6]), [moving(6)], 1e-14);
  assertClose(net.trace([6]).layers[0].z, [moving(6)], 1e-14);

  net.train(rows, [0, 0, 0], { epochs: 1 });
  const [{ movingMean, movingVariance }] = net.getWeights();
  // The mean of 2, 4, 12 is 6, their variance over n − 1 is 28.
  assertClose(movingMean, [0.9 * 1 + 0.1 * 6], 1e-14);
  assertClose(movingVariance, [0.9 * 4 + 0.1 * 28], 1e-14);
  net.train([[5]], [0], { epochs: 1 });
  assert.deepEqual(net.getWeights()[0].movingMean, movingMean, 'one row leaves them alone');
  assert.deepEqual(net.getWeights()[0].movingVariance, movingVariance);
});

test('batch normalization and penalties: the gradient by central differences', async () => {
  const kernelRegularizer = { l1: 0.02, l2: 0.05 };
  const chains = [
    {
      inputs: 3,
      layers: [{ units: 4, activation: 'tanh', batchNormalization: true, kernelRegularizer }, { units: 2 }],
    },
    {
      inputs: 2,
      layers: [
        { units: 5, activation: 'silu', batchNormalization: true, useBias: false },
        { units: 3, activation: 'elu', kernelRegularizer: { l2: 0.3 } },
        { units: 3, activation: 'softmax', batchNormalization: true, kernelRegularizer },
      ],
    },
    {
      inputs: 1,
      layers: [{ units: 9, activation: 'gelu', batchNormalization: true }, { units: 1, activation: 'sigmoid' }],
    },
  ];
  for (const [i, config] of chains.entries()) {
    // One panel of eight rows, half of one, several, and two rows, of which normalizing leaves little but signs.
    for (const rows of [5, 4, 19, 2]) {
      const next = numbers(100 * i + rows), net = await createNetwork({ ...config, dtype: 'float64' });
      net.setWeights(net.getWeights().map((layer) => Object.fromEntries(Object.entries(layer).map(
        ([key, values]) => [key, values && Array.from(values, () => (key === 'movingVariance' ? 1 : 0.2 + next()))]))));
      const outputs = net.layers.at(-1).units, inputs = matrix(rows, config.inputs, next);
      const targets = outputs === 2 ? matrix(rows, 2, next) : inputs.map((_, r) => r % outputs);
      assertGradient(net, inputs, outputs === 1 ? inputs.map(([value]) => Number(value > 0)) : targets);
      net.dispose();
    }
  }
});

test('weights of a batch-normalized layer: all six arrays, checked, set together or not at all', async () => {
  const layers = [{ units: 3, activation: 'relu', batchNormalization: true }, { units: 1 }];
  const net = await createNetwork({ inputs: 2, layers });
  assert.deepEqual(net.layers.map(({ parameterCount }) => parameterCount), [2 * 3 + 3 + 6, 4]);
  assert.equal(net.parameterCount, 19);
  net.train(x, [0, 1, 1, 0], { epochs: 3 });
  const weights = net.getWeights();
  assert.deepEqual(Object.keys(weights[0]), ['kernel', 'bias', 'gamma', 'beta', 'movingMean', 'movingVariance']);
  assert.deepEqual(Object.keys(weights[1]), ['kernel', 'bias']);
  const copy = await createNetwork(net.config);
  copy.setWeights(weights);
  assert.deepEqual(copy.predict(x), net.predict(x));
  const changed = (change) => [{ ...weights[0], kernel: [0, 0, 0, 0, 0, 0], ...change }, weights[1]];
  const refused = [
    [changed({ gamma: undefined }), 'invalid-shape', /weights\[0\]\.gamma is undefined.*3 numbers/],
    [changed({ movingMean: [1, 2] }), 'invalid-shape', /weights\[0\]\.movingMean.*3 numbers/],
    [changed({ movingVariance: [1, -1, 1] }), 'invalid-data', /layers\[0\]\.movingVariance\[1\] is -1/],
    [changed({ movingVariance: [9, 9, 9], beta: [NaN, 0, 0] }), 'invalid-data', /NaN/],
    [[weights[0], { ...weights[1], gamma: [1] }], 'invalid-shape', /weights\[1\]\.gamma.*batchNormalization/],
  ];
  for (const [given, code, sentence] of refused) {
    assert.throws(() => copy.setWeights(given), glassnetError(code, sentence));
    assert.deepEqual(copy.getWeights(), weights);
  }
});

test('with batch normalization a batch is no larger than when the trainer was made', async () => {
  const layers = [{ units: 2, batchNormalization: true }, { units: 1 }];
  const rows = matrix(64, 2, numbers(1)), targets = rows.map(([a]) => a);
  const trainer = (await createNetwork({ inputs: 2, layers })).trainer(rows, targets, { batchSize: 20 });
  trainer.run({ epochs: 1 });
  trainer.set({ batchSize: 8 });
  assert.equal(trainer.run({ epochs: 1 }).step, 4 + 8);
  assert.throws(() => trainer.set({ batchSize: 4, learningRate: -1 }), glassnetError('invalid-config', /learningRate/));
  trainer.set({ batchSize: 20 });
  assert.equal(trainer.run({ epochs: 1 }).step, 12 + 4, 'back to what it was');
  assert.throws(() => trainer.set({ batchSize: 33 }), glassnetError('unsupported', /batchSize is 33.*batch norm/));
});
