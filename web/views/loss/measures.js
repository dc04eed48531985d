/** @typedef {import('../tools/types.js').Info} Info @typedef {import('../tools/types.js').Translate} Translate */
/** @typedef {import('../../experiment/snapshot.js').History} History */

/**
 * What is drawn over the epochs.
 * @typedef {object} Line
 * @property {Float64Array} x epochs
 * @property {Float64Array} y NaN where not measured
 *
 * @typedef {object} Curves
 * @property {Line | null} train
 * @property {Line | null} test on rows held out
 * @property {boolean} [stepped] a value holds until the next one
 *
 * @typedef {object} Measure
 * @property {(t: Translate, info: Info) => string} title
 * @property {boolean} positive never below 0, so that a log scale has a meaning
 * @property {(t: Translate, value: number) => string} tick
 * @property {(history: History, info: Info) => Curves} curves
 */

const isNumbers = (/** @type {Info} */ { classNames }) => classNames === null;

/** @type {Record<string, Measure>} */
export const measures = {
  loss: {
    title: (t) => t('loss.title'),
    positive: true,
    tick: (t, value) => t.short(value),
    curves: ({ epoch, loss, testLoss }, { testRows }) =>
      ({ train: { x: epoch, y: loss }, test: testRows ? { x: epoch, y: testLoss } : null }),
  },
  score: {
    title: (t, info) => t(isNumbers(info) ? 'stat.r2' : 'stat.accuracy'),
    positive: false,
    tick: (t, value) => t.short(value),
    curves({ epoch, accuracy, testAccuracy, trail }, info) {
      if (!isNumbers(info)) {
        return { train: { x: epoch, y: accuracy }, test: info.testRows ? { x: epoch, y: testAccuracy } : null };
      }
      const r2 = { x: trail.epoch, y: trail.r2 };
      return info.testRows ? { train: null, test: r2 } : { train: r2, test: null };
    },
  },
  rate: {
    title: (t) => t('field.learningRate'),
    positive: true,
    tick: (t, value) => t.short(value),
    curves: ({ trail }) => ({ train: { x: trail.epoch, y: trail.learningRate }, test: null, stepped: true }),
  },
};
