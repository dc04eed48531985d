import { contour } from './contour.js';
import { className, featureName, hasPlane, kindOf, outputPixel, outputScale, strongest, unscaled } from './scale.js';
import { createLegend } from './surface/legend.js';
import { paintPoints } from './surface/points.js';
import { fitCanvas, h, setText } from './tools/dom.js';
import { addHeading } from './tools/heading.js';

/** @typedef {import('./tools/types.js').Info} Info @typedef {import('./tools/types.js').Snapshot} Snapshot */
/** @typedef {NonNullable<Snapshot['surface']>} Values */

/**
 * The network's answer over the plane of its two inputs, with the data on it.
 * @type {import('./tools/types.js').PartKind}
 */
export const surface = { name: 'surface', place: 'output', needs: ['surface'], applies: hasPlane, create };

/** @param {HTMLElement} root @param {import('./tools/types.js').Context} context */
function create(root, context) {
  const { t, palette } = context;
  addHeading(root, t('surface.title'));
  const canvas = h('canvas', { class: 'plane', role: 'img' });
  const xName = h('span', { class: 'axis x' }), yName = h('span', { class: 'axis y' });
  const legend = createLegend(t);
  root.append(h('div', { class: 'plane-frame' }, canvas, xName, yName), legend.element);
  const pixels = h('canvas'), points = h('canvas');
  let stale = true;
  /** @type {Info} */ let info;
  /** @type {ReturnType<typeof outputPixel>} */ let pixelOf;
  let level = 0;
  /** @type {Snapshot | null} */ let last = null;
  /** @type {Snapshot['surface']} */ let shown = null;
  /** Made when points are first to be drawn by hand. @type {ReturnType<typeof import('./surface/drawing.js').createDrawing> | null} */
  let drawing = null;
  const loadDrawing = async () => {
    const { createDrawing } = await import('./surface/drawing.js');
    if (!drawing) root.append((drawing = createDrawing(canvas, context, () => last && draw(last))).element);
    drawing.load(info);
  };

  /** @param {Snapshot} snapshot */
  function draw(snapshot) {
    if (!snapshot.surface) return;
    last = snapshot;
    shown = snapshot.surface;
    const colours = palette(), { context: ink, width, height } = fitCanvas(canvas);
    if (!width) return;
    paintValues(pixels, shown, info.outputs, (values, at) => pixelOf(colours, values, at));
    ink.imageSmoothingEnabled = true;
    ink.drawImage(pixels, 0, 0, width, height);
    const kind = kindOf(info);
    if (kind !== 'classes') {
      paintContour(ink, width, height, shown, info.outputs, kind === 'binary' ? context.threshold() : level);
    }
    if (stale) {
      points.width = canvas.width;
      points.height = canvas.height;
      const still = /** @type {CanvasRenderingContext2D} */ (points.getContext('2d'));
      still.scale(canvas.width / width, canvas.height / height);
      paintPoints(still, width, height, info, colours, (value) => t.short(unscaled(info, value)));
      stale = false;
    }
    ink.drawImage(points, 0, 0, width, height);
    drawing?.paint(ink, width, height);
  }

  explainPoints(canvas, context, () => shown && info.plane ? { info, shown } : null);
  return {
    /** @param {Info} next */
    load(next) {
      info = next;
      pixelOf = outputPixel(info);
      const { low, high } = outputScale(info);
      level = (low + high) / 2;
      stale = true;
      legend.load(info);
      // Where points are drawn, the buttons that choose their class show the same.
      legend.element.hidden = Boolean(info.experiment.data?.plane) && kindOf(info) === 'classes' && !info.testRows;
      setText(xName, `${featureName(t, info, 0)} →`);
      setText(yName, `${featureName(t, info, 1)} →`);
      canvas.setAttribute('aria-label', t('surface.label', { a: featureName(t, info, 0), b: featureName(t, info, 1) }));
      last = null;
      if (drawing) drawing.load(info);
      else if (info.experiment.data?.plane) loadDrawing();
    },
    draw,
    resize() {
      stale = true;
    },
  };
}

/**
 * Under the pointer: where it is, and what the network answers there.
 * @param {HTMLCanvasElement} canvas
 * @param {import('./tools/types.js').Context} context
 * @param {() => { info: Info, shown: Values } | null} state
 */
function explainPoints(canvas, { t, tips }, state) {
  canvas.addEventListener('pointermove', ({ offsetX, offsetY, buttons }) => {
    if (buttons) return; // points are being drawn
    const now = state(), plane = now?.info.plane;
    if (!now || !plane) return;
    const u = offsetX / canvas.clientWidth, v = offsetY / canvas.clientHeight;
    const text = t('surface.at', {
      x: t.short(plane.x0 + u * (plane.x1 - plane.x0)), y: t.short(plane.y1 - v * (plane.y1 - plane.y0)),
      a: featureName(t, now.info, 0), b: featureName(t, now.info, 1), value: answerAt(t, now, u, v),
    });
    const frame = canvas.getBoundingClientRect(), host = tips.host.getBoundingClientRect();
    tips.show(text, frame.left - host.left + offsetX, frame.top - host.top + offsetY - 4, 12);
  });
  canvas.addEventListener('pointerleave', () => tips.hide());
}

/**
 * @param {import('./tools/types.js').Translate} t
 * @param {{ info: Info, shown: Values }} state
 * @param {number} u
 * @param {number} v
 */
function answerAt(t, { info, shown: { size, values } }, u, v) {
  const clamp = (/** @type {number} */ i) => Math.max(0, Math.min(size - 1, Math.floor(i * size)));
  const at = (clamp(v) * size + clamp(u)) * info.outputs;
  if (kindOf(info) !== 'classes') return t.exact(unscaled(info, values[at]));
  const { index } = strongest(values, at, info.outputs);
  return `${className(t, info, index)} ${t.percent(values[at + index])}`;
}

/**
 * One pixel a value; the canvas stretches them.
 * @param {HTMLCanvasElement} canvas
 * @param {Values} surface
 * @param {number} outputs
 * @param {(values: Values['values'], at: number) => number} pixel
 */
function paintValues(canvas, { size, values }, outputs, pixel) {
  if (canvas.width !== size) canvas.width = canvas.height = size;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const image = context.createImageData(size, size);
  const words = new Uint32Array(image.data.buffer);
  for (let i = 0; i < words.length; i++) words[i] = pixel(values, i * outputs);
  context.putImageData(image, 0, 0);
}

/**
 * The line where the network changes its mind, or crosses the middle of its scale.
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 * @param {Values} surface
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
