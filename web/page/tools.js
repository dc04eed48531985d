import { createMenu } from './menu.js';

/** @typedef {import('./start.js').Page} Page @typedef {import('../lang/index.js').Translate} Translate */

/** @param {string} selector @returns {HTMLElement} */
const find = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

/**
 * What the header offers besides experiments: to take the work along, to go on with it, to show it to others. What each
 * does is loaded when it is first wanted.
 * @param {Page} page
 */
export function createTools(page) {
  const { lab } = page, header = find('.site');
  const more = find('.more'), tools = find('.tools');
  const menu = createMenu(/** @type {HTMLDetailsElement} */ (find('.export')), async () => {
    const { exportEntries } = await import('./exports.js');
    menu.list.replaceChildren(...await exportEntries(page));
  });
  // Which views there are changes with the data.
  menu.title.addEventListener('click', () => menu.list.replaceChildren());

  const unfold = (/** @type {boolean} */ open) => {
    tools.classList.toggle('unfolded', open);
    more.setAttribute('aria-expanded', String(open));
  };
  more.addEventListener('click', () => unfold(!tools.classList.contains('unfolded')));
  tools.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a, button')) unfold(false);
  });
  header.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !tools.classList.contains('unfolded')) return;
    unfold(false);
    more.focus();
  });
  addEventListener('pointerdown', ({ target }) => {
    if (!header.contains(/** @type {Node} */ (target))) unfold(false);
  });

  find('.site .open').addEventListener('click', async () => (await import('./files.js')).chooseModel(page));
  find('.site .embed').addEventListener('click', async () => (await import('./embed.js')).embed(page));
  find('.site .share').addEventListener('click', async () => (await import('./share.js')).share(page));
  find('.site .help').addEventListener('click', () => lab.help());
  listenToDrops(page);
  return {
    /** @param {Translate} t */
    show(t) {
      for (const name of ['open', 'embed', 'share']) find(`.site .${name}`).textContent = t(`page.${name}`);
      menu.title.textContent = t('page.export');
      menu.renew();
      more.setAttribute('aria-label', t('page.more'));
      const help = find('.site .help');
      help.title = t('page.help');
      help.setAttribute('aria-label', help.title);
    },
  };
}

/** A model file that is dropped anywhere on the page is opened; other files are for others. @param {Page} page */
function listenToDrops(page) {
  addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  });
  addEventListener('drop', async (event) => {
    const file = event.dataTransfer?.files[0];
    if (event.defaultPrevented || !file) return;
    event.preventDefault(); // the browser would leave the page for it
    (await import('./files.js')).openModel(page, file);
  });
}
