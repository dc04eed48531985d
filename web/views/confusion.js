import { h, setText } from './tools/dom.js';
import { addHeading } from './tools/heading.js';
import { termText } from './tools/terms.js';
import { className, isBinary } from './scale.js';

/** @typedef {import('./tools/types.js').Info} Info */

const threshold = 0.5;

/** Below so many inputs the plane and the table of rows say more. */
const manyInputs = 3;

/**
 * What the network says of rows it never learned from, against what they are.
 * @type {import('./tools/types.js').PartKind}
 */
export const confusion = {
  name: 'confusion', place: 'output', needs: ['testPredictions'],
  applies: (info) => isBinary(info) && info.inputs > manyInputs, create,
};

/** Truth, then answer: [0][1] is a row of class 0 taken for class 1. */
const cells = [
  { truth: 0, answer: 0, key: 'trueNegative' }, { truth: 0, answer: 1, key: 'falsePositive' },
  { truth: 1, answer: 0, key: 'falseNegative' }, { truth: 1, answer: 1, key: 'truePositive' },
];

/** @param {HTMLElement} root @param {import('./tools/types.js').Context} context */
function create(root, context) {
  const { t } = context;
  const heading = addHeading(root, t('confusion.title'));
  const matrix = createMatrix(context);
  const rates = ['accuracy', 'sensitivity', 'specificity'].map((name) => createRate(context, name));
  root.append(matrix.element, h('div', { class: 'rates' }, ...rates.map(({ element }) => element)));
  return {
    /** @param {Info} info */
    load(info) {
      setText(heading, t(info.testRows ? 'confusion.heldOut' : 'confusion.all', { n: info.testRows || info.rows }));
      matrix.load(info);
    },
    /** @param {import('./tools/types.js').Snapshot} snapshot */
    draw({ testPredictions }) {
      if (!testPredictions) return;
      const count = countOutcomes(testPredictions);
      const [[tn, fp], [fn, tp]] = count;
      matrix.draw(count);
      const shares = [[tn + tp, tn + tp + fp + fn], [tp, tp + fn], [tn, tn + fp]];
      shares.forEach(([part, whole], i) => rates[i].show(part, whole));
    },
  };
}

/** @param {NonNullable<import('./tools/types.js').Snapshot['testPredictions']>} rows */
function countOutcomes({ values, targets }) {
  const count = [[0, 0], [0, 0]];
  for (let i = 0; i < values.length; i++) count[targets[i] > threshold ? 1 : 0][values[i] > threshold ? 1 : 0]++;
  return count;
}

/** @param {import('./tools/types.js').Context} context */
function createMatrix({ t, tips }) {
  const columns = [0, 1].map(() => h('th', { scope: 'col' }));
  const heads = [0, 1].map(() => h('th', { scope: 'row' }));
  const shown = cells.map(({ answer, truth, key }) => {
    const number = h('strong', { class: 'num' }, '–');
    const element = h('td', { class: `outcome ${answer ? 'pos' : 'neg'}`, data: { right: truth === answer } },
      number, h('span', {}, t(`confusion.${key}`)));
    tips.attach(element, () => t.term(key));
    return { number, element, truth, answer };
  });
  const row = (/** @type {number} */ truth) =>
    h('tr', {}, heads[truth], ...shown.filter((cell) => cell.truth === truth).map(({ element }) => element));
  return {
    element: h('table', { class: 'matrix' },
      h('caption', { class: 'visually-hidden' }, t('confusion.title')),
      h('thead', {}, h('tr', {}, h('td'), ...columns)), h('tbody', {}, row(0), row(1))),
    /** @param {Info} info */
    load(info) {
      [0, 1].forEach((i) => {
        setText(columns[i], t('confusion.said', { name: className(t, info, i) }));
        setText(heads[i], className(t, info, i));
      });
    },
    /** Colour is the answer's class, its strength the share of the true class. @param {number[][]} count */
    draw(count) {
      for (const { number, element, truth, answer } of shown) {
        const n = count[truth][answer], whole = count[truth][0] + count[truth][1];
        setText(number, t.number(n));
        element.style.setProperty('--share', (whole ? n / whole : 0).toFixed(3));
      }
    },
  };
}

/** @param {import('./tools/types.js').Context} context @param {string} name */
function createRate(context, name) {
  const { t, tips } = context;
  let exact = '';
  const value = h('strong', { class: 'num' }, '–');
  tips.attach(value, () => exact);
  return {
    element: h('div', { class: 'stat' }, termText(context, name, t(`confusion.${name}`)), value),
    /** @param {number} part @param {number} whole */
    show(part, whole) {
      setText(value, whole ? t.percent(part / whole) : '–');
      exact = t('confusion.of', { part, whole });
    },
  };
}
