import { createMatrix } from './confusion/matrix.js';
import { countSides } from './confusion/ranking.js';
import { createThreshold } from './confusion/threshold.js';
import { hasPicture, kindOf, strongest } from './scale.js';
import { h, setText } from './tools/dom.js';
import { addHeading } from './tools/heading.js';
import { createRate } from './tools/rate.js';
import { adoptStyle } from './tools/styles.js';
import style from './late.css';

/** @typedef {import('./tools/types.js').Info} Info */

/**
 * What the network says of rows it never learned from, against what they are.
 * @param {HTMLElement} root @param {import('./tools/types.js').Context} context
 */
export function createConfusion(root, context) {
  adoptStyle(root, style);
  const { t } = context;
  const heading = addHeading(root, t('confusion.title'));
  const place = h('div'), cut = h('div');
  const rates = ['accuracy', 'sensitivity', 'specificity', 'auc'].map((name) =>
    createRate(context, name, t(`confusion.${name}`)));
  const [accuracy, ...ofTwo] = rates, [sensitivity, specificity, auc] = ofTwo;
  root.append(place, cut, h('div', { class: 'rates' }, ...rates.map(({ element }) => element)));
  /** @type {Info} */ let info;
  /** @type {ReturnType<typeof createMatrix>} */ let matrix;
  /** @type {ReturnType<typeof createThreshold> | null} */ let threshold = null;
  let made = '';
  return {
    /** @param {Info} next */
    load(next) {
      info = next;
      const rows = t(info.testRows ? 'rows.heldOut' : 'rows.all', { n: info.testRows || info.rows });
      setText(heading, hasPicture(info) ? rows : `${t('surface.title')} · ${rows}`);
      const classes = `${info.experiment.dataset} ${info.classNames}`;
      if (classes !== made) {
        made = classes;
        matrix = createMatrix(context, info);
        place.replaceChildren(matrix.element);
        threshold = kindOf(info) === 'binary' ? createThreshold(context, info) : null;
        cut.replaceChildren(...(threshold ? [threshold.element] : []));
      }
      root.classList.toggle('below-picture', hasPicture(info));
      for (const { element } of ofTwo) element.hidden = !threshold;
    },
    /** @param {import('./tools/types.js').Snapshot} snapshot */
    draw({ testPredictions }) {
      if (!testPredictions) return;
      const chosen = context.threshold();
      const counts = threshold ? countSides(testPredictions.values, testPredictions.targets, chosen)
        : countClasses(testPredictions, info.outputs);
      matrix.draw(counts);
      const all = counts.flat().reduce((sum, n) => sum + n, 0), right = counts.reduce((sum, row, i) => sum + row[i], 0);
      const more = threshold ? 'confusion.of' : 'confusion.ofClasses';
      const show = (/** @type {typeof accuracy} */ rate, /** @type {number} */ part, /** @type {number} */ whole) =>
        rate.show(whole ? t.percent(part / whole) : '–', t(more, { part, whole, threshold: t.fixed(chosen, 2) }));
      show(accuracy, right, all);
      if (!threshold) return;
      const [[tn, fp], [fn, tp]] = counts;
      show(sensitivity, tp, tp + fn);
      show(specificity, tn, tn + fp);
      const area = threshold.draw(testPredictions, chosen, counts);
      auc.show(Number.isNaN(area) ? '–' : t.fixed(area, 3), Number.isNaN(area) ? '' : t.exact(area));
    },
  };
}

/**
 * Of several classes the strongest counts.
 * @param {NonNullable<import('./tools/types.js').Snapshot['testPredictions']>} rows
 * @param {number} classes
 * @returns {number[][]} [truth][answer]
 */
function countClasses({ values, targets }, classes) {
  const counts = Array.from({ length: classes }, () => new Array(classes).fill(0));
  for (let at = 0; at < values.length; at += classes) {
    counts[strongest(targets, at, classes).index][strongest(values, at, classes).index]++;
  }
  return counts;
}
