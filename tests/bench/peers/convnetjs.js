// ConvNetJS. A batch may span two epochs, so where the last one is short its updates come a little later.
import convnetjs from 'convnetjs';
import { timed } from '../race.js';
import { rowsOf } from './rows.js';

const { FullyConnLayer, InputLayer, Net, RegressionLayer, SGDTrainer, SigmoidLayer, Vol } = convnetjs;

/**
 * Layers by hand, since `makeLayers` puts a linear one before every regression.
 * @param {import('../workloads.js').Workload} workload
 */
function build({ sizes, weights }) {
  const shape = (depth) => ({ in_sx: 1, in_sy: 1, in_depth: depth });
  const net = new Net();
  net.layers = [new InputLayer({ out_sx: 1, out_sy: 1, out_depth: sizes[0] })];
  weights.forEach(({ kernel, bias }, i) => {
    const [inputs, units] = sizes.slice(i, i + 2);
    const layer = new FullyConnLayer({ ...shape(inputs), num_neurons: units });
    layer.filters.forEach(({ w }, unit) => w.forEach((_, k) => { w[k] = kernel[k * units + unit]; }));
    layer.biases.w.set(bias);
    net.layers.push(layer, new SigmoidLayer(shape(units)));
  });
  net.layers.push(new RegressionLayer(shape(sizes[2])));
  return net;
}

/** @param {import('../workloads.js').Workload} workload @returns {Promise<import('../glassnet.js').Contestant>} */
export async function openConvnet(workload) {
  const { sizes, batch, learningRate } = workload, net = build(workload);
  // Its loss is half the sum of squares over the outputs.
  const trainer = new SGDTrainer(net, {
    method: 'sgd', momentum: 0, l1_decay: 0, l2_decay: 0, batch_size: batch, learning_rate: learningRate * 2 / sizes[2],
  });
  const rows = rowsOf(workload, (row) => new Vol(Array.from(row)));
  const targets = rows.map(({ output }) => Array.from(output.w));
  return {
    train: (epochs) => timed(() => {
      for (; epochs > 0; epochs--) rows.forEach(({ input }, i) => trainer.train(input, targets[i]));
    }),
    answers: () => rows.flatMap(({ input }) => [...net.forward(input).w]),
    predict: (count, times) => timed(() => {
      for (let i = 0; i < times; i++) for (let row = 0; row < count; row++) net.forward(rows[row].input);
    }),
    close() {},
  };
}
