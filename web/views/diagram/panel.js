import { fields as coreFields } from '../../lib/generated/tables.js';
import { namedChoices } from '../tools/choices.js';
import { h, setText } from '../tools/dom.js';
import { numberField, selectField, sliderField, switchField } from '../tools/field.js';
import { adoptStyle } from '../tools/styles.js';
import { throttle } from '../tools/throttle.js';
import style from './panel.css';

/** @typedef {import('../tools/types.js').Info} Info @typedef {import('../tools/types.js').Context} Context */
/** @typedef {import('../tools/types.js').Experiment['layers'][number]} Layer */
/** @typedef {{ root: HTMLElement, load: (layer: Layer, isOutput: boolean) => void }} Setting */
/** @typedef {(change: (layer: Layer) => Partial<Layer>) => void} Update */

/** Between two changes while a slider is dragged. */
const interval = 80;

/** The choice that leaves it to the layer's activation. */
const automatic = 'auto';

/** The numbers that go with an initializer. @type {Record<string, ('min' | 'max' | 'mean' | 'stddev' | 'value')[]>} */
const numbersOf = { uniform: ['min', 'max'], normal: ['mean', 'stddev'], constant: ['value'] };

/**
 * What one layer has besides neurons and activation.
 * @param {HTMLElement} head where it stands
 * @param {Context} context
 * @param {number} index of the layer
 * @param {(open: boolean) => void} onToggle
 */
export function createPanel(head, context, index, onToggle) {
  const { t, dispatch } = context;
  /** @type {Update} */
  const update = (change) => dispatch({ type: 'set', change: ({ layers }) =>
    ({ layers: layers.map((layer, i) => (i === index ? tidy({ ...layer, ...change(layer) }) : layer)) }) });
  const title = h('h3'), about = h('p', { class: 'note' });
  const settings = [...initializer(context, update), ...penalties(context, update), dropout(context, update),
    normalization(context, update), biases(context, update)];
  const dialog = h('dialog', { class: 'editor layer-panel', tabindex: -1, onclose: () => onToggle(false) },
    h('header', {}, title,
      h('button', { class: 'small', 'aria-label': t('close'), onclick: () => dialog.close() }, '×')),
    about, h('div', { class: 'fields' }, ...settings.map(({ root }) => root)));
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') dialog.close();
  });
  adoptStyle(head, style);
  head.append(dialog);
  return {
    isOpen: () => dialog.open,
    close: () => dialog.close(),
    /** @param {Info} info @param {string} name */
    open(info, name) {
      for (const other of head.parentElement?.querySelectorAll('dialog') ?? []) other.close();
      this.load(info, name);
      dialog.show();
      dialog.focus({ preventScroll: true });
      onToggle(true);
      place(dialog, /** @type {HTMLElement} */ (head.parentElement));
    },
    /** @param {Info} info @param {string} name */
    load({ experiment: { layers } }, name) {
      const layer = layers[index], isOutput = index === layers.length - 1;
      dialog.setAttribute('aria-label', t('layer.settings', { name }));
      setText(title, name);
      setText(about, t.term(`activation.${layer.activation}`));
      for (const setting of settings) setting.load(layer, isOutput);
    },
  };
}

/** Beside the others' edges, where it stands over the picture. @param {HTMLElement} panel @param {HTMLElement} within */
function place(panel, within) {
  panel.style.translate = '';
  const box = panel.getBoundingClientRect(), room = within.getBoundingClientRect();
  const shift = Math.max(room.left - box.left, Math.min(0, room.right - box.right));
  panel.style.translate = `${Math.round(shift)}px 0`;
}

/** What is not there is not said, so that addresses stay short. @param {Layer} layer @returns {Layer} */
function tidy(layer) {
  const { kernelRegularizer: { l1 = 0, l2 = 0 } = {}, dropout, batchNormalization, useBias, kernelInitializer, ...rest } = layer;
  return {
    ...rest,
    ...(kernelInitializer === undefined ? {} : { kernelInitializer }),
    ...(l1 || l2 ? { kernelRegularizer: { ...(l1 ? { l1 } : {}), ...(l2 ? { l2 } : {}) } } : {}),
    ...(dropout ? { dropout } : {}),
    ...(batchNormalization ? { batchNormalization } : {}),
    ...(useBias === false ? { useBias } : {}),
  };
}

