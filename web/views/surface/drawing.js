// Points set by hand on the plane of the output, by pointer or by keyboard, while the network learns.
import { addPoints, clearPoints, mostClasses, nearestPoint, removePoint } from '../../experiment/drawing.js';
import { h, setText } from '../tools/dom.js';
import { throttle } from '../tools/throttle.js';
import { createBar } from './drawing-bar.js';

/**
 * @typedef {import('../tools/types.js').Info} Info
 * @typedef {import('../../experiment/drawing.js').Place} Place
 */

/** Between two points of one stroke, and around one that is taken away, in CSS pixels. */
const apart = 18;

/** Milliseconds in which the points of a stroke are gathered. */
const interval = 160;

/** How far an arrow key moves the mark; with Shift, four times as far. */
const stride = 0.05;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import('../tools/types.js').Context} context
 * @param {() => void} redraw when the mark has moved
 */
export function createDrawing(canvas, context, redraw) {
  const { t, dispatch, tips } = context;
  const said = h('p', { class: 'visually-hidden', role: 'status' });
  const bar = createBar(context, () => {
    dispatch({ type: 'set', change: clearPoints });
    setText(said, t('drawing.cleared'));
  });
  const hint = h('p', { class: 'note' }, t('drawing.hint'));
  const element = h('div', { class: 'drawing', hidden: true }, bar.element, hint, said);
  /** @type {Info | null} */ let info = null;
  /** Where the keyboard is. @type {Place} */ let mark = { x: 0, y: 0 };
  /** @type {(Place & { label: number })[]} */ let waiting = [];
  /** @type {{ left: number, top: number } | null} */ let last = null;

  const flush = throttle((/** @type {void} */ _) => {
    const points = waiting;
    waiting = [];
    if (points.length) dispatch({ type: 'set', change: (experiment) => addPoints(experiment, points) });
  }, interval);
  const count = () => (info?.rows ?? 0);
  const words = (/** @type {Place} */ { x, y }) => ({ x: t.fixed(x, 2), y: t.fixed(y, 2) });
  const add = (/** @type {Place} */ place) => {
    waiting.push({ ...place, label: bar.label() });
    flush();
    setText(said, t('drawing.set', { ...words(place), name: String(bar.label()), n: count() + waiting.length }));
  };
  const take = (/** @type {Place} */ place, within = Infinity) => {
    const data = info?.experiment.data, row = data ? nearestPoint(data, place, within) : -1;
    if (row < 0) return;
    dispatch({ type: 'set', change: (experiment) => (experiment.data === data ? removePoint(experiment, row) : {}) });
    setText(said, t('drawing.taken', { n: count() - 1 }));
  };
  const placeAt = (/** @type {number} */ left, /** @type {number} */ top) => {
    const plane = info?.plane ?? { x0: -1, x1: 1, y0: -1, y1: 1 };
    return {
      x: plane.x0 + (left / canvas.clientWidth) * (plane.x1 - plane.x0),
      y: plane.y1 - (top / canvas.clientHeight) * (plane.y1 - plane.y0),
    };
  };
  const press = (/** @type {PointerEvent} */ { offsetX: left, offsetY: top }) => {
    last = { left, top };
    if (bar.erases()) take(placeAt(left, top), (apart / canvas.clientWidth) * 2);
    else add(placeAt(left, top));
  };

  canvas.addEventListener('pointerdown', (event) => {
    if (!info || event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    tips.close();
    press(event);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!info || !last) return;
    if (Math.hypot(event.offsetX - last.left, event.offsetY - last.top) >= apart) press(event);
  });
  for (const type of ['pointerup', 'pointercancel']) canvas.addEventListener(type, () => { last = null; });

  /** @type {Record<string, (far: number) => void>} */
  const keys = {
    ArrowLeft: (far) => move(-far, 0), ArrowRight: (far) => move(far, 0), ArrowUp: (far) => move(0, far), ArrowDown: (far) => move(0, -far),
    Enter: () => add(mark), Delete: () => take(mark), Backspace: () => take(mark),
    ...Object.fromEntries(Array.from({ length: mostClasses }, (_, label) => [String(label + 1), () => bar.choose(label)])),
  };
  const move = (/** @type {number} */ x, /** @type {number} */ y) => {
    const within = (/** @type {number} */ value) => Math.max(-1, Math.min(1, Math.round(value * 100) / 100));
    setText(hint, t('drawing.keys'));
    mark = { x: within(mark.x + x), y: within(mark.y + y) };
    setText(said, t('drawing.at', words(mark)));
    redraw();
  };
  canvas.addEventListener('keydown', (event) => {
    if (!info || !Object.hasOwn(keys, event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    keys[event.key](event.shiftKey ? stride * 4 : stride);
  });
  for (const type of ['focus', 'blur']) {
    canvas.addEventListener(type, () => {
      setText(hint, t(canvas.matches(':focus-visible') ? 'drawing.keys' : 'drawing.hint'));
      redraw();
    });
  }

  return {
    element,
    /** @param {Info} next */
    load(next) {
      const draws = Boolean(next.experiment.data?.plane);
      // On a phone what was pressed is far below.
      if (draws && !info && navigator.userActivation?.isActive) canvas.scrollIntoView({ block: 'nearest' });
      info = draws ? next : null;
      element.hidden = !draws;
      canvas.classList.toggle('drawn-on', draws);
      canvas.setAttribute('role', draws ? 'application' : 'img');
      if (!draws) return void canvas.removeAttribute('tabindex');
      canvas.tabIndex = 0;
      canvas.setAttribute('aria-label', `${t('drawing.label')} ${t('drawing.keys')}`);
      bar.load(next);
    },
    /** The mark of the keyboard, while it is there. @param {CanvasRenderingContext2D} ink @param {number} width @param {number} height */
    paint(ink, width, height) {
      if (!info?.plane || !canvas.matches(':focus-visible')) return;
      const { x0, x1, y0, y1 } = info.plane;
      const left = ((mark.x - x0) / (x1 - x0)) * width, top = ((y1 - mark.y) / (y1 - y0)) * height;
      for (const [style, line] of /** @type {[string, number][]} */ ([['#fff', 4], ['#14181d', 1.5]])) {
        ink.strokeStyle = style;
        ink.lineWidth = line;
        ink.beginPath();
        ink.moveTo(left - 9, top);
        ink.lineTo(left + 9, top);
        ink.moveTo(left, top - 9);
        ink.lineTo(left, top + 9);
        ink.stroke();
      }
    },
  };
}
