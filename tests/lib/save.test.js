// A network through JSON, and a training that goes on from there as if it had never stopped.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadCore } from '../../web/lib/core.js';
import { names } from '../../web/lib/generated/tables.js';
import { createNetwork, GlassnetError, minMaxScaler, Network } from '../../web/lib/index.js';
import { glassnetError, numbers } from './tools.js';

const next = numbers(11);
const rows = Array.from({ length: 23 }, () => [next(), next()]), targets = rows.map(([a, b]) => Number(a * b > 0));
const validationData = [rows.slice(17), targets.slice(17)], training = [rows.slice(0, 17), targets.slice(0, 17)];

const create = (change = {}) => createNetwork({
  inputs: 2,
  layers: [
    { units: 5, activation: 'gelu', dropout: 0.3, batchNormalization: true },
    { units: 3, activation: 'tanh', kernelRegularizer: { l2: 0.01 }, dropout: 0.1 },
    { units: 1, activation: 'sigmoid' },
  ],
  ...change,
});
const throughText = (net, options) => Network.fromJSON(JSON.parse(JSON.stringify(net.toJSON(options))));
const expected = (code, sentence) => glassnetError(code, sentence, GlassnetError);

/** The same numbers bit by bit: NaN as NaN, −0 unlike 0. */
function assertSame(actual, wanted) {
  assert.deepEqual(actual.network.getWeights(), wanted.network.getWeights());
  for (const key of ['epoch', 'step', 'loss', 'learningRate', 'done']) assert.equal(actual[key], wanted[key], key);
}

test('config and weights come back exactly, in both dtypes', async () => {
  for (const dtype of ['float32', 'float64']) {
    const scaler = minMaxScaler([[0.1, -3], [7, 1 / 3]]), net = await create({ dtype, scaler, seed: 4294967295 });
    net.train(rows, targets, { epochs: 5 });
    for (const again of [
      await throughText(net), await Network.fromJSON(JSON.stringify(net)),
      await Network.fromJSON(structuredClone(net.toJSON())),
    ]) {
      assert.deepEqual(again.config, net.config);
      assert.deepEqual(again.getWeights(), net.getWeights());
      assert.deepEqual(again.predict(rows), net.predict(rows));
      assert.deepEqual(again.evaluate(rows, targets), net.evaluate(rows, targets));
    }
  }
});

test('what is written is plain, named and versioned', async () => {
  const net = await create(), { format, version, config, weights, ...others } = net.toJSON();
  assert.deepEqual([format, version, others], ['glassnet', 1, {}]);
  assert.deepEqual(config, net.config);
  const [{ kernel }] = net.getWeights(), bytes = Buffer.from(weights[0].kernel, 'base64');
  assert.deepEqual(Array.from(kernel, (_, i) => bytes.readFloatLE(4 * i)), [...kernel]);
  assert.deepEqual(weights.map((layer) => Object.keys(layer)), net.getWeights().map((layer) => Object.keys(layer)));
  assert.deepEqual(Object.keys(net.toJSON({ training: true }).training), ['state'], 'no trainer, no place');
});

test('without its training a network begins a new one; with it, the old one goes on', async () => {
  const net = await create({ optimizer: 'adam' });
  net.train(...training, { epochs: 3, batchSize: 4 });
  const fresh = await throughText(net), restored = await throughText(net, { training: true });
  const options = { epochs: 2, batchSize: 4 }, history = net.train(...training, options);
  assert.deepEqual(restored.train(...training, options), history);
  assert.deepEqual(restored.getWeights(), net.getWeights());
  assert.notDeepEqual(fresh.train(...training, options).loss, history.loss);
});

test('a live trainer goes on bit for bit, from any step of anything', async () => {
  const anything = fc.record({
    dtype: fc.constantFrom('float32', 'float64'),
    optimizer: fc.record({
      name: fc.constantFrom(...names.optimizer), clipNorm: fc.constantFrom(0.5, Infinity),
      schedule: fc.record({ name: fc.constantFrom(...names.schedule), warmup: fc.integer({ min: 0, max: 2 }) }),
    }),
    dropout: fc.constantFrom(0, 0.4), batchNormalization: fc.boolean(),
    options: fc.record({
      batchSize: fc.constantFrom(1, 4, 7, 16, 'full'), shuffle: fc.boolean(),
      metrics: fc.constantFrom(undefined, [], names.metric), validationData: fc.constantFrom(undefined, validationData),
      earlyStopping: fc.constantFrom(
        undefined, { patience: 2, restoreBest: true }, { restoreBest: true, monitor: 'loss' }),
    }),
    steps: fc.integer({ min: 0, max: 40 }),
  });
  const property = fc.asyncProperty(anything, async ({ options, steps, dropout, batchNormalization, ...change }) => {
    const hidden = { units: 5, activation: 'tanh', dropout, batchNormalization };
    const net = await create({ ...change, layers: [hidden, { units: 1, activation: 'sigmoid' }] });
    const trainer = net.trainer(...training, { ...options, epochs: 9 });
    trainer.run({ steps });
    const before = trainer.epoch, again = await throughText(net, { training: true });
    if (trainer.done) assert.equal(again.toJSON({ training: true }).training.trainer, undefined);
    else {
      const other = again.trainer(...training, { ...options, epochs: 9 });
      assertSame(other, trainer);
      for (const limits of [{ steps: 1 }, { epochs: 1 }, {}]) {
        trainer.run(limits);
        other.run(limits);
        assertSame(other, trainer);
      }
      const { history } = trainer;
      const later = Object.entries(history).map(([key, column]) => [key, column.slice(before)]);
      assert.deepEqual(other.history, Object.fromEntries(later), 'epochs count on');
    }
    net.dispose();
    again.dispose();
  });
  await fc.assert(property, { seed: 9, numRuns: 150 });
});

