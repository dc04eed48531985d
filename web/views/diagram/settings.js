import { h } from '../tools/dom.js';

/** @typedef {import('../tools/types.js').Info} Info @typedef {import('../tools/types.js').Context} Context */

/** The names by which what it holds is locked. */
const held = ['penalty', 'dropout', 'batch-normalization', 'initializer', 'bias'];

/**
 * The button in a column's head that opens what its layer has besides neurons and activation. The panel is loaded when
 * it is first wanted, and stands in the head, right after the button.
 * @param {HTMLElement} head
 * @param {Context} context
 * @param {number} index of the layer
 */
export function createLayerSettings(head, context, index) {
  const { t, tips, allows } = context;
  /** @type {ReturnType<typeof import('./panel.js').createPanel> | null} */
  let panel = null;
  /** @type {Info | null} */
  let latest = null;
  let name = '';
  const button = h('button', {
    class: 'small remove', hidden: !held.some((one) => allows(one)), 'aria-expanded': 'false', onclick: () => toggle(),
  }, '⋯');
  tips.attach(button, () => button.getAttribute('aria-label') ?? '');
  const toggle = async () => {
    const { createPanel } = await import('./panel.js');
    panel ??= createPanel(head, context, index, (open) => {
      button.setAttribute('aria-expanded', String(open));
      head.classList.toggle('open', open);
    });
    if (panel.isOpen()) return panel.close();
    if (latest) panel.open(latest, name);
  };
  return {
    button,
    /** @param {Info} info @param {string} called */
    load(info, called) {
      latest = info;
      name = called;
      button.setAttribute('aria-label', t('layer.settings', { name }));
      if (panel?.isOpen()) panel.load(info, name);
    },
    close: () => panel?.close(),
  };
}
