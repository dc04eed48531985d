import { showChoices } from '../views/tools/choices.js';
import { h, setText } from '../views/tools/dom.js';

/** @typedef {import('../views/tools/choices.js').Choice} Choice */

/**
 * A labelled menu that explains its term, and the choice made, on hover and on focus.
 * @param {import('../views/tools/types.js').Context} context
 * @param {{ label: string, term?: string, explain?: (value: string) => string,
 *   onChange: (value: string) => void }} options
 */
export function selectField(context, { label, term, explain, onChange }) {
  const select = h('select', { onchange: () => onChange(select.value) });
  const root = h('label', { class: 'field' }, h('span', { class: 'label' }, label), select);
  const about = term ? context.t.term(term) : '';
  if (about) {
    context.tips.attach(select, () => [about, explain?.(select.value)].filter(Boolean).join('\n'), root);
    context.tips.describe(select, about);
  }
  return {
    root,
    select,
    /** @param {Choice[]} choices @param {string} value */
    show(choices, value) {
      showChoices(select, choices);
      select.value = value;
    },
  };
}

/**
 * A labelled slider that says its value beside its name.
 * @param {import('../views/tools/types.js').Context} context
 * @param {{ label: string, term?: string, min: number, max: number, step: number,
 *   format: (value: number) => string, onInput: (value: number) => void }} options
 */
export function sliderField(context, { label, term, min, max, step, format, onInput }) {
  const input = h('input', { type: 'range', min, max, step });
  const value = h('span', { class: 'value num' });
  const root = h('label', { class: 'field slider' }, h('span', { class: 'label' }, label), value, input);
  const write = () => {
    const text = format(input.valueAsNumber);
    setText(value, text);
    input.setAttribute('aria-valuetext', text);
  };
  input.addEventListener('input', () => {
    write();
    onInput(input.valueAsNumber);
  });
  const about = term ? context.t.term(term) : '';
  if (about) context.tips.attach(input, about, root);
  return {
    root,
    input,
    /** Where a person is dragging, their value stands. @param {number} number */
    show(number) {
      if (input.matches(':active')) return;
      input.value = String(number);
      write();
    },
  };
}

/**
 * A labelled switch.
 * @param {import('../views/tools/types.js').Context} context
 * @param {{ label: string, term: string, onChange: (on: boolean) => void }} options
 */
export function switchField(context, { label, term, onChange }) {
  const input = h('input', { type: 'checkbox', role: 'switch', onchange: () => onChange(input.checked) });
  const root = h('label', { class: 'switch' }, input, h('i'), h('span', {}, label));
  context.tips.attach(input, context.t.term(term), root);
  return {
    root,
    /** @param {boolean} on */
    show(on) {
      input.checked = on;
    },
  };
}
