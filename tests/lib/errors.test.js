// Bad input: each a GlassnetError with its code and a sentence that helps; the network as it was, nothing leaked.
// The library's own files are used here, not the package, since only they tell what memory is still held.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadCore } from '../../web/lib/core.js';
import { createNetwork, GlassnetError, minMaxScaler } from '../../web/lib/index.js';
import { glassnetError, xorRows } from './tools.js';

const { x, y } = xorRows;
const good = { inputs: 2, layers: [{ units: 3, activation: 'tanh' }, { units: 1, activation: 'sigmoid' }] };
const softmax = { inputs: 2, layers: [{ units: 3, activation: 'softmax' }] };
const core = await loadCore('float32');
const expected = (code, sentence) => glassnetError(code, sentence, GlassnetError);

const layer = (change) => ({ ...good, layers: [{ ...good.layers[0], ...change }, good.layers[1]] });

const configs = [
  [undefined, /config is undefined/],
  [[good], /config is an array of length 1/],
  [{ ...good, layers: [] }, /config\.layers is an array of length 0.*one layer at least/],
  [{ inputs: 2 }, /config\.layers is undefined/],
  [{ layers: good.layers }, /config\.inputs is missing/],
  [{ ...good, inputs: 0 }, /inputs is 0.*1 to 65536/],
  [{ ...good, inputs: 2.5 }, /inputs is 2\.5.*whole/],
  [{ ...good, inputs: '2' }, /config\.inputs is '2'; it must be a number/],
  [{ ...good, inputs: NaN }, /config\.inputs is NaN/],
  [{ ...good, input: 2 }, /'input'.*inputs/],
  [{ ...good, seed: -1 }, /seed is -1.*0 to 4294967295/],
  [{ ...good, generator: 'mersenne' }, /config\.generator is 'mersenne'.*default, numpy/],
  [{ ...good, dtype: 'float16' }, /config\.dtype is 'float16'.*float32, float64/],
  [{ ...good, loss: 'crossentropy' }, /config\.loss is 'crossentropy'.*binaryCrossentropy/],
  [{ ...good, loss: 'categoricalCrossentropy' }, /categoricalCrossentropy.*softmax.*sigmoid/],
  [{ ...softmax, loss: 'binaryCrossentropy' }, /binaryCrossentropy.*sigmoid.*softmax/],
  [{ ...good, optimizer: 'adma' }, /config\.optimizer\.name is 'adma'.*sgd, momentum, .*adam/],
  [{ ...good, optimizer: 3 }, /config\.optimizer is 3; it must be an object/],
  [{ ...good, optimizer: { name: 'sgd', learningrate: 0.1 } }, /config\.optimizer has no 'learningrate'.*learningRate/],
  [{ ...good, optimizer: { name: 'sgd', learningRate: -1 } }, /optimizer\.learningRate is -1/],
  [{ ...good, optimizer: { name: 'sgd', learningRate: NaN } }, /config\.optimizer\.learningRate is NaN/],
  [{ ...good, optimizer: { name: 'adam', beta1: 1 } }, /optimizer\.beta1 is 1/],
  [{ ...good, scaler: {} }, /config\.scaler is an object.*minMaxScaler/],
  [{ ...good, scaler: minMaxScaler([[1], [2]]) }, /config\.scaler was made for rows of 1.*rows of 2/],
  [{ ...good, layers: [null] }, /config\.layers\[0\] is null/],
  [layer({ units: undefined }), /config\.layers\[0\]\.units is missing/],
  [layer({ units: 0 }), /layers\[0\]\.units is 0.*1 to 65536/],
  [layer({ activation: 'rely' }), /config\.layers\[0\]\.activation is 'rely'.*linear, step, sigmoid, tanh, relu/],
  [layer({ activation: 'softmax' }), /layers\[0\].*softmax.*last layer/],
  [layer({ unit: 3 }), /config\.layers\[0\] has no 'unit'.*units/],
  [layer({ useBias: 1 }), /config\.layers\[0\]\.useBias is 1; it must be true or false/],
  [layer({ kernelInitializer: 'he' }), /config\.layers\[0\]\.kernelInitializer\.name is 'he'.*heNormal/],
  [layer({ kernelInitializer: { name: 'uniform', minimum: 1 } }), /'minimum'.*min, max/],
  [layer({ kernelInitializer: { name: 'uniform', min: 1, max: 0 } }), /kernelInitializer\.min is 1.*0/],
  [layer({ kernelRegularizer: 0.1 }), /config\.layers\[0\]\.kernelRegularizer is 0\.1; it must be an object/],
  [layer({ kernelRegularizer: { l3: 1 } }), /config\.layers\[0\]\.kernelRegularizer has no 'l3'.*l1, l2/],
  [layer({ kernelRegularizer: { l2: -1 } }), /layers\[0\]\.kernelRegularizer\.l2 is -1/],
  [layer({ dropout: 1 }), /layers\[0\]\.dropout is 1; it must be a number from 0 to 0\.99/],
  [layer({ batchNormalization: 1 }), /config\.layers\[0\]\.batchNormalization is 1; it must be true or false/],
  [{ ...good, optimizer: { schedule: 'cos' } }, /config\.optimizer\.schedule\.name is 'cos'.*constant, step, .*cosine/],
  [{ ...good, optimizer: { schedule: { name: 'step', steps: 3 } } },
    /config\.optimizer\.schedule has no 'steps'.*stepSize/],
  [{ ...good, optimizer: { schedule: { warmup: 0.5 } } }, /optimizer\.schedule\.warmup is 0\.5.*whole/],
  [{ ...good, optimizer: { clipNorm: -1 } }, /optimizer\.clipNorm is -1/],
  [{ ...good, optimizer: { weightDecay: 2 } }, /optimizer\.weightDecay is 2.*0 to 1/],
];

