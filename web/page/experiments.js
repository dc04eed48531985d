/** @typedef {import('../lang/index.js').Translate} Translate @typedef {import('../tutorials/index.js').Tutorial} Tutorial */

/**
 * The menu of the tutorials' experiments: links that unfold from the header, so that each can be kept, shared, or opened
 * beside. What it lists is loaded when it is first opened.
 * @param {HTMLDetailsElement} menu
 * @param {() => void} onAgain the one that is shown was chosen again, which changes no address
 */
export function createExperiments(menu, onAgain) {
  const title = /** @type {HTMLElement} */ (menu.querySelector('summary'));
  const list = /** @type {HTMLElement} */ (menu.querySelector('.list'));
  const about = /** @type {HTMLElement} */ (menu.querySelector('p'));
  /** @type {Translate} */ let t;
  /** @type {Tutorial[] | null} */ let tutorials = null;

  const close = () => {
    menu.open = false;
  };
  const fill = async () => {
    tutorials ??= (await import('../tutorials/index.js')).tutorials;
    list.replaceChildren(...tutorials.map((tutorial) => entryOf(tutorial, t)));
  };
  menu.addEventListener('toggle', () => { if (menu.open && !list.childElementCount) fill(); });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    close();
    title.focus();
  });
  menu.addEventListener('click', ({ target }) => {
    const chosen = target instanceof Element ? target.closest('a') : null;
    if (!chosen) return;
    close();
    title.focus();
    if (chosen.hash === location.hash) onAgain();
  });
  addEventListener('pointerdown', ({ target }) => { if (!menu.contains(/** @type {Node} */ (target))) close(); });
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(/** @type {Node} */ (relatedTarget))) close();
  });
  return {
    /** @param {Translate} translate */
    show(translate) {
      t = translate;
      title.textContent = t('page.experiments');
      about.textContent = t('page.experiments.about');
      list.replaceChildren();
      if (menu.open) fill();
    },
  };
}

/** A tutorial with one experiment is a link; one with more unfolds. @param {Tutorial} tutorial @param {Translate} t */
function entryOf({ name, title, source, experiments }, t) {
  const words = [element('span', source.author, 'author'), element('span', t.text(title), 'title')];
  if (experiments.length === 1) return link(name, experiments[0].name, ...words);
  const entry = document.createElement('details');
  const summary = document.createElement('summary');
  summary.append(...words);
  entry.append(summary, ...experiments.map((one) => link(name, one.name, element('span', t.text(one.title)))));
  // One at a time, so that the list of tutorials stays in sight.
  entry.addEventListener('toggle', () => {
    if (!entry.open) return;
    for (const other of entry.parentElement?.querySelectorAll('details') ?? []) if (other !== entry) other.open = false;
  });
  return entry;
}

/** @param {string} tag @param {string} text @param {string} [className] */
function element(tag, text, className = '') {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** @param {string} tutorial @param {string} experiment @param {...Node} children */
function link(tutorial, experiment, ...children) {
  const made = document.createElement('a');
  made.href = `#${new URLSearchParams({ tutorial: `${tutorial}/${experiment}` })}`;
  made.append(...children);
  return made;
}
