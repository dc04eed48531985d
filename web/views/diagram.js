import { createCursor } from './diagram/cursor.js';
import { createEditor } from './diagram/editor.js';
import { paintEdges } from './diagram/edges.js';
import { createAddLayer, createHeads } from './diagram/heads.js';
import { edgesOf, expandedHeight, hitTest, layOut, mostFitting, shownOf } from './diagram/layout.js';
import { columnName, countsOf, neuronName } from './diagram/names.js';
import { FieldAtlas, largestOf, paintNeurons, plainFill } from './diagram/neurons.js';
import { paintWords, widthOfNames } from './diagram/words.js';
import { className, hasPlane, inputColour, kindOf, outputScale } from './scale.js';
import { fitCanvas, h, setText } from './tools/dom.js';
import { addHeading } from './tools/heading.js';
import { classPixel, rampIndex } from './tools/palette.js';

/** @typedef {import('./tools/types.js').Info} Info @typedef {import('./tools/types.js').Snapshot} Snapshot */
/** @typedef {import('./diagram/layout.js').Layout} Layout @typedef {import('./diagram/layout.js').Hit} Hit */

/** Columns nearer than this have their heads under the picture, as a list. */
const narrowest = 112;
/** With more edges than these a picture takes several milliseconds. */
const fewEdges = 150;

/**
 * The network: layers as columns, weights as lines, each neuron as its answer.
 * @type {import('./tools/types.js').PartKind}
 */
export const diagram = {
  name: 'diagram', group: 'network', place: 'network', needs: ['weights', 'fields', 'activations'], applies: () => true,
  costly: (info) => edgesOf(countsOf(info)) > fewEdges,
  create: (root, context) => new Diagram(root, context),
};

class Diagram {
  /** @param {HTMLElement} root @param {import('./tools/types.js').Context} context */
  constructor(root, context) {
    this.root = root;
    this.context = context;
    this.add = createAddLayer(context);
    addHeading(root, context.t('diagram.title'), ...(context.allows('layers') ? [this.add.button] : []));
    this.canvas = h('canvas', { 'aria-hidden': 'true' });
    this.cursor = createCursor({
      label: context.t('diagram.label'),
      layout: () => this.layout,
      describe: (hit) => this.describe(hit),
      onMove: (hit) => this.focusOn(hit, true),
      onOpen: (hit) => this.edit(hit),
    });
    this.rests = h('div');
    this.stage = h('div', { class: 'stage-net' }, this.canvas, this.cursor.element, this.rests);
    this.headRoot = h('div', { class: 'heads' });
    root.append(this.stage, this.headRoot);
    this.heads = createHeads(this.headRoot, context);
    this.editor = createEditor(this.stage, context, () => this.focusOn(null));
    this.atlas = new FieldAtlas();
    this.expanded = false;
    /** @type {Info | null} */ this.info = null;
    /** @type {Layout | null} */ this.layout = null;
    /** @type {Snapshot | null} */ this.last = null;
    /** @type {Hit | null} */ this.focus = null;
    this.listen();
  }

