import { fields, stepsPerEpoch } from '../../experiment/experiment.js';
import { setText } from '../../views/tools/dom.js';
import { numberField, sliderField } from '../../views/tools/field.js';
import { speedsOf } from './speeds.js';

/** Below this share of the speed that was chosen, the machine cannot keep it. */
const kept = 0.8;
/** With fewer steps a second than these, what is measured says little. */
const measurable = 5;

/** How fast it trains, and from which seed. @param {import('../../views/tools/types.js').Context} context */
export function createPace(context) {
  const { t, dispatch } = context;
  let speeds = speedsOf(1), steps = 1;
  const rounded = (/** @type {number} */ speed, digits = 3) => Number(speed.toPrecision(digits));
  const speed = sliderField(context, {
    label: t('speed'), term: 'speed', min: 0, max: speeds.length - 1, step: 1,
    format: (i) => speeds[i] === Infinity ? t('speed.fastest') : t('speed.value', { n: rounded(speeds[i], 2) }),
    onInput: (i) => dispatch({ type: 'speed', epochsPerSecond: speeds[i] }),
  });
  const { min, max } = fields.seed;
  const seed = numberField(context, {
    label: t('seed'), term: 'seed', min, max, whole: true, onChange: (value) => dispatch({ type: 'set', change: { seed: value } }),
  });
  seed.root.classList.add('seed');
  return {
    elements: context.allows('speed') ? [speed.root, seed.root] : [seed.root],
    /** @param {import('../../views/tools/types.js').Info} info */
    load({ experiment, trainRows }) {
      steps = stepsPerEpoch(trainRows, experiment);
      speeds = speedsOf(steps);
      speed.input.max = String(speeds.length - 1);
      // Speeds are kept over changes of the data and the batch: the nearest one that is there now.
      speed.show(speeds.findIndex((one) => one >= context.speed()));
      seed.show(experiment.seed);
    },
    /** While it trains, what is reached where that is not what was chosen. @param {import('../../views/tools/types.js').Snapshot} snapshot */
    draw({ playing, epochsPerSecond: rate }) {
      const chosen = speeds[speed.input.valueAsNumber];
      const measured = playing && rate * steps >= measurable;
      if (measured && chosen === Infinity) setText(speed.value, t('speed.value', { n: rounded(rate) }));
      else if (measured && rate < kept * chosen) setText(speed.value, t('speed.reached', { n: rounded(rate), chosen }));
      else setText(speed.value, speed.input.getAttribute('aria-valuetext') ?? '');
    },
  };
}
