import {
  Chart, LinearScale, LineController, LineElement, LogarithmicScale, PointElement,
} from 'chart.js';
import { measures } from './measures.js';
import { readValues } from './reading.js';

/** @typedef {import('../tools/types.js').Context} Context */
/** @typedef {import('./measures.js').Measure} Measure @typedef {import('./measures.js').Curves} Curves */
/** @typedef {{ x: number, y: number }} Point */

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale);

/** More points than this are not seen at the widths of a page. */
const mostPoints = 400;

/**
 * A measure over the epochs, in ink: training solid, held out dashed. Arrow keys walk along it as the pointer does.
 * @param {HTMLCanvasElement} canvas
 * @param {Context} context
 */
export function createChart(canvas, context) {
  const chart = new Chart(canvas, {
    type: 'line',
    data: {
      datasets: [
        { data: /** @type {Point[]} */ ([]), borderWidth: 2 },
        { data: /** @type {Point[]} */ ([]), borderWidth: 1.6, borderDash: [5, 4] },
      ],
    },
    options: makeOptions(context),
  });
  let log = false, measure = measures.loss, name = '';
  const repaint = () => {
    paint(chart, context, measure, log && measure.positive);
    chart.update('none');
  };
  const forget = readValues(canvas, chart, context);
  repaint();
  return {
    repaint,
    /** @param {boolean} value */
    setLog(value) {
      log = value;
      repaint();
    },
    /** A draw follows. @param {Measure} value @param {string} title */
    setMeasure(value, title) {
      measure = value;
      name = title;
      forget();
      chart.data.datasets.forEach((dataset) => { dataset.data = []; });
      repaint();
    },
    /** @param {Curves} curves */
    draw({ train, test, stepped = false }) {
      [train, test].forEach((line, i) => {
        const dataset = /** @type {any} */ (chart.data.datasets[i]);
        dataset.data = line ? pointsOf(line) : [];
        dataset.label = train && test ? context.t(i ? 'loss.test' : 'loss.train') : name;
        dataset.stepped = stepped;
      });
      /** @type {any} */ (chart.options.scales).x.max = Math.max(10, ...[train, test].map((line) => line?.x[line.x.length - 1] ?? 0));
      chart.update('none');
    },
    destroy: () => chart.destroy(),
  };
}

/** @param {import('./measures.js').Line} line @returns {Point[]} */
function pointsOf({ x, y }) {
  return thin(x.length).map((i) => ({ x: x[i], y: y[i] })).filter((point) => Number.isFinite(point.y));
}

/** Indices of at most `mostPoints` points, the last among them. @param {number} length */
function thin(length) {
  const stride = Math.ceil(length / mostPoints);
  const places = [];
  for (let i = 0; i < length; i += stride) places.push(i);
  if (length && places[places.length - 1] !== length - 1) places.push(length - 1);
  return places;
}

/** @param {Context} context @returns {any} */
function makeOptions({ t }) {
  return {
    animation: false, normalized: true, parsing: false, maintainAspectRatio: false,
    interaction: { mode: 'nearest', axis: 'x', intersect: false },
    elements: { point: { radius: 0, hoverRadius: 4 }, line: { tension: 0 } },
    layout: { padding: { top: 6, right: 4 } },
    scales: {
      x: {
        type: 'linear', min: 0, grid: { drawOnChartArea: false },
        ticks: {
          maxTicksLimit: 6, maxRotation: 0, includeBounds: false,
          callback: (/** @type {number} */ value) => t.number(value),
        },
        title: { display: true, text: t('stat.epoch'), padding: 0 },
      },
      y: { border: { display: false }, ticks: { maxTicksLimit: 6 } },
    },
  };
}

/**
 * Colours and scale, as theme and switch have them now.
 * @param {Chart} chart
 * @param {Context} context
 * @param {Measure} measure
 * @param {boolean} log
 */
function paint(chart, { palette, t }, measure, log) {
  const { ink, muted, line, font } = palette();
  const [train, test] = /** @type {any[]} */ (chart.data.datasets);
  train.borderColor = train.pointHoverBackgroundColor = ink;
  test.borderColor = test.pointHoverBackgroundColor = muted;
  const { scales } = /** @type {any} */ (chart.options);
  const tick = { family: font, size: 11 };
  for (const axis of [scales.x, scales.y]) {
    axis.ticks.color = muted;
    axis.ticks.font = tick;
    axis.grid = { ...axis.grid, color: line, drawTicks: false };
  }
  scales.x.title.color = muted;
  scales.x.title.font = tick;
  scales.x.border = { color: line };
  scales.y.type = log ? 'logarithmic' : 'linear';
  scales.y.beginAtZero = !log && measure.positive;
  scales.y.ticks.callback = (/** @type {number} */ value) => measure.tick(t, value);
  // A column of its own width: labels that change do not move the plot.
  scales.y.afterFit = (/** @type {{ width: number }} */ scale) => { scale.width = 46; };
}
