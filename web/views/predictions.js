import { featureName, hasPlane, kindOf, mostListed, outputScale, unscaled } from './scale.js';
import { h, setText } from './tools/dom.js';
import { addHeading } from './tools/heading.js';

/** @typedef {import('./tools/types.js').Info} Info */

const mostOutputs = 4, mostInputs = 4;

/** Each row with its target, and the answer that moves toward it. @type {import('./tools/types.js').PartKind} */
export const predictions = {
  name: 'predictions', place: 'output', needs: ['predictions'],
  applies: ({ rows, outputs, inputs }) => rows > 0 && rows <= mostListed && outputs <= mostOutputs && inputs <= mostInputs, create,
};

/** @param {HTMLElement} root @param {import('./tools/types.js').Context} context */
function create(root, context) {
  const { t } = context;
  const heading = addHeading(root, t('predictions.title'));
  const body = h('tbody');
  const inputs = h('th', { scope: 'col' });
  const table = h('table', { class: 'rows' },
    h('caption', { class: 'visually-hidden' }, t('predictions.title')),
    h('thead', {}, h('tr', {}, inputs, h('th', { scope: 'col' }, t('predictions.target')),
      h('th', { scope: 'col' }, t('predictions.prediction')),
      h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, t('predictions.right'))),
      h('td', { class: 'bar-cell' }))),
    body);
  root.append(table);
  /** @type {ReturnType<typeof createRow>[]} */ let rows = [];
  return {
    /** @param {Info} info */
    load(info) {
      const { x, y, outputs } = info;
      // Under the picture of the plane the table needs no title of its own.
      heading.parentElement?.classList.toggle('visually-hidden', hasPlane(info));
      table.classList.toggle('judged', kindOf(info) !== 'numbers');
      // Where nothing is learned, targets are only stand-ins.
      table.classList.toggle('asked', info.lesson?.trains === false);
      setText(inputs, Array.from({ length: info.inputs }, (_, i) => featureName(t, info, i)).join(' '));
      const scale = outputScale(info);
      rows = Array.from(y, (target, i) => {
        const at = Math.floor(i / outputs) * info.inputs;
        const row = i % outputs ? '' : Array.from(x.subarray(at, at + info.inputs), (v) => t.short(v)).join(' ');
        return createRow(context, row, target, scale, (value) => unscaled(info, value));
      });
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
 * @param {string} inputs
 * @param {number} target
 * @param {ReturnType<typeof outputScale>} scale
 * @param {(value: number) => number} shown
 */
function createRow({ t, tips }, inputs, target, scale, shown) {
  let exact = '';
  const value = h('td', { class: 'num', tabindex: 0 }, '–'), mark = h('td', { class: 'mark' });
  const fill = h('i');
  tips.attach(value, () => exact);
  const element = h('tr', {},
    h('td', { class: 'num' }, inputs), h('td', { class: 'num' }, t.short(shown(target))),
    value, mark, h('td', { class: 'bar-cell' }, h('span', { class: 'meter', 'aria-hidden': 'true' }, fill)));
  const middle = (scale.low + scale.high) / 2;
  return {
    element,
    /** @param {number} answer */
    show(answer) {
      const right = answer > middle === target > middle;
      const number = shown(answer);
      setText(value, Math.abs(number) < 1000 ? t.fixed(number, 3) : t.short(number));
      setText(mark, right ? '✓' : '✗');
      mark.setAttribute('aria-label', t(right ? 'predictions.isRight' : 'predictions.isWrong'));
      exact = t.exact(number);
      const share = Math.max(0, Math.min(1, (answer - scale.low) / (scale.high - scale.low)));
      fill.style.transform = `scaleX(${share.toFixed(4)})`;
    },
  };
}
