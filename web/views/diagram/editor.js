import { h, setText } from '../tools/dom.js';

/** @typedef {import('../tools/types.js').Info} Info @typedef {import('./edges.js').Weights} Weights */

/** Where the bias stands among the inputs of a neuron, as the session counts them. */
const bias = -1;

/**
 * The weights of one neuron as numbers that can be changed while it learns.
 * @param {HTMLElement} root
 * @param {import('../tools/types.js').Context} context
 * @param {() => void} onClose
 */
export function createEditor(root, { t, dispatch, tips }, onClose) {
  const title = h('h3'), list = h('div', { class: 'weights' });
  const dialog = h('dialog', { class: 'editor', onclose: onClose },
    h('header', {}, title,
      h('button', { class: 'small', 'aria-label': t('close'), onclick: () => dialog.close() }, '×')),
    list);
  root.append(dialog);
  dialog.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') dialog.close();
  });
  /** @type {{ layer: number, unit: number, units: number } | null} */ let neuron = null;
  /** @type {{ field: HTMLInputElement, from: number }[]} */ let fields = [];

  const weightOf = (/** @type {Weights} */ weights, /** @type {number} */ from) => {
    if (!neuron) return NaN;
    const { kernel, bias: biases } = weights[neuron.layer];
    if (from === bias) return biases ? biases[neuron.unit] : NaN;
    return kernel[from * neuron.units + neuron.unit];
  };

  const row = (/** @type {string} */ name, /** @type {number} */ from) => {
    const field = h('input', {
      type: 'number', step: 'any', class: 'num',
      onchange: () => {
        const value = field.valueAsNumber;
        if (neuron && Number.isFinite(value)) dispatch({ type: 'setWeight', ...neuron, input: from, value });
      },
    });
    fields.push({ field, from });
    const label = h('label', { class: 'weight' }, h('span', {}, name), field);
    tips.attach(field, () => t.term(from === bias ? 'bias' : 'weight'), label);
    return label;
  };
  return {
    /**
     * @param {{ layer: number, unit: number, name: string, sources: string[], focus: number, x: number, y: number }} at
     * @param {Info} info
     * @param {Weights} weights
     */
    open(at, info, weights) {
      neuron = { layer: at.layer, unit: at.unit, units: info.experiment.layers[at.layer].units };
      fields = [];
      setText(title, at.name);
      const names = at.sources.map((name, i) => row(t('diagram.from', { name }), i));
      list.replaceChildren(...(weights[at.layer].bias ? [row(t('diagram.bias'), bias)] : []), ...names);
      if (!dialog.open) dialog.show();
      const left = Math.max(0, Math.min(root.clientWidth - dialog.offsetWidth, at.x + 16));
      const top = Math.max(0, Math.min(root.clientHeight - dialog.offsetHeight, at.y));
      dialog.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
      this.draw(weights);
      const wanted = fields.find(({ from }) => from === at.focus) ?? fields[0];
      wanted?.field.focus({ preventScroll: true });
      wanted?.field.select();
    },
    /** Fields follow the training, except the one a person is writing in. @param {Weights} weights */
    draw(weights) {
      if (!neuron || !dialog.open || !weights[neuron.layer]) return;
      const active = /** @type {ShadowRoot} */ (root.getRootNode()).activeElement;
      for (const { field, from } of fields) {
        if (field !== active || !field.value) field.value = String(Number(weightOf(weights, from).toPrecision(6)));
      }
    },
    close() {
      neuron = null;
      if (dialog.open) dialog.close();
    },
  };
}
