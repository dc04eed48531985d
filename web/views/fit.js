import { rSquared } from '../experiment/measure.js';
import { hasPicture, outputScale } from './scale.js';
import { fitCanvas, h, setText } from './tools/dom.js';
import { addHeading } from './tools/heading.js';
import { colourOf } from './tools/palette.js';
import { createRate } from './tools/rate.js';
import { adoptStyle } from './tools/styles.js';
import style from './late.css';

/** @typedef {import('./tools/types.js').Info} Info */
/** @typedef {NonNullable<import('./tools/types.js').Snapshot['testPredictions']>} Rows */

/** Beyond the lowest and the highest target, as a share of the distance between them. */
const margin = 0.12;

/** More would not be seen, and would take too long to draw. */
const mostPoints = 2000;

/**
 * How near the predictions of numbers come to their targets, on rows the network never learned from.
 * @param {HTMLElement} root @param {import('./tools/types.js').Context} context
 */
export function createFit(root, context) {
  adoptStyle(root, style);
  const { t, palette } = context;
  const heading = addHeading(root, t('fit.title'));
  const r2 = createRate(context, 'r2', t('fit.r2')), error = createRate(context, 'meanError', t('fit.meanError'));
  const canvas = h('canvas', { class: 'scatter', role: 'img', 'aria-label': t('fit.label') });
  root.append(h('div', { class: 'rates' }, r2.element, error.element),
    h('div', { class: 'scatter-frame' }, canvas, h('span', { class: 'axis x' }, t('fit.target')),
      h('span', { class: 'axis y' }, t('fit.prediction'))));
  /** @type {ReturnType<typeof outputScale>} */ let scale;
  let deviation = 1;
  return {
    /** @param {Info} info */
    load(info) {
      scale = outputScale(info);
      deviation = info.experiment.data?.targetScale?.deviation ?? 1;
      const rows = t(info.testRows ? 'rows.heldOut' : 'rows.all', { n: info.testRows || info.rows });
      setText(heading, hasPicture(info) ? rows : `${t('surface.title')} · ${rows}`);
    },
    /** @param {import('./tools/types.js').Snapshot} snapshot */
    draw({ testPredictions }) {
      if (!testPredictions) return;
      const share = rSquared(testPredictions.values, testPredictions.targets), distance = deviation * meanErrorOf(testPredictions);
      r2.show(Number.isNaN(share) ? '–' : t.fixed(Math.max(share, -99), 3), t.exact(share));
      error.show(t.short(distance), t.exact(distance));
      paint(canvas, testPredictions, scale, palette());
    },
  };
}

/** The mean of |y − ŷ|. @param {Rows} rows */
function meanErrorOf({ values, targets }) {
  let distance = 0;
  targets.forEach((target, i) => { distance += Math.abs(target - values[i]); });
  return distance / targets.length;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Rows} rows
 * @param {ReturnType<typeof outputScale>} scale
 * @param {import('./tools/palette.js').Palette} palette
 */
function paint(canvas, { values, targets }, { low, high, toColour }, palette) {
  const { context, width, height } = fitCanvas(canvas);
  const from = low - margin * (high - low), span = (1 + 2 * margin) * (high - low);
  context.clearRect(0, 0, width, height);
  context.strokeStyle = palette.edge;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(0, height);
  context.lineTo(width, 0);
  context.stroke();
  const step = Math.ceil(targets.length / mostPoints);
  for (let i = 0; i < targets.length; i += step) {
    const target = targets[i], y = height - ((values[i] - from) / span) * height;
    context.beginPath();
    context.arc(((target - from) / span) * width, Math.max(3, Math.min(height - 3, y)), 2.6, 0, 7);
    context.fillStyle = colourOf(palette, toColour(target));
    context.fill();
    context.lineWidth = 0.75;
    context.strokeStyle = palette.muted;
    context.stroke();
  }
}
