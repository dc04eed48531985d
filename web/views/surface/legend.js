import { className, kindOf, outputScale, unscaled } from '../scale.js';
import { h } from '../tools/dom.js';

/** @typedef {import('../tools/types.js').Info} Info */

/**
 * What the colours of the plane and the points mean.
 * @param {import('../tools/types.js').Translate} t
 */
export function createLegend(t) {
  const element = h('div', { class: 'legend', 'aria-hidden': 'true' });
  const key = (/** @type {string} */ look, /** @type {string} */ text) =>
    h('span', { class: 'key' }, h('i', { class: look }), text);
  return {
    element,
    /** @param {Info} info */
    load(info) {
      const parts = kindOf(info) === 'classes'
        ? (info.classNames ?? []).map((_, i) => key(`swatch class-${i % 5}`, className(t, info, i)))
        : scaleOf(t, info);
      if (info.testRows) parts.push(key('dot', t('surface.trained')), key('dot hollow', t('surface.heldOut')));
      element.replaceChildren(...parts);
    },
  };
}

/** From the lowest value to the highest. @param {import('../tools/types.js').Translate} t @param {Info} info */
function scaleOf(t, info) {
  const { low, high } = outputScale(info), numbers = kindOf(info) === 'numbers';
  const ends = numbers ? [low, high].map((end) => t.short(unscaled(info, end))) : [className(t, info, 0), className(t, info, 1)];
  const text = (/** @type {string} */ value) => h('span', { class: 'num' }, value);
  return [h('span', { class: 'scale' }, text(ends[0]), h('i', { class: 'ramp' }), text(ends[1]))];
}
