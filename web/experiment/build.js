// From an experiment to a network and its trainer.
import { createNetwork } from '../lib/index.js';
import { optimizerNumbers } from './experiment.js';

/**
 * @typedef {import('./experiment.js').Experiment} Experiment
 * @typedef {import('./data.js').Prepared} Prepared
 * @typedef {import('../lib/index.js').Network} Network
 */

/**
 * @param {Experiment} experiment
 * @param {Prepared} data
 * @returns {Promise<Network>} rejects with a GlassnetError
 */
export async function buildNetwork(experiment, { info, scaler }) {
  const { layers, loss, optimizer: name, learningRate, seed, generator, dtype } = experiment;
  const optimizer = { name, learningRate, ...optimizerNumbers(experiment) };
  const network = await createNetwork({ inputs: info.inputs, layers, loss, optimizer, scaler, seed, generator, dtype });
  try {
    putGivenWeights(network, experiment);
  } catch (error) {
    network.dispose();
    throw error;
  }
  return network;
}

/** Back to the first weights. @param {Network} network @param {Experiment} experiment */
export function resetNetwork(network, experiment) {
  network.reset(experiment.seed);
  putGivenWeights(network, experiment);
}

/** @param {Network} network @param {Experiment} experiment */
function putGivenWeights(network, { weights }) {
  if (weights) network.setWeights(weights);
}

/**
 * @param {Network} network
 * @param {Experiment} experiment
 * @param {Prepared} data
 */
export function buildTrainer(network, { epochs, batchSize, earlyStopping }, { train, test, info }) {
  return network.trainer(train.x, train.y, {
    batchSize,
    ...(epochs ? { epochs } : {}),
    ...(earlyStopping ? { earlyStopping } : {}),
    ...(info.testRows ? { validationData: test } : {}),
  });
}
