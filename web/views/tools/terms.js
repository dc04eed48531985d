import { h } from './dom.js';

/**
 * A word of the glossary in running text: it explains itself on hover and on focus.
 * @param {import('./types.js').Context} context
 * @param {string} term
 * @param {string} text
 */
export function termText({ t, tips }, term, text) {
  const about = t.term(term);
  const element = h('span', { class: 'label' }, text);
  if (!about) return element;
  element.classList.add('term');
  element.tabIndex = 0;
  tips.attach(element, about);
  return element;
}
