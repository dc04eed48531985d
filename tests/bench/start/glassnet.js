// The README's first program.
import { createNetwork } from 'glassnet';

const net = await createNetwork({
  inputs: 2,
  layers: [{ units: 4, activation: 'tanh' }, { units: 1, activation: 'sigmoid' }],
  optimizer: { name: 'adam', learningRate: 0.05 },
});
const x = [[0, 0], [0, 1], [1, 0], [1, 1]], y = [[0], [1], [1], [0]];
net.train(x, y, { epochs: 500 });
if (net.predict(x).some(([answer], i) => Math.abs(answer - y[i][0]) > 0.2)) process.exitCode = 1;
