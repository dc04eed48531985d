// Trains until its error is small enough, as brain.js does by default.
import brain from 'brain.js';

const rows = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]].map(([a, b, c]) => ({ input: [a, b], output: [c] }));
const net = new brain.NeuralNetwork({ hiddenLayers: [4] });
net.train(rows, { errorThresh: 0.01 });
if (rows.some(({ input, output }) => Math.abs(net.run(input)[0] - output[0]) > 0.2)) process.exitCode = 1;
