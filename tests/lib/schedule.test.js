// The learning rate over the epochs, and what clipping does. The numbers of every schedule are compared with PyTorch's
// in reference.test.js.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNetwork } from 'glassnet';
import fc from 'fast-check';
import { names } from '../../web/lib/generated/tables.js';
import { assertClose, createXor, glassnetError, norm, xorRows } from './tools.js';

const { x, y } = xorRows;
const sgd = (others) => ({ optimizer: { name: 'sgd', learningRate: 0.5, ...others } });

/** The learning rate of each epoch. */
function ratesOf(trainer, epochs) {
  return Array.from({ length: epochs }, () => {
    const rate = trainer.learningRate;
    trainer.run({ epochs: 1 });
    return rate;
  });
}

test('a name alone is a schedule; the rate is the trainer\'s, in its progress too', async () => {
  const net = await createXor(sgd({ schedule: 'exponential' })), trainer = net.trainer(x, y, { epochs: 9 });
  assert.deepEqual(net.config.optimizer.schedule, { name: 'exponential', stepSize: 10, warmup: 0 });
  assert.equal(trainer.learningRate, 0.5);
  assertClose(trainer.run({ epochs: 2 }).learningRate, 0.5 * 0.95 ** 2, 1e-15);
  assertClose(trainer.learningRate, 0.5 * 0.95 ** 2, 1e-15);
  assert.equal(net.config.optimizer.learningRate, 0.5);
});

test('the step that is taken has the rate of its epoch, and trace tells it', async () => {
  const net = await createXor({ ...sgd({ schedule: { name: 'step', stepSize: 1, gamma: 0.5 } }), dtype: 'float64' });
  const trainer = net.trainer(x, y, { batchSize: 'full' });
  for (let epoch = 0; epoch < 4; epoch++) {
    const [before] = net.getWeights(), { layers: [{ kernelUpdate, kernelGradient }] } = net.trace(x, y);
    const rate = 0.5 * 0.5 ** epoch;
    assertClose(kernelUpdate.flat(), kernelGradient.flat().map((slope) => -rate * slope), 1e-15, `epoch ${epoch}`);
    trainer.run({ epochs: 1 });
    assertClose(net.getWeights()[0].kernel, before.kernel.map((w, i) => w + kernelUpdate.flat()[i]), 1e-15);
  }
  trainer.dispose();
  const { layers: [{ kernelUpdate, kernelGradient }] } = net.trace(x, y);
  assertClose(kernelUpdate.flat(), kernelGradient.flat().map((slope) => -0.5 * slope), 1e-15, 'without a trainer');
});

test('warm-up rises in even steps to the full rate', async () => {
  for (const name of names.schedule) {
    const net = await createXor(sgd({ schedule: { name, warmup: 4 } }));
    const rates = ratesOf(net.trainer(x, y, { epochs: 10 }), 4);
    assertClose(rates, [0.1, 0.2, 0.3, 0.4], 1e-15, name);
  }
});

test('no schedule leaves the rate between 0 and the full one', async () => {
  const some = fc.record({
    name: fc.constantFrom(...names.schedule), gamma: fc.double({ min: 0, max: 1, noNaN: true }),
    stepSize: fc.integer({ min: 1, max: 9 }), epochs: fc.integer({ min: 6, max: 40 }),
    warmup: fc.integer({ min: 0, max: 5 }),
  });
  await fc.assert(fc.asyncProperty(some, async (schedule) => {
    const net = await createNetwork({ inputs: 1, layers: [{ units: 1 }], ...sgd({ schedule }) });
    const rates = ratesOf(net.trainer([[0]], [0], { epochs: 50 }), 50);
    assert.ok(rates.every((rate) => rate >= 0 && rate <= 0.5), JSON.stringify(schedule));
    if (schedule.name === 'cosine') assert.ok(rates.slice(schedule.epochs).every((rate) => rate === 0));
    net.dispose();
  }), { seed: 5, numRuns: 100 });
});

test('cosine and oneCycle need to know how long', async () => {
  for (const name of ['cosine', 'oneCycle']) {
    const net = await createXor(sgd({ schedule: name }));
    assert.throws(() => net.trainer(x, y), glassnetError('invalid-config', new RegExp(`${name} needs epochs`)));
    assert.equal(net.trainer(x, y, { epochs: 5 }).done, false);
    const own = await createXor(sgd({ schedule: { name, epochs: 7 } }));
    assert.equal(own.trainer(x, y).done, false);
    const short = await createXor(sgd({ schedule: { name, warmup: 5 } }));
    assert.throws(() => short.trainer(x, y, { epochs: 5 }), glassnetError('invalid-config', /warmup of 5/));
  }
});