/** @param {Layer} layer */
function initializerOf({ kernelInitializer: given }) {
  return typeof given === 'string' ? { name: given } : given ?? {};
}

/** The menu, and the numbers of the one that is chosen. @param {Context} context @param {Update} update @returns {Setting[]} */
function initializer(context, update) {
  const { t } = context;
  const choices = [{ value: automatic, label: t(`initializer.${automatic}`) }, ...namedChoices(t, 'initializer')];
  const menu = selectField(context, {
    label: t('field.initializer'), term: 'initializer', explain: (value) => t.term(`initializer.${value}`),
    onChange: (value) => update(() => ({ kernelInitializer: value === automatic ? undefined : /** @type {any} */ (value) })),
  });
  menu.root.classList.add('wide');
  const numbers = Object.values(numbersOf).flat().map((name) => {
    const { min, max, default: usual } = fieldOf(`kernelInitializer.${name}`);
    const field = numberField(context, {
      label: t(`initializer.${name}`), control: 'initializer', min, max, step: 0.05, optional: true,
      onChange: (value) => update((layer) => ({ kernelInitializer: { ...initializerOf(layer), [name]: value } })),
    });
    return {
      root: field.root,
      load(/** @type {Layer} */ layer) {
        const now = initializerOf(layer);
        field.root.hidden = !numbersOf[now.name ?? automatic]?.includes(name);
        field.show(now[name], String(usual));
      },
    };
  });
  const chosen = { root: menu.root, load: (/** @type {Layer} */ layer) =>
    menu.show(choices, initializerOf(layer).name ?? automatic) };
  return [chosen, ...numbers];
}

/** As the core lists it. @param {string} name */
function fieldOf(name) {
  return /** @type {import('../../lib/generated/tables.js').Field} */ (coreFields.layer.find((field) => field.name === name));
}

/** @param {Context} context @param {Update} update @returns {Setting[]} */
const penalties = (context, update) => (/** @type {const} */ (['l1', 'l2'])).map((name) => {
  const { min, max } = fieldOf(`kernelRegularizer.${name}`);
  const field = numberField(context, {
    label: context.t(`penalty.${name}`), term: 'penalty', min, max, step: 0.001, optional: true,
    onChange: (value) => update((layer) => ({ kernelRegularizer: { ...layer.kernelRegularizer, [name]: value } })),
  });
  return { root: field.root, load: ({ kernelRegularizer }) => field.show(kernelRegularizer?.[name], '0') };
});

/** @param {Context} context @param {Update} update @returns {Setting} */
function dropout(context, update) {
  const { t } = context;
  const slider = sliderField(context, {
    label: t('field.dropout'), term: 'dropout', min: 0, max: 0.8, step: 0.05, format: (share) => t.percent(share, 0),
    onInput: throttle((/** @type {number} */ share) => update(() => ({ dropout: share })), interval),
  });
  slider.root.classList.add('wide');
  return {
    root: slider.root,
    load(layer, isOutput) {
      slider.root.hidden = isOutput;
      slider.show(layer.dropout ?? 0);
    },
  };
}

/** @param {Context} context @param {Update} update @returns {Setting} */
function normalization(context, update) {
  const field = switchField(context, {
    label: context.t('field.batchNormalization'), term: 'batchNormalization',
    onChange: (on) => update(() => ({ batchNormalization: on })),
  });
  return { root: field.root, load: ({ batchNormalization }) => field.show(Boolean(batchNormalization)) };
}

/** @param {Context} context @param {Update} update @returns {Setting} */
function biases(context, update) {
  const field = switchField(context, {
    label: context.t('field.useBias'), term: 'bias', onChange: (on) => update(() => ({ useBias: on })),
  });
  return { root: field.root, load: ({ useBias = true }) => field.show(useBias) };
}
