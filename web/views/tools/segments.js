import { h, uniqueId } from './dom.js';

/**
 * One of a few, side by side.
 * @param {string} title
 * @param {{ value: string, text: string }[]} entries
 * @param {(value: string) => void} onChoose
 */
export function createSegments(title, entries, onChoose) {
  const name = uniqueId('segments');
  const segments = entries.map(({ value, text }) => {
    const input = h('input', { type: 'radio', name, value, onchange: () => onChoose(value) }), label = h('span', {}, text);
    return { value, input, label, element: h('label', { class: 'segment' }, input, label) };
  });
  return {
    element: h('div', { class: 'segments', role: 'radiogroup', 'aria-label': title }, ...segments.map(({ element }) => element)),
    /** @param {string} chosen @param {Record<string, string>} [texts] by value, where they differ from before */
    show(chosen, texts = {}) {
      for (const { value, input, label } of segments) {
        input.checked = value === chosen;
        if (texts[value]) label.textContent = texts[value];
      }
    },
  };
}
