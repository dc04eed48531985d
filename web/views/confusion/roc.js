import { fitCanvas } from '../tools/dom.js';

const edge = 5;

/**
 * The ROC curve, with the point of the threshold on it; the diagonal is chance.
 * @param {HTMLCanvasElement} canvas
 * @param {Float64Array} curve x and y in turn
 * @param {{ falseAlarms: number, found: number }} point shares
 * @param {import('../tools/palette.js').Palette} palette
 */
export function paintRoc(canvas, curve, { falseAlarms, found }, palette) {
  const { context, width, height } = fitCanvas(canvas);
  const x = (/** @type {number} */ share) => edge + share * (width - 2 * edge);
  const y = (/** @type {number} */ share) => height - edge - share * (height - 2 * edge);
  context.clearRect(0, 0, width, height);
  context.lineWidth = 1;
  context.strokeStyle = palette.edge;
  context.strokeRect(edge + 0.5, edge + 0.5, width - 2 * edge - 1, height - 2 * edge - 1);
  context.setLineDash([3, 3]);
  context.beginPath();
  context.moveTo(x(0), y(0));
  context.lineTo(x(1), y(1));
  context.stroke();
  context.setLineDash([]);
  if (!curve.length) return;
  context.beginPath();
  for (let i = 0; i < curve.length; i += 2) context.lineTo(x(curve[i]), y(curve[i + 1]));
  context.lineWidth = 1.75;
  context.lineJoin = 'round';
  context.strokeStyle = palette.ink;
  context.stroke();
  context.beginPath();
  context.arc(x(falseAlarms), y(found), 4, 0, 7);
  context.fillStyle = palette.ink;
  context.fill();
  context.strokeStyle = palette.bg;
  context.stroke();
}
