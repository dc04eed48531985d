// A classifier of two classes, trained by adadelta as in ConvNetJS's own examples.
import convnetjs from 'convnetjs';

const { Net, Trainer, Vol } = convnetjs;
const net = new Net();
net.makeLayers([
  { type: 'input', out_sx: 1, out_sy: 1, out_depth: 2 },
  { type: 'fc', num_neurons: 4, activation: 'tanh' },
  { type: 'softmax', num_classes: 2 },
]);
const trainer = new Trainer(net, { method: 'adadelta', batch_size: 4 });
const rows = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]].map(([a, b, c]) => ({ x: new Vol([a, b]), y: c }));
const learned = () => rows.every(({ x, y }) => net.forward(x).w[y] > 0.8);
for (let epoch = 0; epoch < 20_000 && !(epoch % 100 === 0 && learned()); epoch++) {
  for (const { x, y } of rows) trainer.train(x, y);
}
if (!learned()) process.exitCode = 1;
