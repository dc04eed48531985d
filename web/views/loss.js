import { createChart } from './loss/chart.js';
import { measures } from './loss/measures.js';
import { h, setText } from './tools/dom.js';
import { addHeading } from './tools/heading.js';
import { createSegments } from './tools/segments.js';

/** @typedef {import('./tools/types.js').Snapshot} Snapshot @typedef {import('./tools/types.js').Info} Info */

/** Between two drawings of the curve while it trains: the eye needs no more. */
const interval = 90;

/**
 * How the loss, what is right, and the learning rate went: training solid, held out dashed.
 * @type {import('./tools/types.js').PartKind}
 */
export const loss = {
  name: 'loss', place: 'charts', needs: ['history'], applies: ({ lesson }) => lesson?.trains !== false, create,
};

/** @param {HTMLElement} root @param {import('./tools/types.js').Context} context */
function create(root, context) {
  const { t, tips, memory } = context;
  const log = h('input', { type: 'checkbox', role: 'switch', onchange: () => chart.setLog(log.checked) });
  const scale = h('label', { class: 'switch' }, log, h('i'), h('span', {}, t('loss.log')));
  tips.attach(log, t.term('logScale'), scale);
  const kinds = Object.keys(measures).map((value) => ({ value, text: '' }));
  const segments = createSegments(t('chart.choose'), kinds, (value) => {
    memory.measure = value;
    choose();
  });
  const [train, test] = ['train', 'test'].map((kind) =>
    h('span', { class: `legend-key legend-${kind}` }, h('i', { class: kind }), t(`loss.${kind}`)));
  addHeading(root, t('loss.title'), segments.element, h('span', { class: 'legend-keys' }, train, test), scale);
  const canvas = h('canvas', { role: 'img', tabindex: 0 });
  const empty = h('p', { class: 'note empty' });
  root.append(h('div', { class: 'chart' }, canvas, empty));
  const chart = createChart(canvas, context);
  /** @type {Info | null} */ let info = null;
  /** @type {Snapshot | null} */ let last = null;
  let drawn = 0, wasPlaying = false;

  const chosen = () => measures[memory.measure ?? 'loss'];
  const choose = () => {
    if (!info) return;
    const measure = chosen(), name = measure.title(t, info);
    segments.show(memory.measure ?? 'loss', Object.fromEntries(Object.entries(measures).map(([value, { title }]) =>
      [value, title(t, /** @type {Info} */ (info))])));
    scale.style.visibility = measure.positive ? '' : 'hidden';
    canvas.setAttribute('aria-label', t('chart.label', { name }));
    setText(empty, t('chart.empty', { name }));
    chart.setMeasure(measure, name);
    drawn = 0;
    if (last) draw(last);
  };
  const draw = (/** @type {Snapshot} */ snapshot) => {
    last = snapshot;
    const { history, playing } = snapshot, now = performance.now();
    if (!info || !history || (playing && wasPlaying && now - drawn < interval)) return;
    drawn = now;
    wasPlaying = playing;
    const curves = chosen().curves(history, info);
    train.style.visibility = curves.test && curves.train ? '' : 'hidden';
    test.style.visibility = curves.test ? '' : 'hidden';
    empty.hidden = Math.max(curves.train?.x.length ?? 0, curves.test?.x.length ?? 0) > 1;
    chart.draw(curves);
  };
  return {
    /** @param {Info} loaded */
    load(loaded) {
      info = loaded;
      last = null;
      choose();
    },
    draw,
    resize: () => chart.repaint(),
    destroy: () => chart.destroy(),
  };
}
