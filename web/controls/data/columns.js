import { canBeFeature } from '../../experiment/csv/choose.js';
import { h } from '../../views/tools/dom.js';

/**
 * @typedef {import('../../experiment/csv/table.js').Column} Column
 * @typedef {import('../../views/tools/types.js').Translate} Translate
 */

/**
 * The columns of a CSV file: which are inputs, what they hold, and how much is missing.
 * @param {import('../../views/tools/types.js').Context} context
 * @param {(features: number[]) => void} onChange
 */
export function createColumns({ t }, onChange) {
  const body = h('tbody');
  const heads = ['csv.input', 'csv.holds', 'csv.missing'].map((key) => h('th', { scope: 'col' }, t(key)));
  const element = h('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': t('csv.inputs') },
    h('table', {}, h('caption', { class: 'visually-hidden' }, t('csv.inputs')), h('thead', {}, h('tr', {}, ...heads)), body));
  /** @type {Column[]} */ let shown = [];
  /** @type {HTMLInputElement[]} */ let boxes = [];
  const tell = () => onChange(boxes.flatMap((box, i) => (box.checked ? [i] : [])));
  const build = () => {
    boxes = shown.map(({ name }) => h('input', { type: 'checkbox', 'aria-label': name, onchange: tell }));
    body.replaceChildren(...shown.map((column, i) => h('tr', {},
      h('td', {}, h('label', {}, boxes[i], h('span', {}, column.name))),
      h('td', {}), h('td', { class: 'num' }, gaps(t, column)))));
  };
  return {
    element,
    /** @param {Column[]} columns @param {import('../../experiment/csv/choose.js').Choice} choice */
    show(columns, { target, features }) {
      if (columns !== shown) {
        shown = columns;
        build();
      }
      boxes.forEach((box, i) => {
        box.checked = features.includes(i);
        box.disabled = i === target || !canBeFeature(columns[i]);
        const row = body.rows[i];
        row.classList.toggle('off', box.disabled && i !== target);
        row.cells[1].textContent = i === target ? `${holds(t, columns[i])} · ${t('csv.isTarget')}` : asInput(t, columns[i]);
      });
    },
  };
}

/** @param {Translate} t @param {Column} column */
function gaps(t, { missing, odd }) {
  return missing + odd ? t.number(missing + odd) : '';
}

/** @param {Translate} t @param {Column} column */
function holds(t, { kind, whole, different, values }) {
  if (kind === 'empty') return t('csv.nothing');
  if (different === 1) return t('csv.always', { value: values[0] });
  if (kind === 'number') return t(whole ? 'csv.number.whole' : 'csv.number');
  return values.length ? t('csv.text', { n: different }) : t('csv.text.many');
}

/** What becomes of text. @param {Translate} t @param {Column} column */
function asInput(t, column) {
  const { kind, different, values } = column, what = holds(t, column);
  if (kind !== 'text' || !canBeFeature(column)) return canBeFeature(column) ? what : t('csv.leftOut', { what });
  return different === 2 ? t('csv.text.two', { what, value: values[1] }) : t('csv.text.spread', { what });
}
