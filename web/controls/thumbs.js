import { fitCanvas } from '../views/tools/dom.js';
import { colourOf } from '../views/tools/palette.js';

/** @typedef {import('../views/tools/palette.js').Palette} Palette */
/** @typedef {(context: CanvasRenderingContext2D, size: number, palette: Palette) => void} Painter */

/** A picture of what a data set asks, by its name. @type {Record<string, Painter>} */
const painters = {
  xor: (context, size, palette) =>
    paintPlane(context, size, palette, (x, y) => Math.tanh(3.2 * (1 - 2 * Math.abs(x + y - 1)))),
  trask: paintTable,
  breastCancer: paintClouds,
};

/** @param {HTMLCanvasElement} canvas @param {string} dataset @param {Palette} palette */
export function paintThumb(canvas, dataset, palette) {
  const { context, width } = fitCanvas(canvas);
  context.fillStyle = palette.zero;
  context.fillRect(0, 0, width, width);
  (painters[dataset] ?? paintClouds)(context, width, palette);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} size
 * @param {Palette} palette
 * @param {(x: number, y: number) => number} answer over the unit square
 */
function paintPlane(context, size, palette, answer) {
  const cells = 32, pixels = new OffscreenCanvas(cells, cells);
  const own = /** @type {OffscreenCanvasRenderingContext2D} */ (pixels.getContext('2d'));
  for (let j = 0; j < cells; j++) {
    for (let i = 0; i < cells; i++) {
      own.fillStyle = colourOf(palette, answer((i + 0.5) / cells, 1 - (j + 0.5) / cells));
      own.fillRect(i, j, 1, 1);
    }
  }
  context.drawImage(pixels, 0, 0, size, size);
}

/** Four rows of three inputs. @type {Painter} */
function paintTable(context, size, palette) {
  const rows = [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], w = size / 3, h = size / 4;
  rows.forEach((row, j) => row.forEach((value, i) => {
    context.fillStyle = colourOf(palette, value ? 0.9 : -0.9);
    context.fillRect(i * w + 1, j * h + 1, w - 2, h - 2);
  }));
}

/** Two clouds that mostly keep apart: the benign small and dense, the malignant wide. @type {Painter} */
function paintClouds(context, size, palette) {
  const dot = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ colour) => {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(x * size, (1 - y) * size, size * 0.032, 0, 7);
    context.fill();
  };
  // Points of a sunflower, squeezed into each cloud: even, and without a random number.
  for (let i = 0; i < 26; i++) {
    const r = Math.sqrt(i / 26), angle = i * 2.4;
    dot(0.27 + 0.2 * r * Math.cos(angle), 0.27 + 0.18 * r * Math.sin(angle), palette.neg);
    dot(0.66 + 0.27 * r * Math.cos(angle), 0.66 + 0.27 * r * Math.sin(angle), palette.pos);
  }
}
