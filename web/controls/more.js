import { defaultExperiment, optimizerNumbers } from '../experiment/experiment.js';
import { h, setText } from '../views/tools/dom.js';
import { initializerOf } from './layers.js';

/** @typedef {import('../views/tools/types.js').Info} Info @typedef {import('../views/tools/types.js').Context} Context */

/** What most people leave as it is, folded away; it is loaded when it is first unfolded. @param {Context} context */
export function moreSettings(context) {
  const { t } = context, summary = h('span');
  /** @type {ReturnType<typeof import('./settings/index.js').createSettings> | null} */
  let settings = null;
  /** @type {Info | null} */
  let latest = null;
  const root = h('details', { class: 'more', ontoggle: () => { if (root.open && !settings) unfold(); } },
    h('summary', {}, summary));
  const unfold = async () => {
    const { createSettings } = await import('./settings/index.js');
    settings ??= createSettings(root, context);
    if (latest) settings.load(latest);
  };
  return {
    root,
    /** @param {Info} info */
    load(info) {
      latest = info;
      settings?.load(info);
      const names = specialsOf(info).map((name) => t(`field.${name}`)).join(t('summary.join'));
      setText(summary, names ? t('training.moreSet', { names }) : t('training.more'));
    },
  };
}

/** What differs here from what the data set suggests: said even while it is folded away. @param {Info} info */
function specialsOf({ experiment }) {
  const { layers, scaler, epochs, earlyStopping, generator, dtype } = experiment;
  const usual = defaultExperiment(experiment.dataset);
  const settings = {
    initializer: initializerOf(layers) !== initializerOf(usual.layers), scaler: scaler !== usual.scaler,
    dropout: layers.some(({ dropout }) => dropout),
    batchNormalization: layers.some(({ batchNormalization }) => batchNormalization),
    epochs: epochs > 0, earlyStopping: earlyStopping !== undefined,
    generator: generator !== usual.generator, dtype: dtype !== usual.dtype,
  };
  const special = Object.entries(settings).filter(([, differs]) => differs).map(([name]) => name);
  return [...Object.keys(optimizerNumbers(experiment)), ...special];
}
