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

  async function start() {
    if (root.getAttribute('aria-busy') === 'true') return;
    root.setAttribute('aria-busy', 'true');
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
    } finally {
      root.setAttribute('aria-busy', 'false');
    }
  }

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
