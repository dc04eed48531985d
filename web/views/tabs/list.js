import { h, uniqueId } from '../tools/dom.js';

/**
 * A list of tabs: one of them is in the order of Tab, arrow keys walk over them all.
 * @param {string} title
 * @param {{ name: string, text: string, panel: string, element: HTMLElement }[]} entries panel: the id of its element
 * @param {(name: string) => void} onChoose
 */
export function createTabList(title, entries, onChoose) {
  const buttons = entries.map(({ name, text, panel, element }) => {
    const id = uniqueId('tab');
    element.setAttribute('aria-labelledby', id);
    return h('button', {
      id, type: 'button', role: 'tab', 'aria-controls': panel, data: { tab: name }, onclick: () => onChoose(name),
    }, text);
  });
  const element = h('div', { class: 'tablist', role: 'tablist', 'aria-label': title }, ...buttons);
  element.addEventListener('keydown', (event) => {
    const shown = buttons.filter(({ hidden }) => !hidden);
    const at = shown.findIndex((button) => button.getAttribute('aria-selected') === 'true');
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: shown.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = shown[(to + shown.length) % shown.length];
    next.focus();
    next.click();
  });
  return {
    element,
    /** @param {string[]} names of those that are there @param {string} selected */
    show(names, selected) {
      for (const button of buttons) {
        const isSelected = button.dataset.tab === selected;
        button.hidden = !names.includes(button.dataset.tab ?? '');
        button.setAttribute('aria-selected', String(isSelected));
        button.tabIndex = isSelected ? 0 : -1;
        if (isSelected) reveal(element, button);
      }
    },
  };
}

/** Scrolls a list that is wider than its place, and nothing else. @param {HTMLElement} list @param {HTMLElement} button */
function reveal(list, button) {
  const { offsetLeft: left, offsetWidth: width } = button;
  if (left < list.scrollLeft) list.scrollLeft = left;
  else if (left + width > list.scrollLeft + list.clientWidth) list.scrollLeft = left + width - list.clientWidth;
}
