import { h, setText } from './dom.js';
import { termText } from './terms.js';

/**
 * A figure with its name, which explains itself, and the exact number on hover and focus.
 * @param {import('./types.js').Context} context
 * @param {string} term of the glossary
 * @param {string} label
 */
export function createRate(context, term, label) {
  let exact = '';
  const value = h('strong', { class: 'num' }, '–');
  context.tips.attach(value, () => exact);
  return {
    element: h('div', { class: 'stat' }, termText(context, term, label), value),
    /** @param {string} shown @param {string} more */
    show(shown, more) {
      setText(value, shown);
      exact = more;
    },
  };
}
