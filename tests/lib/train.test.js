// train: options, history, validation.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNetwork, datasets, minMaxScaler, split } from 'glassnet';
import { assertClose, createXor, glassnetError, xorRows } from './tools.js';

const { x, y } = xorRows;

/** y = a·x by full batches: after each step the slope is known by hand. */
const createLine = () => createNetwork({
  inputs: 1, dtype: 'float64', loss: 'sumSquaredError', optimizer: { name: 'sgd', learningRate: 0.01 },
  layers: [{ units: 1, useBias: false, kernelInitializer: 'zeros' }],
});

test('history: a point for each epoch from 0, each loss measured before its update', async () => {
  const net = await createLine();
  const history = net.train([[1], [2]], [3, 6], { epochs: 3, batchSize: 'full' });
  // L(a) = (a − 3)²(1 + 4), L′ = 10(a − 3): a goes 0, 0.3, 0.57.
  assert.deepEqual(history.epoch, [0, 1, 2]);
  assertClose(history.loss, [45, 5 * 2.7 ** 2, 5 * 2.43 ** 2], 1e-12);
  assert.deepEqual(Object.keys(history), ['epoch', 'loss']);
});

test('mini-batches: the last may be short, and each is measured before its own update', async () => {
  const net = await createLine();
  const { loss } = net.train([[1], [2], [1]], [3, 6, 3], { epochs: 1, batchSize: 2, shuffle: false });
  // The first batch moves a from 0 to 0.3, before the third row is measured.
  assertClose(loss, [9 + 36 + 2.7 ** 2], 1e-12);
  assertClose(net.getWeights()[0].kernel, [0.3 + 0.02 * 2.7], 1e-12);
});

test('the mean of an epoch weighs rows, not batches', async () => {
  const net = await createNetwork({
    inputs: 1, dtype: 'float64', layers: [{ units: 1, kernelInitializer: 'zeros' }],
    optimizer: { name: 'sgd', learningRate: 1e-12 },
  });
  assertClose(net.train([[0], [0], [0]], [3, 3, 0], { epochs: 1, batchSize: 2, shuffle: false }).loss, [6], 1e-9);
});

test('shuffling: on by default, by the network\'s seed, without effect on a full batch', async () => {
  const { x: rows, y: targets } = await datasets.breastCancer();
  const learn = async (options, seed = 1) => {
    const layers = [{ units: 1, activation: 'sigmoid', kernelInitializer: 'zeros' }];
    const net = await createNetwork({ inputs: 9, seed, layers });
    net.train(rows.slice(0, 40), targets.slice(0, 40), { epochs: 2, batchSize: 8, ...options });
    return net.getWeights();
  };
  const shuffled = await learn();
  assert.deepEqual(await learn(), shuffled);
  assert.notDeepEqual(await learn({ shuffle: false }), shuffled);
  assert.notDeepEqual(await learn({}, 2), shuffled);
  assert.deepEqual(await learn({ batchSize: 40 }), await learn({ batchSize: 'full', shuffle: false }));
});

test('the optimizer\'s state goes on from one train to the next', async () => {
  const once = await createXor(), twice = await createXor();
  const { loss } = once.train(x, y, { epochs: 20 });
  const first = twice.train(x, y, { epochs: 12 }), second = twice.train(x, y, { epochs: 8 });
  assert.deepEqual([...first.loss, ...second.loss], loss);
  assert.deepEqual(second.epoch, [0, 1, 2, 3, 4, 5, 6, 7]);
});

test('accuracy is there where it means something, or where it is asked for', async () => {
  const keys = async (output, targets, options) => {
    const net = await createNetwork({ inputs: 2, layers: [{ units: 1, ...output }], loss: 'meanSquaredError' });
    return Object.keys(net.train(x, targets, { epochs: 1, ...options }));
  };
  assert.deepEqual(await keys({ activation: 'sigmoid' }, [0, 1, 1, 0]), ['epoch', 'loss', 'accuracy']);
  assert.deepEqual(await keys({ activation: 'sigmoid' }, [0, 1, 0.5, 0]), ['epoch', 'loss']);
  assert.deepEqual(await keys({ activation: 'linear' }, [0, 1, 1, 0]), ['epoch', 'loss']);
  const asked = await keys({ activation: 'linear' }, [0, 1, 1, 0], { metrics: ['accuracy'] });
  assert.deepEqual(asked, ['epoch', 'loss', 'accuracy']);
  assert.deepEqual(await keys({ activation: 'sigmoid' }, [0, 1, 1, 0], { metrics: [] }), ['epoch', 'loss']);
});

