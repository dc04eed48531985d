// The data sets that come along.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createNetwork, datasets, minMaxScaler, standardScaler } from 'glassnet';
import { prepare } from '../../web/experiment/data.js';
import { defaultExperiment } from '../../web/experiment/experiment.js';
import { runExperiment } from '../../web/experiment/run.js';
import { Core } from '../../web/lib/core.js';
import { kinds } from '../../web/lib/datasets/generated.js';
import { onlyInAll } from '../long.js';
import { glassnetError } from './tools.js';

const drawn = ['circle', 'circles', 'gaussians', 'moons', 'spiral', 'plane', 'wave'];
const bits = ({ x, y }) => createHash('sha256').update(Float32Array.from([...x, ...y].flat())).digest('hex').slice(0, 16);

test('those drawn in C are called as in c/synthetic.c, in its order', () => {
  const file = new URL('../../web/lib/generated/glassnet-synthetic.wasm', import.meta.url);
  const module = new WebAssembly.Module(readFileSync(file));
  const core = new Core('synthetic', new WebAssembly.Instance(module).exports);
  const names = Object.keys(kinds);
  assert.deepEqual(names.map((_, i) => core.text(core.ask('gn_synthetic_name', i))), names);
  assert.equal(core.ask('gn_synthetic_name', names.length), 0);
});

test('each has rows, names, a source, a licence, and a suggestion that createNetwork takes', async () => {
  for (const [name, load] of Object.entries(datasets)) {
    const { x, y, featureNames, classNames, source, licence, suggested } = await load();
    assert.equal(x.length, y.length, name);
    assert.ok(x.every((row) => row.length === featureNames.length && row.every(Number.isFinite)));
    assert.ok(y.every((row) => row.length === y[0].length));
    assert.ok(classNames === null || classNames.length === Math.max(2, y[0].length));
    assert.ok(source.length > 20 && licence.length > 0);
    const { layers, loss, optimizer, learningRate, batchSize } = suggested;
    const scaler = { none: () => undefined, minMax: minMaxScaler, standard: standardScaler }[suggested.scaler](x);
    const net = await createNetwork({
      inputs: featureNames.length, layers, loss, scaler, optimizer: { name: optimizer, learningRate },
    });
    const { loss: losses } = net.train(x, y, { epochs: 50, batchSize });
    assert.ok(losses[49] < losses[0], `${name} learns`);
  }
});

// 30 seconds at 60 epochs a second; seeds 1 to 3 with GLASSNET_TESTS=all.
for (const name of Object.keys(datasets)) {
  test(`${name}, one press of play: 95 % right on held-out rows, or R² ≥ 0.95, within 1,800 epochs`, async () => {
    for (const seed of onlyInAll ? [1] : [1, 2, 3]) {
      const experiment = { ...defaultExperiment(name), seed };
      const { info, shown } = await prepare(experiment);
      const measures = info.testRows ? ['testLoss', 'testAccuracy'] : ['loss', 'accuracy'];
      const [[loss], [accuracy]] = await runExperiment(experiment, measures.map((what) => ({ what, epoch: 1800 })));
      const mean = shown.y.reduce((sum, y) => sum + y, 0) / shown.y.length;
      const variance = shown.y.reduce((sum, y) => sum + (y - mean) ** 2, 0) / shown.y.length;
      const score = info.classNames ? accuracy : 1 - loss / variance;
      assert.ok(score >= 0.95, `seed ${seed}: ${score}`);
    }
  });
}

test('each call answers a copy of its own', async () => {
  for (const name of ['xor', 'trask']) {
    const first = await datasets[name]();
    first.x[0][0] = 9;
    first.suggested.layers.pop();
    const second = await datasets[name]();
    assert.deepEqual([second.x[0][0], second.suggested.layers.length], [0, 2]);
  }
});

test('drawn: 500 rows by default, the classes even and mixed, the seed decides', async () => {
  for (const name of drawn) {
    const first = await datasets[name]();
    assert.equal(first.x.length, 500, name);
    assert.deepEqual(await datasets[name]({ seed: 1 }), first);
    assert.notDeepEqual((await datasets[name]({ seed: 2 })).x, first.x);
    assert.ok(first.x.flat().every((value) => value === Math.fround(value)), 'float32 numbers');
    if (!first.classNames) continue;
    const ones = (rows) => rows.flat().reduce((sum, one) => sum + one, 0);
    assert.equal(ones(first.y), 250, name);
    assert.ok(Math.abs(ones(first.y.slice(0, 100)) - 50) < 20, `${name}: the first hundred are mixed`);
    assert.equal(ones((await datasets[name]({ points: 7 })).y), 4, `${name}: the second class is the larger one`);
    assert.equal((await datasets[name]({ points: 1 })).x.length, 1);
  }
});

