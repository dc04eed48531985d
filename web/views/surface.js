import { fitCanvas, h, setText } from './tools/dom.js';
import { addHeading } from './tools/heading.js';
import { colourOf, rampIndex, textOn } from './tools/palette.js';
import { contour } from './contour.js';
import { featureName, outputScale } from './scale.js';

/** @typedef {import('./tools/types.js').Info} Info @typedef {import('./tools/types.js').Snapshot} Snapshot */

/** With so few rows each point says its target. */
const fewRows = 24;

/**
 * The network's answer over the plane of its two inputs, with the data on it.
 * @type {import('./tools/types.js').PartKind}
 */
export const surface = {
  name: 'surface', place: 'output', needs: ['surface'], applies: ({ plane }) => plane !== null, create,
};

/** @param {HTMLElement} root @param {import('./tools/types.js').Context} context */
function create(root, context) {
  const { t, palette, tips } = context;
  addHeading(root, t('surface.title'));
  const canvas = h('canvas', { class: 'plane', role: 'img' });
  const low = h('span', { class: 'num' }), high = h('span', { class: 'num' });
  const xName = h('span', { class: 'axis x' }), yName = h('span', { class: 'axis y' });
  root.append(
    h('div', { class: 'plane-frame' }, canvas, xName, yName),
    h('div', { class: 'legend', 'aria-hidden': 'true' }, low, h('i'), high));
  const pixels = h('canvas');
  /** @type {Info} */ let info;
  /** @type {ReturnType<typeof outputScale>} */ let scale;
  /** @type {Snapshot['surface']} */ let shown = null;

  canvas.addEventListener('pointermove', ({ offsetX, offsetY }) => {
    if (!shown || !info.plane) return;
    const u = offsetX / canvas.clientWidth, v = offsetY / canvas.clientHeight;
    const text = t('surface.at', {
      x: t.short(info.plane.x0 + u * (info.plane.x1 - info.plane.x0)),
      y: t.short(info.plane.y1 - v * (info.plane.y1 - info.plane.y0)),
      a: featureName(t, info, 0), b: featureName(t, info, 1), value: t.exact(valueAt(shown, u, v, info.outputs)),
    });
    const frame = canvas.getBoundingClientRect(), host = tips.host.getBoundingClientRect();
    tips.show(text, frame.left - host.left + offsetX, frame.top - host.top + offsetY - 4, 12);
  });
  canvas.addEventListener('pointerleave', () => tips.hide());

  return {
    /** @param {Info} next */
    load(next) {
      info = next;
      scale = outputScale(info);
      setText(low, t.short(scale.low));
      setText(high, t.short(scale.high));
      setText(xName, `${featureName(t, info, 0)} →`);
      setText(yName, `${featureName(t, info, 1)} →`);
      canvas.setAttribute('aria-label', t('surface.label', { a: featureName(t, info, 0), b: featureName(t, info, 1) }));
    },
    /** @param {Snapshot} snapshot */
    draw(snapshot) {
      if (!snapshot.surface) return;
      shown = snapshot.surface;
      const { context: ink, width, height } = fitCanvas(canvas);
      paintValues(pixels, shown, info.outputs, (value) => palette().ramp[rampIndex(scale.toColour(value))]);
      ink.imageSmoothingEnabled = true;
      ink.drawImage(pixels, 0, 0, width, height);
      paintContour(ink, width, height, shown, info.outputs, (scale.low + scale.high) / 2);
      paintPoints(ink, width, height, info, scale, context);
    },
  };
}

/** @param {NonNullable<Snapshot['surface']>} surface @param {number} u @param {number} v @param {number} outputs */
function valueAt({ size, values }, u, v, outputs) {
  const clamp = (/** @type {number} */ i) => Math.max(0, Math.min(size - 1, Math.floor(i * size)));
  return values[(clamp(v) * size + clamp(u)) * outputs];
}

/**
 * One pixel a value; the canvas stretches them.
 * @param {HTMLCanvasElement} canvas
 * @param {NonNullable<Snapshot['surface']>} surface
 * @param {number} outputs
 * @param {(value: number) => number} pixel
 */
function paintValues(canvas, { size, values }, outputs, pixel) {
  if (canvas.width !== size) canvas.width = canvas.height = size;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const image = context.createImageData(size, size);
  const words = new Uint32Array(image.data.buffer);
  for (let i = 0; i < words.length; i++) words[i] = pixel(values[i * outputs]);
  context.putImageData(image, 0, 0);
}

/**
 * The line where the network changes its mind.
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 * @param {NonNullable<Snapshot['surface']>} surface
 * @param {number} outputs
 * @param {number} level
 */
function paintContour(context, width, height, { size, values }, outputs, level) {
  context.beginPath();
  contour(values, size, outputs, level, (x0, y0, x1, y1) => {
    context.moveTo(((x0 + 0.5) / size) * width, ((y0 + 0.5) / size) * height);
    context.lineTo(((x1 + 0.5) / size) * width, ((y1 + 0.5) / size) * height);
  });
  context.lineWidth = 1.25;
  context.strokeStyle = 'rgb(20 24 29 / 0.55)';
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 * @param {Info} info
 * @param {ReturnType<typeof outputScale>} scale
 * @param {import('./tools/types.js').Context} lab
 */
function paintPoints(context, width, height, info, scale, { palette, t }) {
  const plane = info.plane;
  if (!plane) return;
  const colours = palette(), few = info.rows <= fewRows, radius = few ? 10 : 3.5;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `600 12px ${colours.font}`;
  for (let row = 0; row < info.rows; row++) {
    const x = ((info.x[2 * row] - plane.x0) / (plane.x1 - plane.x0)) * width;
    const y = ((plane.y1 - info.x[2 * row + 1]) / (plane.y1 - plane.y0)) * height;
    const target = info.y[row * info.outputs], value = scale.toColour(target);
    context.beginPath();
    if (value >= 0) context.arc(x, y, radius, 0, 7);
    else context.rect(x - radius * 0.88, y - radius * 0.88, radius * 1.76, radius * 1.76);
    context.fillStyle = colourOf(colours, value);
    context.fill();
    context.lineWidth = few ? 2 : 1;
    context.setLineDash(info.isTest[row] ? [2, 2] : []);
    context.strokeStyle = '#fff';
    context.stroke();
    if (!few) continue;
    context.fillStyle = textOn(colours, value);
    context.fillText(t.short(target), x, y + 0.5);
  }
  context.setLineDash([]);
}
