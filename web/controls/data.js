import { defaultExperiment, fields } from '../experiment/experiment.js';
import { h, uniqueId } from '../views/tools/dom.js';
import { addHeading } from '../views/tools/heading.js';
import { sliderField } from '../views/tools/field.js';
import { loadPreviews } from './previews.js';
import { throttle } from '../views/tools/throttle.js';
import { paintThumb } from './thumbs.js';

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
  addHeading(root, t('data.title'));
  const thumbs = createThumbs(root, context);
  const noise = sliderField(context, {
    label: t('field.noise'), term: 'noise', min: 0, max: 0.5, step: 0.01, format: (value) => t.short(value),
    onInput: throttle((value) => dispatch({ type: 'set', change: (experiment) => withNoise(experiment, value) }), interval),
  });
  const heldOut = sliderField(context, {
    label: t('field.testFraction'), term: 'heldOut', control: 'test-fraction', min: 0, max: 0.6, step: 0.05,
    format: (share) => t.percent(share, 0),
    onInput: throttle((testFraction) => dispatch({ type: 'set', change: { testFraction } }), interval),
  });
  root.append(h('div', { class: 'fields' }, noise.root, heldOut.root));
  return {
    /** @param {Info} info */
    load({ experiment, rows }) {
      thumbs.load(experiment.data ? null : experiment.dataset);
      noise.root.hidden = experiment.noise === undefined || Boolean(experiment.data);
      noise.show(experiment.noise ?? 0);
      heldOut.root.hidden = rows < manyRows;
      heldOut.show(experiment.testFraction);
    },
    draw: thumbs.fill,
    resize: thumbs.paint,
  };
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

/**
 * A picture of each data set; where they are locked, of the one in use.
 * @param {HTMLElement} root
 * @param {import('../views/tools/types.js').Context} context
 */
function createThumbs(root, { t, dispatch, palette, tips, allows }) {
  const group = uniqueId('dataset'), open = allows('dataset');
  const thumbs = fields.dataset.choices.map((name) => {
    const canvas = h('canvas', { 'aria-hidden': 'true' });
    const input = h('input', {
      type: 'radio', name: group, value: name, class: 'visually-hidden',
      // Not onchange: while an earlier choice is still on its way, the one pressed may be checked already.
      onclick: () => dispatch({ type: 'set', change: { dataset: name } }),
    });
    const label = h(open ? 'label' : 'div', { class: 'thumb' },
      open ? input : null, canvas, h('span', {}, t.label('dataset', name)));
    tips.attach(input, t(`dataset.${name}.about`), label);
    return { name, input, canvas, label };
  });
  root.append(h('div', { class: 'thumbs', role: open ? 'radiogroup' : 'group', 'aria-label': t('data.title') },
    ...thumbs.map(({ label }) => label)));
  /** @type {Awaited<ReturnType<typeof loadPreviews>> | null} */
  let previews = null;
  let width = 0;
  const widthNow = () => Math.max(...thumbs.map(({ canvas }) => canvas.clientWidth));
  const paint = () => {
    width = widthNow();
    for (const { canvas, name } of thumbs) paintThumb(canvas, previews?.get(name), palette());
  };
  return {
    paint,
    /** @param {string | null} dataset none of them where a person brought their own rows */
    load(dataset) {
      for (const { input, name, label } of thumbs) {
        input.checked = name === dataset;
        label.hidden = !open && name !== dataset;
      }
      if (width !== widthNow()) paint();
    },
    /** After the first picture of the network, which is not to wait for these. */
    fill() {
      if (previews) return;
      previews = new Map();
      loadPreviews().then((found) => {
        previews = found;
        paint();
      });
    },
  };
}