test('drawn: the bits that old links rely on', async () => {
  const seen = {};
  for (const name of drawn) seen[name] = bits(await datasets[name]({ points: 200, noise: 0.1, seed: 42 }));
  assert.deepEqual(seen, {
    circle: '559af543cc0f9f3b',
    circles: '4210c4d6f228664c',
    gaussians: '955ea5c47d22d009',
    moons: '519ee9b2508c018a',
    spiral: 'bdd7e3879397d61b',
    plane: '8539154aa936d786',
    wave: 'ebf0894e34624315',
  });
});

test('circle and circles: radii', async () => {
  const radius = ([a, b]) => Math.hypot(a, b);
  const { x, y } = await datasets.circle({ noise: 0 });
  x.forEach((row, i) => assert.ok(y[i][0] ? radius(row) <= 0.5 : radius(row) >= 0.699 && radius(row) <= 1.001));
  for (const factor of [undefined, 0.5]) {
    const rings = await datasets.circles({ noise: 0, factor });
    rings.x.forEach((row, i) => assert.ok(Math.abs(radius(row) - (rings.y[i][0] ? factor ?? 0.8 : 1)) < 1e-6));
  }
});

test('circles and moons: the very points of scikit-learn\'s make_circles and make_moons', async () => {
  const sorted = (points) => points.map((p) => p.map((v) => v.toFixed(5).replace('-0.00000', '0.00000')).join()).sort();
  const points = ({ x, y }) => sorted(x.map((row, i) => [...row, y[i][0]]));
  const circle = (n, end) => Array.from({ length: n }, (_, i) => 2 * Math.PI * i / (end ? n - 1 : n));
  const circles = [
    ...circle(10).map((t) => [Math.cos(t), Math.sin(t), 0]), ...circle(11).map((t) => [0.3 * Math.cos(t), 0.3 * Math.sin(t), 1]),
  ];
  assert.deepEqual(points(await datasets.circles({ points: 21, noise: 0, factor: 0.3 })), sorted(circles));
  const moons = [
    ...circle(10, true).map((t) => [Math.cos(t / 2), Math.sin(t / 2), 0]),
    ...circle(11, true).map((t) => [1 - Math.cos(t / 2), 0.5 - Math.sin(t / 2), 1]),
  ];
  assert.deepEqual(points(await datasets.moons({ points: 21, noise: 0 })), sorted(moons));
});

test('gaussians: means and spread; spiral: two arms, the same but for half a turn', async () => {
  const { x, y } = await datasets.gaussians({ points: 4000 });
  for (const [label, centre] of [[0, -1], [1, 1]]) {
    const values = x.filter((_, i) => y[i][0] === label).flat();
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    assert.ok(Math.abs(mean - centre) < 0.03 && Math.abs(spread - 0.5) < 0.02, `${mean} ± ${spread}`);
  }
  const spiral = await datasets.spiral({ points: 40, noise: 0 });
  const arm = (label, sign) => spiral.x.filter((_, i) => spiral.y[i][0] === label)
    .map((row) => row.map((value) => (sign * value).toFixed(5).replace('-0.00000', '0.00000')).join()).sort();
  assert.deepEqual(arm(0, 1), arm(1, -1));
});

test('wave and plane: their formulas; noise belongs to the target', async () => {
  const formulas = { wave: (a, b) => Math.sin(Math.PI * a) * Math.cos(Math.PI * b), plane: (a, b) => (a + b) / 2 };
  for (const [name, formula] of Object.entries(formulas)) {
    for (const noise of [0, 0.2]) {
      const { x, y } = await datasets[name]({ points: 2000, noise });
      assert.ok(x.flat().every((value) => Math.abs(value) <= 1));
      const errors = x.map(([a, b], i) => y[i][0] - formula(a, b));
      const spread = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
      assert.ok(noise ? Math.abs(spread - noise) < 0.01 : spread < 1e-6, `${name}: ${spread}`);
    }
  }
});

