import { curveSize } from '../../experiment/snapshot.js';
import { classOf, kindOf, targetColour } from '../scale.js';
import { classColour } from '../tools/palette.js';

/** @typedef {import('../tools/types.js').Info} Info @typedef {import('../tools/palette.js').Palette} Palette */
/**
 * @typedef {object} Room
 * @property {number} x0 @property {number} x1 left and right
 * @property {number} y0 @property {number} y1 bottom and top
 * @property {number[]} ticks of the answers
 */

/** @param {Room} room @param {number} height @param {number} value */
const upOf = ({ y0, y1 }, height, value) => height - ((value - y0) / (y1 - y0)) * height;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 * @param {Room} room
 * @param {Palette} palette
 * @param {(value: number) => string} format
 */
export function paintAxes(context, width, height, room, { line, muted, font }, format) {
  context.lineWidth = 1;
  context.strokeStyle = line;
  context.fillStyle = muted;
  context.font = `11px ${font}`;
  context.textBaseline = 'bottom';
  for (const tick of room.ticks) {
    const y = Math.round(upOf(room, height, tick)) + 0.5;
    context.beginPath();
    context.moveTo(0, y);
    context.lineTo(width, y);
    context.stroke();
    context.fillText(format(tick), 2, y - 1);
  }
}

/**
 * The rows: filled where trained on, hollow where held out. Of several classes each stands at the top, where its share is 1.
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 * @param {Room} room
 * @param {Info} info
 * @param {Palette} palette
 */
export function paintRows(context, width, height, room, info, palette) {
  const colour = targetColour(info), several = kindOf(info) === 'classes', radius = info.rows > 250 ? 2.2 : 3;
  for (let row = 0; row < info.rows; row++) {
    const target = several ? 1 - 0.04 * classOf(info, row) : info.y[row * info.outputs];
    context.beginPath();
    context.arc(((info.x[row] - room.x0) / (room.x1 - room.x0)) * width, upOf(room, height, target), radius, 0, 7);
    context.lineWidth = info.isTest[row] ? 1.5 : 0.75;
    context.fillStyle = info.isTest[row] ? palette.bg : colour(palette, row);
    context.strokeStyle = info.isTest[row] ? colour(palette, row) : palette.muted;
    context.fill();
    context.stroke();
  }
}

/**
 * One curve for each output: in ink, or each class in its colour. The threshold is a dashed line.
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 * @param {Room} room
 * @param {Info} info
 * @param {import('../tools/types.js').Numbers} curve (curveSize, outputs)
 * @param {Palette} palette
 * @param {number | null} threshold
 */
export function paintCurves(context, width, height, room, info, curve, palette, threshold) {
  const several = kindOf(info) === 'classes';
  context.lineWidth = 2.25;
  context.lineJoin = 'round';
  for (let output = 0; output < info.outputs; output++) {
    context.beginPath();
    for (let i = 0; i < curveSize; i++) {
      context.lineTo(i / (curveSize - 1) * width, upOf(room, height, curve[i * info.outputs + output]));
    }
    context.strokeStyle = several ? classColour(palette, output) : palette.ink;
    context.stroke();
  }
  if (threshold === null) return;
  context.beginPath();
  context.moveTo(0, upOf(room, height, threshold));
  context.lineTo(width, upOf(room, height, threshold));
  context.lineWidth = 1;
  context.setLineDash([4, 4]);
  context.stroke();
  context.setLineDash([]);
}
