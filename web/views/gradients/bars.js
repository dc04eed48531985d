import { columnName } from '../diagram/names.js';
import { h, setText } from '../tools/dom.js';

/** @typedef {import('../tools/types.js').Info} Info @typedef {import('../tools/types.js').Context} Context */

/**
 * The gradient's size in each layer as bars of ink, and what that says of the network.
 * @param {Context} context
 */
export function createBars({ t }) {
  const bars = h('div', { class: 'bars' });
  const verdict = h('p', { class: 'note', 'aria-live': 'off' });
  /** @type {{ fill: HTMLElement, value: HTMLElement }[]} */ let rows = [];
  return {
    elements: [bars, verdict],
    /** @param {Info} info */
    load(info) {
      rows = info.experiment.layers.map(() => ({ fill: h('i'), value: h('span', { class: 'num' }) }));
      bars.replaceChildren(...rows.map(({ fill, value }, l) => h('div', { class: 'layer-bar' },
        h('span', { class: 'name' }, columnName(t, info, l + 1)), h('span', { class: 'meter', 'aria-hidden': 'true' }, fill), value)));
      setText(verdict, '');
    },
    /** @param {Float64Array | null | undefined} norms */
    draw(norms) {
      if (norms === undefined || (norms && norms.length !== rows.length)) return;
      const most = norms?.reduce((a, b) => Math.max(a, b), 0) || 1;
      rows.forEach(({ fill, value }, l) => {
        fill.style.transform = `scaleX(${norms ? (norms[l] / most).toFixed(4) : 0})`;
        setText(value, norms ? t.short(norms[l]) : '–');
      });
      setText(verdict, norms ? verdictOf(t, norms) : t('gradients.none'));
    },
  };
}

/** Beyond these the first layer's gradient is far smaller, or far larger, than the last one's. */
const vanishing = 0.01, exploding = 100;

/** @param {import('../tools/types.js').Translate} t @param {Float64Array} norms */
function verdictOf(t, norms) {
  const first = norms[0], last = norms[norms.length - 1], share = first / last;
  const percent = t.percent(share, share < 0.1 ? 1 : 0);
  if (first === 0 && last === 0) return t('gradients.flat');
  if (norms.length === 1) return t('gradients.single');
  if (first === 0) return t('gradients.dead');
  if (share < vanishing) return t('gradients.vanishing', { share: t.percent(share, share < 0.001 ? 3 : 1) });
  if (share > exploding) return t('gradients.exploding', { times: t.short(share) });
  return t('gradients.healthy', { share: percent });
}
