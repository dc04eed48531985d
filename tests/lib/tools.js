// What several tests of the library need.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createNetwork, GlassnetError } from 'glassnet';

export const xorRows = { x: [[0, 0], [0, 1], [1, 0], [1, 1]], y: [[0], [1], [1], [0]] };

/** A small network for XOR; `change` is laid over its config. */
export const createXor = (change = {}) => createNetwork({
  inputs: 2,
  layers: [{ units: 4, activation: 'tanh' }, { units: 1, activation: 'sigmoid' }],
  optimizer: { name: 'adam', learningRate: 0.05 },
  ...change,
});

/** What `assert.throws` and `assert.rejects` compare an error with: its class, its code and a part of its sentence. */
export const glassnetError = (code, sentence, Type = GlassnetError) => (error) => {
  assert.ok(error instanceof Type, `${error} is no GlassnetError`);
  assert.equal(error.name, 'GlassnetError');
  assert.equal(error.code, code, error.message);
  assert.match(error.message, sentence);
  assert.match(error.message, /\.$/, 'a sentence');
  return true;
};

/** |actual − expected| ≤ tolerance, number by number, through arrays of any depth. */
export function assertClose(actual, expected, tolerance, place = '') {
  if (typeof expected === 'number') {
    assert.ok(Math.abs(actual - expected) <= tolerance, `${place}: ${actual} is not ${expected} ± ${tolerance}`);
    return;
  }
  assert.equal(actual.length, expected.length, `${place}: length`);
  for (let i = 0; i < expected.length; i++) assertClose(actual[i], expected[i], tolerance, `${place}[${i}]`);
}

/** `actual` rounds to what is printed: `printed` is the text, whose last decimal may be off by rounding only. */
export function assertPrinted(actual, printed, place = '') {
  const [mantissa, exponent = '0'] = printed.split('e');
  const decimals = (mantissa.split('.')[1] ?? '').length - Number(exponent);
  const half = 0.5 * 10 ** -decimals;
  const off = Math.abs(actual - Number(printed));
  assert.ok(off <= half * (1 + 1e-6), `${place}: ${actual} is not printed as ${printed}`);
}

/** A file of tests/fixtures. */
export const fixture = (name) => JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'));

/** √Σv² */
export const norm = (values) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

/** Numbers in −1 … 1 from a seed (a linear congruential generator, Numerical Recipes' constants). */
export function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
