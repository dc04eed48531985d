// The tutorials' own numbers, as their texts print them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activations, createNetwork, datasets, minMaxScaler } from 'glassnet';
import { assertPrinted } from './tools.js';

const exact = { dtype: 'float64', generator: 'numpy' };
const minusOneToOne = { name: 'uniform', min: -1, max: 1 };
const x = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]];

test('Trask, "A neural network in 11 lines of Python", two layers', async () => {
  const net = await createNetwork({
    ...exact, inputs: 3, loss: 'halfSquaredError', optimizer: { name: 'sgd', learningRate: 1 }, seed: 1,
    layers: [{ units: 1, activation: 'sigmoid', useBias: false, kernelInitializer: minusOneToOne }],
  });
  // Its loop runs 10,000 times and prints the answers of the last time, given before the last update.
  net.train(x, [0, 0, 1, 1], { epochs: 9999, batchSize: 'full' });
  const printed = ['0.00966449', '0.00786506', '0.99358898', '0.99211957'];
  net.predict(x).forEach(([answer], i) => assertPrinted(answer, printed[i], `row ${i}`));
});

test('Trask, three layers: mean |y − ŷ| every 10,000 iterations', async () => {
  const { x, y, suggested } = await datasets.trask();
  const { optimizer, learningRate, layers, loss, batchSize } = suggested;
  const net = await createNetwork({ ...exact, inputs: 3, layers, loss, optimizer: { name: optimizer, learningRate } });
  const trainer = net.trainer(x, y, { batchSize });
  const printed = [
    '0.4964100319', '0.008584525653', '0.005789459863', '0.004629176777', '0.003958765280', '0.003510122568',
  ];
  for (const [i, error] of printed.entries()) {
    const mean = net.predict(x).reduce((sum, [answer], row) => sum + Math.abs(y[row][0] - answer), 0) / 4;
    assertPrinted(mean, error, `iteration ${i * 10000}`);
    trainer.run({ epochs: 10000 });
  }
  assert.equal(trainer.epoch, 60000);
});

test('Ideami, "The keys of deep learning in 100 lines of code": the cancer network, 15,000 iterations', async () => {
  const data = await datasets.breastCancer();
  const fromRandn = { name: 'lecunNormal', layout: 'unitsFirst' };
  const net = await createNetwork({
    ...exact, inputs: 9, optimizer: { name: 'sgd', learningRate: 0.01 }, scaler: minMaxScaler(data.x), seed: 1,
    layers: [
      { units: 15, activation: 'relu', kernelInitializer: fromRandn },
      { units: 1, activation: 'sigmoid', kernelInitializer: fromRandn },
    ],
  });
  const train = [data.x.slice(0, 500), data.y.slice(0, 500)], validation = [data.x.slice(501), data.y.slice(501)];
  assert.equal(train[1].flat().filter(Boolean).length, 197);
  assert.equal(validation[1].flat().filter(Boolean).length, 41);
  const { loss } = net.train(...train, { epochs: 15000, batchSize: 'full' });
  const printed = {
    0: '0.673967', 500: '0.388928', 1000: '0.231340', 1500: '0.171447', 2000: '0.146433', 2500: '0.133993',
    3000: '0.126808', 3500: '0.122107', 12500: '0.101980', 13000: '0.101604', 14500: '0.100592',
  };
  for (const [at, value] of Object.entries(printed)) assertPrinted(loss[at], value, `loss at ${at}`);
  const accuracies = {
    0.5: ['0.962', '1.0'], 0.7: ['0.950', '1.0'], 0.8: ['0.942', '0.9945'], 0.9: ['0.926', '0.989'],
  };
  for (const [text, [trained, validated]] of Object.entries(accuracies)) {
    const threshold = Number(text);
    assertPrinted(net.evaluate(...train, { threshold }).accuracy, trained, `accuracy above ${text}`);
    assertPrinted(net.evaluate(...validation, { threshold }).accuracy, validated, `validation accuracy above ${text}`);
  }
});

test('"Deep learning from scratch", chapter 3: a forward pass', async () => {
  const weights = [
    { kernel: [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]], bias: [0.1, 0.2, 0.3] },
    { kernel: [[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]], bias: [0.1, 0.2] },
    { kernel: [[0.1, 0.3], [0.2, 0.4]], bias: [0.1, 0.2] },
  ];
  const create = async (activation) => {
    const layers = [{ units: 3, activation: 'sigmoid' }, { units: 2, activation: 'sigmoid' }, { units: 2, activation }];
    const net = await createNetwork({ ...exact, inputs: 2, layers });
    net.setWeights(weights);
    return net;
  };
  const identity = await create('linear');
  const { layers } = identity.trace([1, 0.5]);
  const expected = [
    [layers[0].z, ['0.30000000', '0.70000000', '1.10000000']],
    [layers[0].a, ['0.57444252', '0.66818777', '0.75026011']],
    [layers[1].a, ['0.62624937', '0.7710107']],
    [layers[2].a, ['0.31682708', '0.69627909']],
    [identity.predict([1, 0.5]), ['0.31682708', '0.69627909']],
  ];
  for (const [actual, printed] of expected) printed.forEach((text, i) => assertPrinted(actual[i], text));
  assert.deepEqual((await create('step')).predict([1, 0.5]), [1, 1]);
});

test('"Deep learning from scratch", chapter 3: functions', async () => {
  const { step, softmax, linear } = await activations();
  assert.deepEqual(step.value([-1, 1, 2]), [0, 1, 1]);
  assert.deepEqual(linear.value([-1, 0.5]), [-1, 0.5]);
  const printed = [
    [[0.3, 2.9, 4], ['0.01821127', '0.24519181', '0.73659691']],
    [[1010, 1000, 990], ['9.99954600e-01', '4.53978686e-05', '2.06106005e-09']],
    [[0.03, 29, 0.4], ['2.62113180e-13', '1.00000000', '3.79470324e-13']],
  ];
  for (const [row, texts] of printed) {
    const answer = softmax.value(row);
    texts.forEach((text, i) => assertPrinted(answer[i], text, `softmax([${row}])[${i}]`));
    assert.ok(Math.abs(answer.reduce((sum, value) => sum + value) - 1) < 1e-15);
  }
});

test('Loy, "Build a neural network from scratch": seeds 0 to 9', async () => {
  const y = [0, 1, 1, 0], ends = [];
  for (let seed = 0; seed < 10; seed++) {
    const layer = { activation: 'sigmoid', useBias: false, kernelInitializer: { name: 'uniform', min: 0, max: 1 } };
    const net = await createNetwork({
      ...exact, inputs: 3, layers: [{ ...layer, units: 4 }, { ...layer, units: 1 }],
      loss: 'sumSquaredError', optimizer: { name: 'sgd', learningRate: 1 }, seed,
    });
    const { loss } = net.train(x, y, { epochs: 1500, batchSize: 'full' });
    assert.ok(loss.every((value, i) => i === 0 || value < loss[i - 1]), `seed ${seed}: the loss falls at every step`);
    ends.push(net.evaluate(x, y).loss);
    if (seed > 0) continue;
    const printed = ['0.010', '0.972', '0.972', '0.033'];
    net.predict(x).forEach(([answer], i) => assertPrinted(answer, printed[i], `seed 0, row ${i}`));
  }
  assertPrinted(ends[0], '0.0028');
  assertPrinted(ends[3], '0.0016');
  assertPrinted(ends[6], '0.00337');
  assert.equal(ends.indexOf(Math.min(...ends)), 3);
  assert.equal(ends.indexOf(Math.max(...ends)), 6);
});
