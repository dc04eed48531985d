import { curveSize } from '../experiment/snapshot.js';
import style from './late.css';
import { paintAxes, paintCurves, paintRows } from './curve/paint.js';
import { className, featureName, kindOf, unscaled } from './scale.js';
import { createLegend } from './surface/legend.js';
import { fitCanvas, h, setText } from './tools/dom.js';
import { addHeading } from './tools/heading.js';
import { adoptStyle } from './tools/styles.js';

/** @typedef {import('./tools/types.js').Info} Info @typedef {import('./tools/types.js').Numbers} Numbers */

/** Below the lowest and above the highest target, as shares of the distance between them; under them stands the input's name. */
const below = 0.28, above = 0.12;

/**
 * The network's answer over its one input, with the data.
 * @param {HTMLElement} root @param {import('./tools/types.js').Context} context
 */
export function createCurve(root, context) {
  adoptStyle(root, style);
  const { t, palette, tips } = context;
  addHeading(root, t('surface.title'));
  const canvas = h('canvas', { class: 'curve-plot', role: 'img' }), rows = h('canvas');
  const name = h('span', { class: 'axis x' }), legend = createLegend(t);
  root.append(h('div', { class: 'plane-frame' }, canvas, name), legend.element);
  /** @type {Info | null} */ let info = null;
  /** @type {import('./curve/paint.js').Room | null} */ let room = null;
  /** @type {Numbers | null} */ let shown = null;
  let stale = true;

  canvas.addEventListener('pointermove', ({ offsetX }) => {
    if (!info?.line || !shown) return;
    const share = Math.max(0, Math.min(1, offsetX / canvas.clientWidth)), at = Math.round(share * (curveSize - 1)) * info.outputs;
    const values = [...shown.subarray(at, at + info.outputs)], now = info;
    const words = values.map((one, i) => kindOf(now) === 'classes' ? `${className(t, now, i)} ${t.percent(one)}` : t.exact(unscaled(now, one)));
    const frame = canvas.getBoundingClientRect(), host = tips.host.getBoundingClientRect();
    tips.show(t('curve.at', { name: featureName(t, info, 0), x: t.short(info.line.x0 + share * (info.line.x1 - info.line.x0)),
      value: words.join(', ') }), frame.left - host.left + offsetX, frame.top - host.top, 12);
  });
  canvas.addEventListener('pointerleave', () => tips.hide());
  return {
    /** @param {Info} next */
    load(next) {
      info = next;
      room = roomOf(info);
      shown = null;
      stale = true;
      legend.load(info);
      setText(name, `${featureName(t, info, 0)} →`);
      canvas.setAttribute('aria-label', t('curve.label', { name: featureName(t, info, 0) }));
    },
    /** @param {import('./tools/types.js').Snapshot} snapshot */
    draw({ curve }) {
      if (!curve || !info || !room) return;
      shown = curve;
      const colours = palette(), { context: ink, width, height } = fitCanvas(canvas);
      if (!width) return;
      ink.clearRect(0, 0, width, height);
      paintAxes(ink, width, height, room, colours, (value) => t.short(unscaled(/** @type {Info} */ (info), value)));
      if (stale) {
        Object.assign(rows, { width: canvas.width, height: canvas.height });
        const still = /** @type {CanvasRenderingContext2D} */ (rows.getContext('2d'));
        still.scale(canvas.width / width, canvas.height / height);
        paintRows(still, width, height, room, info, colours);
        stale = false;
      }
      ink.drawImage(rows, 0, 0, width, height);
      paintCurves(ink, width, height, room, info, curve, colours, kindOf(info) === 'binary' ? context.threshold() : null);
    },
    resize() {
      stale = true;
    },
  };
}

/** What is seen of inputs and answers. @param {Info} info @returns {import('./curve/paint.js').Room | null} */
function roomOf(info) {
  if (!info.line) return null;
  let low = 0, high = 1;
  if (kindOf(info) === 'numbers') {
    low = info.y.reduce((least, value) => Math.min(least, value), Infinity);
    high = info.y.reduce((most, value) => Math.max(most, value), -Infinity);
  }
  const span = high - low || 1, [bottom, top] = [low, high].map((end) => unscaled(info, end));
  const zero = bottom < 0 && top > 0 ? [low - bottom / (top - bottom) * span] : [];
  return { ...info.line, y0: low - below * span, y1: high + above * span, ticks: [low, ...zero, high] };
}
