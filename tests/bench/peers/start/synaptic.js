// As in synaptic's own example of XOR, until its error is small enough.
import synaptic from 'synaptic';

const rows = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]].map(([a, b, c]) => ({ input: [a, b], output: [c] }));
const net = new synaptic.Architect.Perceptron(2, 4, 1);
new synaptic.Trainer(net).train(rows, { rate: 0.5, iterations: 100_000, error: 0.01, shuffle: false });
if (rows.some(({ input, output }) => Math.abs(net.activate(input)[0] - output[0]) > 0.2)) process.exitCode = 1;
