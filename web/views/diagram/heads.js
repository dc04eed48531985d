import { limits } from '../../experiment/experiment.js';
import { namedChoices, showChoices } from '../tools/choices.js';
import { h, setText } from '../tools/dom.js';
import { createLayerSettings } from './settings.js';

/** @typedef {import('../tools/types.js').Info} Info @typedef {import('../tools/types.js').Context} Context */
/** @typedef {import('../tools/types.js').Experiment['layers']} Layers */

/**
 * The heads of the columns: how many neurons, which activation, one layer fewer. They stay in place when the network
 * changes, so that the focus does.
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function createHeads(root, context) {
  const inputs = createInputsHead(context);
  /** @type {ReturnType<typeof createLayerHead>[]} */
  const heads = [];
  root.append(inputs.element);
  return {
    /** @param {Info} info */
    load(info) {
      const { layers } = info.experiment;
      inputs.load(info);
      while (heads.length > layers.length) heads.pop()?.element.remove();
      while (heads.length < layers.length) {
        const head = createLayerHead(context, heads.length);
        heads.push(head);
        root.append(head.element);
      }
      heads.forEach((head) => head.load(info));
    },
    elements: () => [inputs.element, ...heads.map(({ element }) => element)],
  };
}

/** @param {Context} context */
function createInputsHead({ t }) {
  const count = h('span', { class: 'count' });
  return {
    element: h('div', { class: 'head inputs' }, h('span', { class: 'title' }, t('diagram.inputs')), count),
    /** @param {Info} info */
    load({ inputs }) {
      setText(count, t('diagram.features', { n: inputs }));
    },
  };
}

/** @param {Context} context @param {number} index */
function createLayerHead(context, index) {
  const { t, dispatch, tips, allows } = context, shapes = allows('layers'), bends = allows('activation');
  // By the time it is applied, this may be another layer, or the output, which stays.
  const edit = (/** @type {(layers: Layers) => Layers} */ change) =>
    dispatch({ type: 'set', change: ({ layers }) => ({ layers: index < layers.length ? change(layers) : layers }) });
  const update = (/** @type {(layer: Layers[number]) => Partial<Layers[number]>} */ change) =>
    edit((layers) => layers.map((layer, i) => (i === index ? { ...layer, ...change(layer) } : layer)));
  const stepper = (/** @type {number} */ by, /** @type {string} */ sign) => h('button', {
    class: 'small',
    onclick: () => update(({ units }) => ({ units: Math.max(1, Math.min(limits.units, units + by)) })),
  }, sign);

  const title = h('span', { class: 'title' }), count = h('span', { class: 'count num' });
  const fewer = stepper(-1, '−'), more = stepper(1, '+');
  const without = (/** @type {Layers} */ layers) => layers.filter((_, i) => i !== index || i === layers.length - 1);
  const remove = h('button', { class: 'small remove', onclick: () => edit(without) }, '×');
  const activation = h('select', {
    onchange: () => {
      // Now: before its turn comes, a change under way may have put the menu back.
      const chosen = /** @type {any} */ (activation.value);
      update(() => ({ activation: chosen }));
      tips.tell(activation, t.term(`activation.${chosen}`));
    },
  });
  tips.attach(activation, () => [t.term('activation'), t.term(`activation.${activation.value}`)].join('\n'));
  tips.describe(activation, t.term('activation'));
  tips.attach(title, t.term('neuron'));
  tips.attach(remove, () => remove.getAttribute('aria-label') ?? '');
  const bend = h('span', { class: 'chosen' });
  const steppers = shapes ? h('span', { class: 'stepper' }, fewer, count, more) : h('span', { class: 'stepper' }, count);
  const element = h('div', { class: 'head layer' }, title, steppers, bends ? activation : bend);
  const settings = createLayerSettings(element, context, index);
  element.append(settings.button, ...(shapes ? [remove] : []));
  return {
    element,
    /** @param {Info} info */
    load(info) {
      const { layers } = info.experiment, isOutput = index === layers.length - 1, { units } = layers[index];
      const name = isOutput ? t('diagram.output') : t('diagram.hidden', { n: index + 1 });
      settings.load(info, name);
      setText(title, name);
      setText(count, isOutput || !shapes ? t('diagram.outputs', { n: units }) : t.number(units));
      fewer.hidden = more.hidden = remove.hidden = isOutput;
      fewer.disabled = units <= 1;
      more.disabled = units >= limits.units;
      fewer.setAttribute('aria-label', t('diagram.fewer', { name }));
      more.setAttribute('aria-label', t('diagram.more', { name }));
      remove.setAttribute('aria-label', t('diagram.removeLayer', { name }));
      activation.setAttribute('aria-label', t('diagram.activation', { name }));
      // softmax answers for a whole layer at once, and only as output.
      showChoices(activation, namedChoices(t, 'activation', (known) => isOutput || known !== 'softmax'));
      activation.value = layers[index].activation;
      setText(bend, t.label('activation', layers[index].activation));
    },
  };
}

/** The button that adds a layer before the output. @param {Context} context */
export function createAddLayer({ t, dispatch }) {
  const button = h('button', { class: 'button', onclick: () => dispatch({ type: 'set', change: addLayer }) },
    t('diagram.addLayer'));
  return {
    button,
    /** @param {Info} info */
    load({ experiment: { layers } }) {
      button.disabled = layers.length > limits.hiddenLayers;
    },
  };
}

/** Like the hidden layer before it. @param {{ layers: Layers }} experiment */
function addLayer({ layers }) {
  const hidden = layers.slice(0, -1), output = layers.slice(-1);
  const first = { units: 4, activation: /** @type {const} */ ('tanh') };
  const added = { ...(hidden[hidden.length - 1] ?? first) };
  return { layers: [...hidden, added, ...output] };
}
