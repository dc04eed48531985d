import { mostClasses } from '../../experiment/drawing.js';
import { h, svg, uniqueId } from '../tools/dom.js';

/**
 * Which class new points have, and how points are taken away.
 * @param {import('../tools/types.js').Context} context
 * @param {() => void} clear
 */
export function createBar({ t }, clear) {
  const group = uniqueId('class');
  const option = (/** @type {string} */ value, /** @type {Node | string} */ look, /** @type {string} */ name) => {
    const input = h('input', { type: 'radio', name: group, value, class: 'visually-hidden', 'aria-label': name });
    return { input, element: h('label', { class: 'option' }, input, h('span', {}, look)) };
  };
  const labels = Array.from({ length: mostClasses }, (_, label) =>
    option(String(label), classSign(label), t('drawing.classNamed', { name: String(label) })));
  const erase = option('erase', t('drawing.erase'), t('drawing.erase'));
  labels[1].input.checked = true;
  const clearButton = h('button', { class: 'link', onclick: clear }, t('drawing.clear'));
  const element = h('div', { class: 'drawing-bar' },
    h('div', { class: 'options', role: 'radiogroup', 'aria-label': t('drawing.class') },
      ...[...labels, erase].map((one) => one.element)),
    clearButton);
  return {
    element,
    label: () => Math.max(0, labels.findIndex(({ input }) => input.checked)),
    erases: () => erase.input.checked,
    choose(/** @type {number} */ label) {
      labels[label].input.checked = true;
    },
    /** @param {import('../tools/types.js').Info} info */
    load({ rows }) {
      clearButton.disabled = !rows;
    },
  };
}

/** Points of each class are drawn in its shape: a square, a disc, a triangle. @type {[string, Record<string, string>][]} */
const shapes = [
  ['rect', { x: '2', y: '2', width: '12', height: '12' }], ['circle', { cx: '8', cy: '8', r: '6.5' }],
  ['path', { d: 'M8 1.5 15 14H1Z' }],
];

/** @param {number} label */
function classSign(label) {
  const [tag, props] = shapes[label];
  return h('span', { class: `sign class-${label}` },
    svg('svg', { viewBox: '0 0 16 16', width: '14', height: '14', 'aria-hidden': 'true' }, svg(tag, props)), String(label));
}
