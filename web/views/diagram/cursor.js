import { h, uniqueId } from '../tools/dom.js';

/** @typedef {import('./layout.js').Layout} Layout @typedef {import('./layout.js').NeuronHit} NeuronHit */

/**
 * Lets the keyboard walk over the neurons of a canvas: one stop for Tab, arrows inside, Enter opens. To a screen reader
 * it is a list box of one option, the neuron at which the cursor stands.
 * @param {{ label: string, layout: () => Layout | null, describe: (hit: NeuronHit) => string,
 *   onMove: (hit: NeuronHit | null) => void, onOpen: (hit: NeuronHit) => void }} options
 */
export function createCursor({ label, layout, describe, onMove, onOpen }) {
  const option = h('div', {
    role: 'option', id: uniqueId('neuron'), 'aria-selected': 'true', class: 'visually-hidden',
  });
  const element = h('div', {
    class: 'cursor', role: 'listbox', tabindex: 0, 'aria-label': label, 'aria-activedescendant': option.id,
  }, option);
  /** @type {NeuronHit} */
  let at = { kind: 'neuron', column: 1, index: 0 };

  const stay = (/** @type {Layout} */ { columns }) => {
    const column = Math.max(0, Math.min(columns.length - 1, at.column));
    at = { kind: 'neuron', column, index: Math.max(0, Math.min(columns[column].ys.length - 1, at.index)) };
  };
  const read = () => {
    const place = layout();
    if (place) stay(place);
    option.textContent = describe(at) || label;
  };
  const show = () => {
    read();
    onMove(at);
  };
  /** @type {Record<string, [number, number]>} */
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') onOpen(at);
    else if (moves[event.key]) {
      const [across, down] = moves[event.key];
      at = { kind: 'neuron', column: at.column + across, index: at.index + down };
      show();
    } else return;
    event.preventDefault();
  });
  element.addEventListener('focus', () => { if (element.matches(':focus-visible')) show(); });
  element.addEventListener('blur', () => onMove(null));
  return {
    element,
    /** The network changed under it. */
    refresh: read,
  };
}
