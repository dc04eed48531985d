import { controlNames, readControls, running } from '../controls/names.js';
import { h } from '../views/tools/dom.js';

/** @typedef {import('../lang/index.js').Translate} Translate */

/** What a name is called on the page, most of them like their fields. @param {Translate} t @param {string} name */
function labelOf(t, name) {
  const field = name.replace(/-./g, ([, letter]) => letter.toUpperCase());
  return t.has(`control.${name}`) ? t(`control.${name}`) : t(`field.${field}`);
}

/** Of a long group so many are seen at once, the common ones. */
const common = 8;

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
    h('fieldset', {}, h('legend', {}, labelOf(t, group)), ...names.slice(0, common).map(box),
      names.length > common
        ? h('details', {}, h('summary', {}, t('training.more')), ...names.slice(common).map(box)) : null)));
  return {
    root,
    /** As short as it can be said: a group all of whose boxes are ticked goes by its own name. */
    chosen() {
      const ticked = groups.map(([group, names]) => {
        const open = names.filter((name) => boxes.get(name)?.checked);
        return open.length === names.length ? [group] : open;
      });
      const [run, ...others] = ticked, settings = others.flat();
      const implied = run.join() === running.join() && settings.length > 0;
      return implied && readControls(settings).open?.has(running[0]) ? settings : [...run, ...settings];
    },
    /** @param {string[]} names */
    choose(names) {
      for (const [name, input] of boxes) input.checked = names.includes(name);
    },
  };
}
