import { columnName } from '../diagram/names.js';

/** @typedef {import('../tools/types.js').Info} Info @typedef {import('../tools/types.js').Translate} Translate */

const left = 46, right = 84, top = 10, bottom = 24;
const nameHeight = 13;
/** So that layers are told apart without colour. */
const dashes = [[], [7, 4], [2, 3], [9, 3, 2, 3], [1, 5], [12, 4], [4, 4]];

/**
 * A line a layer over the epochs, on a scale of powers of ten.
 * @param {ReturnType<typeof import('../tools/dom.js').fitCanvas>} canvas
 * @param {{ history: { epoch: Float64Array, norms: Float64Array[] }, norms: Float64Array | null, epoch: number }} shown
 * @param {Info} info
 * @param {Translate} t
 * @param {import('../tools/palette.js').Palette} palette
 */
export function paintLines({ context, width, height }, { history, norms, epoch }, info, t, palette) {
  const epochs = [...history.epoch, epoch];
  const lines = history.norms.map((values, l) => [...values, norms ? norms[l] : NaN]);
  const all = lines.flat().filter((value) => value > 0);
  context.clearRect(0, 0, width, height);
  context.font = `11px ${palette.font}`;
  const low = Math.floor(Math.log10(Math.max(1e-12, Math.min(...all, 1)))), high = Math.ceil(Math.log10(Math.max(...all, 1e-11)));
  const span = Math.max(1, high - low), end = Math.max(10, epoch);
  const x = (/** @type {number} */ value) => left + (width - left - right) * value / end;
  const y = (/** @type {number} */ value) =>
    top + (height - top - bottom) * (high - Math.log10(Math.max(value, 10 ** low))) / span;

  context.strokeStyle = palette.line;
  context.fillStyle = palette.muted;
  context.lineWidth = 1;
  context.setLineDash([]);
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  const stride = Math.ceil(span / 5);
  for (let power = low; power <= low + span; power += stride) {
    const at = Math.round(y(10 ** power)) + 0.5;
    context.beginPath();
    context.moveTo(left, at);
    context.lineTo(width - right, at);
    context.stroke();
    context.fillText(t.short(10 ** power), left - 6, at);
  }
  context.textBaseline = 'bottom';
  context.textAlign = 'left';
  context.fillText('0', left, height);
  context.textAlign = 'center';
  context.fillText(t('stat.epoch'), (left + width - right) / 2, height);
  context.textAlign = 'right';
  context.fillText(t.number(end), width - right, height);

  lines.forEach((values, l) => {
    context.strokeStyle = l === lines.length - 1 ? palette.ink : palette.muted;
    context.lineWidth = 2;
    context.setLineDash(dashes[(lines.length - 1 - l) % dashes.length]);
    context.beginPath();
    values.forEach((value, i) => { if (Number.isFinite(value)) context.lineTo(x(epochs[i]), y(value)); });
    context.stroke();
    context.fillStyle = context.strokeStyle;
    context.beginPath();
    context.arc(x(epoch), y(values[values.length - 1]), 3, 0, 7);
    context.fill();
  });
  context.setLineDash([]);
  paintNames(context, lines.map((values) => y(values[values.length - 1])), { x: x(epoch) + 7, lowest: height - bottom }, info, t, palette);
}

/**
 * Each line's name at its end, moved apart where they would lie over each other.
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} ends
 * @param {{ x: number, lowest: number }} place
 * @param {Info} info
 * @param {Translate} t
 * @param {import('../tools/palette.js').Palette} palette
 */
function paintNames(context, ends, { x, lowest }, info, t, palette) {
  const order = ends.map((end, l) => ({ l, end })).filter(({ end }) => Number.isFinite(end)).sort((a, b) => a.end - b.end);
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.fillStyle = palette.ink;
  let least = top;
  order.forEach(({ l, end }, i) => {
    const at = Math.min(Math.max(end, least), lowest - nameHeight * (order.length - 1 - i));
    least = at + nameHeight;
    context.fillText(columnName(t, info, l + 1), x, at);
  });
}
