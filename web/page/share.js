import { running } from '../controls/names.js';
import { h } from '../views/tools/dom.js';
import { hashOf } from './address.js';
import { createChooser } from './chooser.js';
import { copy, copyField, openDialog } from './dialog.js';

/** @typedef {import('./start.js').Page} Page */

const withHash = (/** @type {string} */ hash) => location.href.replace(/#.*/, '') + hash;

/** Copies the address of what is shown, and says so. @param {Page} page */
export async function share(page) {
  const { t, lab, tell } = page, hash = hashOf(lab);
  if (hash === null) return tooLarge(page);
  const address = withHash(hash);
  if (await copy(address)) {
    return tell(t('share.copied'), { label: t('share.assignment'), act: () => assign(page) });
  }
  const text = copyField(t, t('share.address'), t('share.copied'));
  text.show(address);
  openDialog(t, t('page.share'), h('p', {}, t('share.byHand')), text.root);
}

/** The address with all locked but what is chosen. @param {Page} page */
export function assign(page) {
  const { t, lab } = page, hash = hashOf(lab);
  if (hash === null) return tooLarge(page);
  const text = copyField(t, t('share.address'), t('share.copied'));
  const write = () => text.show(withHash(hashOf(lab, { controls: chooser.chosen().join(' ') }) ?? hash));
  const chooser = createChooser(t, write);
  chooser.choose([...running, 'activation']);
  write();
  openDialog(t, t('share.assignment.title'), h('p', {}, t('share.assignment.about')), text.root, chooser.root);
}

/** @param {Page} page */
function tooLarge(page) {
  const { t, tell } = page;
  tell(t('share.tooLarge'), {
    label: t('export.save'), act: async () => (await import('./files.js')).saveModel(page),
  });
}
