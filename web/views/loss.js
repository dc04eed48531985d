import { createLossChart } from './loss/chart.js';
import { h, setText } from './tools/dom.js';
import { addHeading } from './tools/heading.js';

/** @typedef {import('./tools/types.js').Snapshot} Snapshot */

/** Between two drawings of the curve while it trains: the eye needs no more. */
const interval = 90;

/** How the loss fell: training solid, held out dashed. @type {import('./tools/types.js').PartKind} */
export const loss = {
  name: 'loss', place: 'charts', needs: ['history'], applies: ({ lesson }) => lesson?.trains !== false, create,
};

/** @param {HTMLElement} root @param {import('./tools/types.js').Context} context */
function create(root, context) {
  const { t, tips } = context;
  const log = h('input', { type: 'checkbox', role: 'switch', onchange: () => chart.setLog(log.checked) });
  const scale = h('label', { class: 'switch' }, log, h('i'), h('span', {}, t('loss.log')));
  tips.attach(log, t.term('logScale'), scale);
  addHeading(root, t('loss.title'), createLegend(context).element, scale);
  const canvas = h('canvas', { role: 'img', tabindex: 0, 'aria-label': t('loss.label') });
  const empty = h('p', { class: 'note empty' }, t('loss.empty'));
  root.append(h('div', { class: 'chart' }, canvas, empty));
  const chart = createLossChart(canvas, context);
  let drawn = 0, hasTest = false, wasPlaying = false;

  const legend = root.querySelector('.legend-test');
  return {
    /** @param {import('./tools/types.js').Info} info */
    load(info) {
      hasTest = info.testRows > 0;
      legend?.toggleAttribute('hidden', !hasTest);
      drawn = 0;
    },
    /** @param {Snapshot} snapshot */
    draw(snapshot) {
      const { history, playing } = snapshot;
      const now = performance.now();
      if (!history || (playing && wasPlaying && now - drawn < interval)) return;
      drawn = now;
      wasPlaying = playing;
      empty.hidden = history.epoch.length > 1;
      chart.draw(history, hasTest);
      setText(empty, t('loss.empty'));
    },
    resize: () => chart.repaint(),
    destroy: () => chart.destroy(),
  };
}

/** @param {import('./tools/types.js').Context} context */
function createLegend({ t }) {
  const key = (/** @type {string} */ kind, /** @type {string} */ text) =>
    h('span', { class: `legend-key legend-${kind}` }, h('i', { class: kind }), text);
  return { element: h('span', { class: 'legend-keys' }, key('train', t('loss.train')), key('test', t('loss.test'))) };
}
