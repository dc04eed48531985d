import { h } from '../views/tools/dom.js';

const controls = 'a[href], button, input, select, textarea, summary, [contenteditable], [role="listbox"], dialog';

/** Whether a key belongs to what has the focus. @param {Event} event */
function inControl(event) {
  return event.composedPath().some((node) => node instanceof Element && node.matches(controls));
}

/**
 * Space plays, the right arrow steps, R resets, ? lists the keys.
 * @param {EventTarget} target what is listened to: the lab itself, or the document where the lab is the page
 * @param {{ toggle(): void, step(): void, reset(): void, help(): void }} actions
 * @returns {() => void} stops listening
 */
export function listenToKeys(target, actions) {
  /** @type {Record<string, () => void>} */
  const keys = {
    ' ': actions.toggle, ArrowRight: actions.step, r: actions.reset, R: actions.reset, '?': actions.help,
  };
  const onKey = (/** @type {Event} */ event) => {
    const { key, ctrlKey, metaKey, altKey, defaultPrevented } = /** @type {KeyboardEvent} */ (event);
    if (!Object.hasOwn(keys, key) || ctrlKey || metaKey || altKey || defaultPrevented || inControl(event)) return;
    event.preventDefault();
    keys[key]();
  };
  target.addEventListener('keydown', onKey);
  return () => target.removeEventListener('keydown', onKey);
}

/**
 * The list of keys, and the way to the tour.
 * @param {import('../lang/index.js').Translate} t
 * @param {() => void} onTour
 * @returns {HTMLDialogElement}
 */
export function keysDialog(t, onTour) {
  const rows = [
    [t('keys.space'), t('keys.play')], ['→', t('keys.step')], ['R', t('keys.reset')], ['?', t('keys.help')],
  ];
  const close = h('button', { class: 'button', autofocus: true, onclick: () => dialog.close() }, t('close'));
  const tour = () => {
    dialog.close();
    onTour();
  };
  const dialog = h('dialog', { class: 'keys', 'aria-label': t('keys.title') },
    h('h2', {}, t('keys.title')),
    h('dl', {}, ...rows.flatMap(([key, text]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, text)])),
    h('p', { class: 'note' }, t('keys.where')),
    h('footer', {}, close, h('button', { class: 'button', onclick: tour }, t('tour.take'))));
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  return dialog;
}
