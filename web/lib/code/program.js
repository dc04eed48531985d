/** @typedef {import('../core.js').Reals} Reals */
/**
 * A layer as every language tells it.
 * @typedef {object} ProgramLayer
 * @property {number} number from 1
 * @property {number} inputs
 * @property {number} units
 * @property {import('../generated/tables.js').ActivationName} activation
 * @property {Reals} kernel (inputs, units)
 * @property {Reals | null} bias (units)
 * @property {Record<'gamma' | 'beta' | 'movingMean' | 'movingVariance', Reals> | null} normalization each (units)
 */
/**
 * What a program must say and do, before any language.
 * @typedef {object} Program
 * @property {string} title
 * @property {number} inputs
 * @property {number} outputs
 * @property {import('../core.js').Dtype} dtype
 * @property {import('../scaler.js').ScalerData | undefined} scaler
 * @property {ProgramLayer[]} layers
 * @property {import('../generated/tables.js').ActivationName[]} activations those in use
 * @property {number[][]} examples raw rows
 */

/**
 * @param {import('../wanted.js').Written} network
 * @returns {Program}
 */
export function readProgram({ config: { inputs, dtype, scaler }, layers: infos, weights }) {
  const layers = infos.map(({ inputs, units, activation }, index) => {
    const { kernel, bias, gamma, beta, movingMean, movingVariance } = weights[index];
    const normalization = gamma && beta && movingMean && movingVariance
      ? { gamma, beta, movingMean, movingVariance } : null;
    return { number: index + 1, inputs, units, activation, kernel, bias, normalization };
  });
  const chain = layers.map(({ units, activation }) => ` -> ${units} ${activation}`).join('');
  return {
    title: `A neural network and its weights: ${inputs} inputs${chain}.`,
    inputs, dtype, scaler, layers,
    outputs: layers[layers.length - 1].units,
    activations: [...new Set(layers.map(({ activation }) => activation))],
    examples: exampleRows(inputs, scaler),
  };
}

/**
 * The four corners 00, 01, 10, 11, over all columns in turn, as raw rows.
 * @param {number} inputs
 * @param {import('../scaler.js').ScalerData} [scaler]
 */
function exampleRows(inputs, scaler) {
  const corners = inputs === 1 ? [[0], [1]] : [[0, 0], [0, 1], [1, 0], [1, 1]];
  return corners.map((corner) => Array.from({ length: inputs }, (_, i) => {
    const bit = corner[i % corner.length];
    return scaler ? scaler.offset[i] + bit * scaler.scale[i] : bit;
  }));
}

/**
 * The shortest decimal that is read back as the same number of its dtype, directly or by way of a double. Always with
 * a point or an exponent: C and PyTorch take a long row of digits for an integer.
 * @param {number} value
 * @param {import('../core.js').Dtype} [dtype]
 */
export function writeNumber(value, dtype = 'float64') {
  const text = Object.is(value, -0) ? '-0' : String(dtype === 'float32' ? shortest(value) : value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** @param {number} value a float32, which 9 digits always tell from its neighbours */
function shortest(value) {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}

/** @typedef {{ open: string, close: string, dtype?: import('../core.js').Dtype }} ListForm */

/**
 * Numbers between brackets, in lines of about 100 characters.
 * @param {ArrayLike<number>} numbers
 * @param {ListForm} form
 * @param {string} [indent] of the lines after the first
 */
export function writeList(numbers, { open, close, dtype }, indent = '  ') {
  const lines = [indent];
  for (const value of Array.from(numbers)) {
    const text = `${writeNumber(value, dtype)}, `;
    const line = lines[lines.length - 1];
    if (line.length + text.length > 102 && line !== indent) lines.push(indent + text);
    else lines[lines.length - 1] += text;
  }
  return open + lines.map((line) => line.trimEnd()).join('\n').trim().replace(/,$/, '') + close;
}

/**
 * A table, each row a list on lines of its own.
 * @param {ArrayLike<number>[]} rows
 * @param {ListForm} row
 * @param {string} [indent]
 */
export const writeTable = (rows, row, indent = '  ') =>
  rows.map((numbers) => `${indent}${writeList(numbers, row, `${indent}  `)},\n`).join('');

/** The rows of a kernel, one an input. @param {ProgramLayer} layer */
export const kernelRows = ({ inputs, units, kernel }) =>
  Array.from({ length: inputs }, (_, i) => kernel.subarray(i * units, (i + 1) * units));

/** leakyRelu → leaky_relu. @param {string} name */
export const snakeCase = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
