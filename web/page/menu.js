/**
 * What a menu that unfolds does: it closes with Escape, by a press beside it, when the focus leaves it, and once
 * something in it was chosen.
 * @param {HTMLDetailsElement} menu
 * @param {() => void} fill makes what it lists, when it is first opened
 */
export function createMenu(menu, fill) {
  const title = /** @type {HTMLElement} */ (menu.querySelector('summary'));
  const list = /** @type {HTMLElement} */ (menu.querySelector('.list'));
  const close = () => {
    menu.open = false;
  };
  const fillOnce = () => { if (menu.open && !list.childElementCount) fill(); };
  menu.addEventListener('toggle', fillOnce);
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    close();
    title.focus();
    event.stopPropagation();
  });
  menu.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element) || !target.closest('a, button')) return;
    close();
    title.focus();
  });
  addEventListener('pointerdown', ({ target }) => { if (!menu.contains(/** @type {Node} */ (target))) close(); });
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(/** @type {Node} */ (relatedTarget))) close();
  });
  return {
    title,
    list,
    /** What it lists is in other words now. */
    renew() {
      list.replaceChildren();
      fillOnce();
    },
  };
}
