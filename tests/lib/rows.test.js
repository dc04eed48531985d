// split, scalers, oneHot, and the draws behind split.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minMaxScaler, oneHot, split, standardScaler } from 'glassnet';
import { loadCore, Scratch } from '../../web/lib/core.js';
import { shuffledOrder } from '../../web/lib/random.js';
import { assertClose, glassnetError } from './tools.js';

const rows = Array.from({ length: 20 }, (_, i) => [i, 10 * i]), targets = rows.map(([i]) => Number(i >= 15));

test('the shuffle is the core\'s gn_shuffle, number by number', async () => {
  const core = await loadCore('float32');
  for (const [seed, n] of [[0, 1], [1, 2], [1, 683], [42, 1000], [2147483648, 50], [4294967295, 100000]]) {
    const scratch = new Scratch(core), out = scratch.room(4 * n);
    core.ask('gn_shuffle', seed, out, n);
    assert.deepEqual(shuffledOrder(seed, n), core.words(out, n), `seed ${seed}, ${n} numbers`);
    scratch.release();
  }
});

test('split parts the rows at random, by its seed, and leaves them alone', () => {
  const { train, test: held } = split(rows, targets, { testFraction: 0.3 });
  assert.deepEqual([train.x.length, train.y.length, held.x.length, held.y.length], [14, 14, 6, 6]);
  const all = [...train.x, ...held.x], order = all.map(([i]) => i);
  assert.notDeepEqual(order, rows.map(([i]) => i));
  assert.deepEqual([...all].sort(([a], [b]) => a - b), rows);
  assert.deepEqual([...train.y, ...held.y], order.map((i) => targets[i]));
  assert.deepEqual(split(rows, targets, { testFraction: 0.3, seed: 1 }), { train, test: held });
  assert.notDeepEqual(split(rows, targets, { testFraction: 0.3, seed: 2 }).test, held);
  train.x[0][0] = 99;
  assert.ok(rows.every(([i], at) => i === at));
});

test('split holds out a quarter by default, and nothing for 0', () => {
  assert.equal(split(rows, targets).test.x.length, 5);
  assert.deepEqual(split(rows, targets, { testFraction: 0 }).test, { x: [], y: [] });
});

test('stratify keeps the shares of the classes', () => {
  for (let seed = 0; seed < 10; seed++) {
    const { train, test: held } = split(rows, targets, { testFraction: 0.4, seed, stratify: true });
    assert.deepEqual([held.y.length, held.y.filter(Boolean).length], [8, 2]);
    assert.deepEqual([train.y.length, train.y.filter(Boolean).length], [12, 3]);
  }
  const { test: odd } = split(rows, targets, { testFraction: 0.25, stratify: true });
  assert.equal(odd.y.length, 5, 'shares that are not whole still add up');
});

test('split keeps the form: rows, flat targets, typed arrays', () => {
  const typed = split(Float32Array.from(rows.flat()), Uint8Array.from(targets), { inputs: 2, testFraction: 0.3 });
  const plain = split(rows, targets.map((t) => [t]), { testFraction: 0.3 });
  assert.deepEqual(typed.test.x, Float32Array.from(plain.test.x.flat()));
  assert.deepEqual(typed.test.y, Uint8Array.from(plain.test.y.flat()));
});

test('split refuses what it cannot part', () => {
  const refused = [
    [() => split(rows, targets, { testFraction: 1 }), 'invalid-config', /testFraction is 1/],
    [() => split(rows, targets, { seed: -1 }), 'invalid-config', /seed is -1/],
    [() => split(rows, [1]), 'invalid-shape', /y has 1 rows and x has 20/],
    [() => split([1, 2], [1, 2]), 'invalid-shape', /x\[0\] is 1/],
    [() => split(Float32Array.of(1, 2), [1, 2]), 'invalid-shape', /inputs/],
    [() => split(undefined, [1, 2]), 'invalid-shape', /x is undefined/],
  ];
  for (const [call, code, sentence] of refused) assert.throws(call, glassnetError(code, sentence));
});

test('minMaxScaler: each column to 0 … 1, or to the given range, and back', () => {
  const x = [[1, -5, 7], [3, 5, 7], [2, 0, 7]];
  const scaler = minMaxScaler(x);
  assert.deepEqual(scaler.transform(x), [[0, 0, 0], [1, 1, 0], [0.5, 0.5, 0]]);
  assert.deepEqual(scaler.inverse(scaler.transform(x)), x);
  assert.deepEqual(minMaxScaler(x, { min: -1, max: 1 }).transform(x), [[-1, -1, -1], [1, 1, -1], [0, 0, -1]]);
  assert.deepEqual(scaler.transform([[5, 5, 8]]), [[2, 1, 1]], 'a constant column scales by 1');
});

test('standardScaler: each column to mean 0 and deviation 1 of the population', () => {
  const x = [[2, 0.1], [4, 0.1], [4, 0.1], [4, 0.1], [5, 0.1], [5, 0.1], [7, 0.1], [9, 0.1]];
  const scaler = standardScaler(x);
  assert.deepEqual({ ...scaler }, { offset: [5, 0.1], scale: [2, 1] });
  assert.deepEqual(scaler.transform([[9, 0.1], [5, 1.1]]), [[2, 0], [0, 1]]);
  assertClose(scaler.inverse([[2, 0]]), [[9, 0.1]], 1e-15);
});

test('scalers keep the form: one row, typed arrays', () => {
  const scaler = minMaxScaler(Float64Array.of(0, 0, 2, 4), { inputs: 2 });
  assert.deepEqual(scaler.transform([1, 1]), [0.5, 0.25]);
  assert.deepEqual(scaler.transform(Float32Array.of(1, 1)), Float32Array.of(0.5, 0.25));
  assert.deepEqual(scaler.transform(Float64Array.of(1, 1)), Float64Array.of(0.5, 0.25));
});

test('scalers refuse what they cannot learn from', () => {
  const refused = [
    [() => minMaxScaler([[1], [NaN]]), 'invalid-data', /x\[1\]\[0\] is NaN/],
    [() => standardScaler([[1], [Infinity]]), 'invalid-data', /x\[1\]\[0\] is Infinity/],
    [() => minMaxScaler([[1], ['2']]), 'invalid-data', /x\[1\]\[0\] is '2'/],
    [() => minMaxScaler([]), 'invalid-shape', /x is an array of length 0/],
    [() => minMaxScaler([[1], [2]], { min: 1, max: 0 }), 'invalid-config', /min is 1 and max is 0/],
    [() => minMaxScaler([[1], [2]]).transform([[1, 2]]), 'invalid-shape', /x\[0\] has 2 numbers/],
  ];
  for (const [call, code, sentence] of refused) assert.throws(call, glassnetError(code, sentence));
});

test('oneHot', () => {
  assert.deepEqual(oneHot([0, 2, 1]), [[1, 0, 0], [0, 0, 1], [0, 1, 0]]);
  assert.deepEqual(oneHot(Uint8Array.of(1, 0), 3), [[0, 1, 0], [1, 0, 0]]);
  assert.throws(() => oneHot([0, 3], 3), glassnetError('invalid-data', /labels\[1\] is 3.*0 to 2/));
  assert.throws(() => oneHot([0, 0.5]), glassnetError('invalid-data', /whole/));
  assert.throws(() => oneHot([-1, 0]), glassnetError('invalid-data', /labels\[0\] is -1/));
  assert.throws(() => oneHot([]), glassnetError('invalid-shape', /labels/));
});
