// Backpropagation against central differences, for whatever the tables of the core name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNetwork } from 'glassnet';
import { names } from '../../web/lib/generated/tables.js';
import { norm, numbers } from './tools.js';

const INPUTS = 3, HIDDEN = 4, OUTPUTS = 3, ROWS = 5, H = 1e-5;

const matrix = (rows, columns, next) =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => next()));

function makeTargets(loss, next) {
  if (loss === 'categoricalCrossentropy') {
    return Array.from({ length: ROWS }, (_, r) => Array.from({ length: OUTPUTS }, (_, c) => Number(c === r % OUTPUTS)));
  }
  const y = matrix(ROWS, OUTPUTS, next);
  return loss === 'binaryCrossentropy' ? y.map((row) => row.map((value) => Number(value > 0))) : y;
}

/** Data and weights for which no sum, and no answer less its target, lies near a kink. */
function placeOffKinks(net, loss) {
  for (let seed = 1; seed < 200; seed++) {
    const next = numbers(seed), x = matrix(ROWS, INPUTS, next), y = makeTargets(loss, next);
    net.setWeights(net.layers.map(({ inputs, units }) => (
      { kernel: matrix(inputs, units, next), bias: matrix(1, units, next)[0] })));
    const { layers } = net.trace(x);
    const answers = layers.at(-1).a.flat(), targets = y.flat(), sums = layers.flatMap(({ z }) => z.flat());
    // Of the activations at 0 and ±3, of meanAbsoluteError at the target, of hinge at its inverse.
    const distances = [
      ...sums, ...sums.map((z) => Math.abs(z) - 3), ...answers.flatMap((a, i) => [a - targets[i], a * targets[i] - 1]),
    ];
    if (distances.every((value) => Math.abs(value) > 1e-3)) return { x, y };
  }
  throw new Error('no seed keeps the samples off kinks');
}

/** ∂loss/∂parameter of one array of one layer by (L(w + h) − L(w − h)) / 2h. */
function centralDifferences(net, { x, y }, layer, array) {
  const weights = net.getWeights(), values = weights[layer][array];
  const lossAt = (i, value) => {
    const before = values[i];
    values[i] = value;
    net.setWeights(weights);
    values[i] = before;
    return net.evaluate(x, y).loss;
  };
  const slopes = Array.from(values, (value, i) => (lossAt(i, value + H) - lossAt(i, value - H)) / (2 * H));
  net.setWeights(weights);
  return slopes;
}

const create = (hidden, output, loss) => createNetwork({
  inputs: INPUTS, dtype: 'float64', loss,
  layers: [{ units: HIDDEN, activation: hidden }, { units: OUTPUTS, activation: output }],
});

/** The pairs of output and loss that the core takes. */
async function acceptedPairs() {
  const pairs = names.activation.flatMap((output) => names.loss.map((loss) => ({ output, loss })));
  const isAccepted = ({ output, loss }) => create('linear', output, loss).then(() => true, () => false);
  const accepted = await Promise.all(pairs.map(isAccepted));
  return pairs.filter((_, i) => accepted[i]);
}

test('the cross-entropies take their own output only, every other loss any output', async () => {
  const own = { binaryCrossentropy: 'sigmoid', categoricalCrossentropy: 'softmax' };
  const expected = names.activation.flatMap((output) =>
    names.loss.filter((loss) => (own[loss] ?? output) === output).map((loss) => ({ output, loss })));
  assert.deepEqual(await acceptedPairs(), expected);
});

for (const { output, loss } of await acceptedPairs()) {
  if (output === 'step') continue;
  test(`${loss} of ${output}, behind every activation`, async () => {
    for (const hidden of names.activation.filter((name) => name !== 'step' && name !== 'softmax')) {
      const net = await create(hidden, output, loss);
      const data = placeOffKinks(net, loss);
      const { layers } = net.gradients(data.x, data.y);
      for (const [layer, gradient] of layers.entries()) {
        for (const array of ['kernel', 'bias']) {
          const analytic = Array.from(gradient[array]), numeric = centralDifferences(net, data, layer, array);
          const off = norm(analytic.map((a, i) => a - numeric[i])) / (norm(analytic) + norm(numeric));
          assert.ok(off < 1e-7, `${hidden}, layer ${layer}, ${array}: ${off}`);
        }
      }
      net.dispose();
    }
  });
}
