// The data sets that come along.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createNetwork, datasets, minMaxScaler } from 'glassnet';

test('each has rows, names, a source, a licence, and a suggestion that createNetwork takes', async () => {
  for (const [name, load] of Object.entries(datasets)) {
    const { x, y, featureNames, classNames, source, licence, suggested } = await load();
    assert.equal(x.length, y.length, name);
    assert.ok(x.every((row) => row.length === featureNames.length && row.every(Number.isFinite)));
    assert.ok(y.every((row) => row.length === y[0].length));
    assert.ok(classNames === null || classNames.length === Math.max(2, y[0].length));
    assert.ok(source.length > 20 && licence.length > 0);
    const { layers, loss, optimizer, learningRate, batchSize } = suggested;
    const scaler = suggested.scaler === 'minMax' ? minMaxScaler(x) : undefined;
    const net = await createNetwork({
      inputs: featureNames.length, layers, loss, scaler, optimizer: { name: optimizer, learningRate },
    });
    const { loss: losses } = net.train(x, y, { epochs: 50, batchSize });
    assert.ok(losses[49] < losses[0], `${name} learns`);
  }
});

test('each call answers a copy of its own', async () => {
  const first = await datasets.xor();
  first.x[0][0] = 9;
  first.suggested.layers.pop();
  const second = await datasets.xor();
  assert.deepEqual([second.x[0][0], second.suggested.layers.length], [0, 2]);
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
