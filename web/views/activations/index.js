import { columnName } from '../diagram/names.js';
import { fitCanvas, h, setText } from '../tools/dom.js';
import { addHeading } from '../tools/heading.js';
import { termText } from '../tools/terms.js';
import { paintCurve } from './curve.js';
import { paintHistogram } from './histogram.js';
import { adoptStyle } from '../tools/styles.js';
import style from '../tabs/panels.css';

/**
 * @typedef {import('../tools/types.js').Info} Info @typedef {import('../tools/types.js').Context} Context
 * @typedef {import('../../experiment/closer/histograms.js').LayerHistogram} LayerHistogram
 */

/** Each layer's activation, where its sums lie on it, and what it answers. @type {import('../tools/types.js').PartKind} */
export const activations = { name: 'activations', place: 'charts', needs: ['layerHistograms'], applies: () => true, create };

/** @param {HTMLElement} root @param {Context} context */
function create(root, context) {
  adoptStyle(root, style);
  const { t } = context;
  const key = (/** @type {string} */ kind, /** @type {string} */ text) => h('span', { class: 'legend-key' }, h('i', { class: kind }), text);
  addHeading(root, t('activations.title'), h('span', { class: 'legend-keys' },
    key('train', t('activations.curve')), key('test', t('activations.slope'))));
  const layers = h('div', { class: 'layer-pictures' });
  root.append(layers);
  /** @type {ReturnType<typeof createLayer>[]} */ let shown = [];
  return {
    /** @param {Info} info */
    load(info) {
      shown = info.experiment.layers.map((_, l) => createLayer(context, info, l));
      layers.replaceChildren(...shown.map(({ element }) => element));
    },
    /** @param {import('../tools/types.js').Snapshot} snapshot */
    draw({ layerHistograms: given }) {
      if (given?.layers.length === shown.length) shown.forEach((layer, l) => layer.draw(given.layers[l]));
    },
  };
}

/** What a layer may suffer from. @type {{ [activation: string]: 'dead' | 'saturated' }} */
const ailments = { relu: 'dead', sigmoid: 'saturated', tanh: 'saturated', hardSigmoid: 'saturated', softsign: 'saturated' };

/** @param {Context} context @param {Info} info @param {number} l */
function createLayer(context, info, l) {
  const { t, palette } = context;
  const name = columnName(t, info, l + 1), { activation } = info.experiment.layers[l];
  const curve = h('canvas', { class: 'curve', role: 'img', 'aria-label': t('activations.curveLabel', { name }) });
  const histogram = h('canvas', { class: 'histogram', role: 'img', 'aria-label': t('activations.histogramLabel', { name }) });
  const from = h('span', { class: 'num' }), to = h('span', { class: 'num' });
  const ails = ailments[activation], about = ails ? termText(context, ails, '') : null;
  return {
    element: h('div', { class: 'layer-picture' }, h('h3', {}, `${name} · ${t.label('activation', activation)}`), curve, histogram,
      h('div', { class: 'ends' }, from, to), h('p', { class: 'note' }, about)),
    /** @param {LayerHistogram} layer */
    draw(layer) {
      curve.hidden = !layer.curve;
      if (layer.curve) paintCurve(fitCanvas(curve), layer.curve, layer.sums, t, palette());
      paintHistogram(fitCanvas(histogram), layer, palette());
      setText(from, t.short(layer.from));
      setText(to, t.short(layer.to));
      if (about) setText(about, t(`activations.${ails}`, { n: layer[ails], all: layer.units }));
    },
  };
}
