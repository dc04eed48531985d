// This library in WebAssembly, through its public API.
import { createNetwork } from 'glassnet';
import { timed } from './race.js';

/** @typedef {import('./workloads.js').Workload} Workload */
/**
 * Something that trains a workload's network.
 * @typedef {object} Contestant
 * @property {(epochs: number) => number | Promise<number>} train answers seconds
 * @property {() => ArrayLike<number> | Promise<ArrayLike<number>>} answers for all rows, (rows, outputs)
 * @property {(rows: number, times: number) => number | Promise<number>} [predict] answers the first rows, `times` over;
 *   seconds
 * @property {() => void} close
 */

/**
 * @param {Workload} workload
 * @param {{ dtype?: string, optimizer?: string, output?: string, loss?: string, shuffle?: boolean, metrics?: string[] }
 * } [options]
 * @returns {Promise<Contestant>}
 */
export async function openGlassnet(workload, options = {}) {
  const { dtype = 'float32', optimizer = 'sgd', output = 'sigmoid', loss = 'meanSquaredError' } = options;
  const { sizes: [inputs, hidden, outputs], batch, batches, learningRate } = workload;
  const Reals = dtype === 'float32' ? Float32Array : Float64Array, x = Reals.from(workload.x);
  const network = await createNetwork({
    inputs, dtype, loss,
    layers: [{ units: hidden, activation: 'sigmoid' }, { units: outputs, activation: output }],
    optimizer: optimizer === 'adam' ? optimizer : { name: optimizer, learningRate },
  });
  network.setWeights(workload.weights);
  const { shuffle = false, metrics = [] } = options;
  const trainer = network.trainer(x, Reals.from(workload.y), { batchSize: batch, shuffle, metrics });
  return {
    train: (epochs) => timed(() => trainer.run({ steps: epochs * batches })),
    answers: () => network.predict(x),
    predict(rows, times) {
      const some = x.slice(0, rows * inputs);
      return timed(() => {
        for (let i = 0; i < times; i++) network.predict(some);
      });
    },
    close() {
      trainer.dispose();
      network.dispose();
    },
  };
}
