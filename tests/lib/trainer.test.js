// Trainer: training in slices, looked at and changed on the way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNetwork } from 'glassnet';
import { assertClose, createXor, glassnetError, numbers, xorRows } from './tools.js';

const { x, y } = xorRows;

test('run: epochs, steps or a time; the slices add up to what train does', async () => {
  const net = await createXor(), whole = await createXor();
  const trainer = net.trainer(x, y, { batchSize: 3 });
  assert.deepEqual([trainer.epoch, trainer.step, trainer.done], [0, 0, false]);
  assert.ok(Number.isNaN(trainer.loss));
  assert.equal(trainer.run({ epochs: 2 }).epoch, 2);
  const { epoch, step } = trainer.run({ steps: 3 });
  assert.deepEqual([epoch, step], [3, 7]);
  assert.equal(trainer.run({ steps: 1, epochs: 5 }).step, 8);
  assert.equal(trainer.run({ steps: 100, epochs: 1 }).epoch, 5);
  assert.equal(trainer.run({ epochs: 0 }).step, 10);
  trainer.run({ epochs: 1995 });
  assert.deepEqual(trainer.history, whole.train(x, y, { epochs: 2000, batchSize: 3 }));
  assert.deepEqual(net.getWeights(), whole.getWeights());
});

test('progress has the last epoch\'s numbers, or the last step\'s loss alone', async () => {
  const trainer = (await createXor()).trainer(x, y, { batchSize: 2, validationData: [x, y] });
  const always = ['epoch', 'step', 'done', 'learningRate', 'loss'];
  assert.deepEqual(Object.keys(trainer.run({ steps: 1 })), always);
  const progress = trainer.run({ steps: 2 });
  assert.deepEqual(Object.keys(progress), [...always, 'accuracy', 'valLoss', 'valAccuracy']);
  assert.equal(progress.loss, trainer.history.loss[0]);
  assert.notEqual(progress.loss, trainer.loss);
});

test('run by time keeps to it', async () => {
  const trainer = (await createXor()).trainer(x, y);
  for (const milliseconds of [0, 1, 20, 20]) {
    const begun = performance.now();
    trainer.run({ milliseconds });
    const taken = performance.now() - begun;
    assert.ok(taken >= milliseconds && taken < milliseconds + 2000, `${milliseconds} ms took ${taken}`);
  }
  assert.ok(trainer.epoch > 100);
});

test('it is done after its epochs, and then leaves the network to another', async () => {
  const net = await createXor(), trainer = net.trainer(x, y, { epochs: 10 });
  assert.equal(trainer.run({ epochs: 4 }).done, false);
  assert.throws(() => net.trainer(x, y), glassnetError('busy', /trainer/));
  assert.throws(() => net.train(x, y, { epochs: 1 }), glassnetError('busy', /trainer/));
  assert.throws(() => net.reset(), glassnetError('busy', /trainer/));
  assert.deepEqual([trainer.run().done, trainer.epoch], [true, 10]);
  assert.equal(trainer.run({ epochs: 5 }).epoch, 10);
  net.reset();
  const next = net.trainer(x, y);
  assert.equal(trainer.history.epoch.length, 10);
  assert.throws(() => trainer.run(), glassnetError('disposed', /trainer/));
  next.dispose();
  net.train(x, y, { epochs: 1 });
});

test('data is copied: what happens to the rows afterwards does not matter', async () => {
  const rows = Float32Array.from(x.flat()), targets = Float32Array.from(y.flat());
  const net = await createXor(), other = await createXor();
  const trainer = net.trainer(rows, targets);
  rows.fill(NaN);
  targets.fill(NaN);
  trainer.run({ epochs: 5 });
  assert.deepEqual(trainer.history, other.train(x, y, { epochs: 5 }));
});

test('iteration lets the event loop have its turns, and stops on break', async () => {
  const net = await createXor(), trainer = net.trainer(x, y);
  let turns = 0, slices = 0;
  const timer = setInterval(() => turns++, 1);
  for await (const progress of trainer) {
    assert.equal(progress.epoch, trainer.epoch);
    if (++slices === 10) break;
  }
  clearInterval(timer);
  assert.ok(turns >= 3, `${turns} turns`);
  const { epoch } = trainer;
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(trainer.epoch, epoch, 'nothing goes on behind');
  for await (const progress of trainer) {
    assert.ok(progress.epoch > epoch, 'another loop goes on where it stopped');
    break;
  }
});

test('iteration ends when it is done, disposed or aborted', async () => {
  const finish = async (trainer) => {
    for await (const progress of trainer) assert.ok(progress.epoch);
    return trainer;
  };
  assert.equal((await finish((await createXor()).trainer(x, y, { epochs: 1500 }))).epoch, 1500);
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 25);
  const aborted = await finish((await createXor()).trainer(x, y, { signal: abort.signal }));
  assert.equal(aborted.done, false);
  const disposed = (await createXor()).trainer(x, y);
  setTimeout(() => disposed.dispose(), 25);
  await finish(disposed);
  await assert.rejects(finish(disposed), glassnetError('disposed', /trainer/));
});

