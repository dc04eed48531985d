// The numbers under the tabs: those of the network, as a hand or another program would work them out.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { defaultExperiment } from '../../web/experiment/experiment.js';
import { Session } from '../../web/experiment/session.js';
import { createNetwork, datasets } from '../../web/lib/index.js';
import { names } from '../../web/lib/generated/tables.js';
import { writeExperiment } from '../../web/views/code/experiment.js';

const sessions = [];
after(() => sessions.forEach((session) => session.close()));

/** A session of an experiment, asked about one row. */
async function begin(change = {}, { dataset = 'xor', index = 1, needs = ['walk'] } = {}) {
  const session = new Session();
  sessions.push(session);
  const experiment = { ...defaultExperiment(dataset), ...change };
  const info = await session.load(experiment);
  await session.probe(Array.from(info.x.subarray(index * info.inputs, (index + 1) * info.inputs)), index);
  await session.need(needs);
  return { session, info, snapshot: await session.next() };
}

const near = (actual, expected, tolerance = 1e-12) => {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, i) => assert.ok(Math.abs(actual[i] - value) <= tolerance, `${actual[i]} is not ${value}`));
};

/** Two inputs, two neurons of tanh, one sigmoid: small enough for pencil and paper. */
const small = {
  dtype: 'float64', optimizer: 'sgd', learningRate: 0.5, loss: 'binaryCrossentropy',
  layers: [{ units: 2, activation: 'tanh' }, { units: 1, activation: 'sigmoid' }],
  weights: [{ kernel: [0.5, -0.3, 0.8, 0.2], bias: [0.1, -0.1] }, { kernel: [0.7, -0.4], bias: [0.05] }],
};

test('one step on XOR is what a hand works out', async () => {
  const { snapshot: { walk } } = await begin(small);
  const [hidden, output] = walk.layers;
  const z = [0.8 + 0.1, 0.2 - 0.1], a = z.map(Math.tanh), zOut = 0.7 * a[0] - 0.4 * a[1] + 0.05;
  const answer = 1 / (1 + Math.exp(-zOut)), delta = answer - 1;
  const back = [0.7, -0.4].map((w, j) => w * delta * (1 - a[j] * a[j]));
  near(walk.input, [0, 1]);
  near(hidden.z, z);
  near(hidden.a, a);
  near(output.z, [zOut]);
  near(output.a, [answer]);
  near([walk.loss], [-Math.log(answer)]);
  near(output.delta, [delta]);
  near(hidden.slope, a.map((value) => 1 - value * value));
  near(hidden.delta, back);
  near(hidden.kernelGradient, [0, 0, ...back]);
  near(output.kernelGradient, a.map((value) => value * delta));
  near(hidden.newKernel, [0.5, -0.3, 0.8 - 0.5 * back[0], 0.2 - 0.5 * back[1]]);
  near(output.newBias, [0.05 - 0.5 * delta]);
  assert.ok(walk.lossAfter < walk.loss);
});

test('the chain rule holds for every loss and every activation with a slope', async () => {
  for (const loss of names.loss.filter((one) => !one.endsWith('entropy'))) {
    for (const activation of names.activation.filter((one) => one !== 'step' && one !== 'softmax')) {
      const layers = [{ units: 3, activation }, { units: 1, activation }];
      const { snapshot: { walk } } = await begin({ loss, layers, dtype: 'float64', seed: 7 });
      const [hidden, output] = walk.layers;
      near(output.delta, [output.pull[0] * output.slope[0]], 1e-10);
      near(hidden.delta, Array.from(hidden.slope, (slope, j) => output.kernel[j] * output.delta[0] * slope), 1e-10);
    }
  }
});

test('a step that is taken is the step the library takes, to the last bit', async () => {
  const { session } = await begin({ optimizer: 'sgd', learningRate: 0.3, seed: 5 });
  const { layers } = defaultExperiment('xor');
  const network = await createNetwork({ inputs: 2, layers, optimizer: { name: 'sgd', learningRate: 0.3 }, seed: 5 });
  network.train([[0, 1]], [[1]], { epochs: 1 });
  await session.takeStep();
  const { weights } = await session.written();
  assert.deepEqual(weights, network.getWeights());
  network.dispose();
});

test('a row of one’s own has a way forward only, batch normalization and step no way back', async () => {
  const { session } = await begin();
  await session.probe([0.3, 0.4]);
  const { walk } = await session.next();
  assert.equal(walk.layers[0].delta, undefined);
  assert.equal(walk.layers[1].a.length, 1);
  const normalized = await begin({ layers: [{ units: 3, activation: 'relu', batchNormalization: true }, { units: 1, activation: 'sigmoid' }] });
  assert.equal(normalized.snapshot.walk, null);
  const steps = await begin({ layers: [{ units: 3, activation: 'step' }, { units: 1, activation: 'sigmoid' }] }, { needs: ['walk', 'gradients'] });
  assert.equal(steps.snapshot.walk.layers[0].delta, undefined);
  assert.equal(steps.snapshot.gradients, null);
});

