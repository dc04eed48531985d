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

for (const [index, run] of fixture('torch_runs.json').entries()) {
  const { layers, loss, optimizer } = run.config;
  const shape = layers.map((layer) => `${layer.units} ${layer.activation}`).join(', ');
  const title = `PyTorch ${index}: ${shape}; ${loss}, ${optimizer.name}`;
  // Rounding to float32 in each of some tens of steps, which the steps before amplify.
  for (const [dtype, tolerance] of [['float64', 1e-9], ['float32', 2e-5]]) {
    test(`${title}; ${dtype}`, async () => {
      const net = await createNetwork({ ...run.config, dtype });
      net.setWeights(run.initial);
      const history = net.train(run.x, run.y, run.train);
      const compare = (actual, expected, place) => {
        const off = norm(expected.map((value, i) => actual[i] - value)) / norm(expected);
        assert.ok(off <= tolerance, `${place}: relative error ${off}`);
      };
      compare(history.loss, run.loss, 'loss');
      compare(net.predict(run.x).flat(), run.predictions.flat(), 'predictions');
      net.getWeights().forEach(({ kernel, bias }, i) => {
        compare(kernel, run.final[i].kernel.flat(), `kernel ${i}`);
        if (run.final[i].bias) compare(bias, run.final[i].bias, `bias ${i}`);
        else assert.equal(bias, null);
      });
    });
  }
}
