import { colourOf } from '../tools/palette.js';

/**
 * How often the layer answers what, in the colours of these values.
 * @param {ReturnType<typeof import('../tools/dom.js').fitCanvas>} canvas
 * @param {import('../../experiment/closer/histograms.js').LayerHistogram} layer
 * @param {import('../tools/palette.js').Palette} palette
 */
export function paintHistogram({ context, width, height }, { from, to, counts }, palette) {
  const most = Math.max(1, ...counts), each = width / counts.length, far = Math.max(Math.abs(from), Math.abs(to)) || 1;
  context.clearRect(0, 0, width, height);
  counts.forEach((count, i) => {
    const middle = from + (to - from) * (i + 0.5) / counts.length, tall = count && Math.max(2, (height - 2) * count / most);
    context.fillStyle = colourOf(palette, middle / far);
    context.fillRect(i * each + 0.5, height - 1 - tall, each - 1, tall);
    context.strokeStyle = palette.edge;
    context.lineWidth = 0.5;
    if (tall) context.strokeRect(i * each + 0.5, height - 1 - tall, each - 1, tall);
  });
  context.fillStyle = palette.edge;
  context.fillRect(0, height - 1, width, 1);
}
