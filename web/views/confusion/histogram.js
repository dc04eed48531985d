import { classColour } from '../tools/palette.js';
import { fitCanvas } from '../tools/dom.js';

/** @typedef {import('../tools/palette.js').Palette} Palette */

export const bins = 20;

/** Half a slider's knob: the line stands over the knob's middle. */
export const inset = 8;

/** However few rows a bar stands for, it is seen. */
const leastHeight = 2;

/**
 * Rows by predicted probability, the two classes side by side, and the line of the threshold.
 * @param {HTMLCanvasElement} canvas
 * @param {[Uint32Array, Uint32Array]} counts
 * @param {number} threshold
 * @param {Palette} palette
 */
export function paintHistogram(canvas, counts, threshold, palette) {
  const { context, width, height } = fitCanvas(canvas);
  const across = (width - 2 * inset) / bins, bar = across * 0.42;
  const most = Math.max(1, ...counts[0], ...counts[1]);
  context.clearRect(0, 0, width, height);
  counts.forEach((byBin, truth) => {
    context.fillStyle = classColour(palette, truth);
    byBin.forEach((count, bin) => {
      const tall = count ? Math.max(leastHeight, (count / most) * (height - 6)) : 0;
      context.fillRect(inset + bin * across + across * 0.06 + truth * (bar + across * 0.04), height - 1 - tall, bar, tall);
    });
  });
  context.fillStyle = palette.edge;
  context.fillRect(inset, height - 1, width - 2 * inset, 1);
  context.beginPath();
  context.moveTo(xOf(threshold, width), 0);
  context.lineTo(xOf(threshold, width), height);
  context.setLineDash([3, 3]);
  context.lineWidth = 1.5;
  context.strokeStyle = palette.ink;
  context.stroke();
  context.setLineDash([]);
}

/** @param {number} value 0…1 @param {number} width of the canvas */
function xOf(value, width) {
  return inset + value * (width - 2 * inset);
}

/** The value at x. @param {number} x @param {number} width of the canvas */
export function valueAt(x, width) {
  return Math.max(0, Math.min(1, (x - inset) / (width - 2 * inset)));
}
