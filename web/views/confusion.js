import { createMatrix } from './confusion/matrix.js';
import { hasPlane, kindOf, mostListed, strongest } from './scale.js';
import { h, setText } from './tools/dom.js';
import { addHeading } from './tools/heading.js';
import { createRate } from './tools/rate.js';

/** @typedef {import('./tools/types.js').Info} Info */

const threshold = 0.5;

/**
 * What the network says of rows it never learned from, against what they are.
 * @type {import('./tools/types.js').PartKind}
 */
export const confusion = {
  name: 'confusion', place: 'output', needs: ['testPredictions'],
  applies: (info) => kindOf(info) !== 'numbers' && info.rows > mostListed, create,
};

/** @param {HTMLElement} root @param {import('./tools/types.js').Context} context */
function create(root, context) {
  const { t } = context;
  const heading = addHeading(root, t('confusion.title'));
  const place = h('div');
  const rates = ['accuracy', 'sensitivity', 'specificity'].map((name) =>
    createRate(context, name, t(`confusion.${name}`)));
  const [accuracy, sensitivity, specificity] = rates;
  root.append(place, h('div', { class: 'rates' }, ...rates.map(({ element }) => element)));
  /** @type {Info} */ let info;
  /** @type {ReturnType<typeof createMatrix>} */ let matrix;
  let made = '';
  return {
    /** @param {Info} next */
    load(next) {
      info = next;
      const rows = t(info.testRows ? 'rows.heldOut' : 'rows.all', { n: info.testRows || info.rows });
      setText(heading, hasPlane(info) ? rows : `${t('surface.title')} · ${rows}`);
      const classes = `${info.experiment.dataset} ${info.classNames}`;
      if (classes !== made) {
        made = classes;
        matrix = createMatrix(context, info);
        place.replaceChildren(matrix.element);
      }
      sensitivity.element.hidden = specificity.element.hidden = kindOf(info) === 'classes';
    },
    /** @param {import('./tools/types.js').Snapshot} snapshot */
    draw({ testPredictions }) {
      if (!testPredictions) return;
      const counts = countOutcomes(testPredictions, info);
      matrix.draw(counts);
      const all = counts.flat().reduce((sum, n) => sum + n, 0), right = counts.reduce((sum, row, i) => sum + row[i], 0);
      const more = kindOf(info) === 'binary' ? 'confusion.of' : 'confusion.ofClasses';
      const show = (/** @type {typeof accuracy} */ rate, /** @type {number} */ part, /** @type {number} */ whole) =>
        rate.show(whole ? t.percent(part / whole) : '–', t(more, { part, whole }));
      show(accuracy, right, all);
      if (kindOf(info) === 'classes') return;
      const [[tn, fp], [fn, tp]] = counts;
      show(sensitivity, tp, tp + fn);
      show(specificity, tn, tn + fp);
    },
  };
}

/**
 * @param {NonNullable<import('./tools/types.js').Snapshot['testPredictions']>} rows
 * @param {Info} info
 * @returns {number[][]} [truth][answer]
 */
function countOutcomes({ values, targets }, { outputs, classNames }) {
  const classes = classNames?.length ?? 2;
  const counts = Array.from({ length: classes }, () => new Array(classes).fill(0));
  for (let at = 0; at < values.length; at += outputs) {
    if (outputs === 1) counts[targets[at] > threshold ? 1 : 0][values[at] > threshold ? 1 : 0]++;
    else counts[strongest(targets, at, outputs).index][strongest(values, at, outputs).index]++;
  }
  return counts;
}
