import { featureName, outputScale } from './scale.js';
import { h, setText } from './tools/dom.js';
import { addHeading } from './tools/heading.js';

/** @typedef {import('./tools/types.js').Info} Info */

const mostRows = 12;

/** Each row with its target, and the answer that moves toward it. @type {import('./tools/types.js').PartKind} */
export const predictions = {
  name: 'predictions', place: 'output', needs: ['predictions'],
  applies: ({ rows, outputs, inputs }) => rows <= mostRows && outputs === 1 && inputs <= 4, create,
};

/** @param {HTMLElement} root @param {import('./tools/types.js').Context} context */
function create(root, context) {
  const { t } = context;
  const heading = addHeading(root, t('predictions.title'));
  const body = h('tbody');
  const inputs = h('th', { scope: 'col' });
  root.append(h('table', { class: 'rows' },
    h('caption', { class: 'visually-hidden' }, t('predictions.title')),
    h('thead', {}, h('tr', {}, inputs, h('th', { scope: 'col' }, t('predictions.target')),
      h('th', { scope: 'col' }, t('predictions.prediction')),
      h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, t('predictions.right'))),
      h('td', { class: 'bar-cell' }))),
    body));
  /** @type {ReturnType<typeof createRow>[]} */ let rows = [];
  return {
    /** @param {Info} info */
    load(info) {
      const { x, y } = info;
      // Under the picture of the plane the table needs no title of its own.
      heading.parentElement?.classList.toggle('visually-hidden', info.plane !== null);
      setText(inputs, Array.from({ length: info.inputs }, (_, i) => featureName(t, info, i)).join(' '));
      const scale = outputScale(info);
      rows = Array.from(y, (target, i) =>
        createRow(context, Array.from(x.subarray(i * info.inputs, (i + 1) * info.inputs)), target, scale));
      body.replaceChildren(...rows.map(({ element }) => element));
    },
    /** @param {import('./tools/types.js').Snapshot} snapshot */
    draw({ predictions: values }) {
      if (values?.length === rows.length) rows.forEach((row, i) => row.show(values[i]));
    },
  };
}

/**
 * @param {import('./tools/types.js').Context} context
 * @param {number[]} inputs
 * @param {number} target
 * @param {ReturnType<typeof outputScale>} scale
 */
function createRow({ t, tips }, inputs, target, scale) {
  let exact = '';
  const value = h('td', { class: 'num', tabindex: 0 }, '–'), mark = h('td', { class: 'mark' });
  const fill = h('i');
  tips.attach(value, () => exact);
  const element = h('tr', {},
    h('td', { class: 'num' }, inputs.map((v) => t.short(v)).join(' ')), h('td', { class: 'num' }, t.short(target)),
    value, mark, h('td', { class: 'bar-cell' }, h('span', { class: 'meter', 'aria-hidden': 'true' }, fill)));
  const middle = (scale.low + scale.high) / 2;
  return {
    element,
    /** @param {number} answer */
    show(answer) {
      const right = answer > middle === target > middle;
      setText(value, Math.abs(answer) < 1000 ? t.fixed(answer, 3) : t.short(answer));
      setText(mark, right ? '✓' : '✗');
      mark.setAttribute('aria-label', t(right ? 'predictions.isRight' : 'predictions.isWrong'));
      exact = t.exact(answer);
      const share = Math.max(0, Math.min(1, (answer - scale.low) / (scale.high - scale.low)));
      fill.style.transform = `scaleX(${share.toFixed(4)})`;
    },
  };
}
