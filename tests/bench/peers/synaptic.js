// synaptic, with the code that it generates for a network. It knows no batches: its weights move after every row. Its
// rule leaves out the slope of the output units, so that it goes further in a step.
import synaptic from 'synaptic';
import { timed } from '../race.js';
import { rowsOf } from './rows.js';

/** Before the network first answers, which is when its code is made. */
function setWeights({ layers }, { weights }) {
  const all = [layers.input, ...layers.hidden, layers.output].map(({ list }) => list);
  weights.forEach(({ kernel, bias }, i) => all[i + 1].forEach((neuron, unit) => {
    neuron.bias = bias[unit];
    for (const connection of Object.values(neuron.connections.inputs)) {
      connection.weight = kernel[all[i].indexOf(connection.from) * bias.length + unit];
    }
  }));
}

/** @param {import('../workloads.js').Workload} workload @returns {Promise<import('../glassnet.js').Contestant>} */
export async function openSynaptic(workload) {
  const { sizes, learningRate, batch } = workload, rate = learningRate * 2 / (batch * sizes[2]);
  const network = new synaptic.Architect.Perceptron(...sizes);
  setWeights(network, workload);
  const rows = rowsOf(workload, (row) => Array.from(row));
  return {
    // What its Trainer does, which is no faster.
    train: (epochs) => timed(() => {
      for (; epochs > 0; epochs--) {
        for (const { input, output } of rows) {
          network.activate(input);
          network.propagate(rate, output);
        }
      }
    }),
    answers: () => rows.flatMap(({ input }) => network.activate(input)),
    predict: (count, times) => timed(() => {
      for (let i = 0; i < times; i++) for (let row = 0; row < count; row++) network.activate(rows[row].input);
    }),
    close() {},
  };
}
