// What a network answers, shows and lets be changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNetwork, GlassnetError, minMaxScaler, Network, standardScaler } from 'glassnet';
import { names } from '../../web/lib/generated/tables.js';
import { assertClose, createXor, glassnetError, xorRows } from './tools.js';

const { x, y } = xorRows;
/** Each of two outputs is the sum of three inputs, and a half. */
const createSum = (change) => createNetwork({
  inputs: 3,
  layers: [{ units: 2, kernelInitializer: 'ones', biasInitializer: { name: 'constant', value: 0.5 } }],
  ...change,
});

test('predict answers in the form it was asked', async () => {
  const net = await createSum();
  assert.deepEqual(net.predict([[1, 2, 3], [0, 0, 0]]), [[6.5, 6.5], [0.5, 0.5]]);
  assert.deepEqual(net.predict([1, 2, 3]), [6.5, 6.5]);
  assert.deepEqual(net.predict([Float64Array.of(1, 2, 3)]), [[6.5, 6.5]]);
  assert.deepEqual(net.predict(Float32Array.of(1, 2, 3, 0, 0, 0)), Float32Array.of(6.5, 6.5, 0.5, 0.5));
  assert.deepEqual(net.predict(Int8Array.of(1, 2, 3)), Float32Array.of(6.5, 6.5), 'typed answers in the dtype');
  const double = await createSum({ dtype: 'float64' });
  assert.deepEqual(double.predict(Float32Array.of(1, 2, 3)), Float64Array.of(6.5, 6.5));
});

test('answers are copies, and questions are left alone', async () => {
  const net = await createSum();
  const question = Float32Array.of(1, 2, 3), first = net.predict(question);
  first.fill(9);
  net.getWeights()[0].kernel.fill(9);
  net.config.layers[0].units = 9;
  assert.deepEqual(net.predict(question), Float32Array.of(6.5, 6.5));
  assert.deepEqual(question, Float32Array.of(1, 2, 3));
});

test('layers, parameterCount and config describe it', async () => {
  const net = await createXor({
    layers: [{ units: 4, activation: 'tanh', useBias: false }, { units: 1, activation: 'sigmoid' }],
  });
  assert.deepEqual(net.layers, [
    { inputs: 2, units: 4, activation: 'tanh', useBias: false, batchNormalization: false, parameterCount: 8 },
    { inputs: 4, units: 1, activation: 'sigmoid', useBias: true, batchNormalization: false, parameterCount: 5 },
  ]);
  assert.equal(net.parameterCount, 13);
  const plain = { kernelRegularizer: { l1: 0, l2: 0 }, dropout: 0, batchNormalization: false };
  assert.deepEqual(net.config, {
    inputs: 2,
    layers: [
      { units: 4, activation: 'tanh', useBias: false, ...plain },
      { units: 1, activation: 'sigmoid', useBias: true, ...plain },
    ],
    loss: 'binaryCrossentropy',
    optimizer: {
      name: 'adam', learningRate: 0.05, momentum: 0.9, beta1: 0.9, beta2: 0.999, rho: 0, epsilon: 1e-8, weightDecay: 0,
      schedule: { name: 'constant', stepSize: 10, warmup: 0 },
    },
    seed: 1,
    generator: 'default',
    dtype: 'float32',
  });
});

test('createNetwork takes a config back, also through JSON, and makes the same network', async () => {
  const scaler = standardScaler([[1, 5], [2, 7], [3, 6]]);
  const net = await createXor({ seed: 4294967295, scaler, optimizer: 'momentum', loss: 'halfSquaredError' });
  for (const config of [net.config, JSON.parse(JSON.stringify(net.config)), structuredClone(net.config)]) {
    const again = await createNetwork(config);
    assert.deepEqual(again.config, net.config);
    assert.deepEqual(again.getWeights(), net.getWeights());
    assert.deepEqual(again.predict(x), net.predict(x));
  }
  assert.equal(net.config.optimizer.learningRate, 0.01);
});

test('the loss follows the output where none is given', async () => {
  const lossOf = async (activation) => {
    const net = await createNetwork({ inputs: 1, layers: [{ units: 2, activation }] });
    return net.config.loss;
  };
  assert.equal(await lossOf('sigmoid'), 'binaryCrossentropy');
  assert.equal(await lossOf('softmax'), 'categoricalCrossentropy');
  assert.equal(await lossOf('linear'), 'meanSquaredError');
  assert.equal(await lossOf('tanh'), 'meanSquaredError');
});

test('the same seed draws the same weights, another seed others; both dtypes start alike', async () => {
  const first = (await createXor({ seed: 5 })).getWeights();
  assert.deepEqual((await createXor({ seed: 5 })).getWeights(), first);
  assert.notDeepEqual((await createXor({ seed: 6 })).getWeights(), first);
  const double = (await createXor({ seed: 5, dtype: 'float64' })).getWeights();
  assert.deepEqual(double.map(({ kernel }) => Float32Array.from(kernel)), first.map(({ kernel }) => kernel));
});

