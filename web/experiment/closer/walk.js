// One step of training on one row, with every number a text about it would write down.
import { GlassnetError } from '../../lib/index.js';

/**
 * @typedef {import('../../lib/index.js').Network} Network
 * @typedef {import('../snapshot.js').Numbers} Numbers
 * @typedef {import('./index.js').Activations} Activations
 *
 * The numbers of one layer. Those of the way back are there where the row has a target.
 * @typedef {object} WalkLayer
 * @property {Numbers} kernel (inputs, units) @property {Numbers | null} bias (units)
 * @property {Numbers} z weighted sums, (units) @property {Numbers} a activations, (units)
 * @property {Numbers | null} slope of f at z, (units); null for softmax and step
 * @property {Numbers} [pull] of the output: the slope of the loss along each answer, (units)
 * @property {Numbers} [delta] the slope of the loss along z, (units)
 * @property {Numbers} [kernelGradient] @property {Numbers | null} [biasGradient]
 * @property {Numbers} [kernelUpdate] @property {Numbers | null} [biasUpdate] what the optimizer adds
 * @property {Numbers} [newKernel] @property {Numbers | null} [newBias]
 *
 * @typedef {object} Walk
 * @property {number} index of the row; −1 where a person made it up
 * @property {Numbers} input the row as the network takes it, scaled
 * @property {Numbers | null} target
 * @property {number} loss of this row, penalties included @property {number} lossAfter the same after the step; NaN without target
 * @property {WalkLayer[]} layers
 */

/** The slope of the loss along an answer ŷ with target y, before it is divided by how many there are. */
const pulls = {
  meanSquaredError: (/** @type {number} */ a, /** @type {number} */ y) => 2 * (a - y),
  sumSquaredError: (/** @type {number} */ a, /** @type {number} */ y) => 2 * (a - y),
  halfSquaredError: (/** @type {number} */ a, /** @type {number} */ y) => a - y,
  meanAbsoluteError: (/** @type {number} */ a, /** @type {number} */ y) => Math.sign(a - y),
  huber: (/** @type {number} */ a, /** @type {number} */ y) => Math.max(-1, Math.min(1, a - y)),
  hinge: (/** @type {number} */ a, /** @type {number} */ y) => (y * a < 1 ? -y : 0),
};
const summed = ['sumSquaredError', 'halfSquaredError'];

/**
 * @param {Network} network without batch normalization, which needs more than one row
 * @param {Activations} activations
 * @param {{ index: number, row: Float64Array, target: Float64Array | null }} sample raw
 * @returns {Walk}
 */
export function walk(network, activations, { index, row, target }) {
  const { loss: name, scaler, dtype } = network.config;
  const traced = traceOf(network, row, target), weights = network.getWeights();
  const layers = traced.layers.map((layer, l) => {
    const { kernel, bias } = weights[l];
    return {
      ...layer, kernel, bias, slope: slopeOf(activations, network.layers[l].activation, layer.z),
      ...layer.kernelUpdate && {
        newKernel: sum(kernel, layer.kernelUpdate), newBias: bias && layer.biasUpdate ? sum(bias, layer.biasUpdate) : null,
      },
    };
  });
  const output = /** @type {WalkLayer} */ (layers[layers.length - 1]);
  if (target && Object.hasOwn(pulls, name)) {
    const pull = pulls[/** @type {keyof typeof pulls} */ (name)], share = summed.includes(name) ? 1 : 1 / target.length;
    output.pull = output.a.map((answer, u) => pull(answer, target[u]) * share);
  }
  return {
    index, layers, target: target && target.slice(),
    input: inputOf(row, scaler, dtype),
    loss: traced.loss ?? NaN,
    lossAfter: output.delta && target ? lossAfter(network, layers, row, target) : NaN,
  };
}

/** Forward alone where there is no target, or no way back. @param {Network} network @param {Float64Array} row @param {Float64Array | null} target */
function traceOf(network, row, target) {
  try {
    return network.trace(row, target ?? undefined);
  } catch (error) {
    if (error instanceof GlassnetError && ['unsupported', 'invalid-data'].includes(error.code)) return network.trace(row);
    throw error;
  }
}

/** @param {Float64Array} row @param {import('../../lib/scaler.js').ScalerData | undefined} scaler @param {string} dtype */
function inputOf(row, scaler, dtype) {
  const scaled = scaler ? row.map((value, i) => (value - scaler.offset[i]) / scaler.scale[i]) : row;
  return dtype === 'float32' ? new Float32Array(scaled) : new Float64Array(scaled);
}

/** @param {Activations} activations @param {import('../experiment.js').ActivationName} name @param {Numbers} z */
function slopeOf(activations, name, z) {
  return name === 'softmax' || name === 'step' ? null : /** @type {Numbers} */ (activations[name].derivative(z));
}

/** @template {Numbers} T @param {T} a @param {Numbers} b @returns {T} rounded to a's kind of number, as the core rounds */
function sum(a, b) {
  return /** @type {T} */ (a.map((value, i) => value + b[i]));
}

/** The weights after the step. @param {WalkLayer[]} layers */
export function newWeights(layers) {
  return layers.map(({ newKernel, newBias, kernel, bias }) => ({ kernel: newKernel ?? kernel, bias: newBias ?? bias }));
}

/** @param {Network} network @param {WalkLayer[]} layers @param {Float64Array} row @param {Float64Array} target */
function lossAfter(network, layers, row, target) {
  const copy = network.clone();
  try {
    copy.setWeights(newWeights(layers));
    return copy.evaluate(row, target).loss;
  } catch (error) {
    if (error instanceof GlassnetError) return NaN; // the step leads beyond all numbers
    throw error;
  } finally {
    copy.dispose();
  }
}
