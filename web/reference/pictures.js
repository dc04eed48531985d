// Small pictures of what the core computes, as SVG.
import { activations, createNetwork, datasets } from '../lib/index.js';
import { h } from './html.js';

/** @typedef {[number, number]} Point */

/** Points a curve has. */
const STEPS = 80;

const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;

/**
 * @param {string} label @param {{ left: number, right: number, bottom: number, top: number }} view
 * @param {(place: (point: Point) => string) => import('./html.js').Child} draw
 */
function picture(label, { left, right, bottom, top }, draw) {
  const width = 96, height = 60;
  /** @param {Point} point */
  const place = ([x, y]) =>
    `${round(width * (x - left) / (right - left))},${round(height * (top - y) / (top - bottom))}`;
  return h('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label }, draw(place));
}

/** @param {Point[]} points @param {(point: Point) => string} place @param {string} name */
const curve = (points, place, name) => h('polyline', { class: name, points: points.map(place).join(' ') });

/** @param {number} from @param {number} to @returns {number[]} */
const range = (from, to) => Array.from({ length: STEPS + 1 }, (_, i) => from + (to - from) * i / STEPS);

/** Each activation and its slope from −4 to 4; of softmax there is none. */
export async function activationPictures() {
  const view = { left: -4, right: 4, bottom: -1.5, top: 2.5 }, xs = range(view.left, view.right);
  const pictures = Object.entries(await activations()).map(([name, { value, derivative }]) => {
    const points = (/** @type {typeof value} */ f) => xs.map((x) => /** @type {Point} */ ([x, f(x)]));
    const drawn = name === 'softmax' ? null : picture(`The curve of ${name} and, dashed, its slope`, view, (place) => [
      curve([[view.left, 0], [view.right, 0]], place, 'axis'), curve([[0, view.bottom], [0, view.top]], place, 'axis'),
      name !== 'step' && curve(points(derivative), place, 'slope'), curve(points(value), place, 'value'),
    ]);
    return /** @type {const} */ ([name, drawn]);
  });
  return new Map(pictures);
}

/** The learning rate over 60 epochs. @param {import('../lib/generated/tables.js').ScheduleName} schedule */
export async function schedulePicture(schedule) {
  const epochs = 60, optimizer = { name: /** @type {const} */ ('sgd'), learningRate: 1, schedule };
  const network = await createNetwork({ inputs: 1, layers: [{ units: 1 }], optimizer });
  const trainer = network.trainer([[0]], [[0]], { epochs }), points = /** @type {Point[]} */ ([]);
  for (let e = 0; e < epochs; e++) {
    points.push([e, trainer.learningRate]);
    trainer.run({ epochs: 1 });
  }
  network.dispose();
  const view = { left: 0, right: epochs, bottom: -0.05, top: 1.1 };
  return picture(`The learning rate over ${epochs} epochs, ${schedule}`, view, (place) =>
    [curve([[0, 0], [epochs, 0]], place, 'axis'), curve(points, place, 'value')]);
}

/**
 * The points of a data set of the plane; of a regression those above 0 and those below.
 * @param {import('../lib/datasets/index.js').GeneratedName} name
 */
export async function datasetPicture(name) {
  const { x, y, classNames } = await datasets[name](name === 'xor' ? {} : { points: 160 });
  const side = (/** @type {number} */ c) => x.map(([x0]) => x0).concat(x.map(([, x1]) => x1))
    .reduce((a, b) => (c < 0 ? Math.min(a, b) : Math.max(a, b))) + 0.2 * c;
  const low = side(-1), high = side(1), middle = (low + high) / 2, reach = 0.8 * (high - low);
  const view = { left: middle - reach, right: middle + reach, bottom: low, top: high };
  const isHigh = y.map(([target]) => target > (classNames ? 0.5 : 0));
  return picture(`The points of ${name}`, view, (place) => [false, true].map((high) => h('path', {
    class: high ? 'points high' : 'points low',
    d: x.filter((_, row) => isHigh[row] === high).map(([x0, x1]) => `M${place([x0, x1])}h0`).join(''),
  })));
}
