// brain.js. It knows no batches: its weights move after every row.
import brain from 'brain.js';
import { timed } from '../race.js';
import { rowsOf } from './rows.js';

/** @param {import('../workloads.js').Workload} workload @returns {Promise<import('../glassnet.js').Contestant>} */
export async function openBrain(workload) {
  const { sizes: [inputSize, hidden, outputSize], learningRate, batch } = workload;
  const network = new brain.NeuralNetwork({
    inputSize, outputSize, hiddenLayers: [hidden], activation: 'sigmoid',
    learningRate: 2 * learningRate / (batch * outputSize),
  });
  network.initialize();
  workload.weights.forEach(({ kernel, bias }, i) => {
    network.biases[i + 1].set(bias);
    network.weights[i + 1].forEach((own, unit) => own.forEach((_, k) => { own[k] = kernel[k * bias.length + unit]; }));
  });
  const rows = rowsOf(workload, (row) => Array.from(row));
  return {
    train: (epochs) => timed(() =>
      network.train(rows, { iterations: epochs, errorThresh: 1e-12, errorCheckInterval: epochs + 1 })),
    answers: () => rows.flatMap(({ input }) => [...network.run(input)]),
    predict: (count, times) => timed(() => {
      for (let i = 0; i < times; i++) for (let row = 0; row < count; row++) network.run(rows[row].input);
    }),
    close() {},
  };
}