test('createNetwork: configs that are refused', async () => {
  const before = core.live;
  for (const [config, sentence] of configs) {
    await assert.rejects(createNetwork(config), expected('invalid-config', sentence), JSON.stringify(config));
    assert.equal(core.live, before, `leak: ${sentence}`);
  }
});

test('createNetwork: too large for memory', async () => {
  const before = core.live, wide = { units: 65536 };
  const created = createNetwork({ inputs: 65536, layers: [wide, wide, wide] });
  await assert.rejects(created, expected('out-of-memory', /memory/));
  assert.equal(core.live, before);
});

const sparse = [...x];
delete sparse[2];

const calls = [
  ['predict nothing', (net) => net.predict([]), 'invalid-shape', /x has no rows/],
  ['predict undefined', (net) => net.predict(), 'invalid-shape', /x is undefined.*rows of 2/],
  ['predict an object', (net) => net.predict({ 0: 1, length: 1 }), 'invalid-shape', /x is an object/],
  ['a row too long', (net) => net.predict([[0, 0], [0, 1, 2]]),
    'invalid-shape', /x\[1\] has 3 numbers; one row must have 2/],
  ['one row too long', (net) => net.predict([1, 2, 3]), 'invalid-shape', /x has 3 numbers; one row must have 2/],
  ['a flat typed array cut short', (net) => net.predict(Float32Array.of(1, 2, 3)),
    'invalid-shape', /3 numbers.*multiple of 2/],
  ['BigInts', (net) => net.predict(BigInt64Array.of(1n, 2n)), 'invalid-shape', /BigInt64Array/],
  ['a missing row', (net) => net.predict(sparse), 'invalid-shape', /x\[2\] is undefined/],
  ['a string', (net) => net.predict([[0, 0], [0, 0], [0, 0], [0, '1']]),
    'invalid-data', /x\[3\]\[1\] is '1'; it must be a number/],
  ['an undefined', (net) => net.predict([[0, undefined]]), 'invalid-data', /x\[0\]\[1\] is undefined/],
  ['a boolean', (net) => net.predict([[0, true]]), 'invalid-data', /x\[0\]\[1\] is true/],
  ['a NaN', (net) => net.predict([[0, 0], [0, NaN]]), 'invalid-data', /x\[1\]\[1\] is NaN/],
  ['an infinity', (net) => net.predict(Float32Array.of(0, -Infinity)), 'invalid-data', /x\[0\]\[1\] is -Infinity/],
  ['more than a float32 holds', (net) => net.predict([[0, 1e300]]), 'invalid-data', /x\[0\]\[1\] is Infinity/],
  ['evaluate: too few targets', (net) => net.evaluate(x, [[1]]), 'invalid-shape', /y has 1 rows and x has 4/],
  ['evaluate: flat targets, too few', (net) => net.evaluate(x, [0, 1]), 'invalid-shape', /y has 2 numbers for 4 rows/],
  ['evaluate: threshold', (net) => net.evaluate(x, y, { threshold: '1' }), 'invalid-config', /threshold is '1'/],
  ['evaluate: unknown option', (net) => net.evaluate(x, y, { treshold: 1 }), 'invalid-config', /'treshold'.*threshold/],
  ['a target too wide', (net) => net.evaluate(x, [[0, 1], [1], [1], [0]]), 'invalid-shape', /y\[0\] has 2 numbers/],
  ['a target of NaN', (net) => net.train(x, [0, NaN, 1, 0], { epochs: 1 }), 'invalid-data', /y\[1\]\[0\] is NaN/],
  ['a target no cross-entropy takes', (net) => net.train(x, [0, 2, 1, 0], { epochs: 1 }),
    'invalid-data', /y\[1\]\[0\] is 2.*binaryCrossentropy/],
  ['train without options', (net) => net.train(x, y), 'invalid-config', /options is undefined/],
  ['train without epochs', (net) => net.train(x, y, {}), 'invalid-config', /options\.epochs is missing/],
  ['epochs without end', (net) => net.train(x, y, { epochs: Infinity }),
    'invalid-config', /options\.epochs is Infinity/],
  ['half an epoch', (net) => net.train(x, y, { epochs: 1.5 }), 'invalid-config', /epochs is 1\.5.*whole/],
  ['epochs in words', (net) => net.train(x, y, { epochs: '5' }), 'invalid-config', /options\.epochs is '5'/],
  ['an unknown option', (net) => net.train(x, y, { epoch: 5 }), 'invalid-config', /'epoch'.*epochs, batchSize/],
  ['batchSize 0', (net) => net.train(x, y, { epochs: 1, batchSize: 0 }), 'invalid-config', /batchSize is 0/],
  ['batchSize all', (net) => net.train(x, y, { epochs: 1, batchSize: 'all' }),
    'invalid-config', /batchSize is 'all'.*'full'/],
  ['an unknown metric', (net) => net.train(x, y, { epochs: 1, metrics: ['acc'] }),
    'invalid-config', /metrics\[0\] is 'acc'.*accuracy/],
  ['early stopping by a metric that is not measured',
    (net) => net.train(x, y, { epochs: 1, earlyStopping: { monitor: 'auc', patience: 1 } }), 'invalid-config', /auc/],
  ['metrics alone', (net) => net.train(x, y, { epochs: 1, metrics: 'accuracy' }),
    'invalid-config', /metrics is 'accuracy'/],
  ['onEpoch', (net) => net.train(x, y, { epochs: 1, onEpoch: 1 }), 'invalid-config', /onEpoch is 1/],
  ['validationSplit 1', (net) => net.train(x, y, { epochs: 1, validationSplit: 1 }),
    'invalid-config', /validationSplit is 1/],
  ['nothing left to train on', (net) => net.train([[0, 1]], [1], { epochs: 1, validationSplit: 0.5 }),
    'invalid-shape', /parts 1 rows into 0 and 1/],
  ['both validations', (net) => net.train(x, y, { epochs: 1, validationSplit: 0.5, validationData: [x, y] }),
    'invalid-config', /both/],
  ['validationData x alone', (net) => net.train(x, y, { epochs: 1, validationData: x }), 'invalid-shape', /\[x, y\]/],
  ['validationData too wide', (net) => net.train(x, y, { epochs: 1, validationData: [[[1, 2, 3]], [1]] }),
    'invalid-shape', /validationData x\[0\] has 3/],
  ['validationData with a NaN', (net) => net.train(x, y, { epochs: 1, validationData: [[[1, NaN]], [1]] }),
    'invalid-data', /validationData x\[0\]\[1\] is NaN/],
  ['gradients without targets', (net) => net.gradients(x), 'invalid-shape', /y is undefined/],
  ['trace with a NaN', (net) => net.trace([[NaN, 0]], y.slice(0, 1)), 'invalid-data', /x\[0\]\[0\] is NaN/],
  ['setWeights: nothing', (net) => net.setWeights(), 'invalid-shape', /weights is undefined/],
  ['setWeights: a layer missing', (net) => net.setWeights(net.getWeights().slice(1)), 'invalid-shape', /2 layers/],
  ['setWeights: a kernel too short', (net) => net.setWeights([{ kernel: [1], bias: [1] }, {}]),
    'invalid-shape', /weights\[0\]\.kernel.*6 numbers/],
  ['setWeights: a kernel transposed', (net) => net.setWeights([{ kernel: [[1, 2], [3, 4], [5, 6]], bias: [1] }, {}]),
    'invalid-shape', /weights\[0\]\.kernel\[0\] has 2/],
  ['setWeights: no bias', (net) => net.setWeights([{ kernel: [1, 2, 3, 4, 5, 6] }, {}]),
    'invalid-shape', /weights\[0\]\.bias is undefined/],
  ['setWeights: a NaN',
    (net) => net.setWeights(net.getWeights().map(({ kernel, bias }) => ({ kernel: kernel.fill(NaN), bias }))),
    'invalid-data', /NaN/],
  ['setWeights: a string', (net) => net.setWeights([{ kernel: [1, 2, '3', 4, 5, 6], bias: [1, 2, 3] }, {}]),
    'invalid-data', /kernel\[2\] is '3'/],
  ['reset: half a seed', (net) => net.reset(0.5), 'invalid-config', /seed is 0\.5/],
  ['reset: a word', (net) => net.reset('one'), 'invalid-config', /seed is 'one'/],
];

