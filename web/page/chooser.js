import { controlNames } from '../controls/names.js';
import { h } from '../views/tools/dom.js';

/** @typedef {import('../lang/index.js').Translate} Translate */

/** What a name is called on the page: settings are called like their fields. @param {Translate} t @param {string} name */
function labelOf(t, name) {
  return t.has(`control.${name}`) ? t(`control.${name}`) : t(`field.${name.replace(/-./g, ([, letter]) => letter.toUpperCase())}`);
}

/** Groups that have something to be changed in them. */
const groups = Object.entries(controlNames).filter(([, names]) => names.length > 0);

/**
 * Which controls stay open: a box for each, group by group.
 * @param {Translate} t
 * @param {() => void} onChange
 */
export function createChooser(t, onChange) {
  /** @type {Map<string, HTMLInputElement>} */
  const boxes = new Map();
  const box = (/** @type {string} */ name) => {
    const input = h('input', { type: 'checkbox', onchange: onChange });
    boxes.set(name, input);
    return h('label', {}, input, labelOf(t, name));
  };
  const root = h('div', { class: 'chooser' }, ...groups.map(([group, names]) =>
    h('fieldset', {}, h('legend', {}, labelOf(t, group)), ...names.map(box))));
  return {
    root,
    /** A group all of whose boxes are ticked goes by its own name. */
    chosen: () => groups.flatMap(([group, names]) => {
      const ticked = names.filter((name) => boxes.get(name)?.checked);
      return ticked.length === names.length ? [group] : ticked;
    }),
    /** @param {string[]} names */
    choose(names) {
      for (const [name, input] of boxes) input.checked = names.includes(name);
      onChange();
    },
  };
}