test('train goes on as well, and its epochs end where they would have', async () => {
  const whole = await create(), net = await create(), options = { epochs: 6, batchSize: 4, metrics: ['auc'] };
  const history = whole.train(...training, options), trainer = net.trainer(...training, options);
  trainer.run({ steps: 12 });
  const again = await throughText(net, { training: true }), rest = again.train(...training, options);
  assert.deepEqual(rest.epoch, [2, 3, 4, 5]);
  assert.deepEqual(rest.auc, history.auc.slice(2));
  assert.deepEqual(again.getWeights(), whole.getWeights());
  assert.equal(again.train(...training, { epochs: 1 }).epoch[0], 0, 'used up');
});

test('a live trainer is not disturbed by being written down', async () => {
  const net = await create(), twin = await create();
  const trainer = net.trainer(...training, { batchSize: 4 }), other = twin.trainer(...training, { batchSize: 4 });
  for (let i = 0; i < 20; i++) {
    trainer.run({ steps: 3 });
    other.run({ steps: 3 });
    net.toJSON({ training: true });
  }
  assertSame(trainer, other);
});

test('a network that waits to go on can be written again, or reset', async () => {
  const net = await create(), trainer = net.trainer(...training, { batchSize: 4 });
  trainer.run({ steps: 7 });
  const waiting = await throughText(net, { training: true });
  assert.deepEqual(waiting.toJSON({ training: true }), net.toJSON({ training: true }));
  assert.equal(waiting.clone().trainer(...training).step, 0, 'a clone has no trainer');
  waiting.reset();
  assert.equal(waiting.trainer(...training).step, 0);
});

test('other rows or options than the training had', async () => {
  const net = await create(), options = { batchSize: 4, metrics: ['auc'], validationData, epochs: 9 };
  net.trainer(...training, options).run({ steps: 7 });
  const core = await loadCore('float32'), again = await throughText(net, { training: true }), before = core.live;
  const refused = [
    [() => again.trainer(rows, targets, options), /x has 23 rows.*17 rows and 6/],
    [() => again.train(...training, { epochs: 9, batchSize: 4 }), /validation data 0.*17 rows and 6/],
    [() => again.trainer(...training, { ...options, metrics: [] }), /saved training cannot go on.*numbers.*reset/],
    [() => again.trainer(...training, { ...options, earlyStopping: { restoreBest: true } }), /cannot go on/],
  ];
  for (const [call, sentence] of refused) {
    assert.throws(call, expected('invalid-data', sentence));
    assert.equal(core.live, before, 'leak');
  }
  assert.equal(again.trainer(...training, { ...options, epochs: 20 }).step, 7, 'more epochs are welcome');
});