  listen() {
    const element = this.cursor.element;
    const hit = (/** @type {PointerEvent | MouseEvent} */ event) =>
      this.layout && hitTest(this.layout, event.offsetX, event.offsetY + this.layout.top);
    element.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'mouse') this.focusOn(hit(event));
    });
    element.addEventListener('pointerleave', () => this.focusOn(null));
    element.addEventListener('click', (event) => {
      const found = hit(event);
      if (found) this.edit(found, event.offsetX, event.offsetY + element.offsetTop);
      else this.editor.close();
    });
  }

  /** @param {Info} info */
  load(info) {
    this.info = info;
    this.scale = outputScale(info);
    this.focus = null;
    this.editor.close();
    this.heads.load(info);
    this.add.load(info);
    this.resize();
  }

  /** Places columns and heads anew. */
  resize() {
    const { info, stage, headRoot, root } = this;
    if (!info || !stage.clientWidth) return;
    const counts = countsOf(info);
    const many = Math.max(...counts) > mostFitting;
    if (!many) this.expanded = false;
    const width = stage.clientWidth, wide = width > 520;
    const labelWidth = Math.min(width * 0.24, widthOfNames(this.canvas, this.context.palette(), this.inputNames()));
    const outputNames = this.outputNames();
    const outputWidth = kindOf(info) === 'classes'
      ? Math.min(width * 0.2, widthOfNames(this.canvas, this.context.palette(), outputNames)) : wide ? 60 : 34;
    const spacing = (width - labelWidth - outputWidth - 40) / (counts.length - 1);
    const listed = spacing < narrowest || !wide;
    root.classList.toggle('listed', listed);
    headRoot.style.setProperty('--head-width', `${Math.floor(Math.min(240, spacing - 10))}px`);
    const headHeight = Math.max(...this.heads.elements().map(({ offsetHeight }) => offsetHeight));
    headRoot.style.height = listed ? '' : `${headHeight}px`;
    const top = listed ? 24 : headHeight + 4;
    stage.style.setProperty('--top', `${top}px`);
    stage.style.height = this.expanded ? `${expandedHeight(counts, top)}px` : '';
    this.layout = layOut(counts, {
      width, height: stage.clientHeight, top, labelWidth, outputWidth,
      largest: hasPlane(info) ? 46 : Math.max(...counts) > 6 ? 26 : 36, expanded: this.expanded,
    });
    this.placeHeads(listed);
    this.cursor.refresh();
    this.placeRests(many);
  }

  /** @param {boolean} listed */
  placeHeads(listed) {
    const { columns } = /** @type {Layout} */ (this.layout);
    this.heads.elements().forEach((element, c) => {
      element.style.left = listed ? '' : `${columns[c].x}px`;
    });
  }

  /**
   * "… 50 more" under each column that does not show all of its neurons, or, where columns are near each other, the first.
   * @param {boolean} many
   */
  placeRests(many) {
    const { columns, height, spacing } = /** @type {Layout} */ (this.layout);
    const { info, expanded, rests, context: { t } } = this;
    const cut = columns.map((column, c) => ({ ...column, c })).filter(({ total, ys }) =>
      many && total > (expanded ? mostFitting : ys.length)).slice(0, spacing < narrowest ? 1 : undefined);
    while (rests.childElementCount > cut.length) rests.lastElementChild?.remove();
    while (rests.childElementCount < cut.length) rests.append(h('button', { class: 'link rest', onclick: () => this.expand() }));
    cut.forEach(({ c, x, total, ys }, i) => {
      const button = /** @type {HTMLElement} */ (rests.children[i]);
      setText(button, expanded ? t('diagram.less') : t('diagram.rest', { n: total - ys.length }));
      button.setAttribute('aria-label', `${columnName(t, /** @type {Info} */ (info), c)} ${button.textContent}`);
      button.style.left = `${x}px`;
      button.style.top = `${height - 26}px`;
    });
  }

  expand() {
    this.expanded = !this.expanded;
    this.resize();
    this.redraw();
  }

  /** @param {Snapshot} snapshot */
  draw(snapshot) {
    this.last = snapshot;
    this.redraw();
    if (snapshot.weights) this.editor.draw(snapshot.weights);
  }

  redraw() {
    const { info, layout, last, context } = this;
    if (!info || !layout || last?.weights?.length !== info.experiment.layers.length) return;
    const palette = context.palette();
    const { context: ink, width, height } = fitCanvas(this.canvas);
    ink.clearRect(0, 0, width, height);
    paintEdges(ink, layout, last.weights, palette, this.focus);
    const fill = this.fill(info, layout, last);
    paintNeurons(ink, layout, palette, fill, this.focus?.kind === 'neuron' ? this.focus : null);
    const titles = this.root.classList.contains('listed')
      ? layout.columns.map((_, c) => columnName(context.t, info, c)) : null;
    paintWords(ink, layout, palette, { inputs: this.inputNames(), outputs: this.outputNames(), titles });
  }

  /** Of the inputs that are shown. */
  inputNames() {
    const { info, context, expanded } = this;
    if (!info) return [];
    return Array.from({ length: shownOf(info.inputs, expanded) }, (_, i) => neuronName(context.t, info, 0, i));
  }

  /** The classes where there are several, else what mathematics calls an answer. */
  outputNames() {
    const { info, context } = this;
    if (!info || kindOf(info) !== 'classes') return ['ŷ'];
    return (info.classNames ?? []).map((_, i) => className(context.t, info, i));
  }

  /**
   * How squares are filled: pictures over the plane, or the answers for the chosen row.
   * @param {Info} info
   * @param {Layout} layout
   * @param {Snapshot} snapshot
   */
  fill(info, layout, { fields, activations }) {
    const palette = this.context.palette(), output = info.experiment.layers.length - 1;
    const several = kindOf(info) === 'classes', { ramp } = palette;
    const pixelOf = (/** @type {import('./tools/types.js').Numbers[]} */ layers) => {
      const largest = layers.map(largestOf);
      return (/** @type {number} */ layer, /** @type {number} */ unit, /** @type {number} */ value) => {
        if (layer < output || !this.scale) return ramp[rampIndex(value / largest[layer])];
        return several ? classPixel(palette, unit, value) : ramp[rampIndex(this.scale.toColour(value))];
      };
    };
    if (fields && hasPlane(info)) return this.atlas.paint(fields, layout, palette, pixelOf(fields.layers));
    if (!activations?.length) return plainFill(() => ramp[rampIndex(0)]);
    const pixel = pixelOf(activations), { row } = this.context.sample();
    return plainFill((column, index) => column ? pixel(column - 1, index, activations[column - 1][index])
      : ramp[rampIndex(inputColour(info, index, row[index]))]);
  }

  /** @param {Hit | null} hit @param {boolean} [byKey] */
  focusOn(hit, byKey = false) {
    if (JSON.stringify(hit) === JSON.stringify(this.focus)) return;
    this.focus = hit;
    this.cursor.element.classList.toggle('over', Boolean(hit));
    this.redraw();
    const { tips } = this.context;
    if (!hit || !this.layout) return tips.hide();
    const box = this.stage.getBoundingClientRect(), host = tips.host.getBoundingClientRect();
    const { columns, size } = this.layout;
    const column = hit.kind === 'neuron' ? columns[hit.column] : columns[hit.layer + 1];
    const y = hit.kind === 'neuron' ? column.ys[hit.index] : column.ys[hit.unit];
    const x = hit.kind === 'neuron' ? column.x : (column.x + columns[hit.layer].x) / 2;
    const middle = hit.kind === 'edge' ? (y + columns[hit.layer].ys[hit.input]) / 2 : y;
    if (hit.kind === 'edge' || byKey || hit.column > 0 || this.info?.inputs !== 2) {
      tips.show(this.describe(hit), box.left - host.left + x, box.top - host.top + middle - size / 2, size);
    }
  }

  /** In words: the value of a weight, or what a neuron holds. @param {Hit} hit @returns {string} */
  describe(hit) {
    const { info, last, context: { t, sample } } = this;
    if (!info || !last?.weights) return '';
    if (hit.kind === 'edge') {
      const { kernel } = last.weights[hit.layer], { units } = info.experiment.layers[hit.layer];
      return t('diagram.weight', {
        from: neuronName(t, info, hit.layer, hit.input), to: neuronName(t, info, hit.layer + 1, hit.unit),
        value: t.exact(kernel[hit.input * units + hit.unit]),
      });
    }
    const parts = [neuronName(t, info, hit.column, hit.index)];
    if (hit.column === 0) {
      if (!hasPlane(info)) parts.push(t('diagram.value', { value: t.exact(sample().row[hit.index]) }));
      return parts.join(' · ');
    }
    const bias = last.weights[hit.column - 1].bias;
    if (bias) parts.push(t('diagram.biasIs', { value: t.exact(bias[hit.index]) }));
    const answer = hasPlane(info) ? undefined : last.activations?.[hit.column - 1]?.[hit.index];
    if (answer !== undefined) parts.push(t('diagram.answer', { value: t.exact(answer) }));
    return parts.join(' · ');
  }

  /** @param {Hit} hit @param {number} [x] @param {number} [y] */
  edit(hit, x, y) {
    const { info, layout, last, context: { t } } = this;
    const column = hit.kind === 'neuron' ? hit.column : hit.layer + 1;
    if (!info || !layout || !last?.weights || column === 0 || !this.context.allows('weights')) return;
    const unit = hit.kind === 'neuron' ? hit.index : hit.unit;
    this.context.tips.close();
    this.editor.open({
      layer: column - 1, unit, name: neuronName(t, info, column, unit),
      sources: Array.from({ length: countsOf(info)[column - 1] }, (_, i) => neuronName(t, info, column - 1, i)),
      focus: hit.kind === 'edge' ? hit.input : -1,
      x: x ?? layout.columns[column].x, y: y ?? layout.columns[column].ys[unit],
    }, info, last.weights);
  }

  destroy() {
    this.editor.close();
  }
}