test('xor: four rows; with noise 200 around the corners, or as many as are asked for', async () => {
  assert.deepEqual((await datasets.xor()).x, [[0, 0], [0, 1], [1, 0], [1, 1]]);
  assert.equal((await datasets.xor({ points: 8 })).x.length, 8);
  const { x, y } = await datasets.xor({ noise: 0.1 });
  assert.equal(x.length, 200);
  x.forEach(([a, b], i) => assert.equal(y[i][0], Number(Math.round(a) !== Math.round(b)), `row ${i}`));
  assert.equal((await datasets.xor({ noise: 0.1, points: 40 })).x.length, 40);
});

test('options that cannot be are refused with what is accepted', async () => {
  const cases = [
    ['circle', { points: 0 }, /^options\.points is 0; it must be a whole number from 1 to 1000000\.$/],
    ['circle', { points: 2.5 }, /options\.points is 2\.5/],
    ['circle', { points: '9' }, /options\.points is '9'/],
    ['moons', { noise: -1 }, /^options\.noise is -1; it must be a number from 0 to 10\.$/],
    ['moons', { noise: NaN }, /options\.noise is NaN/],
    ['circles', { factor: 1 }, /^options\.factor is 1; it must be a number above 0 and below 1\.$/],
    ['spiral', { factor: 0.5 }, /^options has no 'factor'; its keys are points, noise, seed\.$/],
    ['wave', { seed: 2 ** 32 }, /options\.seed is 4294967296; it must be a whole number from 0 to 4294967295\.$/],
    ['xor', 7, /^options is 7; it must be an object\.$/],
    ['iris', { points: 10 }, /^iris takes no options, and points was given\.$/],
  ];
  for (const [name, options, sentence] of cases) {
    await assert.rejects(datasets[name](options), glassnetError('invalid-config', sentence));
  }
  assert.equal((await datasets.iris({})).x.length, 150);
});

test('xor and trask', async () => {
  const xor = await datasets.xor(), trask = await datasets.trask();
  for (const [i, [a, b]] of xor.x.entries()) {
    assert.deepEqual(xor.y[i], [Number(a !== b)]);
    assert.deepEqual(trask.x[i], [a, b, 1]);
    assert.deepEqual(trask.y[i], xor.y[i]);
  }
});

test('breastCancer: the 683 complete rows of UCI\'s file, raw, in its order', async () => {
  const { x, y, featureNames } = await datasets.breastCancer();
  assert.deepEqual([x.length, featureNames.length], [683, 9]);
  assert.ok(x.flat().every((grade) => Number.isInteger(grade) && grade >= 1 && grade <= 10));
  assert.equal(y.flat().filter((malignant) => malignant === 1).length, 239);
  assert.equal(y.flat().filter((malignant) => malignant === 0).length, 444);
  assert.deepEqual([x[0], y[0]], [[5, 1, 1, 1, 2, 1, 3, 1, 1], [0]]);
  assert.deepEqual([x[682], y[682]], [[4, 8, 8, 5, 4, 5, 10, 4, 1], [1]]);
  // Of the lines "5,1,1,1,2,1,3,1,1,benign" … that the rows with a "?" and the ids were taken out of.
  const lines = x.map((row, i) => `${row},${y[i][0] ? 'malignant' : 'benign'}\n`).join('');
  const hash = createHash('sha256').update(lines).digest('hex');
  assert.equal(hash, '49cd16c4e58b4d9acdb2c9610ffd6f3fb7569aea17bc894aa27d72ebcef9218e');
});

test('iris: R\'s 150 rows, which are Fisher\'s', async () => {
  const { x, y, classNames } = await datasets.iris();
  assert.deepEqual([x.length, classNames], [150, ['setosa', 'versicolor', 'virginica']]);
  assert.deepEqual([x[0], y[0]], [[5.1, 3.5, 1.4, 0.2], [1, 0, 0]]);
  assert.deepEqual([x[149], y[149]], [[5.9, 3, 5.1, 1.8], [0, 0, 1]]);
  // The two rows in which UCI's copy differs from Fisher's paper.
  assert.deepEqual([x[34], x[37]], [[4.9, 3.1, 1.5, 0.2], [4.9, 3.6, 1.4, 0.1]]);
  const means = [0, 1, 2, 3].map((column) => x.reduce((sum, row) => sum + row[column], 0) / 150);
  assert.deepEqual(means.map((mean) => mean.toFixed(3)), ['5.843', '3.057', '3.758', '1.199']);
  const counts = [0, 1, 2].map((species) => y.reduce((sum, row) => sum + row[species], 0));
  assert.deepEqual(counts, [50, 50, 50]);
});
