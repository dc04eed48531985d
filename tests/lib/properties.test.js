// What holds for networks of any shape and any number of rows: samples go through the core eight at a time, weights in
// vectors of two or four, and none of it may show.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNetwork } from 'glassnet';
import fc from 'fast-check';
import { assertClose, numbers } from './tools.js';

const width = fc.integer({ min: 1, max: 13 });
const shape = fc.record({
  widths: fc.array(width, { minLength: 2, maxLength: 5 }), rows: fc.integer({ min: 1, max: 35 }), seed: fc.nat(1e6),
  activation: fc.constantFrom('relu', 'leakyRelu', 'linear'), useBias: fc.boolean(),
});

/** A network with weights from `numbers`, rows and targets for it. */
async function make({ widths: [inputs, ...units], rows, seed, activation, useBias }, change = {}) {
  const layers = units.map((count) => ({ units: count, activation, useBias }));
  const net = await createNetwork({ inputs, layers, dtype: 'float64', seed, ...change });
  const next = numbers(seed), list = (length) => Array.from({ length }, next);
  net.setWeights(net.getWeights().map(({ kernel, bias }) =>
    ({ kernel: list(kernel.length), bias: bias && list(bias.length) })));
  const matrix = (columns) => Array.from({ length: rows }, () => list(columns));
  return { net, x: matrix(inputs), y: matrix(units.at(-1)) };
}

const check = (property, numRuns = 150) =>
  fc.assert(fc.asyncProperty(shape, fc.nat(1000), async (one, number) => property(one, number)), { seed: 1, numRuns });

const functions = { relu: (z) => Math.max(0, z), leakyRelu: (z) => (z > 0 ? z : 0.01 * z), linear: (z) => z };

/** The plainest forward pass there is. */
const forward = (net, row, f) => net.getWeights().reduce((a, { kernel, bias }, l) => {
  const { units } = net.layers[l];
  return Array.from({ length: units }, (_, u) =>
    f(a.reduce((sum, value, i) => sum + value * kernel[i * units + u], bias?.[u] ?? 0)));
}, row);

test('predict is the forward pass, and a row\'s answer does not depend on its neighbours', () =>
  check(async (one) => {
    const { net, x } = await make(one), answers = net.predict(x);
    assertClose(answers, x.map((row) => forward(net, row, functions[one.activation])), 1e-11);
    assert.deepEqual(x.map((row) => net.predict(row)), answers);
    net.dispose();
  }));

test('the gradient of a batch is the mean of its rows\', and its loss the mean of theirs', () =>
  check(async (one) => {
    const { net, x, y } = await make(one), { loss, layers } = net.gradients(x, y);
    const single = x.map((row, r) => net.gradients([row], [y[r]]));
    const mean = (pick) => single.reduce((sum, each) => sum + pick(each), 0) / single.length;
    assertClose(loss, mean((each) => each.loss), 1e-9 * Math.max(1, loss));
    layers.forEach(({ kernel }, l) => kernel.forEach((slope, i) => {
      assertClose(slope, mean((each) => each.layers[l].kernel[i]), 1e-9 * Math.max(1, Math.abs(slope)));
    }));
    net.dispose();
  }));

test('however a training is cut into runs, it is the same', () =>
  check(async (one, number) => {
    const calm = { optimizer: { name: 'adam', learningRate: 1e-3 } };
    const whole = await make(one, calm), cut = await make(one, calm);
    const options = { epochs: 4, batchSize: 1 + number % 9 }, history = whole.net.train(whole.x, whole.y, options);
    const trainer = cut.net.trainer(cut.x, cut.y, options), next = numbers(number);
    while (!trainer.done) trainer.run({ steps: 1 + Math.floor(3 * Math.abs(next())) });
    assert.deepEqual(trainer.history, history);
    assert.deepEqual(cut.net.getWeights(), whole.net.getWeights());
    whole.net.dispose();
    cut.net.dispose();
  }));

test('an order of rows that shuffling draws has every row once', () =>
  check(async (one, number) => {
    const { net, x } = await make({ ...one, widths: [1, 1], activation: 'linear', useBias: true },
      { optimizer: { name: 'sgd', learningRate: 0 }, loss: 'sumSquaredError' });
    net.setWeights([{ kernel: [0], bias: [0] }]);
    // Row r costs 2ʳ: a sum that only every row once can have.
    const targets = x.map((_, r) => Math.sqrt(2 ** r)), total = 2 ** x.length - 1;
    const { loss } = net.train(x, targets, { epochs: 3, batchSize: 1 + number % 40 });
    assertClose(loss, [total, total, total], 1e-9 * total);
    net.dispose();
  }));
