import { className } from '../scale.js';
import { h, setText } from '../tools/dom.js';
import { termText } from '../tools/terms.js';
import { bins, paintHistogram, valueAt } from './histogram.js';
import { countBins, rank } from './ranking.js';
import { paintRoc } from './roc.js';

/** @typedef {import('../tools/types.js').Info} Info */
/** @typedef {NonNullable<import('../tools/types.js').Snapshot['testPredictions']>} Rows */

const step = 0.01;

/**
 * Where the line between the two classes is drawn: the rows by predicted probability, a threshold to drag through them,
 * and what each threshold would give.
 * @param {import('../tools/types.js').Context} context
 * @param {Info} info
 */
export function createThreshold(context, info) {
  const { t, tips, dispatch, palette } = context;
  const names = [0, 1].map((i) => className(t, info, i));
  const histogram = h('canvas', { class: 'histogram', role: 'img', 'aria-label': t('threshold.histogram') });
  const roc = h('canvas', { class: 'roc', role: 'img', 'aria-label': t('threshold.roc') });
  const value = h('b', { class: 'num' });
  const choose = (/** @type {number} */ threshold) => dispatch({ type: 'threshold', value: threshold });
  const slider = h('input', {
    type: 'range', min: 0, max: 1, step, 'aria-label': t('threshold'), oninput: () => choose(slider.valueAsNumber),
  });
  tips.describe(slider, t.term('threshold'));
  /** @type {ReturnType<typeof countBins>} */ let counts = [new Uint32Array(bins), new Uint32Array(bins)];
  /** @type {ReturnType<typeof rank>} */ let ranking = { curve: new Float64Array(0), auc: NaN };
  /** @type {Rows | null} */ let rows = null;
  let point = { falseAlarms: NaN, found: NaN };
  letDrag(histogram, choose);
  explain(histogram, tips, (x, width) => {
    const bin = Math.min(bins - 1, Math.floor(valueAt(x, width) * bins));
    return t('threshold.bin', {
      from: t.fixed(bin / bins, 2), to: t.fixed((bin + 1) / bins, 2),
      zero: counts[0][bin], one: counts[1][bin], negative: names[0], positive: names[1],
    });
  });
  explain(roc, tips, () => Number.isNaN(point.found) ? '' : t('threshold.point', {
    threshold: t.fixed(slider.valueAsNumber, 2), found: t.percent(point.found), alarms: t.percent(point.falseAlarms),
    negative: names[0], positive: names[1],
  }));
  return {
    element: h('div', { class: 'threshold' },
      h('div', { class: 'spread' }, histogram, slider,
        h('div', { class: 'ends', 'aria-hidden': 'true' }, ...endsOf(names).map((text) => h('span', {}, text))),
        h('div', { class: 'cut' }, termText(context, 'threshold', t('threshold')), value)),
      h('div', { class: 'roc-frame' }, roc, termText(context, 'roc', t('threshold.curve')))),
    /**
     * @param {Rows} given
     * @param {number} threshold
     * @param {number[][]} outcomes [truth][answer]
     * @returns {number} the area under the ROC curve
     */
    draw(given, threshold, [[tn, fp], [fn, tp]]) {
      if (rows !== given) {
        rows = given;
        counts = countBins(given.values, given.targets, bins);
        ranking = rank(given.values, given.targets);
      }
      point = { falseAlarms: fp / (tn + fp), found: tp / (fn + tp) };
      if (!slider.matches(':active')) slider.value = String(threshold);
      setText(value, t.fixed(threshold, 2));
      paintHistogram(histogram, counts, threshold, palette());
      paintRoc(roc, ranking.curve, point, palette());
      return ranking.auc;
    },
  };
}

/** What 0 and 1 stand for, unless those are their names. @param {string[]} names */
function endsOf([negative, positive]) {
  return [negative === '0' ? '0' : `0 · ${negative}`, positive === '1' ? '1' : `${positive} · 1`];
}

/** The line follows a pointer that is held down; a finger that moves up or down scrolls. @param {HTMLCanvasElement} canvas @param {(value: number) => void} choose */
function letDrag(canvas, choose) {
  const follow = (/** @type {PointerEvent} */ event) =>
    choose(Math.round(valueAt(event.offsetX, canvas.clientWidth) / step) * step);
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button) return;
    canvas.setPointerCapture(event.pointerId);
    follow(event);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (canvas.hasPointerCapture(event.pointerId)) follow(event);
  });
}

/**
 * A sentence for what is under the pointer.
 * @param {HTMLCanvasElement} canvas
 * @param {import('../tools/tips.js').Tips} tips
 * @param {(x: number, width: number) => string} sentence
 */
function explain(canvas, tips, sentence) {
  canvas.addEventListener('pointermove', ({ offsetX, pointerType }) => {
    const text = pointerType === 'mouse' ? sentence(offsetX, canvas.clientWidth) : '';
    if (!text) return;
    const frame = canvas.getBoundingClientRect(), host = tips.host.getBoundingClientRect();
    tips.show(text, frame.left - host.left + offsetX, frame.top - host.top, frame.height);
  });
  canvas.addEventListener('pointerleave', () => tips.hide());
}
