import { fitCanvas, h, setText } from '../tools/dom.js';
import { addHeading } from '../tools/heading.js';
import { paintLandscape } from './paint.js';
import { adoptStyle } from '../tools/styles.js';
import style from '../tabs/panels.css';

/**
 * @typedef {import('../tools/types.js').Info} Info @typedef {import('../tools/types.js').Snapshot} Snapshot
 * @typedef {import('../../experiment/closer/landscape.js').Landscape} Landscape
 */

/** The loss around the weights, and the training's path over it. @type {import('../tools/types.js').PartKind} */
export const landscape = { name: 'landscape', place: 'charts', needs: ['path'], applies: () => true, create };

/** @param {HTMLElement} root @param {import('../tools/types.js').Context} context */
function create(root, context) {
  adoptStyle(root, style);
  const { t, tips, palette } = context;
  addHeading(root, t('landscape.title'));
  const canvas = h('canvas', { role: 'img' });
  const status = h('p', { class: 'note', role: 'status' });
  const here = h('button', { class: 'button', onclick: () => survey() }, t('landscape.again'));
  const turn = h('button', { class: 'button', onclick: () => survey(seed + 1) }, t('landscape.turn'));
  root.append(h('div', { class: 'landscape-grid' }, h('div', { class: 'landscape-frame' }, canvas),
    h('div', { class: 'landscape-words' }, h('p', { class: 'note' }, t('landscape.about')), status,
      h('div', { class: 'landscape-buttons' }, here, turn))));

  /** @type {Landscape | null} */ let shown = null;
  /** @type {Snapshot['path']} */ let path = null;
  let seed = 1, asked = 0, epoch = 0, alive = true;

  /** @param {number} [other] of other directions */
  async function survey(other = seed) {
    const session = context.session(), mine = ++asked;
    if (!session) return;
    seed = other;
    here.disabled = turn.disabled = true;
    setText(status, t('landscape.working'));
    try {
      const landscape = await session.landscape({ seed });
      if (!alive || mine !== asked) return;
      if (landscape) shown = landscape;
      setText(status, landscape ? summary(landscape) : t('landscape.none'));
    } catch {
      if (mine === asked) setText(status, t('landscape.none'));
    } finally {
      if (mine === asked) here.disabled = turn.disabled = false;
    }
    paint();
  }

  /** @param {Landscape} landscape */
  function summary({ losses, size, rows }) {
    const known = losses.filter(Number.isFinite);
    const numbers = {
      low: t.loss(Math.min(...known)), here: t.loss(losses[(size * size - 1) / 2]), high: t.loss(Math.max(...known)),
    };
    canvas.setAttribute('aria-label', t('landscape.label', numbers));
    return t('landscape.summary', { ...numbers, n: rows });
  }

  function paint() {
    const drawing = fitCanvas(canvas);
    if (shown && drawing.width) paintLandscape(drawing, shown, path ?? null, palette());
  }

  canvas.addEventListener('pointermove', (event) => {
    const value = shown ? lossUnder(event, canvas, shown) : NaN;
    if (!Number.isFinite(value)) return tips.hide();
    const host = tips.host.getBoundingClientRect();
    tips.show(`${t('field.loss')} ${t.loss(value)}`, event.clientX - host.left, event.clientY - host.top - 8, 16);
  });
  canvas.addEventListener('pointerleave', () => tips.hide());

  return {
    load() {
      shown = null;
      path = null;
      epoch = 0;
      canvas.setAttribute('aria-label', t('landscape.working'));
      survey();
    },
    /** @param {Snapshot} snapshot */
    draw(snapshot) {
      // Back at the first weights: the plane of before has nothing to do with these.
      if (snapshot.epoch < epoch) survey();
      epoch = snapshot.epoch;
      path = snapshot.path ?? path;
      paint();
    },
    destroy() {
      alive = false;
    },
  };
}

/** @param {PointerEvent} event @param {HTMLCanvasElement} canvas @param {Landscape} landscape */
function lossUnder({ offsetX, offsetY }, { clientWidth, clientHeight }, { size, losses }) {
  const place = (/** @type {number} */ at, /** @type {number} */ length) =>
    Math.max(0, Math.min(size - 1, Math.round(at / length * (size - 1))));
  return losses[place(offsetY, clientHeight) * size + place(offsetX, clientWidth)];
}
