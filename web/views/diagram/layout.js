/**
 * Where everything in the diagram stands, in CSS pixels.
 *
 * @typedef {object} Column inputs, then each layer
 * @property {number} x the middle of its squares
 * @property {number[]} ys the middles of the squares that are shown
 * @property {number} total how many neurons it has
 *
 * @typedef {object} Layout
 * @property {number} width
 * @property {number} height
 * @property {number} size of a square
 * @property {number} top under the heads
 * @property {number} spacing from column to column
 * @property {number} labelWidth for the names of the inputs
 * @property {Column[]} columns
 */

/** A column with more neurons than fit shows fewer, and says how many more it has. */
export const mostFitting = 16;
const shownOfMany = 14;

const moreRoom = 26, edgeRoom = 10;

/** How many squares a column shows. @param {number} total @param {boolean} expanded */
export function shownOf(total, expanded) {
  return expanded || total <= mostFitting ? total : shownOfMany;
}

/** How many edges are drawn, while no column is expanded. @param {number[]} counts */
export function edgesOf(counts) {
  const shown = counts.map((total) => shownOf(total, false));
  return shown.slice(1).reduce((sum, units, c) => sum + shown[c] * units, 0);
}

/** The height of a diagram that shows every neuron. @param {number[]} counts @param {number} top */
export function expandedHeight(counts, top) {
  return top + Math.max(...counts) * 13 + moreRoom;
}

/**
 * @param {number[]} counts neurons of each column
 * @param {{ width: number, height: number, top: number, labelWidth: number, outputWidth: number,
 *   largest: number, expanded: boolean }} room
 * @returns {Layout}
 */
export function layOut(counts, { width, height, top, labelWidth, outputWidth, largest, expanded }) {
  const shown = counts.map((total) => shownOf(total, expanded));
  const cut = counts.some((total) => total > mostFitting);
  const free = height - top - edgeRoom - (cut ? moreRoom : edgeRoom);
  const size = Math.max(6, Math.min(largest, Math.floor((free / Math.max(...shown)) * 0.76)));
  const first = labelWidth + size / 2, last = width - outputWidth - size / 2;
  const spacing = (last - first) / (counts.length - 1);
  const middle = top + edgeRoom + free / 2;
  const columns = counts.map((total, c) => {
    const pitch = Math.min(free / shown[c], size * 1.6);
    return {
      x: Math.round(first + c * spacing),
      ys: Array.from({ length: shown[c] }, (_, i) => middle + (i - (shown[c] - 1) / 2) * pitch),
      total,
    };
  });
  return { width, height, size, top, spacing, labelWidth, columns };
}

/**
 * The height at which a curve from y0 to y1 passes, `t` of the way along. The curves are cubic with both handles
 * half-way between the columns, so that all between two columns share their x at each t.
 * @param {number} y0 @param {number} y1 @param {number} t 0…1
 */
export function curveY(y0, y1, t) {
  return y0 + (y1 - y0) * t * t * (3 - 2 * t);
}

/** The t at which those curves are `share` of the way from column to column. @param {number} share 0…1 */
export function curveT(share) {
  let low = 0, high = 1;
  for (let i = 0; i < 20; i++) {
    const t = (low + high) / 2;
    // x(t) of the cubic with handles at one half: 1.5 t (1−t)² + 1.5 t² (1−t) + t³
    if (1.5 * t * (1 - t) + t * t * t < share) low = t;
    else high = t;
  }
  return (low + high) / 2;
}

/**
 * @typedef {{ kind: 'neuron', column: number, index: number }} NeuronHit
 * @typedef {{ kind: 'edge', layer: number, input: number, unit: number }} EdgeHit
 * @typedef {NeuronHit | EdgeHit} Hit
 */

/**
 * What lies at a point: a neuron, else the nearest edge, else nothing.
 * @param {Layout} layout
 * @param {number} x
 * @param {number} y
 * @returns {Hit | null}
 */
export function hitTest(layout, x, y) {
  const half = layout.size / 2 + 3;
  for (let column = 0; column < layout.columns.length; column++) {
    if (Math.abs(layout.columns[column].x - x) > half) continue;
    const index = layout.columns[column].ys.findIndex((at) => Math.abs(at - y) <= half);
    return index < 0 ? null : { kind: 'neuron', column, index };
  }
  return hitEdge(layout, x, y);
}

const reach = 7;

/** @param {Layout} layout @param {number} x @param {number} y @returns {EdgeHit | null} */
function hitEdge({ columns, size }, x, y) {
  const layer = columns.findIndex((column, c) => c + 1 < columns.length && x > column.x && x < columns[c + 1].x);
  if (layer < 0) return null;
  const from = columns[layer], to = columns[layer + 1];
  const t = curveT((x - from.x - size / 2) / (to.x - from.x - size));
  /** @type {EdgeHit | null} */
  let best = null;
  let distance = reach;
  from.ys.forEach((y0, input) => to.ys.forEach((y1, unit) => {
    const d = Math.abs(curveY(y0, y1, t) - y);
    if (d < distance) {
      distance = d;
      best = { kind: 'edge', layer, input, unit };
    }
  }));
  return best;
}
