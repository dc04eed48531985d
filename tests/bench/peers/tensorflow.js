// TensorFlow.js, on either backend, by each of the three calls it offers.
import tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { now, timed } from '../race.js';

tf.env().set('PROD', true);
export const version = tf.version.tfjs;

/** @typedef {import('../workloads.js').Workload} Workload */
/** @typedef {{ train(epochs: number): void | Promise<void>, forward(x: object): object, close(): void }} Call */

/** `model.fit`. @param {Workload} workload @returns {Call} */
function fit({ sizes: [inputs, hidden, outputs], batch, learningRate, weights }, x, y) {
  const layer = (units, more) => tf.layers.dense({ units, activation: 'sigmoid', ...more });
  const model = tf.sequential({ layers: [layer(hidden, { inputShape: [inputs] }), layer(outputs)] });
  model.compile({ optimizer: tf.train.sgd(learningRate), loss: 'meanSquaredError' });
  model.setWeights(tensors({ sizes: [inputs, hidden, outputs], weights }));
  return {
    train: (epochs) => model.fit(x, y, { epochs, batchSize: batch, shuffle: false, verbose: 0, yieldEvery: 'never' }),
    forward: (rows) => model.predict(rows),
    close: () => model.dispose(),
  };
}

/** Kernel and bias of both layers. */
function tensors({ sizes, weights }) {
  return weights.flatMap(({ kernel, bias }, i) => [tf.tensor2d(kernel, sizes.slice(i, i + 2)), tf.tensor1d(bias)]);
}

/** The batches as tensors of their own, made once. @param {Workload} workload */
function cut({ rows, batch }, x, y) {
  return Array.from({ length: Math.ceil(rows / batch) }, (_, i) => {
    const size = Math.min(batch, rows - i * batch);
    return [x, y].map((tensor) => tensor.slice([i * batch, 0], [size, -1]));
  });
}

/** `optimizer.minimize`, with the gradient by TensorFlow.js. @param {Workload} workload @returns {Call} */
function minimize(workload, x, y) {
  const [w1, b1, w2, b2] = tensors(workload).map((tensor) => tf.variable(tensor));
  const batches = cut(workload, x, y), optimizer = tf.train.sgd(workload.learningRate);
  const forward = (rows) => {
    const h = tf.sigmoid(tf.add(tf.matMul(rows, w1), b1));
    return tf.sigmoid(tf.add(tf.matMul(h, w2), b2));
  };
  return {
    train(epochs) {
      for (; epochs > 0; epochs--) {
        for (const [rows, targets] of batches) {
          optimizer.minimize(() => tf.losses.meanSquaredError(targets, forward(rows)));
        }
      }
    },
    forward,
    close: () => tf.dispose([w1, b1, w2, b2, batches]),
  };
}

/** The gradient by hand, in as few operations as there can be. @param {Workload} workload @returns {Call} */
function operations(workload, x, y) {
  const [w1, b1, w2, b2] = tensors(workload).map((tensor) => tf.variable(tensor)), one = tf.scalar(1);
  const batches = cut(workload, x, y)
    .map(([rows, targets]) => [rows, targets, tf.scalar(2 * workload.learningRate / targets.size)]);
  const hidden = (rows) => tf.sigmoid(tf.add(tf.matMul(rows, w1), b1));
  const output = (h) => tf.sigmoid(tf.add(tf.matMul(h, w2), b2));
  const step = (rows, targets, rate) => {
    const h = hidden(rows), o = output(h);
    const d2 = tf.mul(tf.mul(tf.sub(o, targets), rate), tf.mul(o, tf.sub(one, o)));
    const d1 = tf.mul(tf.matMul(d2, w2, false, true), tf.mul(h, tf.sub(one, h)));
    w2.assign(tf.sub(w2, tf.matMul(h, d2, true)));
    b2.assign(tf.sub(b2, tf.sum(d2, 0)));
    w1.assign(tf.sub(w1, tf.matMul(rows, d1, true)));
    b1.assign(tf.sub(b1, tf.sum(d1, 0)));
  };
  return {
    train(epochs) {
      for (; epochs > 0; epochs--) {
        for (const [rows, targets, rate] of batches) tf.tidy(() => step(rows, targets, rate));
      }
    },
    forward: (rows) => output(hidden(rows)),
    close: () => tf.dispose([w1, b1, w2, b2, one, batches]),
  };
}

const calls = { fit, minimize, operations };

/**
 * @param {Workload} workload
 * @param {'cpu' | 'wasm'} backend
 * @param {keyof typeof calls} call
 * @returns {Promise<import('../glassnet.js').Contestant>}
 */
export async function openTensorflow(workload, backend, call) {
  const { sizes: [inputs, , outputs], rows } = workload;
  if (!await tf.setBackend(backend)) throw new Error(`no backend ${backend}`);
  const x = tf.tensor2d(workload.x, [rows, inputs]), y = tf.tensor2d(workload.y, [rows, outputs]);
  const { train, forward, close } = calls[call](workload, x, y);
  // The wasm backend computes at once, so nothing is left to wait for when a call returns.
  return {
    async train(epochs) {
      await tf.setBackend(backend);
      const begun = now();
      await train(epochs);
      return now() - begun;
    },
    async answers() {
      await tf.setBackend(backend);
      return tf.tidy(() => forward(x).dataSync());
    },
    async predict(count, times) {
      await tf.setBackend(backend);
      const some = x.slice([0, 0], [count, -1]);
      const seconds = timed(() => {
        for (let i = 0; i < times; i++) tf.tidy(() => forward(some).dataSync());
      });
      some.dispose();
      return seconds;
    },
    close() {
      close();
      tf.dispose([x, y]);
    },
  };
}
