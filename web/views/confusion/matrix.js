import { className } from '../scale.js';
import { h, setText } from '../tools/dom.js';

/** @typedef {import('../tools/types.js').Info} Info */

/** Truth, then answer. */
const outcomes = [['trueNegative', 'falsePositive'], ['falseNegative', 'truePositive']];

/**
 * Rows are the truth, columns the answers. Of two classes each cell has a name; of more each row says which share of it
 * was recognized.
 * @param {import('../tools/types.js').Context} context
 * @param {Info} info
 */
export function createMatrix({ t, tips }, info) {
  const names = (info.classNames ?? []).map((_, i) => className(t, info, i));
  const two = names.length === 2;
  const cells = names.map((_, truth) => names.map((_, answer) => {
    const number = h('strong', { class: 'num' }, '–');
    const element = h('td', { class: `outcome class-${answer % 5}`, data: { right: truth === answer } },
      number, two ? h('span', {}, t(`confusion.${outcomes[truth][answer]}`)) : null);
    tips.attach(element, () => explain(t, info, names, truth, answer));
    return { number, element };
  }));
  const recognized = names.map(() => h('td', { class: 'share num' }));
  /** @type {number[][]} */ let shown = [];
  const header = (/** @type {string} */ scope, /** @type {string} */ text, /** @type {() => string} */ about) => {
    const word = h('span', { class: 'term', tabindex: 0 }, text);
    tips.attach(word, () => shown.length ? about() : '');
    return h('th', { scope }, word);
  };
  const element = h('table', { class: `matrix ${two ? 'two' : 'several'}` },
    h('caption', { class: 'visually-hidden' }, t('confusion.title')),
    h('thead', {}, h('tr', {}, h('td'), ...names.map((name, answer) =>
      header('col', two ? t('confusion.said', { name }) : name, () => precisionOf(t, names, shown, answer))),
    two ? null : h('th', { scope: 'col' }, t('confusion.recognized')))),
    h('tbody', {}, ...names.map((name, truth) => h('tr', {},
      header('row', name, () => recallOf(t, names, shown, truth)),
      ...cells[truth].map((cell) => cell.element), two ? null : recognized[truth]))));
  return {
    element,
    /** Colour is the answer's class, its strength the share of the true class. @param {number[][]} counts */
    draw(counts) {
      shown = counts;
      counts.forEach((row, truth) => {
        const whole = row.reduce((sum, n) => sum + n, 0);
        row.forEach((n, answer) => {
          setText(cells[truth][answer].number, t.number(n));
          cells[truth][answer].element.style.setProperty('--share', (whole ? n / whole : 0).toFixed(3));
        });
        setText(recognized[truth], whole ? t.percent(row[truth] / whole, 0) : '–');
      });
    },
  };
}

/**
 * @param {import('../tools/types.js').Translate} t
 * @param {Info} info
 * @param {string[]} names
 * @param {number} truth
 * @param {number} answer
 */
function explain(t, info, names, truth, answer) {
  if (names.length > 2) return t('confusion.taken', { truth: names[truth], answer: names[answer] });
  const outcome = outcomes[truth][answer], own = `dataset.${info.experiment.dataset}.${outcome}`;
  return t.has(own) ? t(own) : t(`confusion.${outcome}.about`, { negative: names[0], positive: names[1] });
}

/**
 * Of what is a class, how much was recognized.
 * @param {import('../tools/types.js').Translate} t
 * @param {string[]} names
 * @param {number[][]} counts [truth][answer]
 * @param {number} truth
 */
function recallOf(t, names, counts, truth) {
  return shareOf(t, 'confusion.recall', names[truth], counts[truth][truth], counts[truth]);
}

/**
 * Of what is said to be a class, how much is.
 * @param {import('../tools/types.js').Translate} t
 * @param {string[]} names
 * @param {number[][]} counts [truth][answer]
 * @param {number} answer
 */
function precisionOf(t, names, counts, answer) {
  return shareOf(t, 'confusion.precision', names[answer], counts[answer][answer], counts.map((row) => row[answer]));
}

/**
 * @param {import('../tools/types.js').Translate} t
 * @param {string} key
 * @param {string} name
 * @param {number} part
 * @param {number[]} all
 */
function shareOf(t, key, name, part, all) {
  const whole = all.reduce((sum, n) => sum + n, 0);
  return t(key, { name, part, whole, share: whole ? t.percent(part / whole) : '–' });
}
