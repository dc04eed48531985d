import { h } from '../../views/tools/dom.js';

/** A file of another kind, such as a network, is for others to take. @param {File} file */
const mayBeCsv = ({ name }) => !/\.(json|glassnet)$/i.test(name);

/**
 * Takes a file that is dropped anywhere on the lab, or on the page where the lab is the page.
 * @param {HTMLElement} root
 * @param {import('../../views/tools/types.js').Context} context
 * @param {(file: File) => void} take
 * @returns {() => void} takes none any more
 */
export function acceptDrops(root, { t, scope }, take) {
  const sign = h('div', { class: 'drop-sign', hidden: true }, h('p', {}, t('csv.drop')));
  root.append(sign);
  const over = (/** @type {Event} */ event) => {
    const { dataTransfer } = /** @type {DragEvent} */ (event);
    if (!dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    sign.hidden = false;
  };
  const leave = (/** @type {Event} */ event) => {
    if (/** @type {DragEvent} */ (event).relatedTarget === null) sign.hidden = true;
  };
  const drop = (/** @type {Event} */ event) => {
    sign.hidden = true;
    const file = /** @type {DragEvent} */ (event).dataTransfer?.files[0];
    if (!file || !mayBeCsv(file) || event.defaultPrevented) return;
    event.preventDefault();
    take(file);
  };
  const listeners = Object.entries({ dragover: over, dragleave: leave, drop });
  for (const [type, listener] of listeners) scope.addEventListener(type, listener);
  return () => {
    for (const [type, listener] of listeners) scope.removeEventListener(type, listener);
  };
}