test('a scaler in the config: every method takes raw rows', async () => {
  const raw = [[10, 500], [20, 100], [30, 300], [15, 200]], scaler = minMaxScaler(raw), scaled = scaler.transform(raw);
  const plain = await createXor({ dtype: 'float64' }), net = await createXor({ dtype: 'float64', scaler });
  assert.deepEqual(net.predict(raw), plain.predict(scaled));
  assert.deepEqual(net.evaluate(raw, y), plain.evaluate(scaled, y));
  assert.deepEqual(net.trace(raw, y), plain.trace(scaled, y));
  assert.deepEqual(net.train(raw, y, { epochs: 20, validationData: [raw, y] }),
    plain.train(scaled, y, { epochs: 20, validationData: [scaled, y] }));
  assert.deepEqual(net.predict(Float64Array.from(raw.flat())), plain.predict(Float64Array.from(scaled.flat())));
});

test('evaluate: the loss, and the accuracy above a threshold', async () => {
  const net = await createNetwork({ inputs: 1, layers: [{ units: 1, activation: 'sigmoid' }] });
  net.setWeights([{ kernel: [1], bias: [0] }]);
  const rows = [[-2], [-1], [1], [2]], targets = [0, 1, 1, 1];
  const cross = (z, t) => Math.log(1 + Math.exp(t ? -z : z));
  const expected = rows.reduce((sum, [z], i) => sum + cross(z, targets[i]), 0) / 4;
  const { loss, accuracy } = net.evaluate(rows, targets);
  assertClose(loss, expected, 1e-7);
  assert.equal(accuracy, 0.75);
  assert.equal(net.evaluate(rows, targets, { threshold: 0.2 }).accuracy, 1);
  assert.equal(net.evaluate(rows, targets, { threshold: 0.8 }).accuracy, 0.5);
});

test('accuracy of softmax is the strongest class; the first wins a tie', async () => {
  const net = await createNetwork({ inputs: 3, layers: [{ units: 3, activation: 'softmax', useBias: false }] });
  net.setWeights([{ kernel: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] }]);
  const rows = [[3, 1, 2], [1, 3, 2], [2, 2, 1], [2, 2, 1]];
  assert.equal(net.evaluate(rows, [0, 1, 0, 1]).accuracy, 0.75);
});

test('evaluate gives no accuracy where the targets are no classes', async () => {
  const net = await createNetwork({ inputs: 1, layers: [{ units: 1 }] });
  assert.deepEqual(Object.keys(net.evaluate([[1], [2]], [1.5, 2.5])), ['loss', 'meanAbsoluteError']);
});

test('targets may be rows, flat, typed, or labels of classes', async () => {
  const net = await createNetwork({ inputs: 2, layers: [{ units: 3, activation: 'softmax' }] });
  const hot = [[0, 1, 0], [1, 0, 0], [0, 0, 1], [1, 0, 0]], expected = net.evaluate(x, hot);
  for (const targets of [[1, 0, 2, 0], Int32Array.of(1, 0, 2, 0), Float64Array.from(hot.flat())]) {
    assert.deepEqual(net.evaluate(x, targets), expected);
  }
  const single = await createXor();
  assert.deepEqual(single.evaluate(x, [0, 1, 1, 0]), single.evaluate(x, y));
  assert.deepEqual(single.evaluate(x, Uint8Array.of(0, 1, 1, 0)), single.evaluate(x, y));
  assert.deepEqual(single.evaluate([0, 1], [1]), single.evaluate([[0, 1]], [[1]]));
  assert.deepEqual(net.evaluate([0, 1], [0, 1, 0]), net.evaluate([[0, 1]], [1]));
});

test('weights: (inputs, units) row-major, set as flat arrays or as rows', async () => {
  const net = await createNetwork({ inputs: 2, layers: [{ units: 3 }], dtype: 'float64' });
  net.setWeights([{ kernel: [[1, 2, 3], [4, 5, 6]], bias: [0.1, 0.2, 0.3] }]);
  const flat = { kernel: Float64Array.of(1, 2, 3, 4, 5, 6), bias: Float64Array.of(0.1, 0.2, 0.3) };
  assert.deepEqual(net.getWeights(), [flat]);
  assertClose(net.predict([10, 1]), [14.1, 25.2, 36.3], 1e-14);
  net.setWeights(net.getWeights());
  net.setWeights([{ kernel: [0, 0, 0, 0, 0, 0], bias: [1, 2, 3] }]);
  assert.deepEqual(net.predict([10, 1]), [1, 2, 3]);
});

test('gradients: the loss and its slope by hand', async () => {
  const net = await createNetwork({ inputs: 2, layers: [{ units: 1 }], loss: 'halfSquaredError', dtype: 'float64' });
  net.setWeights([{ kernel: [1, 2], bias: [3] }]);
  // ŷ = 1·1 + 2·2 + 3 = 8 and 1·3 + 2·4 + 3 = 14; ŷ − y = 2, −1.
  assert.deepEqual(net.gradients([[1, 2], [3, 4]], [6, 15]), {
    loss: 2.5, layers: [{ kernel: Float64Array.of(2 * 1 - 3, 2 * 2 - 4), bias: Float64Array.of(1) }],
  });
});