test('validation rows are measured after each epoch and never trained on', async () => {
  const net = await createXor(), plain = await createXor();
  const other = { x: [[0.1, 0.9], [0.2, 0.1]], y: [1, 0] };
  const history = net.train(x, y, { epochs: 5, validationData: [other.x, other.y] });
  assert.deepEqual(Object.keys(history), ['epoch', 'loss', 'accuracy', 'valLoss', 'valAccuracy']);
  assert.deepEqual(plain.train(x, y, { epochs: 5 }).loss, history.loss);
  const { loss, accuracy } = net.evaluate(other.x, other.y);
  assert.equal(history.valLoss[4], loss);
  assert.equal(history.valAccuracy[4], accuracy);
  plain.reset();
  assert.deepEqual(plain.train(x, y, { epochs: 5, validationData: other }), history);
});

test('validationSplit takes the last rows, before shuffling', async () => {
  const { x: rows, y: targets } = await datasets.breastCancer();
  const create = () => createNetwork({ inputs: 9, layers: [{ units: 1, activation: 'sigmoid' }] });
  const [split, given] = [await create(), await create()];
  assert.deepEqual(
    split.train(rows.slice(0, 50), targets.slice(0, 50), { epochs: 3, batchSize: 7, validationSplit: 0.2 }),
    given.train(rows.slice(0, 40), targets.slice(0, 40), {
      epochs: 3, batchSize: 7, validationData: [rows.slice(40, 50), targets.slice(40, 50)],
    }));
});

test('onEpoch is called after each epoch, and what it throws stops training', async () => {
  const net = await createXor(), calls = [];
  const history = net.train(x, y, { epochs: 3, batchSize: 2, onEpoch: (progress) => calls.push(progress) });
  const learningRate = 0.05, { loss, accuracy } = history;
  assert.deepEqual(calls, [0, 1, 2].map((i) => (
    { epoch: i + 1, step: 2 * (i + 1), done: i === 2, learningRate, loss: loss[i], accuracy: accuracy[i] })));
  const stop = new Error('enough');
  assert.throws(() => net.train(x, y, { epochs: 3, onEpoch: () => { throw stop; } }), stop);
  assert.equal(net.train(x, y, { epochs: 1 }).loss.length, 1, 'the network is free again');
});

test('a train inside onEpoch is refused, and a dispose ends both', async () => {
  const net = await createXor();
  const inside = (act) => () => net.train(x, y, { epochs: 3, onEpoch: act });
  assert.throws(inside(() => net.train(x, y, { epochs: 1 })), glassnetError('busy', /trainer/));
  assert.throws(inside(() => net.dispose()), glassnetError('disposed', /disposed/));
});

test('train never thins its history, and the slices it is computed in do not show', async () => {
  const net = await createXor(), other = await createXor();
  const { epoch, loss } = net.train(x, y, { epochs: 10000, batchSize: 3 });
  assert.equal(epoch.length, 10000);
  assert.ok(epoch.every((value, i) => value === i));
  const each = other.train(x, y, { epochs: 10000, batchSize: 3, onEpoch() {} });
  assert.deepEqual(each.loss, loss);
});

test('a loss that overflows ends training with the last finite weights, and says where', async () => {
  for (const dtype of ['float32', 'float64']) {
    const net = await createNetwork({
      inputs: 1, dtype, layers: [{ units: 4, activation: 'linear' }, { units: 1 }],
      optimizer: { name: 'sgd', learningRate: 1e6 },
    });
    const rows = [[1], [2], [3]], targets = [10, 20, 30];
    const stopped = glassnetError('diverged', /epoch \d+, step \d+.*learningRate/);
    assert.throws(() => net.train(rows, targets, { epochs: 1000 }), stopped);
    assert.ok(net.getWeights().every(({ kernel, bias }) => [...kernel, ...bias].every(Number.isFinite)));
    assert.ok(Number.isFinite(net.evaluate(rows, targets).loss));
  }
});

test('breast cancer, as suggested: at least 95 % of the rows held out are right after 600 epochs', async () => {
  const { x: rows, y: targets, suggested } = await datasets.breastCancer();
  const { testFraction, optimizer, learningRate, layers, loss, batchSize } = suggested;
  const { train, test: held } = split(rows, targets, { testFraction, stratify: true });
  assert.equal(suggested.scaler, 'minMax');
  for (const seed of [1, 2, 3]) {
    const net = await createNetwork({
      inputs: 9, layers, loss, scaler: minMaxScaler(train.x), optimizer: { name: optimizer, learningRate }, seed,
    });
    net.train(train.x, train.y, { epochs: 600, batchSize });
    const { accuracy } = net.evaluate(held.x, held.y);
    assert.ok(accuracy >= 0.95, `seed ${seed}: ${accuracy}`);
  }
});
