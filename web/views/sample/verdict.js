import { className, classOf, kindOf, strongest, unscaled } from '../scale.js';
import { h, setText } from '../tools/dom.js';

/** @typedef {import('../tools/types.js').Info} Info @typedef {import('../tools/types.js').Context} Context */
/** @typedef {import('../tools/types.js').Numbers} Numbers */

/**
 * What the network says of one row, and what the row is.
 * @param {Context} context
 * @param {Info} info
 */
export function createVerdict(context, info) {
  return kindOf(info) === 'classes' ? createShares(context, info) : createAnswer(context, info);
}

/** What a row is in truth. @param {Context['t']} t @param {Info} info @param {number} index −1 where a person made it up */
function truthOf(t, info, index) {
  if (index < 0) return t('sample.yours');
  const name = kindOf(info) === 'numbers' ? t.short(unscaled(info, info.y[index * info.outputs])) : className(t, info, classOf(info, index));
  return t('sample.truth', { n: index, name });
}

/** One number: the probability of class 1, or the answer itself. @param {Context} context @param {Info} info */
function createAnswer({ t, tips, threshold }, info) {
  const share = h('strong', { class: 'num' }, '–'), sentence = h('span'), truth = h('span', { class: 'truth' });
  const binary = kindOf(info) === 'binary', names = [0, 1].map((i) => className(t, info, i));
  let exact = '';
  tips.attach(share, () => exact);
  return {
    element: h('p', { class: 'verdict' }, share, h('span', { class: 'says' }, sentence, truth)),
    /** @param {number} index */
    truth(index) {
      setText(truth, truthOf(t, info, index));
    },
    /** @param {Numbers} values */
    draw([value]) {
      exact = t.exact(unscaled(info, value));
      const positive = value > threshold();
      if (binary) share.className = `num ${positive ? 'pos' : 'neg'}`;
      setText(share, binary ? t.percent(value) : t.short(unscaled(info, value)));
      if (binary) setText(sentence, t('sample.says', { name: names[1], answer: names[positive ? 1 : 0] }));
    },
  };
}

/** A share for each class, as a bar. @param {Context} context @param {Info} info */
function createShares({ t, tips }, info) {
  const sentence = h('strong'), truth = h('span', { class: 'truth' });
  const rows = (info.classNames ?? []).map((_, i) => {
    let exact = '';
    const fill = h('i', { class: `class-${i % 5}` }), value = h('b', { class: 'num', tabindex: 0 }, '–');
    tips.attach(value, () => exact);
    return {
      elements: [h('span', { class: 'name' }, className(t, info, i)),
        h('span', { class: 'meter', 'aria-hidden': 'true' }, fill), value],
      /** @param {number} share */
      show(share) {
        exact = t.exact(share);
        setText(value, t.percent(share));
        fill.style.transform = `scaleX(${share.toFixed(4)})`;
      },
    };
  });
  return {
    element: h('div', { class: 'shares' }, h('p', { class: 'says' }, sentence, truth),
      ...rows.flatMap(({ elements }) => elements)),
    /** @param {number} index */
    truth(index) {
      setText(truth, truthOf(t, info, index));
    },
    /** @param {Numbers} values */
    draw(values) {
      rows.forEach((row, i) => row.show(values[i]));
      setText(sentence, t('sample.saysClass', { name: className(t, info, strongest(values, 0, rows.length).index) }));
    },
  };
}
