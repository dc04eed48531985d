import { hashOf } from './address.js';
import { createChooser } from './chooser.js';
import { copy, copyField, openDialog } from './dialog.js';

/** @typedef {import('./page.js').Page} Page */

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
  openDialog(t, t('page.share'), t('share.byHand'), text.root);
}

/** The address with all locked but what is chosen. @param {Page} page */
export function assign(page) {
  const { t, lab } = page, hash = hashOf(lab);
  if (hash === null) return tooLarge(page);
  const text = copyField(t, t('share.address'), t('share.copied'));
  const chooser = createChooser(t, () => {
    text.show(withHash(hashOf(lab, { controls: chooser.chosen().join(' ') }) ?? hash));
  });
  openDialog(t, t('share.assignment.title'), t('share.assignment.about'), chooser.root, text.root);
  chooser.choose(['activation']);
}

/** @param {Page} page */
function tooLarge(page) {
  const { t, tell } = page;
  tell(t('share.tooLarge'), {
    label: t('export.save'), act: async () => (await import('./files.js')).saveModel(page),
  });
}
