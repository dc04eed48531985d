// Networks for the tests of what a network can be written as, and where such tests work.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNetwork } from 'glassnet';
import { names } from '../../web/lib/generated/tables.js';

const hidden = (activation) => ({
  inputs: 3,
  layers: [{ units: 6, activation }, { units: 2 }],
  scaler: { offset: [2.5, 0, -1900.1], scale: [0.3, 1, 7] },
});

const output = (activation) => ({ inputs: 3, layers: [{ units: 5, activation: 'tanh' }, { units: 4, activation }] });

/** Configs by what they are about: every activation, and every way a layer can be made. */
export const configs = {
  ...Object.fromEntries(names.activation.map((activation) =>
    [activation, activation === 'softmax' ? output(activation) : hidden(activation)])),
  'one number in, one out, no bias': { inputs: 1, layers: [{ units: 1, useBias: false }] },
  'batch normalization': {
    inputs: 2,
    layers: [
      { units: 4, activation: 'relu', batchNormalization: true, useBias: false },
      { units: 5, activation: 'silu', batchNormalization: true },
      { units: 3, activation: 'softmax', batchNormalization: true },
    ],
    scaler: { offset: [100, 0.1], scale: [50, 1e-3] },
  },
  'some layers without bias, dropout, one activation twice': {
    inputs: 4,
    layers: [
      { units: 3, activation: 'gelu', useBias: false, dropout: 0.5 },
      { units: 3, activation: 'gelu' },
      { units: 1, activation: 'sigmoid', useBias: false },
    ],
  },
  'long rows': { inputs: 70, layers: [{ units: 30, activation: 'selu' }, { units: 2, activation: 'sigmoid' }] },
};

/** Numbers in −1 … 1, the same at every run (Park and Miller's generator, 1988). */
export function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return 2 * state / 2147483647 - 1;
  };
}

/**
 * A network of one of the configs. Its weights spread the sums over both sides of every bend, and leave the outputs
 * around 1, so that one tolerance fits all.
 */
export async function createExported(config, dtype) {
  const net = await createNetwork({ ...config, dtype });
  const random = createRandom(17);
  const fill = (list, size, middle = 0) => list && Array.from(list, () => middle + size * random());
  const last = net.layers.length - 1;
  net.setWeights(net.getWeights().map((weights, l) => {
    const { inputs } = net.layers[l], size = l < last ? 1 : 0.2;
    return {
      kernel: fill(weights.kernel, 8 * size / Math.sqrt(inputs)),
      bias: fill(weights.bias, size),
      ...weights.gamma && {
        gamma: fill(weights.gamma, 1, 1), beta: fill(weights.beta, 0.5),
        movingMean: fill(weights.movingMean, 0.5), movingVariance: fill(weights.movingVariance, 1, 1.5),
      },
    };
  }));
  return net;
}

/** Raw rows for a network, most of them inside what its scaler expects; each number is a float32. */
export function createRows(net, count) {
  const { inputs, scaler } = net.config, random = createRandom(3);
  const { offset, scale } = scaler ?? { offset: Array(inputs).fill(0), scale: Array(inputs).fill(1) };
  return Array.from({ length: count }, () =>
    Array.from({ length: inputs }, (_, i) => Math.fround(offset[i] + scale[i] * random())));
}

/** Runs a test in a folder of its own. */
export async function inFolder(run) {
  const folder = await mkdtemp(join(tmpdir(), 'glassnet-'));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