test('JSON that is none of ours', async () => {
  const net = await create();
  net.trainer(...training, { batchSize: 4 }).run({ steps: 7 });
  const saved = net.toJSON({ training: true }), core = await loadCore('float32'), before = core.live;
  const layer = (change) => ({ ...saved, weights: [{ ...saved.weights[0], ...change }, ...saved.weights.slice(1)] });
  const trained = (change) => ({ ...saved, training: { ...saved.training, ...change } });
  const reals = (...list) => Buffer.from(Float32Array.from(list).buffer).toString('base64');
  const refused = [
    [undefined, 'invalid-data', /json is undefined; it must be an object/],
    ['{"format"', 'invalid-data', /json is '\{"format"', which is no JSON/],
    [[saved], 'invalid-data', /json is an array/],
    [{}, 'invalid-data', /json\.format is undefined.*'glassnet'/],
    [{ ...saved, version: 2 }, 'invalid-data', /json\.version is 2; this release reads 1/],
    [{ ...saved, config: undefined }, 'invalid-data', /json\.config is undefined/],
    [{ ...saved, config: { ...saved.config, inputs: 0 } }, 'invalid-config', /inputs is 0/],
    [{ ...saved, config: { ...saved.config, inputs: 3 } }, 'invalid-data', /json does not fit.*weights\[0\]\.kernel/],
    [{ ...saved, config: { ...saved.config, dtype: 'float64' } }, 'invalid-data', /weights\[0\]\..*float64/],
    [{ ...saved, weights: {} }, 'invalid-data', /json\.weights is an object/],
    [{ ...saved, weights: saved.weights.slice(1) }, 'invalid-data', /array of 3 layers/],
    [{ ...saved, weights: [1, 2, 3] }, 'invalid-data', /json\.weights\[0\] is 1/],
    [layer({ kernel: [1, 2] }), 'invalid-data', /json\.weights\[0\]\.kernel is an array.*base64 of float32/],
    [layer({ kernel: 'not base64!' }), 'invalid-data', /json\.weights\[0\]\.kernel is 'not base64!'/],
    [layer({ kernel: 'AAAA' }), 'invalid-data', /json\.weights\[0\]\.kernel is 'AAAA'/],
    [layer({ bias: null }), 'invalid-data', /weights\[0\]\.bias is null/],
    [layer({ bias: reals(1, 2, NaN, 4, 5) }), 'invalid-data', /NaN/],
    [layer({ movingVariance: reals(1, 2, 3, 4, -5) }), 'invalid-data', /movingVariance\[4\] is -5/],
    [trained({ state: reals(1, 2) }), 'invalid-data', /state has 1 numbers/],
    [trained({ state: undefined }), 'invalid-data', /json\.training\.state is undefined/],
    [trained({ trainer: 7 }), 'invalid-data', /json\.training\.trainer is 7/],
    [trained({ trainer: { ...saved.training.trainer, rows: -1 } }), 'invalid-data', /trainer\.rows is -1/],
  ];
  for (const [json, code, sentence] of refused) {
    await assert.rejects(Network.fromJSON(json), expected(code, sentence));
    assert.equal(core.live, before, `leak: ${sentence}`);
  }
  assert.throws(() => net.toJSON({ trainng: true }), expected('invalid-config', /'trainng'.*training/));
  assert.throws(() => net.toJSON({ training: 1 }), expected('invalid-config', /training is 1/));
});

test('no state, however broken, does worse than an error', async () => {
  const net = await create(), options = { batchSize: 4, metrics: ['auc'], epochs: 4 };
  net.trainer(...training, options).run({ steps: 7 });
  const saved = net.toJSON({ training: true });
  const broken = (text, at, value) => {
    const doubles = new Float64Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);
    doubles[at % doubles.length] = value;
    return Buffer.from(doubles.buffer).toString('base64');
  };
  const value = fc.oneof(fc.constantFrom(NaN, Infinity, -1, 0, 0.5, 17, 1e300, 4294967296), fc.double());
  const place = fc.integer({ min: 0, max: 90 });
  const property = fc.asyncProperty(fc.boolean(), place, value, async (ofTrainer, at, number) => {
    const json = structuredClone(saved), part = ofTrainer ? json.training.trainer : json.training;
    part.state = broken(part.state, ofTrainer && at > 25 ? at % 12 : at, number);
    try {
      const again = await Network.fromJSON(json);
      again.train(...training, options);
      again.dispose();
    } catch (error) {
      assert.ok(error instanceof GlassnetError, error);
    }
  });
  await fc.assert(property, { seed: 2, numRuns: 400 });
  net.dispose();
});

test('through JSON a network answers the same whatever its shape', async () => {
  const layer = fc.record({
    units: fc.integer({ min: 1, max: 9 }),
    activation: fc.constantFrom(...names.activation.filter((one) => one !== 'softmax')),
    useBias: fc.boolean(), batchNormalization: fc.boolean(),
  });
  const shape = fc.record({
    inputs: fc.integer({ min: 1, max: 9 }), layers: fc.array(layer, { minLength: 1, maxLength: 4 }),
    dtype: fc.constantFrom('float32', 'float64'), seed: fc.nat(),
  });
  await fc.assert(fc.asyncProperty(shape, async (config) => {
    const net = await createNetwork(config), again = await throughText(net);
    const questions = Float64Array.from({ length: 3 * config.inputs }, next);
    assert.deepEqual(again.predict(questions), net.predict(questions));
    assert.deepEqual(again.toJSON(), net.toJSON());
    net.dispose();
    again.dispose();
  }), { seed: 4, numRuns: 100 });
});

test('a disposed network is not written', async () => {
  const net = await create();
  net.dispose();
  assert.throws(() => net.toJSON(), expected('disposed', /disposed/));
  await assert.rejects(net.toONNX(), expected('disposed', /disposed/));
  await assert.rejects(net.toCode('c'), expected('disposed', /disposed/));
});