test('calls that are refused: nothing changed, nothing leaked', async () => {
  const net = await createNetwork(good), twin = await createNetwork(good);
  net.train(x, y, { epochs: 5 });
  twin.train(x, y, { epochs: 5 });
  const before = core.live, config = net.config, weights = net.getWeights();
  for (const [name, call, code, sentence] of calls) {
    assert.throws(() => call(net), expected(code, sentence), name);
    assert.equal(core.live, before, `leak: ${name}`);
    assert.deepEqual(net.config, config, name);
    assert.deepEqual(net.getWeights(), weights, name);
  }
  assert.deepEqual(net.train(x, y, { epochs: 5 }), twin.train(x, y, { epochs: 5 }), 'the optimizer\'s state neither');
  net.dispose();
  twin.dispose();
  assert.equal(core.live, before - 2);
});

test('labels out of range', async () => {
  const net = await createNetwork(softmax), before = core.live;
  for (const [labels, sentence] of [
    [[0, 1, 2, 3], /y\[3\] is 3; a label must be a whole number from 0 to 2/],
    [[0, -1, 2, 0], /y\[1\] is -1/],
    [[0, 0.5, 2, 0], /y\[1\] is 0\.5/],
    [[0, NaN, 2, 0], /y\[1\] is NaN/],
    [Uint8Array.of(0, 1, 2, 9), /y\[3\] is 9/],
  ]) {
    for (const call of [
      () => net.evaluate(x, labels), () => net.train(x, labels, { epochs: 1 }), () => net.trainer(x, labels),
    ]) {
      assert.throws(call, expected('invalid-data', sentence));
      assert.equal(core.live, before);
    }
  }
  assert.throws(() => net.train(x, [0, 1, 2], { epochs: 1 }), expected('invalid-shape', /y has 3 numbers for 4 rows/));
  net.dispose();
});