test('iteration passes a divergence on', async () => {
  const optimizer = { name: 'sgd', learningRate: 1e20 };
  const net = await createNetwork({ inputs: 1, layers: [{ units: 1 }], optimizer });
  const trainer = net.trainer([[1]], [1]);
  await assert.rejects(async () => {
    for await (const progress of trainer) assert.ok(progress);
  }, glassnetError('diverged', /learningRate/));
  trainer.set({ learningRate: 0.1 });
  assert.ok(Number.isFinite(trainer.run({ epochs: 10 }).loss), 'and training can go on');
});

test('a history of 4096 points at most, first and last kept', async () => {
  const kept = [3, 1001, 54321];
  const trainer = (await createXor()).trainer(x, y, { keep: kept });
  const full = [];
  for (const target of [1, 4096, 4097, 10000, 60000, 100001]) {
    trainer.run({ epochs: target - trainer.epoch });
    const { epoch, loss, accuracy } = trainer.history;
    assert.ok(epoch.length <= 4096 && epoch.length >= Math.min(target, 2048), `${epoch.length} points`);
    assert.equal(epoch.length, loss.length);
    assert.equal(epoch.length, accuracy.length);
    assert.deepEqual([epoch[0], epoch.at(-1)], [0, target - 1]);
    assert.ok(epoch.every((value, i) => i === 0 || value > epoch[i - 1]), 'in order');
    for (const one of kept) assert.equal(epoch.includes(one), one < target);
    full.push(trainer.history);
  }
  const { loss } = (await createXor()).train(x, y, { epochs: 100001 });
  for (const history of full) history.epoch.forEach((epoch, i) => assert.equal(history.loss[i], loss[epoch]));
  const regular = full.at(-1).epoch.filter((epoch) => !kept.includes(epoch));
  const gaps = regular.map((epoch, i) => epoch - (regular[i - 1] ?? 0));
  assert.deepEqual(new Set(gaps.slice(1, -1)), new Set([32]));
});

test('set changes the optimizer\'s numbers from the next step on', async () => {
  const net = await createXor(), trainer = net.trainer(x, y);
  trainer.run({ epochs: 3 });
  for (const change of [{ learningRate: 0.25 }, { optimizer: { learningRate: 0.125, beta1: 0.5 } }]) {
    trainer.set(change);
    const { optimizer } = net.config;
    assert.deepEqual({ ...optimizer, ...change.optimizer ?? change }, optimizer);
  }
  const before = net.getWeights(), { layers } = net.trace(x, y);
  trainer.run({ epochs: 1 });
  const [{ kernel }] = net.getWeights();
  assertClose(kernel, before[0].kernel.map((value, i) => value + layers[0].kernelUpdate.flat()[i]), 1e-6);
  trainer.set({ optimizer: 'sgd' });
  assert.deepEqual([net.config.optimizer.name, net.config.optimizer.learningRate], ['sgd', 0.01]);
});

test('set changes the batch size from the next epoch on, and the last epoch', async () => {
  const trainer = (await createXor()).trainer(x, y, { batchSize: 1, epochs: 9 });
  trainer.run({ steps: 2 });
  trainer.set({ batchSize: 'full', epochs: 3 });
  trainer.run({ epochs: 1 });
  assert.deepEqual([trainer.epoch, trainer.step], [1, 4]);
  trainer.run();
  assert.deepEqual([trainer.epoch, trainer.step, trainer.done], [3, 6, true]);
  trainer.set({ epochs: 4 });
  assert.equal(trainer.run().step, 7);
});

test('more epochs than a trainer was made for are in its history like any', async () => {
  const net = await createXor(), trainer = net.trainer(x, y, { epochs: 2, metrics: ['meanAbsoluteError'] });
  trainer.run();
  trainer.set({ epochs: 2500 });
  trainer.run();
  const whole = (await createXor()).train(x, y, { epochs: 2500, metrics: ['meanAbsoluteError'] });
  assert.deepEqual(trainer.history, whole);
  assert.deepEqual(Object.keys(whole), ['epoch', 'loss', 'meanAbsoluteError']);
});

test('set changes a layer\'s activation with the same weights', async () => {
  const net = await createXor(), trainer = net.trainer(x, y);
  trainer.run({ epochs: 5 });
  const before = net.getWeights();
  trainer.set({ layers: [{ activation: 'relu' }] });
  assert.equal(net.layers[0].activation, 'relu');
  assert.equal(net.config.layers[0].activation, 'relu');
  assert.deepEqual(net.getWeights(), before);
  assert.ok(net.trace(x).layers[0].a.flat().every((value) => value >= 0));
  trainer.set({ layers: [null, { activation: 'sigmoid' }] });
  trainer.set({ layers: [{}] });
  assert.equal(net.layers[0].activation, 'relu');
});

