import { h, setText } from '../../views/tools/dom.js';
import { termText } from '../../views/tools/terms.js';

/** @typedef {import('../../views/tools/types.js').Context} Context */

/** How far training has come, in a few figures. @param {Context} context */
export function createStats(context) {
  const { t } = context;
  const epoch = createStat(context, 'epoch', 'epoch', t('stat.epoch'));
  const loss = createStat(context, 'loss', 'loss', t('stat.loss'));
  const testLoss = createStat(context, 'test-loss', 'testLoss', t('stat.testLoss'));
  const accuracy = createStat(context, 'accuracy', 'accuracy', t('stat.accuracy'));
  const r2 = createStat(context, 'r2', 'r2', t('stat.r2'));
  return {
    element: h('div', { class: 'stats' }, ...[epoch, loss, testLoss, accuracy, r2].map(({ element }) => element)),
    /** @param {import('../../views/tools/types.js').Info} info */
    load({ testRows, classNames }) {
      accuracy.element.hidden = classNames === null;
      r2.element.hidden = classNames !== null;
      testLoss.element.hidden = !testRows;
      setText(accuracy.label, t(testRows ? 'stat.testAccuracy' : 'stat.accuracy'));
      setText(r2.label, t(testRows ? 'stat.testR2' : 'stat.r2'));
    },
    /** @param {import('../../views/tools/types.js').Snapshot} snapshot */
    draw(snapshot) {
      epoch.show(t.number(snapshot.epoch), snapshot.epoch, t('stat.step', { n: snapshot.step }));
      loss.show(t.loss(snapshot.loss), snapshot.loss);
      testLoss.show(t.loss(snapshot.testLoss), snapshot.testLoss);
      const share = testLoss.element.hidden ? snapshot.accuracy : snapshot.testAccuracy;
      accuracy.show(t.percent(share), share);
      r2.show(t.fixed(Math.max(snapshot.r2, -99), 3), snapshot.r2);
    },
  };
}

/** @param {Context} context @param {string} name @param {string} term @param {string} text */
function createStat(context, name, term, text) {
  const { t, tips } = context;
  const label = termText(context, term, text), value = h('strong', { class: 'num' }, '–');
  let exact = '';
  tips.attach(value, () => exact);
  return {
    element: h('div', { class: `stat ${name}` }, label, value),
    label,
    /** @param {string} shown @param {number} number @param {string} [more] in place of the exact number */
    show(shown, number, more) {
      setText(value, Number.isFinite(number) ? shown : '–');
      exact = Number.isFinite(number) ? more ?? t.exact(number) : '';
    },
  };
}
