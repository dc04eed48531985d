import { h } from '../views/tools/dom.js';
import { icon } from './icons.js';
import { createPace } from './transport/pace.js';
import { createStats } from './transport/stats.js';

/** @type {import('../views/tools/types.js').PartKind} */
export const transport = { name: 'transport', place: 'transport', needs: [], applies: () => true, create };

/** @param {HTMLElement} root @param {import('../views/tools/types.js').Context} context */
function create(root, context) {
  const { t } = context;
  root.setAttribute('aria-label', t('transport.title'));
  const buttons = createButtons(context);
  const stats = createStats(context);
  const pace = createPace(context);
  root.append(
    h('div', { class: 'bar' }, h('div', { class: 'buttons' }, ...buttons.elements), stats.element),
    h('div', { class: 'pace' }, ...pace.elements));
  return {
    /** @param {import('../views/tools/types.js').Info} info */
    load(info) {
      buttons.load(info);
      stats.load(info);
      pace.load(info);
    },
    /** @param {import('../views/tools/types.js').Snapshot} snapshot */
    draw(snapshot) {
      buttons.draw(snapshot);
      stats.draw(snapshot);
      pace.draw(snapshot);
    },
  };
}

/** @param {import('../views/tools/types.js').Context} context */
function createButtons({ t, dispatch, tips, allows }) {
  /** @param {'reset' | 'toggle' | 'step'} type @param {string} label @param {...Node} icons */
  const make = (type, label, ...icons) => {
    const button = h('button', {
      class: `round ${type === 'toggle' ? 'play' : type}`, 'aria-label': label,
      onclick: () => dispatch({ type }),
      // A click leaves the focus where it was, so that the keys go on working after it.
      onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
    }, ...icons);
    tips.attach(button, () => button.getAttribute('aria-label') ?? '');
    return button;
  };
  const playIcon = icon('play', 18), pauseIcon = icon('pause', 18);
  const reset = make('reset', t('transport.reset'), icon('reset'));
  const play = make('toggle', t('transport.play'), playIcon, pauseIcon);
  const step = make('step', t('transport.step'), icon('step'));
  return {
    elements: [allows('reset') && reset, allows('play') && play, allows('step') && step].filter((one) => one !== false),
    /** @param {import('../views/tools/types.js').Info} info */
    load({ lesson }) {
      reset.disabled = play.disabled = step.disabled = lesson?.trains === false;
    },
    /** @param {import('../views/tools/types.js').Snapshot} snapshot */
    draw({ playing }) {
      playIcon.toggleAttribute('hidden', playing);
      pauseIcon.toggleAttribute('hidden', !playing);
      const label = t(playing ? 'transport.pause' : 'transport.play');
      if (play.getAttribute('aria-label') !== label) play.setAttribute('aria-label', label);
    },
  };
}
