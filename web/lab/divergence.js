/**
 * When the loss has stopped being a number, says where, and offers the way back.
 * @param {import('./lab.js').Lab} lab
 * @param {import('../views/tools/types.js').Snapshot} snapshot
 */
export function tellDivergence(lab, { diverged }) {
  const { t, notices } = lab;
  if (!notices || Boolean(diverged) === Boolean(lab.diverged)) return;
  lab.diverged = diverged;
  if (!diverged) return notices.clear();
  const learningRate = Number((lab.experiment.learningRate / 10).toPrecision(6));
  notices.problem(t('diverged', { epoch: diverged.epoch, step: diverged.step }), [{
    label: t('diverged.back', { rate: t.exact(learningRate) }),
    act: () => {
      lab.dispatch({ type: 'set', change: { learningRate } });
      lab.dispatch({ type: 'reset' });
    },
  }]);
}