test('a network with a step layer predicts and is not trained', async () => {
  const before = core.live, net = await createNetwork(layer({ activation: 'step' })), held = core.live;
  const weights = net.getWeights();
  assert.equal(net.predict(x).length, 4);
  assert.ok(net.evaluate(x, y).loss > 0);
  assert.ok(net.trace(x).layers[0].a.flat().every((value) => value === 0 || value === 1));
  for (const call of [
    () => net.train(x, y, { epochs: 1 }), () => net.trainer(x, y), () => net.gradients(x, y), () => net.trace(x, y),
  ]) assert.throws(call, expected('unsupported', /layers\[0\].*step.*gradient/));
  assert.equal(core.live, held);
  assert.deepEqual(net.getWeights(), weights);
  net.dispose();
  assert.equal(core.live, before);
});

test('a learning rate that makes the loss overflow', async () => {
  const before = core.live;
  const optimizer = { name: 'sgd', learningRate: 1e30 };
  const net = await createNetwork({ inputs: 1, layers: [{ units: 1 }], optimizer });
  assert.throws(() => net.train([[1], [2]], [3, 4], { epochs: 9 }), expected('diverged', /epoch.*step.*learningRate/));
  assert.ok([...net.getWeights()[0].kernel, ...net.getWeights()[0].bias].every(Number.isFinite));
  net.dispose();
  assert.equal(core.live, before);
});

test('everything done right leaks nothing either', async () => {
  const before = core.live;
  for (let i = 0; i < 20; i++) {
    const net = await createNetwork(good), copy = net.clone();
    net.predict(x);
    net.evaluate(x, y);
    net.gradients(x, y);
    net.trace(x, y);
    net.setWeights(net.getWeights());
    net.train(x, y, { epochs: 2, validationData: [x, y] });
    net.trainer(x, y, { validationSplit: 0.5 }).run({ steps: 3 });
    copy.trainer(x, y).dispose();
    copy.dispose();
    net.dispose();
  }
  assert.equal(core.live, before);
});

test('the core gives memory back: 500 networks of 20 MB one after the other fit into 4 GB', async () => {
  for (let i = 0; i < 500; i++) {
    const net = await createNetwork({ inputs: 1000, layers: [{ units: 1000, kernelInitializer: 'zeros' }] });
    net.dispose();
  }
});

test('what is never disposed of is given back after garbage collection', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc'), before = core.live;
  await (async () => {
    const net = await createNetwork(good), other = await createNetwork(good);
    net.trainer(x, y).run({ steps: 1 });
    assert.equal(other.predict(x).length, 4);
  })();
  assert.ok(core.live > before);
  for (let i = 0; i < 50 && core.live > before; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.equal(core.live, before);
});
