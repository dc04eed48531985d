import { kernelRows, writeList, writeTable } from './program.js';

/** @typedef {import('./program.js').Program} Program */
/** @typedef {import('./program.js').ProgramLayer} ProgramLayer */

/** f of each z by itself. @param {string} value f(v) */
const each = (value) => (/** @type {string} */ name) => `const ${name} = (z) => z.map((v) => ${value});`;

/**
 * The function of each activation: weighted sums z (units) -> outputs (units).
 * @type {Record<import('../generated/tables.js').ActivationName, (name: string) => string>}
 */
export const activations = {
  linear: () => 'const linear = (z) => z;',
  step: each('(v > 0 ? 1 : 0)'),
  sigmoid: each('1 / (1 + Math.exp(-v))'),
  tanh: each('Math.tanh(v)'),
  relu: each('Math.max(v, 0)'),
  leakyRelu: each('(v > 0 ? v : 0.01 * v)'),
  elu: each('(v > 0 ? v : Math.expm1(v))'),
  selu: each('1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * Math.expm1(v))'),
  gelu: (name) => `\
// The error function: 2 / sqrt(pi) * e^(-x^2) * (x + 2 x^3 / 3 + 4 x^5 / 15 + 8 x^7 / 105 + ...)
function erf(x) {
  if (!(Math.abs(x) < 6)) return Math.sign(x);
  let term = x, sum = x;
  for (let n = 1; sum + term !== sum; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
}
${each('(v * (1 + erf(v / Math.SQRT2))) / 2')(name)}`,
  silu: each('v / (1 + Math.exp(-v))'),
  mish: each('v * Math.tanh(Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))))'),
  softplus: each('Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)))'),
  softsign: each('v / (1 + Math.abs(v))'),
  hardSigmoid: each('Math.min(Math.max(v / 6 + 0.5, 0), 1)'),
  softmax: (name) => `\
function ${name}(z) {
  const highest = z.reduce((a, b) => Math.max(a, b)); // taken off first, so that no power is infinite
  const powers = z.map((v) => Math.exp(v - highest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum); // shares of 1
}`,
};

/** An ES module that needs nothing else. @param {Program} program */
export function writeJs(program) {
  const { title, inputs, outputs, layers, scaler } = program;
  return `\
// ${title}
//
//   node network.mjs                           prints the answers to a few rows
//   import { predict } from './network.mjs';   answers rows of your own
${scaler ? writeScaler(scaler) : ''}
${layers.map((layer) => writeWeights(layer, program.dtype)).join('\n')}
${writeDense(layers)}
${layers.some((layer) => layer.normalization) ? `\n${batchNormalization}\n` : ''}
${program.activations.map((name) => activations[name](name)).join('\n\n')}

// The answers to the rows x, an array of arrays: (rows, ${inputs}) -> (rows, ${outputs}).
export function predict(x) {
  return x.map((row) => {
    ${scaler ? 'let a = row.map((value, i) => (value - offset[i]) / scale[i]);' : 'let a = row;'} // (${inputs})
    let z;
${layers.map(writeStep).join('\n')}
    return a;
  });
}

export const examples = [
${writeTable(program.examples, { open: '[', close: ']' })}];

// Run by itself, not imported: one line of outputs for each example.
const script = globalThis.process?.argv[1]?.split(/[\\\\/]/).pop();
if (script && decodeURIComponent(import.meta.url).endsWith(\`/\${script}\`)) {
  for (const answer of predict(examples)) console.log(answer.join(' '));
}
`;
}

/** @param {import('../scaler.js').ScalerData} scaler */
const writeScaler = ({ offset, scale }) => `
// The rows are scaled first, column by column: (x - offset) / scale.
const offset = ${writeList(offset, { open: '[', close: ']' })};
const scale = ${writeList(scale, { open: '[', close: ']' })};
`;

/** @param {ProgramLayer} layer @param {import('../core.js').Dtype} dtype */
function writeWeights(layer, dtype) {
  const { number: n, inputs, units, bias, normalization } = layer;
  const type = dtype === 'float32' ? 'Float32Array' : 'Float64Array';
  const form = { open: `new ${type}([`, close: '])', dtype };
  /** @param {string} name @param {ArrayLike<number>} numbers */
  const vector = (name, numbers) => `const ${name}${n} = ${writeList(numbers, form)}; // (${units})\n`;
  return `\
// Layer ${n}: ${inputs} -> ${units}, ${layer.activation}
const kernel${n} = new ${type}([ // (${inputs}, ${units}): a row for each input, a column for each unit
${writeTable(kernelRows(layer), { open: '', close: '', dtype })}]);
${bias ? vector('bias', bias) : ''}\
${Object.entries(normalization ?? {}).map(([name, numbers]) => vector(name, numbers)).join('')}`;
}

/** @param {ProgramLayer[]} layers */
function writeDense(layers) {
  const allBiased = layers.every(({ bias }) => bias);
  return `\
// The weighted sums of a layer: z[j] = bias[j] + a[0] * kernel[0, j] + a[1] * kernel[1, j] + ...
function dense(a, kernel, ${allBiased ? 'bias' : 'bias = null'}) {
  const units = kernel.length / a.length;
  return Array.from({ length: units }, (_, j) =>
    a.reduce((sum, value, i) => sum + value * kernel[i * units + j], ${allBiased ? 'bias[j]' : 'bias ? bias[j] : 0'}));
}`;
}

const batchNormalization = `\
// Each sum beside the mean and variance that its unit had in training.
function batchNormalization(z, gamma, beta, movingMean, movingVariance) {
  return z.map((v, j) => (gamma[j] * (v - movingMean[j])) / Math.sqrt(movingVariance[j] + 1e-5) + beta[j]);
}`;

/** @param {ProgramLayer} layer */
const writeStep = ({ number: n, units, activation, bias, normalization }) => `
    z = dense(a, kernel${n}${bias ? `, bias${n}` : ''}); // (${units})
${normalization ? `    z = batchNormalization(z, gamma${n}, beta${n}, movingMean${n}, movingVariance${n});\n` : ''}\
    a = ${activation}(z); // (${units})`;
