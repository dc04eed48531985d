import { h } from '../views/tools/dom.js';
import { adoptStyle } from '../views/tools/styles.js';
import style from './dialog.css';

/** @typedef {import('../lang/index.js').Translate} Translate */

/**
 * A dialog over the page; it is gone when it is closed.
 * @param {Translate} t
 * @param {string} title
 * @param {...(Node | string)} content
 */
export function openDialog(t, title, ...content) {
  adoptStyle(document.body, style);
  const heading = h('h2', { id: 'dialog-title' }, title);
  const dialog = h('dialog', { class: 'sheet', 'aria-labelledby': heading.id, onclose: () => dialog.remove() },
    h('header', {}, heading,
      h('button', { type: 'button', class: 'plain', 'aria-label': t('close'), onclick: () => dialog.close() }, '×')),
    ...content);
  dialog.addEventListener('pointerdown', (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * A text to be taken along: selected, and with a button that copies it where the browser allows it.
 * @param {Translate} t
 * @param {string} label
 * @param {string} copied what is said when it is done
 */
export function copyField(t, label, copied) {
  const field = h('textarea', { readonly: true, rows: 3, spellcheck: 'false', autofocus: true, 'aria-label': label });
  const said = h('p', { class: 'said', role: 'status' });
  const button = h('button', {
    type: 'button', class: 'strong',
    onclick: async () => {
      field.select();
      said.textContent = await copy(field.value) ? copied : t('share.byHand');
    },
  }, t('share.copy'));
  field.addEventListener('focus', () => field.select());
  return {
    root: h('div', { class: 'copy' }, field, h('div', { class: 'row' }, button, said)),
    field,
    /** @param {string} text */
    show(text) {
      field.value = text;
      said.textContent = '';
    },
  };
}

/** @param {string} text @returns {Promise<boolean>} whether it is in the clipboard now */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** What a view is called on the page. @param {Translate} t @param {string} name */
export function viewTitle(t, name) {
  return t.has(`tab.${name}`) ? t(`tab.${name}`) : t(`${name}.title`);
}
