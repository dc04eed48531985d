import { h, uniqueId } from './dom.js';

/**
 * A part's heading, which also names its section.
 * @param {HTMLElement} section
 * @param {string} text
 * @param {...Node} tools what stands at the right end of its line
 */
export function addHeading(section, text, ...tools) {
  const heading = h('h2', { id: uniqueId('heading') }, text);
  section.setAttribute('aria-labelledby', heading.id);
  section.append(h('header', { class: 'heading' }, heading, ...tools));
  return heading;
}