test('the gradient by layer is that of the library', async () => {
  const { session, snapshot: { gradients, gradientHistory } } = await begin({}, { needs: ['gradients', 'gradientHistory'] });
  const { layers, loss } = defaultExperiment('xor'), { x, y } = await datasets.xor();
  const network = await createNetwork({ inputs: 2, layers, loss });
  near(gradients, network.gradients(x, y).layers.map(({ kernel, bias }) => Math.hypot(...kernel, ...bias)), 1e-9);
  near(gradientHistory.norms.map((values) => values[0]), [...gradients]);
  network.dispose();
  for (let i = 0; i < 300; i++) {
    await session.step();
    await session.next();
  }
  const { epoch } = (await session.need(['gradientHistory']), await session.next()).gradientHistory;
  assert.ok(epoch.length <= 64 && epoch[0] === 0 && epoch[epoch.length - 1] > 250, [...epoch].join(' '));
});

test('the landscape has the loss in its middle, is the same each time, and the path lies on it', async () => {
  const { session, snapshot } = await begin({}, { needs: ['path'] });
  assert.equal(snapshot.path, null);
  const { losses, size } = await session.landscape({ seed: 3 });
  assert.equal(losses.length, size * size);
  assert.equal(losses[(size * size - 1) / 2], snapshot.loss);
  assert.deepEqual((await session.landscape({ seed: 3 })).losses, losses);
  assert.notDeepEqual((await session.landscape({ seed: 4 })).losses, losses);
  assert.deepEqual([...(await session.next()).path.across], [0, 0]);
  await session.step();
  const { path } = await session.next();
  assert.notEqual(path.across[path.across.length - 1], 0);
  await session.reset();
  assert.equal((await session.next()).path, null);
});

test('activations are counted, and units that are dead or saturated', async () => {
  const layers = [{ units: 2, activation: 'relu' }, { units: 2, activation: 'tanh' }, { units: 1, activation: 'sigmoid' }];
  const weights = [
    { kernel: [1, -1, 1, -1], bias: [0.5, -1] }, { kernel: [0.1, 9, 0.1, 9], bias: [0, 9] }, { kernel: [1, 1], bias: [0] },
  ];
  const { snapshot: { layerHistograms: { rows, layers: shown } } } = await begin({ layers, weights }, { needs: ['layerHistograms'] });
  assert.equal(rows, 4);
  assert.deepEqual(shown.map(({ counts }) => counts.reduce((sum, count) => sum + count)), [8, 8, 4]);
  assert.deepEqual(shown.map(({ dead }) => dead), [1, 0, 0]);
  assert.deepEqual(shown.map(({ saturated }) => saturated), [0, 1, 0]);
});

test('who looks closer changes nothing', async () => {
  const losses = [];
  for (const needs of [[], ['walk', 'gradients', 'gradientHistory', 'layerHistograms', 'path']]) {
    const { session } = await begin({}, { dataset: 'moons', needs });
    if (needs.length) await session.landscape({ size: 5 });
    for (let i = 0; i < 5; i++) {
      await session.step();
      losses.push((await session.next()).loss);
    }
  }
  assert.deepEqual(losses.slice(5), losses.slice(0, 5));
});

test('the experiment written as a program trains the same network', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'glassnet-code-'));
  const own = { x: [[0, 1], [1, 1], [0.5, 0.2]], y: [[1], [0], [1]] };
  try {
    const given = { trainRows: [0, 99], testRows: [100, 149] };
    for (const [dataset, change] of [['xor', small], ['moons', {}], ['breastCancer', {}], ['iris', given], ['plane', { data: own }]]) {
      const { session, info } = await begin({ ...change, epochs: 3 }, { dataset });
      for (let i = 0; i < 3; i++) await session.step();
      const { loss, testLoss } = await session.next();
      const program = writeExperiment(info, 3)
        .replace("'glassnet'", `'${new URL('../../web/lib/index.js', import.meta.url)}'`)
        .replace('net.train(', 'export const history = net.train(').replace('console.log(', 'void (');
      const file = join(folder, `${dataset}.mjs`);
      writeFileSync(file, program);
      const { history } = await import(String(pathToFileURL(file)));
      assert.equal(history.loss[2], loss, dataset);
      if (info.testRows) assert.equal(history.valLoss[2], testLoss, dataset);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
