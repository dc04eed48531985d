import { fields } from '../../experiment/experiment.js';
import { h, uniqueId } from '../../views/tools/dom.js';
import { loadPreviews } from '../previews.js';
import { paintSign, paintThumb } from '../thumbs.js';

/** @typedef {import('../../views/tools/types.js').Info} Info */

/**
 * A picture of each data set, and of rows of one's own; where they are locked, of the one in use.
 * @param {HTMLElement} root
 * @param {import('../../views/tools/types.js').Context} context
 * @param {() => void} openCsv
 */
export function createTiles(root, context, openCsv) {
  const { t, dispatch, palette, allows } = context;
  const open = allows('dataset'), group = uniqueId('dataset');
  const sets = fields.dataset.choices.map((name) => setTile(context, name, group, open));
  /** Points drawn before, to go on with. @type {import('../../experiment/experiment.js').OwnData | undefined} */
  let drawn;
  const draw = ownTile(context, 'draw', async () => {
    const { beginDrawing } = await import('../../experiment/drawing.js');
    dispatch({ type: 'set', change: () => beginDrawing(drawn) });
  });
  const csv = ownTile(context, 'csv', openCsv);
  root.append(h('div', { class: 'thumbs' },
    h('div', { class: 'sets', role: open ? 'radiogroup' : 'group', 'aria-label': t('data.title') },
      ...sets.map(({ label }) => label)),
    draw.button, csv.button));
  /** @type {Awaited<ReturnType<typeof loadPreviews>> | null} */
  let previews = null;
  /** @type {Info | null} */
  let info = null;
  let width = 0;
  const canvases = [...sets, draw, csv].map(({ canvas }) => canvas);
  const widthNow = () => Math.max(...canvases.map(({ clientWidth }) => clientWidth));
  const paint = () => {
    width = widthNow();
    for (const { canvas, name } of sets) paintThumb(canvas, previews?.get(name), palette());
    for (const { name, canvas, use } of [draw, csv]) {
      if (info?.rows && use(info)) paintThumb(canvas, few(info), palette());
      else paintSign(canvas, name, palette());
    }
  };
  return {
    paint,
    /** @param {Info} loaded */
    load(loaded) {
      const { data, dataset } = loaded.experiment, changed = info?.experiment.data !== data;
      info = loaded;
      if (data?.plane) drawn = data;
      for (const { input, name, label } of sets) {
        input.checked = !data && name === dataset;
        label.hidden = !open && !input.checked;
      }
      for (const { button, use } of [draw, csv]) {
        button.hidden = !open && !use(loaded);
        button.setAttribute('aria-pressed', String(use(loaded)));
      }
      if (changed || width !== widthNow()) paint();
    },
    /** After the first picture of the network, which is not to wait for these. */
    fill() {
      if (previews) return;
      previews = new Map();
      loadPreviews().then((found) => {
        previews = found;
        paint();
      });
    },
  };
}

/**
 * @param {import('../../views/tools/types.js').Context} context
 * @param {string} name @param {string} group @param {boolean} open
 */
function setTile({ t, dispatch, tips }, name, group, open) {
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const input = h('input', {
    type: 'radio', name: group, value: name, class: 'visually-hidden',
    // Not onchange: while an earlier choice is still on its way, the one pressed may be checked already.
    onclick: () => dispatch({ type: 'set', change: { dataset: name } }),
  });
  const label = h(open ? 'label' : 'div', { class: 'thumb' },
    open ? input : null, canvas, h('span', {}, t.label('dataset', name)));
  tips.attach(input, t(`dataset.${name}.about`), label);
  return { name, input, canvas, label };
}

/**
 * @param {import('../../views/tools/types.js').Context} context
 * @param {'draw' | 'csv'} name @param {() => void} act
 */
function ownTile({ t, tips, allows }, name, act) {
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const button = h('button', { class: `thumb own-rows ${name}`, disabled: !allows('dataset'), onclick: act },
    canvas, h('span', {}, t(`data.${name}`)));
  tips.attach(button, t(`data.${name}.about`));
  const isDrawn = (/** @type {Info} */ { experiment: { data } }) => Boolean(data?.plane);
  return { name, button, canvas, use: name === 'draw' ? isDrawn : (/** @type {Info} */ i) => Boolean(i.experiment.data) && !isDrawn(i) };
}

/** More would not be seen. */
const mostPainted = 400;

/** Rows in equal steps through all of them. @param {Info} info @returns {import('../previews.js').Preview} */
function few({ x, y, rows, inputs, outputs, classNames }) {
  const step = Math.ceil(rows / mostPainted) || 1;
  const take = (/** @type {import('../../views/tools/types.js').Numbers} */ values, /** @type {number} */ width) =>
    values.filter((_, i) => Math.floor(i / width) % step === 0);
  return { x: take(x, inputs), y: take(y, outputs), inputs, outputs, rows: Math.ceil(rows / step), classes: classNames !== null };
}
