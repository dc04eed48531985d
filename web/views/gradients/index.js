import { fitCanvas, h } from '../tools/dom.js';
import { addHeading } from '../tools/heading.js';
import { createBars } from './bars.js';
import { paintLines } from './lines.js';
import { adoptStyle } from '../tools/styles.js';
import style from '../tabs/panels.css';

/** How long the gradient is in each layer, over the epochs and now. @type {import('../tools/types.js').PartKind} */
export const gradients = {
  name: 'gradients', place: 'charts', needs: ['gradients', 'gradientHistory'], applies: () => true, create,
};

/** @param {HTMLElement} root @param {import('../tools/types.js').Context} context */
function create(root, context) {
  adoptStyle(root, style);
  const { t, palette } = context;
  addHeading(root, t('gradients.title'));
  const canvas = h('canvas', { role: 'img', 'aria-label': t('gradients.label') });
  const bars = createBars(context);
  root.append(h('div', { class: 'gradients-grid' },
    h('div', { class: 'lines-frame' }, canvas, h('p', { class: 'note' }, t('gradients.about'))),
    h('div', {}, h('h3', {}, t('gradients.now')), ...bars.elements)));
  /** @type {import('../tools/types.js').Info | null} */ let info = null;
  return {
    /** @param {import('../tools/types.js').Info} given */
    load(given) {
      info = given;
      bars.load(given);
    },
    /** @param {import('../tools/types.js').Snapshot} snapshot */
    draw({ gradients: norms, gradientHistory, epoch }) {
      bars.draw(norms);
      if (info && gradientHistory) paintLines(fitCanvas(canvas), { history: gradientHistory, norms: norms ?? null, epoch }, info, t, palette());
    },
  };
}
