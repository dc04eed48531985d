import { kernelRows, snakeCase, writeList, writeTable } from './program.js';

/** @typedef {import('./program.js').Program} Program */
/** @typedef {import('./program.js').ProgramLayer} ProgramLayer */

/** A function of one line. @param {string} value f(z) @param {string} [comment] */
const returns = (value, comment) => (/** @type {string} */ name) =>
  `def ${name}(z):\n    return ${value}${comment ? `  # ${comment}` : ''}`;

/**
 * The function of each activation: weighted sums z (rows, units) -> outputs (rows, units).
 * @type {Record<import('../generated/tables.js').ActivationName, (name: string) => string>}
 */
export const activations = {
  linear: returns('z'),
  step: returns('(z > 0).astype(dtype)'),
  sigmoid: returns('(1 + np.tanh(z / 2)) / 2', 'the same as 1 / (1 + e^-z), where e^-z could overflow'),
  tanh: returns('np.tanh(z)'),
  relu: returns('np.maximum(z, 0)'),
  leakyRelu: returns('np.where(z > 0, z, 0.01 * z)'),
  elu: returns('np.where(z > 0, z, np.expm1(np.minimum(z, 0)))'),
  selu: returns('1.0507009873554805 * np.where(z > 0, z, 1.6732632423543772 * np.expm1(np.minimum(z, 0)))'),
  gelu: (name) => `\
erf = np.vectorize(math.erf, otypes=[dtype])


${returns('z * (1 + erf(z / math.sqrt(2))) / 2')(name)}`,
  silu: returns('z * (1 + np.tanh(z / 2)) / 2', 'z times its sigmoid'),
  mish: returns('z * np.tanh(np.logaddexp(0, z))', 'z times the tanh of its softplus'),
  softplus: returns('np.logaddexp(0, z)', 'log(e^0 + e^z)'),
  softsign: returns('z / (1 + np.abs(z))'),
  hardSigmoid: returns('np.clip(z / 6 + 0.5, 0, 1)'),
  softmax: (name) => `\
def ${name}(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))  # the highest taken off, so that no power is infinite
    return powers / powers.sum(axis=1, keepdims=True)  # shares of 1`,
};

/** A Python program that needs numpy alone. @param {Program} program */
export function writeNumpy(program) {
  const { title, inputs, outputs, layers, scaler } = program;
  const functions = program.activations.map((name) => activations[name](snakeCase(name)));
  if (layers.some(({ normalization }) => normalization)) functions.unshift(batchNormalization);
  return `\
"""${title}

    python network.py               prints the answers to a few rows
    from network import predict     answers rows of your own
"""
${program.activations.includes('gelu') ? 'import math\n\n' : ''}import numpy as np

dtype = np.${program.dtype}
${scaler ? writeScaler(scaler) : ''}
${layers.map((layer) => writeWeights(layer, program.dtype)).join('\n')}

${functions.map((text) => `${text}\n\n\n`).join('')}\
def predict(x):
    """The answers to the rows x: (rows, ${inputs}) -> (rows, ${outputs})."""
${scaler ? '    x = (np.asarray(x, np.float64) - offset) / scale\n' : ''}\
    a = np.asarray(x, dtype)  # (rows, ${inputs})
${layers.map(writeStep).join('\n')}
    return a


examples = [
${writeTable(program.examples, { open: '[', close: ']' }, '    ')}]

if __name__ == '__main__':
    for answer in predict(examples):
        print(*answer)
`;
}

/** @param {import('../scaler.js').ScalerData} scaler */
const writeScaler = ({ offset, scale }) => `
# The rows are scaled first, column by column: (x - offset) / scale.
offset = np.array(${writeList(offset, { open: '[', close: ']' }, '    ')})
scale = np.array(${writeList(scale, { open: '[', close: ']' }, '    ')})
`;

/** @param {ProgramLayer} layer @param {import('../core.js').Dtype} dtype */
function writeWeights(layer, dtype) {
  const { number: n, inputs, units, bias, normalization } = layer;
  /** @param {string} name @param {ArrayLike<number>} numbers */
  const vector = (name, numbers) => {
    const list = writeList(numbers, { open: '[', close: ']', dtype }, '    ');
    return `${snakeCase(name)}${n} = np.array(${list}, dtype)  # (${units})\n`;
  };
  return `\
# Layer ${n}: ${inputs} -> ${units}, ${layer.activation}
kernel${n} = np.array([  # (${inputs}, ${units}): a row for each input, a column for each unit
${writeTable(kernelRows(layer), { open: '[', close: ']', dtype }, '    ')}], dtype)
${bias ? vector('bias', bias) : ''}\
${Object.entries(normalization ?? {}).map(([name, numbers]) => vector(name, numbers)).join('')}`;
}

const batchNormalization = `\
def batch_normalization(z, gamma, beta, moving_mean, moving_variance):
    """Each sum beside the mean and variance that its unit had in training."""
    return gamma * (z - moving_mean) / np.sqrt(moving_variance + 1e-5) + beta`;

/** @param {ProgramLayer} layer */
function writeStep({ number: n, units, activation, bias, normalization }) {
  const normalized = `batch_normalization(z, gamma${n}, beta${n}, moving_mean${n}, moving_variance${n})`;
  return `
    z = a @ kernel${n}${bias ? ` + bias${n}` : ''}  # the weighted sums, (rows, ${units})
${normalization ? `    z = ${normalized}\n` : ''}\
    a = ${snakeCase(activation)}(z)  # (rows, ${units})`;
}
