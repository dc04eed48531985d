// Activations by themselves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activations } from 'glassnet';
import { names } from '../../web/lib/generated/tables.js';
import { assertClose, glassnetError } from './tools.js';

const f = await activations();
const points = [-30, -5, -1, -0.3, 0.2, 1, 2.5, 7, 40];

test('there is one for every name', () => {
  assert.deepEqual(Object.keys(f), names.activation);
});

/** By torch.nn.functional.gelu, in float64, at `points`. */
const gelus = [
  0, -1.4332578593401202e-06, -0.15865525393145702, -0.1146265733433142, 0.11585194188782061, 0.841344746068543,
  2.4844758366855597, 6.999999999991041, 40,
];

test('values by their formulas', () => {
  const formulas = {
    linear: (x) => x,
    step: (x) => Number(x > 0),
    sigmoid: (x) => 1 / (1 + Math.exp(-x)),
    tanh: Math.tanh,
    relu: (x) => Math.max(0, x),
    leakyRelu: (x) => (x > 0 ? x : 0.01 * x),
    elu: (x) => (x > 0 ? x : Math.expm1(x)),
    selu: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)),
    gelu: (x) => gelus[points.indexOf(x)],
    silu: (x) => x / (1 + Math.exp(-x)),
    mish: (x) => x * Math.tanh(Math.log1p(Math.exp(x))),
    softplus: (x) => Math.log1p(Math.exp(x)),
    softsign: (x) => x / (1 + Math.abs(x)),
    hardSigmoid: (x) => Math.min(1, Math.max(0, x / 6 + 0.5)),
  };
  assert.deepEqual([...Object.keys(formulas), 'softmax'], names.activation);
  for (const [name, formula] of Object.entries(formulas)) {
    for (const x of points) {
      assertClose(f[name].value(x), formula(x), 4e-16 * Math.max(1, Math.abs(x)), `${name}(${x})`);
    }
  }
});

test('relu of 1, 1000, 0, −1 and −1000, and its derivative: 0 at 0', () => {
  assert.deepEqual(f.relu.value([1, 1000, 0, -1, -1000]), [1, 1000, 0, 0, 0]);
  assert.deepEqual(f.relu.derivative([1, 1000, 0, -1, -1000]), [1, 1, 0, 0, 0]);
});

test('derivatives: σ′ = σ(1 − σ), and all others by central differences', () => {
  const h = 1e-5;
  for (const name of names.activation.filter((one) => one !== 'step' && one !== 'softmax')) {
    for (const x of points) {
      const slope = (f[name].value(x + h) - f[name].value(x - h)) / (2 * h);
      assertClose(f[name].derivative(x), slope, 1e-9, `${name}′(${x})`);
    }
  }
  const sigma = f.sigmoid.value(0.7);
  assertClose(f.sigmoid.derivative(0.7), sigma * (1 - sigma), 1e-16);
});

test('answers have the form of the question', () => {
  assert.equal(typeof f.tanh.value(0.5), 'number');
  assert.deepEqual(f.relu.value([-1, 2]), [0, 2]);
  assert.deepEqual(f.relu.value(Float32Array.of(-1, 2)), Float64Array.of(0, 2));
});

test('what has no meaning is refused', async () => {
  await assert.rejects(activations('float16'), glassnetError('invalid-config', /'float16'.*float32, float64/));
  assert.throws(() => f.step.derivative(1), glassnetError('unsupported', /step/));
  assert.throws(() => f.softmax.derivative([1, 2]), glassnetError('unsupported', /softmax/));
  assert.throws(() => f.relu.value(NaN), glassnetError('invalid-data', /NaN/));
  assert.throws(() => f.relu.value('1'), glassnetError('invalid-shape', /'1'/));
  assert.throws(() => f.relu.value([1, '2']), glassnetError('invalid-data', /x\[1\] is '2'/));
  assert.throws(() => f.relu.value([]), glassnetError('invalid-shape', /x/));
});
