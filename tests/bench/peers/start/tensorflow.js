// The network and optimizer of start/glassnet.js; fewer epochs, since they are enough.
import tf from '@tensorflow/tfjs';

tf.env().set('PROD', true);
await tf.setBackend('cpu');
const glorot = (seed) => tf.initializers.glorotUniform({ seed });
const model = tf.sequential({
  layers: [
    tf.layers.dense({ units: 4, activation: 'tanh', inputShape: [2], kernelInitializer: glorot(1) }),
    tf.layers.dense({ units: 1, activation: 'sigmoid', kernelInitializer: glorot(2) }),
  ],
});
model.compile({ optimizer: tf.train.adam(0.05), loss: 'binaryCrossentropy' });
const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]), y = [0, 1, 1, 0];
const options = { epochs: 200, batchSize: 4, shuffle: false, verbose: 0, yieldEvery: 'never' };
await model.fit(x, tf.tensor2d(y, [4, 1]), options);
if (model.predict(x).dataSync().some((answer, i) => Math.abs(answer - y[i]) > 0.2)) process.exitCode = 1;
