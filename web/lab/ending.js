/** Labs whose end has been told. @type {WeakSet<import('./lab.js').Lab>} */
const told = new WeakSet();

/**
 * When early stopping has ended the training, says so.
 * @param {import('./lab.js').Lab} lab
 * @param {import('../views/tools/types.js').Snapshot} snapshot
 */
export function tellEnding(lab, { done, epoch }) {
  const { epochs, earlyStopping } = lab.experiment;
  if (!done) told.delete(lab);
  if (!done || told.has(lab)) return;
  told.add(lab);
  if (!earlyStopping?.patience || (epochs && epoch >= epochs)) return;
  const restored = earlyStopping.restoreBest ? [lab.t('ended.restored')] : [];
  lab.notices?.note([lab.t('ended.early', { epoch, n: earlyStopping.patience }), ...restored].join(' '));
}
