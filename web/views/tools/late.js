import { h } from './dom.js';

/** @typedef {import('./types.js').PartKind} PartKind @typedef {import('./types.js').Part} Part */

/**
 * A sentence in the place of what could not be loaded, and a button that tries again.
 * @param {HTMLElement} place @param {import('../../lang/index.js').Translate} t @param {() => void} again
 */
export function sayFailed(place, t, again) {
  const button = h('button', { class: 'button', onclick: again }, t('error.retry'));
  place.replaceChildren(h('p', { class: 'note' }, t('part.failed')), button);
}

/**
 * Loads what a place waits for, once at a time; meanwhile the place says that it is busy.
 * @param {HTMLElement} place @param {() => Promise<void>} load catches its errors
 */
export async function whileBusy(place, load) {
  if (place.getAttribute('aria-busy') === 'true') return;
  place.setAttribute('aria-busy', 'true');
  await load();
  place.setAttribute('aria-busy', 'false');
}

/**
 * A part that is loaded when it first has something to show.
 * @param {Omit<PartKind, 'create'>} kind
 * @param {() => Promise<PartKind['create']>} load
 * @returns {PartKind}
 */
export function late(kind, load) {
  return { ...kind, create: (root, context) => createLate(root, context, load) };
}

/**
 * @param {HTMLElement} root @param {import('./types.js').Context} context @param {() => Promise<PartKind['create']>} load
 * @returns {Part}
 */
function createLate(root, context, load) {
  /** @type {Part | null} */ let part = null;
  /** @type {import('./types.js').Info | null} */ let info = null;
  /** @type {import('./types.js').Snapshot | null} */ let last = null;
  let alive = true;

  const start = () => whileBusy(root, async () => {
    try {
      const create = await load();
      if (!alive) return;
      root.replaceChildren();
      part = create(root, context);
      if (info) part.load(info);
      if (last) part.draw(last);
      context.renew();
    } catch {
      if (alive) sayFailed(root, context.t, start);
    }
  });

  return {
    load(given) {
      info = given;
      last = null;
      if (part) part.load(given);
      else start();
    },
    draw(snapshot) {
      last = snapshot;
      part?.draw(snapshot);
    },
    resize: () => part?.resize?.(),
    destroy() {
      alive = false;
      part?.destroy?.();
    },
  };
}
