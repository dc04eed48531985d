import { showChoices } from './choices.js';
import { h, setText, uniqueId } from './dom.js';

/** @typedef {import('./choices.js').Choice} Choice */

/** The name by which a setting is locked: `learning-rate` of the term `learningRate`. @param {string} term */
const controlOf = (term) => term.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * A labelled menu that explains its term, and the choice made, on hover and on focus. Where it is locked, what is chosen
 * stands there as text.
 * @param {import('./types.js').Context} context
 * @param {{ label: string, term?: string, control?: string, explain?: (value: string) => string,
 *   onChange: (value: string) => void }} options control: what it is called in the attribute `controls`; like its term
 */
export function selectField(context, { label, term = '', control = controlOf(term), explain, onChange }) {
  const select = h('select', {
    onchange: () => {
      onChange(select.value);
      context.tips.tell(root, explain?.(select.value) ?? '');
    },
  });
  const open = context.allows(control), value = h('span', { class: 'value' });
  const root = h(open ? 'label' : 'div', { class: 'field', data: { control } },
    h('span', { class: 'label' }, label), open ? select : value);
  const about = context.t.term(term);
  const words = () => [about, explain?.(select.value)].filter(Boolean).join('\n');
  if (about) context.tips.attach(select, words, root);
  const description = about ? context.tips.describe(select, about) : null;
  return {
    root,
    select,
    /** @param {Choice[]} choices @param {string} chosen */
    show(choices, chosen) {
      showChoices(select, choices);
      select.value = chosen;
      if (description) setText(description, words());
      setText(value, select.selectedOptions[0]?.text ?? '');
    },
  };
}

/**
 * A labelled slider that says its value beside its name. Where it is locked, that is all.
 * @param {import('./types.js').Context} context
 * @param {{ label: string, term?: string, control?: string, min: number, max: number, step: number,
 *   format: (value: number) => string, onInput: (value: number) => void }} options
 */
export function sliderField(context, { label, term = '', control = controlOf(term), min, max, step, format, onInput }) {
  const input = h('input', { type: 'range', min, max, step });
  const open = context.allows(control), value = h('span', { class: 'value num' });
  const root = h(open ? 'label' : 'div', { class: 'field slider', data: { control } },
    h('span', { class: 'label' }, label), value, open ? input : null);
  const write = () => {
    const text = format(input.valueAsNumber);
    setText(value, text);
    input.setAttribute('aria-valuetext', text);
  };
  input.addEventListener('input', () => {
    write();
    onInput(input.valueAsNumber);
  });
  const about = context.t.term(term);
  if (about) context.tips.attach(input, about, root);
  return {
    root,
    input,
    value,
    /** Where a person is dragging, their value stands. @param {number} number */
    show(number) {
      if (input.matches(':active')) return;
      input.value = String(number);
      write();
    },
  };
}

/**
 * A labelled switch; where it is locked, the word for what it is switched to.
 * @param {import('./types.js').Context} context
 * @param {{ label: string, term: string, control?: string, onChange: (on: boolean) => void }} options
 */
export function switchField(context, { label, term, control = controlOf(term), onChange }) {
  const open = context.allows(control), value = h('span', { class: 'value' });
  const input = h('input', { type: 'checkbox', role: 'switch', onchange: () => onChange(input.checked) });
  const root = open ? h('label', { class: 'switch', data: { control } }, input, h('i'), h('span', {}, label))
    : h('div', { class: 'field wide', data: { control } }, h('span', { class: 'label' }, label), value);
  context.tips.attach(input, context.t.term(term), root);
  return {
    root,
    /** @param {boolean} on */
    show(on) {
      input.checked = on;
      setText(value, context.t(on ? 'choice.on' : 'choice.off'));
    },
  };
}

/** Larger bounds are none that anybody needs to be told. */
const tellable = 1e9;

/**
 * A labelled number. What it cannot be is said in a sentence under it, and what was before stays in force. Where it is
 * locked, it stands there as text.
 * @param {import('./types.js').Context} context
 * @param {{ label: string, term?: string, control?: string, min?: number, max?: number, whole?: boolean, step?: number,
 *   optional?: boolean, onChange: (value: number | undefined) => void }} options step: what an arrow key adds;
 *   optional: whether it may be left empty, which is answered by undefined
 */
export function numberField(context, options) {
  const { label, term = '', control = controlOf(term), step = 1, optional = false, onChange } = options;
  const { t, tips } = context, open = context.allows(control);
  const error = h('span', { class: 'error', role: 'alert', id: uniqueId('error') }), value = h('span', { class: 'value num' });
  const input = h('input', { type: 'number', step, inputmode: options.whole ? 'numeric' : 'decimal', class: 'num' });
  input.setAttribute('aria-errormessage', error.id);
  const named = h('span', { class: 'label' }, label);
  const root = h('div', { class: 'field number', data: { control } }, ...(open ? [h('label', {}, named, input)] : [named, value]), error);
  const say = (/** @type {string} */ sentence) => {
    setText(error, sentence);
    input.setAttribute('aria-invalid', String(Boolean(sentence)));
  };
  input.addEventListener('change', () => {
    const number = input.value === '' && !input.validity.badInput && optional ? undefined : input.valueAsNumber;
    const sentence = number === undefined ? '' : refusalOf(t, number, options);
    say(sentence);
    if (!sentence) onChange(number);
  });
  const about = t.term(term);
  if (about) tips.attach(input, about, root);
  return {
    root,
    input,
    /** What a person is writing stays. @param {number | undefined} number @param {string} [empty] what stands where none is */
    show(number, empty = '') {
      input.placeholder = empty;
      setText(value, number === undefined ? empty : t.exact(number));
      if (/** @type {ShadowRoot} */ (root.getRootNode()).activeElement === input) return;
      input.value = number === undefined ? '' : String(number);
      say('');
    },
  };
}

/**
 * @param {import('./types.js').Translate} t
 * @param {number} number
 * @param {{ min?: number, max?: number, whole?: boolean }} bounds
 * @returns {string} what it must be, or nothing where it is
 */
function refusalOf(t, number, { min = -Infinity, max = Infinity, whole = false }) {
  if (number >= min && number <= max && (!whole || Number.isInteger(number))) return '';
  const bounds = { min: t.exact(min), max: t.exact(max) };
  if (min <= -tellable) return t('number.any');
  if (max >= tellable && !(number > max)) return t(whole ? 'number.wholeLeast' : 'number.least', bounds);
  return t(whole ? 'number.wholeBetween' : 'number.between', bounds);
}
