import { h, setText } from '../tools/dom.js';

/** Which row of the data is walked through. @param {import('../tools/types.js').Context} context */
export function createRowChooser({ t, dispatch, sample }) {
  /** @type {import('../tools/types.js').Info | null} */ let info = null;
  const button = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {number} */ by) =>
    h('button', { class: 'small', 'aria-label': label, onclick: () => choose(by) }, sign);
  const text = h('span', { class: 'num' });

  /** @param {number} by */
  function choose(by) {
    if (!info) return;
    const { inputs, rows, x } = info, index = (Math.max(-1, sample().index) + by + rows) % rows;
    dispatch({ type: 'probe', sample: { index, row: Array.from(x.subarray(index * inputs, (index + 1) * inputs)) } });
  }

  return {
    element: h('span', { class: 'row-chooser' }, button('−', t('step.previousRow'), -1), text, button('+', t('step.nextRow'), 1)),
    /** @param {import('../tools/types.js').Info} given */
    load(given) {
      info = given;
    },
    draw() {
      const { index } = sample();
      setText(text, index < 0 ? t('step.ownRow') : t('step.rowOf', { row: index + 1, all: info?.rows ?? 0 }));
    },
  };
}