test('batches of two to four rows, which go a way of their own, train as on the way that dropout takes', async () => {
  const next = numbers(3), rows = Array.from({ length: 11 }, () => [next(), next(), next()]);
  const targets = rows.map(([a, b]) => a > b ? [1, 0] : [0, 1]);
  const layers = [{ units: 5, activation: 'relu' }, { units: 3, activation: 'tanh' }, { units: 2, activation: 'softmax' }];
  for (const dtype of ['float32', 'float64']) {
    for (const batchSize of [2, 3, 4]) {
      const [few, all] = await Promise.all([0, 1].map(() => createNetwork({ inputs: 3, dtype, layers })));
      const [trainer, other] = [few, all].map((net) => net.trainer(rows, targets, { batchSize }));
      other.set({ layers: [{ dropout: 0.5 }] });
      other.set({ layers: [{ dropout: 0 }] });
      for (const one of [trainer, other]) one.run({ epochs: 20 });
      assert.deepEqual(trainer.history, other.history);
      assert.deepEqual(few.getWeights(), all.getWeights());
    }
  }
});

test('dropout that begins while small batches train is noticed, and its end', async () => {
  const net = await createXor(), trainer = net.trainer(x, y, { shuffle: false });
  const losses = [0, 0.5, 0].map((dropout) => {
    trainer.set({ layers: [{ dropout }] });
    const before = net.getWeights();
    const { loss } = trainer.run({ steps: 1 });
    net.setWeights(before);
    return loss;
  });
  assert.equal(losses[0], losses[2]);
  assert.notEqual(losses[0], losses[1]);
});

test('a set that fails changes nothing at all', async () => {
  const net = await createXor(), trainer = net.trainer(x, y, { batchSize: 2 });
  const twin = (await createXor()).trainer(x, y, { batchSize: 2 });
  const before = net.config;
  const refused = [
    [{ learningRate: -1, batchSize: 1, layers: [{ activation: 'relu' }] }, /learningRate/],
    [{ learningRate: 0.5, batchSize: 0, layers: [{ activation: 'relu' }] }, /batchSize/],
    [{ learningRate: 0.5, layers: [{ activation: 'relu' }, { activation: 'tanh' }] }, /binaryCrossentropy/],
    [{ learningRate: 0.5, layers: [{ activation: 'softmax' }] }, /softmax/],
    [{ learningrate: 0.5 }, /'learningrate'.*learningRate/],
    [{ layers: [{}, {}, {}] }, /at most 2/],
    [{ layers: [{ activation: 'rely' }] }, /'rely'.*linear.*relu/],
    [{ optimizer: 'adma' }, /'adma'.*adam/],
    [{ optimizer: { name: 'sgd', rate: 1 } }, /'rate'/],
    [{ batchSize: 'all' }, /'full'/],
  ];
  for (const [change, sentence] of refused) {
    assert.throws(() => trainer.set(change), glassnetError('invalid-config', sentence));
    assert.deepEqual(net.config, before);
  }
  const step = { batchSize: 1, layers: [{ activation: 'step' }] };
  assert.throws(() => trainer.set(step), glassnetError('unsupported', /step/));
  assert.deepEqual(net.config, before);
  assert.deepEqual(trainer.run({ epochs: 5 }), twin.run({ epochs: 5 }));
});

test('predict, evaluate, trace and setWeights work while it lives', async () => {
  const net = await createXor(), trainer = net.trainer(x, y), twin = (await createXor()).trainer(x, y);
  for (let i = 0; i < 5; i++) {
    trainer.run({ epochs: 3 });
    twin.run({ epochs: 3 });
    net.predict(x);
    net.evaluate(x, y);
    net.gradients(x, y);
    net.trace(x, y);
    net.setWeights(net.getWeights());
  }
  assert.deepEqual(trainer.history, twin.history, 'and leave no trace');
});

test('unlike run, what the options say is checked when it is made', async () => {
  const net = await createXor();
  const make = (options) => () => net.trainer(x, y, options);
  const refused = [
    [{ epochs: 0 }, /epochs/], [{ batchsize: 1 }, /'batchsize'.*batchSize/], [{ shuffle: 1 }, /shuffle/],
    [{ keep: [1.5] }, /keep/], [{ signal: {} }, /signal/], [{ onEpoch() {} }, /'onEpoch'/],
    [{ metrics: ['acc'] }, /accuracy/],
  ];
  for (const [options, sentence] of refused) assert.throws(make(options), glassnetError('invalid-config', sentence));
  const trainer = net.trainer(x, y);
  const limits = [
    [{}, /milliseconds/], [{ epochs: 1.5 }, /epochs/], [{ steps: -1 }, /steps/], [{ seconds: 1 }, /'seconds'/],
  ];
  for (const [limit, sentence] of limits) {
    assert.throws(() => trainer.run(limit), glassnetError('invalid-config', sentence));
  }
});
