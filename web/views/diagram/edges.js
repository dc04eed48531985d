import { curveY } from './layout.js';

/** @typedef {import('./layout.js').Layout} Layout @typedef {import('./layout.js').Hit} Hit */
/** @typedef {NonNullable<import('../tools/types.js').Snapshot['weights']>} Weights */

/** Edges are drawn in so many strengths: a few hundred curves become a few dozen strokes. */
const levels = 10;

/** With more than these, no single weak line can be made out, and dashing it would only cost time. */
const manyEdges = 600;

/** How strong a weight looks, 0…1: steep for small ones, never quite full. @param {number} weight */
function strength(weight) {
  const size = Math.abs(weight);
  return size / (size + 1.2);
}

/**
 * All edges: colour and dash by sign, width and weight of colour by size.
 * @param {CanvasRenderingContext2D} context
 * @param {Layout} layout
 * @param {Weights} weights
 * @param {import('../tools/palette.js').Palette} palette
 * @param {Hit | null} focus what the rest steps back for
 */
export function paintEdges(context, layout, weights, palette, focus) {
  const { columns } = layout;
  const count = columns.reduce((sum, { ys }, c) => sum + (c ? ys.length * columns[c - 1].ys.length : 0), 0);
  const dense = count > manyEdges;
  const widest = dense ? 1.6 : count > 60 ? 2.8 : 5, alpha = (dense ? 0.6 : 1) * (focus ? 0.22 : 1);
  weights.forEach((layer, l) => {
    // Weak edges first, the two signs of each strength side by side: neither sign lies on top of the other.
    const paths = Array.from({ length: 2 * levels }, () => /** @type {Path2D | null} */ (null));
    eachEdge(layout, layer.kernel, l, (input, unit, weight) => {
      if (focus && belongs(focus, l, input, unit)) return;
      const level = Math.min(levels - 1, Math.floor(strength(weight) * levels));
      traceEdge(paths[2 * level + (weight < 0 ? 0 : 1)] ??= new Path2D(), layout, l, input, unit);
    });
    paths.forEach((path, bucket) => {
      const share = (Math.floor(bucket / 2) + 0.5) / levels, negative = bucket % 2 === 0;
      const dashed = negative && !(dense && share < 0.5);
      if (path) stroke(context, path, { colour: negative ? palette.neg : palette.pos, dashed, share, widest, alpha });
    });
  });
  if (focus) paintFocused(context, layout, weights, palette, focus, Math.max(2.4, widest));
}

/**
 * @param {Layout} layout
 * @param {import('../tools/types.js').Numbers} kernel (inputs, units)
 * @param {number} l
 * @param {(input: number, unit: number, weight: number) => void} callback
 */
function eachEdge({ columns }, kernel, l, callback) {
  const units = columns[l + 1].total, shown = columns[l + 1].ys.length;
  for (let i = 0; i < columns[l].ys.length; i++) for (let j = 0; j < shown; j++) callback(i, j, kernel[i * units + j]);
}

/** @param {Path2D} path @param {Layout} layout @param {number} l @param {number} input @param {number} unit */
function traceEdge(path, { columns, size }, l, input, unit) {
  const x0 = columns[l].x + size / 2, x1 = columns[l + 1].x - size / 2, middle = (x0 + x1) / 2;
  const y0 = columns[l].ys[input], y1 = columns[l + 1].ys[unit];
  path.moveTo(x0, y0);
  path.bezierCurveTo(middle, y0, middle, y1, x1, y1);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Path2D} path
 * @param {{ colour: string, dashed: boolean, share: number, widest: number, alpha: number }} look
 *   share: how strong it looks, 0…1
 */
function stroke(context, path, { colour, dashed, share, widest, alpha }) {
  const width = 0.5 + share * (widest - 0.5);
  context.strokeStyle = colour;
  context.globalAlpha = alpha * (0.18 + 0.72 * share);
  context.lineWidth = width;
  context.setLineDash(dashed ? [4 + width, 2 + width * 0.6] : []);
  context.stroke(path);
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/**
 * Whether an edge is the one in focus, or touches the neuron in focus.
 * @param {Hit} focus
 * @param {number} l
 * @param {number} input
 * @param {number} unit
 */
function belongs(focus, l, input, unit) {
  if (focus.kind === 'edge') return focus.layer === l && focus.input === input && focus.unit === unit;
  return (focus.column === l + 1 && focus.index === unit) || (focus.column === l && focus.index === input);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Layout} layout
 * @param {Weights} weights
 * @param {import('../tools/palette.js').Palette} palette
 * @param {Hit} focus
 * @param {number} widest
 */
function paintFocused(context, layout, weights, palette, focus, widest) {
  weights.forEach((layer, l) => eachEdge(layout, layer.kernel, l, (input, unit, weight) => {
    if (!belongs(focus, l, input, unit)) return;
    const path = new Path2D();
    traceEdge(path, layout, l, input, unit);
    const negative = weight < 0, share = 0.3 + 0.7 * strength(weight);
    stroke(context, path, { colour: negative ? palette.neg : palette.pos, dashed: negative, share, widest, alpha: 1 });
  }));
  if (focus.kind === 'neuron' && focus.column > 0) paintValues(context, layout, weights, palette, focus);
}

/**
 * The weights that come into a neuron, each where its curve leaves its source.
 * @param {CanvasRenderingContext2D} context
 * @param {Layout} layout
 * @param {Weights} weights
 * @param {import('../tools/palette.js').Palette} palette
 * @param {import('./layout.js').NeuronHit} neuron
 */
function paintValues(context, { columns, size }, weights, palette, { column, index }) {
  const from = columns[column - 1], y1 = columns[column].ys[index], units = columns[column].total;
  context.font = `500 11px ${palette.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  from.ys.forEach((y0, input) => {
    const weight = weights[column - 1].kernel[input * units + index];
    const text = `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(2)}`;
    const x = from.x + size / 2 + 10, y = curveY(y0, y1, 0.12), width = context.measureText(text).width;
    context.fillStyle = palette.bg;
    context.fillRect(x - 3, y - 7, width + 6, 14);
    context.fillStyle = weight < 0 ? palette.negText : palette.posText;
    context.fillText(text, x, y);
  });
}