test('trace: every number of a step by hand', async () => {
  const net = await createNetwork({
    inputs: 1, layers: [{ units: 2, activation: 'relu' }, { units: 1 }], loss: 'halfSquaredError', dtype: 'float64',
    optimizer: { name: 'sgd', learningRate: 0.5 },
  });
  net.setWeights([{ kernel: [1, -1], bias: [0, 1] }, { kernel: [2, 3], bias: [0] }]);
  const expected = {
    loss: 4.5,
    layers: [
      {
        z: [[2, -1]], a: [[2, 0]], delta: [[6, 0]], kernelGradient: [[12, 0]], biasGradient: [6, 0],
        kernelUpdate: [[-6, 0]], biasUpdate: [-3, 0],
      },
      {
        z: [[4]], a: [[4]], delta: [[3]], kernelGradient: [[6], [0]], biasGradient: [3],
        kernelUpdate: [[-3], [0]], biasUpdate: [-1.5],
      },
    ],
  };
  const before = net.getWeights();
  assert.deepEqual(net.trace([[2]], [1]), expected);
  assert.deepEqual(net.getWeights(), before, 'the step is not taken');
  assert.deepEqual(net.trace([[2]]).layers, [{ z: [[2, -1]], a: [[2, 0]] }, { z: [[4]], a: [[4]] }]);
  assert.deepEqual(net.trace([2]).layers[0], { z: [2, -1], a: [2, 0] });
  const typed = net.trace(Float64Array.of(2, 3), [1, 1]).layers[0];
  assert.deepEqual(typed.z, Float64Array.of(2, -1, 3, -2));
  assert.ok(Object.values(typed).every((value) => value instanceof Float64Array));
});

test('trace tells the update that training then makes, the optimizer\'s memory included', async () => {
  for (const name of names.optimizer) {
    const net = await createXor({ optimizer: { name, learningRate: 0.1, weightDecay: 0.01 }, dtype: 'float64' });
    net.train(x, y, { epochs: 3 });
    const before = net.getWeights(), { loss, layers } = net.trace(x, y);
    const history = net.train(x, y, { epochs: 1 });
    assert.equal(history.loss[0], loss);
    net.getWeights().forEach(({ kernel, bias }, l) => {
      assertClose(kernel, before[l].kernel.map((w, i) => w + layers[l].kernelUpdate.flat()[i]), 1e-15);
      assertClose(bias, before[l].bias.map((w, i) => w + layers[l].biasUpdate[i]), 1e-15);
    });
  }
});

test('reset draws anew and forgets; its seed becomes the network\'s', async () => {
  const net = await createXor({ seed: 3 }), first = net.getWeights();
  const history = net.train(x, y, { epochs: 10 });
  net.reset();
  assert.deepEqual(net.getWeights(), first);
  assert.deepEqual(net.train(x, y, { epochs: 10 }), history, 'with an empty optimizer state');
  net.reset(8);
  assert.equal(net.config.seed, 8);
  assert.deepEqual(net.getWeights(), (await createXor({ seed: 8 })).getWeights());
});

test('a clone goes on as the original would, and neither touches the other', async () => {
  const net = await createXor();
  net.train(x, y, { epochs: 10, batchSize: 2 });
  const copy = net.clone();
  assert.deepEqual(copy.config, net.config);
  const history = copy.train(x, y, { epochs: 10, batchSize: 2 });
  assert.notDeepEqual(copy.getWeights(), net.getWeights());
  assert.deepEqual(net.train(x, y, { epochs: 10, batchSize: 2 }), history);
  net.dispose();
  assert.equal(copy.predict(x).length, 4);
});

test('after dispose every use is an error, and a second dispose is not', async () => {
  const net = await createXor(), trainer = net.trainer(x, y);
  net.dispose();
  net.dispose();
  const uses = {
    predict: () => net.predict(x), evaluate: () => net.evaluate(x, y), train: () => net.train(x, y, { epochs: 1 }),
    trainer: () => net.trainer(x, y), gradients: () => net.gradients(x, y), trace: () => net.trace(x),
    getWeights: () => net.getWeights(), setWeights: () => net.setWeights([]), reset: () => net.reset(),
    clone: () => net.clone(), layers: () => net.layers, config: () => net.config, count: () => net.parameterCount,
    run: () => trainer.run({ steps: 1 }), set: () => trainer.set({}),
  };
  for (const use of Object.values(uses)) assert.throws(use, glassnetError('disposed', /disposed/));
});

test('Symbol.dispose disposes', { skip: !Symbol.dispose }, async () => {
  const net = await createXor(), trainer = net.trainer(x, y);
  trainer[Symbol.dispose]();
  assert.throws(() => trainer.run({ steps: 1 }), glassnetError('disposed', /trainer/));
  net[Symbol.dispose]();
  assert.throws(() => net.layers, glassnetError('disposed', /network/));
});

test('new Network() says what to call instead', () => {
  assert.throws(() => new Network(), glassnetError('unsupported', /createNetwork/));
  assert.ok(new GlassnetError('busy', 'text') instanceof Error);
});
