import { fitCanvas } from '../views/tools/dom.js';
import { classColour, colourOf } from '../views/tools/palette.js';

/** @typedef {import('../views/tools/palette.js').Palette} Palette @typedef {import('./previews.js').Preview} Preview */
/** @typedef {(row: number) => string} RowColour */

/** With so few rows the picture is the table itself, unless they lie on a plane. */
const fewRows = 8;

/**
 * A small picture of the rows themselves, in the colours of their targets.
 * @param {HTMLCanvasElement} canvas
 * @param {Preview | undefined} preview nothing while it is not there yet
 * @param {Palette} palette
 */
export function paintThumb(canvas, preview, palette) {
  const { context, width } = fitCanvas(canvas);
  context.fillStyle = palette.zero;
  context.fillRect(0, 0, width, width);
  if (!preview) return;
  const colour = rowColour(preview, palette);
  if (preview.inputs <= 2) paintPoints(context, width, preview, [0, 1], colour);
  else if (preview.rows <= fewRows) paintTable(context, width, preview, palette, colour);
  else paintPoints(context, width, preview, tellingFeatures(preview), colour);
}

/**
 * A sign in place of rows that are not there yet: a table, or a point to be set.
 * @param {HTMLCanvasElement} canvas
 * @param {'csv' | 'draw'} sign
 * @param {Palette} palette
 */
export function paintSign(canvas, sign, palette) {
  const { context, width: size } = fitCanvas(canvas);
  context.fillStyle = palette.zero;
  context.fillRect(0, 0, size, size);
  context.strokeStyle = palette.muted;
  context.lineWidth = 1.5;
  const unit = size / 8;
  context.beginPath();
  if (sign === 'csv') {
    context.rect(2 * unit, 2 * unit, 4 * unit, 4 * unit);
    for (const at of [10 / 3, 14 / 3]) {
      context.moveTo(2 * unit, at * unit);
      context.lineTo(6 * unit, at * unit);
    }
    context.moveTo(4 * unit, 2 * unit);
    context.lineTo(4 * unit, 6 * unit);
  } else {
    context.moveTo(4 * unit, 2.2 * unit);
    context.lineTo(4 * unit, 5.8 * unit);
    context.moveTo(2.2 * unit, 4 * unit);
    context.lineTo(5.8 * unit, 4 * unit);
  }
  context.stroke();
}

/** @param {Preview} preview @param {Palette} palette @returns {RowColour} */
function rowColour({ y, outputs, classes }, palette) {
  if (classes) return (row) => classColour(palette, classOf(y, outputs, row));
  const largest = Array.from(y).reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return (row) => colourOf(palette, y[row * outputs] / largest);
}

/** @param {Preview['y']} y @param {number} outputs @param {number} row */
function classOf(y, outputs, row) {
  if (outputs === 1) return y[row] > 0.5 ? 1 : 0;
  return y.subarray(row * outputs, (row + 1) * outputs).indexOf(1);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} size
 * @param {Preview} preview
 * @param {[number, number]} features across and up; beyond the last one the target
 * @param {RowColour} colour
 */
function paintPoints(context, size, { x, y, inputs, outputs, rows, classes }, features, colour) {
  const radius = size * (rows <= fewRows ? 0.1 : rows > 400 ? 0.019 : classes ? 0.026 : 0.045), margin = rows <= fewRows ? 0.26 : 0.1;
  const places = features.map((feature) => {
    const values = Array.from({ length: rows }, (_, row) => (feature < inputs ? x[row * inputs + feature] : y[row * outputs]));
    const min = Math.min(...values), max = Math.max(...values), span = max - min;
    // Grades that are whole numbers would hide each other: they are spread over the width of one.
    const spread = inputs > 2 && values.every(Number.isInteger) ? 0.9 : 0;
    return values.map((value, row) => {
      const own = value + spread * (((row * (feature + 1) * 0.618034) % 1) - 0.5);
      return (margin + (1 - 2 * margin) * (span ? (own - min) / span : 0.5)) * size;
    });
  });
  for (let row = 0; row < rows; row++) {
    context.fillStyle = colour(row);
    context.beginPath();
    context.arc(places[0][row], size - places[1][row], radius, 0, 7);
    context.fill();
  }
}

/**
 * Rows of cells, the target last and apart.
 * @param {CanvasRenderingContext2D} context
 * @param {number} size
 * @param {Preview} preview
 * @param {Palette} palette
 * @param {RowColour} colour
 */
function paintTable(context, size, { x, inputs, rows }, palette, colour) {
  const apart = 0.5, side = size / Math.max(inputs + 1 + apart + 0.6, rows + 0.6), gap = Math.max(1, side * 0.08);
  const left = (size - side * (inputs + 1 + apart)) / 2, top = (size - side * rows) / 2;
  const cell = (/** @type {number} */ column, /** @type {number} */ row, /** @type {string} */ fill) => {
    context.fillStyle = fill;
    context.fillRect(left + column * side + gap, top + row * side + gap, side - 2 * gap, side - 2 * gap);
  };
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < inputs; i++) cell(i, row, x[row * inputs + i] ? palette.ink : palette.line);
    cell(inputs + apart, row, colour(row));
  }
}

/**
 * The two features that part the classes best: those whose means differ most for their spread.
 * @param {Preview} preview
 * @returns {[number, number]}
 */
function tellingFeatures({ x, y, inputs, outputs, rows }) {
  const scores = Array.from({ length: inputs }, (_, feature) => {
    /** @type {Map<number, number[]>} */
    const groups = new Map();
    for (let row = 0; row < rows; row++) {
      const key = classOf(y, outputs, row);
      groups.set(key, [...groups.get(key) ?? [], x[row * inputs + feature]]);
    }
    const { within, between } = variances([...groups.values()]);
    return { feature, score: between / within };
  });
  const [first, second] = scores.sort((a, b) => b.score - a.score);
  return [first.feature, second.feature];
}

/** @param {number[][]} groups */
function variances(groups) {
  const mean = (/** @type {number[]} */ values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const all = mean(groups.flat());
  let within = 0, between = 0;
  for (const values of groups) {
    const own = mean(values);
    for (const value of values) within += (value - own) ** 2;
    between += values.length * (own - all) ** 2;
  }
  return { within, between };
}
