// The sample of the README, as it stands there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createXor, xorRows } from './tools.js';

const { x, y } = xorRows;
const isSolved = (net) => net.predict(x).every(([answer], i) => Math.round(answer) === y[i][0]);

test('500 epochs solve XOR with the default seed', async () => {
  const net = await createXor();
  assert.ok(net.train(x, y, { epochs: 500 }).loss[499] < 0.01);
  net.predict(x).forEach(([answer], i) => assert.ok(Math.abs(answer - y[i][0]) < 0.01));
});

test('and with at least 90 of seeds 1 to 100', async () => {
  let solved = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const net = await createXor({ seed });
    net.train(x, y, { epochs: 500 });
    if (isSolved(net)) solved++;
    net.dispose();
  }
  assert.ok(solved >= 90, `${solved} of 100`);
});
