/** @typedef {import('../../lib/index.js').Network} Network */
/** @typedef {{ x: Float64Array, y: Float64Array, rows: number }} FewRows raw rows and their targets */

/** How much one look may cost: rows times parameters. */
const budget = 4e6;
const most = 256, least = 8;

/**
 * So many of the training rows, evenly from all of them, that a look at them never holds up the training.
 * @param {{ x: Float64Array, y: Float64Array }} rows
 * @param {Network} network
 * @returns {FewRows}
 */
export function takeFew({ x, y }, network) {
  const { inputs } = network.config, rows = x.length / inputs, outputs = rows && y.length / rows;
  const count = Math.min(rows, Math.max(least, Math.min(most, Math.floor(budget / network.parameterCount))));
  const places = Array.from({ length: count }, (_, i) => Math.floor(i * rows / count));
  const pick = (/** @type {Float64Array} */ numbers, /** @type {number} */ width) =>
    Float64Array.from(places.flatMap((row) => [...numbers.subarray(row * width, (row + 1) * width)]));
  return { x: pick(x, inputs), y: pick(y, outputs), rows: count };
}
