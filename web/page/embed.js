import { running } from '../controls/names.js';
import { h } from '../views/tools/dom.js';
import { hashOf } from './address.js';
import { createChooser } from './chooser.js';
import { copyField, openDialog, viewTitle } from './dialog.js';

/** @typedef {import('./start.js').Page} Page @typedef {import('../lang/index.js').Translate} Translate */

const escapes = { '&': '&amp;', '"': '&quot;', '<': '&lt;' };

/** @param {string} text */
const escape = (text) => text.replace(/[&"<]/g, (sign) => escapes[/** @type {keyof typeof escapes} */ (sign)]);

/**
 * The one line for a page of one's own.
 * @param {Record<string, string | null | undefined>} attributes null: left out
 */
export function embedLine(attributes) {
  const written = Object.entries(attributes)
    .map(([name, value]) => typeof value === 'string' ? ` ${name}="${escape(value)}"` : '').join('');
  return `<script src="glass-net.js"></script><glass-net${written}></glass-net>`;
}

/** Shows the line, with what is to be seen and changed in it. @param {Page} page */
export function embed({ t, lab, tell }) {
  if (hashOf(lab) === null) return tell(t('embed.tooLarge'));
  const { hidden, ...strings } = lab.strings;
  const said = lab.lesson ? { tutorial: lab.lesson } : { ...strings, ...(hidden && { 'hidden-layers': hidden }) };
  const text = copyField(t, t('embed.line'), t('embed.copied'));
  const write = () => text.show(embedLine({ ...said, views: views.listed(), controls: controls.listed() }));
  const views = chooseViews(t, lab.shownViews, write), controls = chooseControls(t, write);
  openDialog(t, t('page.embed'), h('p', {}, t('embed.about')), text.root, views.root, controls.root);
  write();
}

/** @param {Translate} t @param {string[]} names @param {() => void} onChange */
function chooseViews(t, names, onChange) {
  const box = () => h('input', { type: 'checkbox', checked: true, onchange: onChange });
  const boxes = names.map((name) => ({ name, input: box() }));
  return {
    root: h('fieldset', { class: 'chooser' }, h('legend', {}, t('embed.views')),
      ...boxes.map(({ name, input }) => h('label', {}, input, viewTitle(t, name)))),
    listed() {
      const shown = boxes.filter(({ input }) => input.checked).map(({ name }) => name);
      return shown.length === names.length ? null : shown.join(' ');
    },
  };
}

/** @param {Translate} t @param {() => void} onChange */
function chooseControls(t, onChange) {
  const menu = h('select', { onchange: () => change() }, ...['all', 'run', 'some', 'none'].map((value) =>
    h('option', { value }, t(`embed.controls.${value}`))));
  const chooser = createChooser(t, onChange);
  chooser.choose([...running, 'activation']);
  const change = () => {
    chooser.root.hidden = menu.value !== 'some';
    onChange();
  };
  chooser.root.hidden = true;
  return {
    root: h('div', {}, h('label', { class: 'line' }, h('span', {}, t('embed.controls')), menu), chooser.root),
    listed() {
      if (menu.value === 'all') return null;
      return { run: 'transport', none: '', some: chooser.chosen().join(' ') }[menu.value] ?? null;
    },
  };
}