test('set changes the schedule of a live trainer', async () => {
  const trainer = (await createXor(sgd({ schedule: 'exponential' }))).trainer(x, y, { epochs: 20 });
  trainer.run({ epochs: 3 });
  trainer.set({ schedule: { name: 'step', stepSize: 2, gamma: 0.1 } });
  assertClose(trainer.learningRate, 0.05, 1e-15, 'at epoch 3 the second step has begun');
  trainer.set({ schedule: { gamma: 0.5 }, learningRate: 0.2 });
  assertClose(trainer.learningRate, 0.1, 1e-15);
  trainer.set({ schedule: 'cosine', epochs: 6 });
  assertClose(trainer.learningRate, 0.1, 1e-15);
  const endless = (await createXor()).trainer(x, y);
  assert.throws(() => endless.set({ schedule: 'cosine' }), glassnetError('invalid-config', /cosine needs epochs/));
  assert.equal(endless.network.config.optimizer.schedule.name, 'constant');
});

test('clipping: a long gradient is shortened to clipNorm, then cut to ±clipValue; a short one left alone', async () => {
  const stepOf = async (others) => {
    const net = await createXor({ ...sgd({ learningRate: 1, ...others }), dtype: 'float64', loss: 'sumSquaredError' });
    const before = net.getWeights();
    net.train(x, [9, -9, 9, 9], { epochs: 1 });
    return net.getWeights().flatMap(({ kernel, bias }, l) =>
      [...kernel.map((w, i) => w - before[l].kernel[i]), ...bias.map((b, i) => b - before[l].bias[i])]);
  };
  const free = await stepOf({}), length = norm(free);
  assert.ok(length > 2);
  const factor = 1.5 / (length + 1e-6);
  assertClose(await stepOf({ clipNorm: 1.5 }), free.map((step) => step * factor), 1e-13);
  assert.deepEqual(await stepOf({ clipNorm: 1e6, clipValue: 1e6 }), free);
  const cut = (step) => Math.max(-0.25, Math.min(0.25, step));
  assertClose(await stepOf({ clipValue: 0.25 }), free.map(cut), 1e-13);
  assertClose(await stepOf({ clipNorm: 1.5, clipValue: 0.25 }), free.map((step) => cut(step * factor)), 1e-13);
});

test('set begins and ends clipping; a config without it says nothing of it', async () => {
  const net = await createXor(), trainer = net.trainer(x, y);
  assert.equal('clipNorm' in net.config.optimizer, false);
  trainer.set({ clipNorm: 0.5, weightDecay: 0.01 });
  assert.deepEqual([net.config.optimizer.clipNorm, net.config.optimizer.weightDecay], [0.5, 0.01]);
  trainer.set({ clipNorm: Infinity });
  assert.equal('clipNorm' in net.config.optimizer, false);
});

test('set changes dropout and penalties of layers, all or nothing', async () => {
  const net = await createXor(), trainer = net.trainer(x, y);
  trainer.set({ layers: [{ dropout: 0.25, kernelRegularizer: { l2: 0.1 } }, { kernelRegularizer: { l1: 0.5 } }] });
  trainer.set({ layers: [{ kernelRegularizer: { l1: 0.2 }, activation: 'relu' }] });
  const { layers } = net.config;
  assert.deepEqual([layers[0].dropout, layers[0].activation], [0.25, 'relu']);
  assert.deepEqual(layers[0].kernelRegularizer, { l1: 0.2, l2: 0.1 });
  assert.deepEqual(layers[1].kernelRegularizer, { l1: 0.5, l2: 0 });
  const twin = await createNetwork(net.config);
  twin.setWeights(net.getWeights());
  assert.equal(net.evaluate(x, y).loss, twin.evaluate(x, y).loss);
  assert.deepEqual(trainer.run({ epochs: 3 }).loss, twin.trainer(x, y).run({ epochs: 3 }).loss);
  const before = net.config;
  const refused = [
    [{ layers: [{ dropout: 0.5 }, { kernelRegularizer: { l1: -1 } }] }, /l1 is -1/],
    [{ layers: [{ dropout: 0.5 }], learningRate: -1 }, /learningRate/],
    [{ layers: [{ dropout: 1 }] }, /dropout is 1; it must be a number from 0 to 0\.99/],
    [{ layers: [{ units: 3 }] }, /set\.layers\[0\] has no 'units'.*activation, dropout, kernelRegularizer/],
    [{ layers: [{ kernelRegularizer: 'l2' }] }, /kernelRegularizer is 'l2'/],
    [{ metrics: ['auc'] }, /'metrics'/],
    [{ earlyStopping: { patience: 3 } }, /'earlyStopping'/],
  ];
  for (const [change, sentence] of refused) {
    assert.throws(() => trainer.set(change), glassnetError('invalid-config', sentence));
    assert.deepEqual(net.config, before);
  }
});
