import { fields } from '../experiment/experiment.js';
import { h, uniqueId } from '../views/tools/dom.js';
import { addHeading } from '../views/tools/heading.js';
import { sliderField } from './field.js';
import { paintThumb } from './thumbs.js';

/** From so many rows on, some can be spared for testing. */
const manyRows = 40;

/** @type {import('../views/tools/types.js').PartKind} */
export const data = { name: 'data', place: 'choices', needs: [], applies: () => true, create };

/** @param {HTMLElement} root @param {import('../views/tools/types.js').Context} context */
function create(root, context) {
  const { t, dispatch } = context;
  addHeading(root, t('data.title'));
  const thumbs = createThumbs(root, context);
  const heldOut = sliderField(context, {
    label: t('data.heldOut'), term: 'heldOut', min: 0, max: 0.6, step: 0.05,
    format: (share) => t.percent(share, 0),
    onChange: (testFraction) => dispatch({ type: 'set', change: { testFraction } }),
  });
  root.append(heldOut.root);
  return {
    /** @param {import('../views/tools/types.js').Info} info */
    load({ experiment, rows }) {
      thumbs.load(experiment.dataset);
      heldOut.root.hidden = rows < manyRows;
      heldOut.show(experiment.testFraction);
    },
    draw() {},
    resize: thumbs.paint,
  };
}

/** @param {HTMLElement} root @param {import('../views/tools/types.js').Context} context */
function createThumbs(root, { t, dispatch, palette, tips }) {
  const group = uniqueId('dataset');
  const thumbs = fields.dataset.choices.map((name) => {
    const canvas = h('canvas', { 'aria-hidden': 'true' });
    const input = h('input', {
      type: 'radio', name: group, value: name, class: 'visually-hidden',
      onchange: () => dispatch({ type: 'set', change: { dataset: name } }),
    });
    const label = h('label', { class: 'thumb' }, input, canvas, h('span', {}, t.label('dataset', name)));
    tips.attach(input, t(`dataset.${name}.about`), label);
    return { name, input, canvas, label };
  });
  root.append(h('div', { class: 'thumbs', role: 'radiogroup', 'aria-label': t('data.title') },
    ...thumbs.map(({ label }) => label)));
  const paint = () => {
    for (const { canvas, name } of thumbs) paintThumb(canvas, name, palette());
  };
  return {
    paint,
    /** @param {string} dataset */
    load(dataset) {
      for (const { input, name } of thumbs) input.checked = name === dataset;
      paint();
    },
  };
}
