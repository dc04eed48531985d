import { kernelRows, snakeCase, writeList, writeTable } from './program.js';

/** @typedef {import('./program.js').Program} Program */
/** @typedef {import('./program.js').ProgramLayer} ProgramLayer */

/** f of each z by itself. @param {string} value f(z[j]) */
const each = (value) => (/** @type {string} */ name) => `\
static void ${name}(double *z, int units)
{
  for (int j = 0; j < units; j++) z[j] = ${value};
}
`;

/**
 * The function of each activation: weighted sums z (units), which become the outputs (units).
 * @type {Record<import('../generated/tables.js').ActivationName, (name: string) => string>}
 */
export const activations = {
  linear: () => '',
  step: each('z[j] > 0 ? 1 : 0'),
  sigmoid: each('1 / (1 + exp(-z[j]))'),
  tanh: each('tanh(z[j])'),
  relu: each('fmax(z[j], 0)'),
  leakyRelu: each('z[j] > 0 ? z[j] : 0.01 * z[j]'),
  elu: each('z[j] > 0 ? z[j] : expm1(z[j])'),
  selu: each('1.0507009873554805 * (z[j] > 0 ? z[j] : 1.6732632423543772 * expm1(z[j]))'),
  gelu: each('z[j] * (1 + erf(z[j] / sqrt(2))) / 2'),
  silu: each('z[j] / (1 + exp(-z[j]))'),
  mish: each('z[j] * tanh(fmax(z[j], 0) + log1p(exp(-fabs(z[j]))))'),
  softplus: each('fmax(z[j], 0) + log1p(exp(-fabs(z[j])))'),
  softsign: each('z[j] / (1 + fabs(z[j]))'),
  hardSigmoid: each('fmin(fmax(z[j] / 6 + 0.5, 0), 1)'),
  softmax: (name) => `\
static void ${name}(double *z, int units)
{
  double highest = z[0], sum = 0; /* the highest is taken off first, so that no power is infinite */
  for (int j = 1; j < units; j++) highest = fmax(highest, z[j]);
  for (int j = 0; j < units; j++) sum += z[j] = exp(z[j] - highest);
  for (int j = 0; j < units; j++) z[j] /= sum; /* shares of 1 */
}
`,
};

/** libm has some of the names already. @param {import('../generated/tables.js').ActivationName} name */
const functionName = (name) => `activate_${snakeCase(name)}`;

/** One file of C99 that needs libm alone. @param {Program} program */
export function writeC(program) {
  const { title, inputs, outputs, layers, scaler, examples, dtype } = program;
  const real = dtype === 'float32' ? 'float' : 'double', digits = dtype === 'float32' ? 9 : 17;
  const used = program.activations.map((name) => activations[name](functionName(name))).filter(Boolean);
  return `\
/* ${title}
 *
 *   cc -std=c99 network.c -o network -lm && ./network
 *
 * prints the answers to a few rows. All numbers in between are doubles.
 */
#include <math.h>
#include <stdio.h>

enum { INPUTS = ${inputs}, OUTPUTS = ${outputs}, EXAMPLES = ${examples.length} };
${scaler ? writeScaler(scaler) : ''}
${layers.map((layer) => writeWeights(layer, dtype, real)).join('\n')}
${writeDense(layers, real)}
${layers.some(({ normalization }) => normalization) ? writeNormalization(real) : ''}\
${used.map((text) => `${text}\n`).join('')}\
/* The answer y (OUTPUTS) to the row x (INPUTS). */
static void predict(const double *x, double *y)
{
${scaler ? `\
  double scaled[INPUTS];
  for (int i = 0; i < INPUTS; i++) scaled[i] = (x[i] - offset[i]) / scale[i];
` : ''}\
${layers.map((layer) => writeStep(layer, layers.length, Boolean(scaler))).join('')}\
}

int main(void)
{
  static const double examples[EXAMPLES][INPUTS] = {
${writeTable(examples, { open: '{', close: '}' }, '    ')}\
  };
  for (int r = 0; r < EXAMPLES; r++) {
    double y[OUTPUTS];
    predict(examples[r], y);
    for (int j = 0; j < OUTPUTS; j++) printf("%.${digits}g%c", y[j], j + 1 < OUTPUTS ? ' ' : '\\n');
  }
  return 0;
}
`;
}

/** @param {import('../scaler.js').ScalerData} scaler */
const writeScaler = ({ offset, scale }) => `
/* The rows are scaled first, column by column: (x - offset) / scale. */
static const double offset[] = ${writeList(offset, { open: '{', close: '}' })};
static const double scale[] = ${writeList(scale, { open: '{', close: '}' })};
`;

/** @param {ProgramLayer} layer @param {import('../core.js').Dtype} dtype @param {string} real */
function writeWeights(layer, dtype, real) {
  const { number: n, inputs, units, bias, normalization } = layer;
  /** @param {string} name @param {ArrayLike<number>} numbers */
  const vector = (name, numbers) => {
    const list = writeList(numbers, { open: '{', close: '}', dtype });
    return `static const ${real} ${snakeCase(name)}${n}[] = ${list}; /* (${units}) */\n`;
  };
  return `\
/* Layer ${n}: ${inputs} -> ${units}, ${layer.activation} */
static const ${real} kernel${n}[] = { /* (${inputs}, ${units}): a row for each input, a column for each unit */
${writeTable(kernelRows(layer), { open: '', close: '', dtype })}};
${bias ? vector('bias', bias) : ''}\
${Object.entries(normalization ?? {}).map(([name, numbers]) => vector(name, numbers)).join('')}`;
}

/** @param {ProgramLayer[]} layers @param {string} real */
function writeDense(layers, real) {
  const allBiased = layers.every(({ bias }) => bias);
  return `\
/* The weighted sums of a layer: z[j] = bias[j] + a[0] * kernel[0, j] + a[1] * kernel[1, j] + ...
${allBiased ? '' : ' * bias may be NULL.\n'} * a (inputs), kernel (inputs, units), bias (units) -> z (units) */
static void dense(const double *a, int inputs, const ${real} *kernel, const ${real} *bias, double *z, int units)
{
  for (int j = 0; j < units; j++) {
    z[j] = ${allBiased ? 'bias[j]' : 'bias ? bias[j] : 0'};
    for (int i = 0; i < inputs; i++) z[j] += a[i] * kernel[i * units + j];
  }
}
`;
}

/** @param {string} real */
const writeNormalization = (real) => `\
/* Each sum beside the mean and variance that its unit had in training. */
static void batch_normalization(double *z, const ${real} *gamma, const ${real} *beta, const ${real} *moving_mean,
                                const ${real} *moving_variance, int units)
{
  for (int j = 0; j < units; j++)
    z[j] = gamma[j] * (z[j] - moving_mean[j]) / sqrt(moving_variance[j] + 1e-5) + beta[j];
}

`;

/** @param {ProgramLayer} layer @param {number} last @param {boolean} scaled */
function writeStep({ number: n, inputs, units, activation, bias, normalization }, last, scaled) {
  const before = n > 1 ? `a${n - 1}` : scaled ? 'scaled' : 'x', a = n === last ? 'y' : `a${n}`;
  const normalized = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map((name) => name + n).join(', ');
  return `\
${n === last ? '' : `  double a${n}[${units}];\n`}\
  dense(${before}, ${inputs}, kernel${n}, ${bias ? `bias${n}` : 'NULL'}, ${a}, ${units});
${normalization ? `  batch_normalization(${a}, ${normalized}, ${units});\n` : ''}\
${activation === 'linear' ? '' : `  ${functionName(activation)}(${a}, ${units});\n`}`;
}
