// Points drawn by hand while the network learns them.
import { outputsOf } from './experiment.js';
import { isLiveChange } from './live.js';

/** @typedef {import('./experiment.js').Experiment} Experiment */

/**
 * Whether two experiments differ in nothing but points drawn by hand, so that the same network can learn on with them.
 * @param {Experiment} from
 * @param {Experiment} to
 */
export function differsInPoints(from, to) {
  const { data: before } = from, { data } = to;
  if (before === data || !before?.plane || !data?.plane || outputsOf(before) !== outputsOf(data)) return false;
  return to.scaler === 'none' && !to.epochs && !to.earlyStopping && !to.trainRows && !to.testRows
    && isLiveChange({ ...from, data }, to, false);
}
