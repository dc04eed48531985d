import { defaultExperiment } from '../experiment/experiment.js';
import { h } from '../views/tools/dom.js';
import { sliderField } from '../views/tools/field.js';
import { addHeading } from '../views/tools/heading.js';
import { saveFile } from '../views/tools/save.js';
import { throttle } from '../views/tools/throttle.js';
import { acceptDrops } from './data/drop.js';
import { createTiles } from './data/tiles.js';

/** @typedef {import('../views/tools/types.js').Info} Info */

/** From so many rows on, some can be spared for testing. */
const manyRows = 40;

/** What is held out where noise makes many rows of a few. */
const usualShare = 0.3;

/** Between two new networks while a slider is dragged. */
const interval = 80;

/** @type {import('../views/tools/types.js').PartKind} */
export const data = { name: 'data', place: 'choices', needs: [], applies: ({ lesson }) => !lesson, create };

/** @param {HTMLElement} root @param {import('../views/tools/types.js').Context} context */
function create(root, context) {
  const { t, dispatch } = context;
  /** @type {Info | null} */
  let shown = null;
  const openCsv = async (/** @type {File | null} */ file = null) => {
    const { openCsvDialog } = await import('./data/csv.js');
    openCsvDialog(root, context, file);
  };
  addHeading(root, t('data.title'));
  const tiles = createTiles(root, context, () => openCsv());
  const stopDrops = context.allows('dataset') ? acceptDrops(root, context, openCsv) : undefined;
  const download = h('button', { class: 'link', onclick: () => shown && saveRows(shown) }, t('data.download'));
  const noise = sliderField(context, {
    label: t('field.noise'), term: 'noise', min: 0, max: 0.5, step: 0.01, format: (value) => t.short(value),
    onInput: throttle((value) => dispatch({ type: 'set', change: (experiment) => withNoise(experiment, value) }), interval),
  });
  const heldOut = sliderField(context, {
    label: t('field.testFraction'), term: 'heldOut', control: 'test-fraction', min: 0, max: 0.6, step: 0.05,
    format: (share) => t.percent(share, 0),
    onInput: throttle((testFraction) => dispatch({ type: 'set', change: { testFraction } }), interval),
  });
  root.append(h('div', { class: 'fields' }, noise.root, heldOut.root), download);
  return {
    /** @param {Info} info */
    load(info) {
      const { experiment, rows } = shown = info;
      tiles.load(info);
      download.disabled = !rows;
      noise.root.hidden = experiment.noise === undefined || Boolean(experiment.data);
      noise.show(experiment.noise ?? 0);
      heldOut.root.hidden = rows < manyRows;
      heldOut.show(experiment.testFraction);
    },
    draw: tiles.fill,
    resize: tiles.paint,
    destroy: stopDrops,
  };
}

/** The rows in use, with their noise. @param {Info} info */
async function saveRows(info) {
  const { writeCsv } = await import('../experiment/csv/write.js');
  const { data, dataset } = info.experiment;
  const name = data ? data.source?.replace(/\.\w+$/, '') || 'data' : dataset;
  saveFile(`${name}.csv`, new Blob([writeCsv(info)], { type: 'text/csv' }));
}

/**
 * Where a data set is a few rows that noise turns into many, some of them are held out, and none again without it.
 * @param {Info['experiment']} experiment
 * @param {number} noise
 */
function withNoise({ dataset, noise: before, testFraction }, noise) {
  if (defaultExperiment(dataset).testFraction > 0 || before && noise) return { noise };
  return { noise, testFraction: noise ? testFraction || usualShare : 0 };
}
