import { h } from '../views/tools/dom.js';
import { numberField, selectField } from '../views/tools/field.js';

const own = 'own';

/**
 * A menu of usual numbers whose last choice asks for one of a person's own.
 * @param {import('../views/tools/types.js').Context} context
 * @param {{ label: string, term: string, min?: number, max?: number, whole?: boolean, step?: number,
 *   onChange: (value: string) => void }} options
 */
export function menuOrNumber(context, { onChange, ...options }) {
  let chosen = '';
  const ask = (/** @type {boolean} */ open) => {
    number.root.hidden = !open;
    if (!open) menu.select.value = chosen;
  };
  const menu = selectField(context, {
    ...options,
    onChange: (value) => {
      ask(value === own);
      if (value !== own) return onChange(value);
      number.show(Number(chosen) || undefined);
      number.input.focus();
      number.input.select();
    },
  });
  const number = numberField(context, { ...options, onChange: (value) => onChange(String(value)) });
  number.root.hidden = true;
  number.input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === 'Escape') menu.select.focus();
  });
  number.input.addEventListener('blur', () => {
    if (number.input.getAttribute('aria-invalid') !== 'true') ask(false);
  });
  return {
    root: h('div', { class: 'own' }, menu.root, number.root),
    /** @param {import('../views/tools/choices.js').Choice[]} choices @param {string} value */
    show(choices, value) {
      chosen = value;
      menu.show([...choices, { value: own, label: context.t('choice.own') }], value);
      if (!number.root.hidden) menu.select.value = own;
    },
  };
}
