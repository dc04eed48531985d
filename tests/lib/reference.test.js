// Initial weights as numpy draws them, and training runs as PyTorch does them. The scripts that made the
// values lie beside them in tests/fixtures.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNetwork } from 'glassnet';
import { names } from '../../web/lib/generated/tables.js';
import { assertClose, fixture, norm } from './tools.js';

const numpy = fixture('numpy_random.json');

test('the fixtures name every initializer, activation, loss and optimizer', () => {
  const runs = fixture('torch_runs.json').map(({ config }) => config);
  const layers = runs.flatMap((config) => config.layers);
  assert.deepEqual(new Set(numpy.cases.map((one) => one.kernelInitializer.name)), new Set(names.initializer));
  assert.deepEqual(new Set(layers.map((layer) => layer.activation).concat('step')), new Set(names.activation));
  assert.deepEqual(new Set(runs.map(({ loss }) => loss)), new Set(names.loss));
  assert.deepEqual(new Set(runs.map(({ optimizer }) => optimizer.name)), new Set(names.optimizer));
});

for (const { seed, kernelInitializer, biasInitializer, layers } of numpy.cases) {
  test(`numpy, seed ${seed}: ${JSON.stringify(kernelInitializer)}, bias ${biasInitializer.name}`, async () => {
    const [[inputs]] = numpy.shapes;
    const create = (dtype) => createNetwork({
      inputs, seed, dtype, generator: 'numpy',
      layers: numpy.shapes.map(([, units]) => ({ units, kernelInitializer, biasInitializer })),
    });
    const [double, single] = await Promise.all([create('float64'), create('float32')]);
    // Equal bits, except where a bound or a logarithm is rounded on another way.
    const tolerance = ['uniform', 'constant', 'zeros', 'ones'].includes(kernelInitializer.name) ? 0 : 4e-15;
    layers.forEach(({ kernel, bias }, i) => {
      assertClose(double.getWeights()[i].kernel, kernel.flat(), tolerance, 'kernel');
      assertClose(double.getWeights()[i].bias, bias, 4e-15, 'bias');
      assert.deepEqual(single.getWeights()[i].kernel, Float32Array.from(double.getWeights()[i].kernel));
    });
  });
}

/** The settings of a run beside its layers' sizes, for its title. */
function describeRun({ layers, loss, optimizer }) {
  const extras = ({ units: _units, activation: _activation, ...others }) =>
    Object.keys(others).length ? ` ${JSON.stringify(others)}` : '';
  const shape = layers.map((layer) => `${layer.units} ${layer.activation}${extras(layer)}`).join(', ');
  return `${shape}; ${loss}; ${JSON.stringify(optimizer)}`;
}

/** |actual − expected| / |expected|, of whole arrays. */
function assertNear(actual, expected, tolerance, place) {
  assert.equal(actual.length, expected.length, place);
  // Where all should be 0, as the slope of a bias before batch normalization, rounding leaves a little.
  const off = norm(expected.map((value, i) => actual[i] - value)) / Math.max(norm(expected), 1e-2);
  assert.ok(off <= tolerance, `${place}: relative error ${off}`);
}

for (const [index, run] of fixture('torch_runs.json').entries()) {
  // What some tens of steps make of float32's rounding, 6e-8: up to 2e-6 in these runs, PyTorch's own float32 as well.
  for (const [dtype, tolerance] of [['float64', 1e-9], ['float32', 5e-6]]) {
    test(`PyTorch ${index}: ${describeRun(run.config)}; ${dtype}`, async () => {
      const net = await createNetwork({ ...run.config, dtype });
      net.setWeights(run.initial.map((layer) => ({ bias: null, ...layer })));
      const trainer = net.trainer(run.x, run.y, run.train), rates = [];
      while (!trainer.done) {
        rates.push(trainer.learningRate);
        trainer.run({ epochs: 1 });
      }
      assertNear(trainer.history.loss, run.loss, tolerance, 'loss');
      assertNear(rates, run.learningRate, 1e-10, 'learning rate');
      net.getWeights().forEach((layer, i) => {
        assert.deepEqual(Object.keys(layer).filter((key) => layer[key]), Object.keys(run.final[i]));
        for (const [key, expected] of Object.entries(run.final[i])) {
          assertNear(layer[key], expected.flat(), tolerance, `${key} ${i}`);
        }
      });
      const { predictions } = run;
      assertNear(net.predict(run.x.slice(0, predictions.length)).flat(), predictions.flat(), tolerance, 'predictions');
    });
  }
}
