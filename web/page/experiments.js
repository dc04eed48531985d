import { createMenu } from './menu.js';

/**
 * @typedef {import('../lang/index.js').Translate} Translate
 * @typedef {import('../tutorials/index.js').Tutorial} Tutorial
 */

/**
 * The menu of the tutorials' experiments: links that unfold from the header, so that each can be kept, shared, or
 * opened beside. What it lists is loaded when it is first opened.
 * @param {HTMLDetailsElement} element
 * @param {() => void} onAgain the one that is shown was chosen again, which changes no address
 */
export function createExperiments(element, onAgain) {
  const about = /** @type {HTMLElement} */ (element.querySelector('p'));
  const gallery = /** @type {HTMLAnchorElement | null} */ (element.querySelector('.gallery'));
  /** @type {Translate} */ let t;
  const menu = createMenu(element, async () => {
    const { tutorials } = await import('../tutorials/index.js');
    menu.list.replaceChildren(...tutorials.map((tutorial) => entryOf(tutorial, t)));
  });
  menu.list.addEventListener('click', ({ target }) => {
    const chosen = target instanceof Element ? target.closest('a') : null;
    if (chosen?.hash === location.hash) onAgain();
  });
  return {
    /** @param {Translate} translate */
    show(translate) {
      t = translate;
      menu.title.textContent = t('page.experiments');
      about.textContent = t('page.experiments.about');
      if (gallery) [gallery.textContent, gallery.href] = [t('page.gallery'), t('page.gallery.address')];
      menu.renew();
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
