import { createVerdict } from './sample/verdict.js';
import { featureName } from './scale.js';
import { h, setText } from './tools/dom.js';
import { addHeading } from './tools/heading.js';
import { adoptStyle } from './tools/styles.js';
import style from './late.css';

/** @typedef {import('./tools/types.js').Info} Info */

/**
 * One row, made up or held out, and what the network says of it now.
 * @param {HTMLElement} root @param {import('./tools/types.js').Context} context
 */
export function createSample(root, context) {
  adoptStyle(root, style);
  const { t, dispatch } = context;
  const next = h('button', { class: 'link', onclick: () => takeRow(nextRow()) });
  addHeading(root, t('sample.title'), next);
  const sliders = h('div', { class: 'sliders' }), place = h('div');
  const credit = h('p', { class: 'note credit' });
  root.append(sliders, place, credit);
  /** @type {Info} */ let info;
  /** @type {ReturnType<typeof createSlider>[]} */ let inputs = [];
  /** @type {ReturnType<typeof createVerdict>} */ let verdict;
  let made = '';

  const ask = (/** @type {import('./tools/types.js').Sample} */ chosen) => {
    dispatch({ type: 'probe', sample: chosen });
    setText(next, t('sample.useRow', { n: nextRow(chosen.index) }));
    verdict.truth(chosen.index);
  };
  const takeRow = (/** @type {number} */ index) => {
    const row = Array.from(info.x.subarray(index * info.inputs, (index + 1) * info.inputs));
    row.forEach((value, i) => inputs[i].show(value));
    last = index;
    ask({ index, row });
  };
  let last = 0;
  /** The next held-out row, or the next of all. */
  const nextRow = (from = last) => {
    const start = from < 0 ? last : from;
    for (let i = 1; i <= info.rows; i++) {
      const row = (start + i) % info.rows;
      if (!info.testRows || info.isTest[row]) return row;
    }
    return 0;
  };
  const build = () => {
    inputs = info.ranges.map((range, i) => createSlider(t, featureName(t, info, i), range,
      () => ask({ index: -1, row: inputs.map(({ value }) => value()) })));
    sliders.replaceChildren(...inputs.flatMap(({ elements }) => elements));
    verdict = createVerdict(context, info);
    place.replaceChildren(verdict.element);
    const own = `dataset.${info.experiment.dataset}.credit`;
    setText(credit, t.has(own) ? t(own) : info.source);
  };
  return {
    /** @param {Info} loaded */
    load(loaded) {
      info = loaded;
      const shape = JSON.stringify([info.experiment.dataset, info.ranges, info.classNames]);
      if (made !== shape) {
        made = shape;
        build();
      }
      const { index, row } = context.sample();
      row.forEach((value, i) => inputs[i].show(value));
      if (index >= 0) last = index;
      setText(next, t('sample.useRow', { n: nextRow() }));
      verdict.truth(index);
    },
    /** @param {import('./tools/types.js').Snapshot} snapshot */
    draw({ probe }) {
      if (probe) verdict.draw(probe);
    },
  };
}

/**
 * @param {import('./tools/types.js').Translate} t
 * @param {string} name
 * @param {Info['ranges'][number]} range
 * @param {() => void} onInput
 */
function createSlider(t, name, { min, max, step }, onInput) {
  const input = h('input', {
    type: 'range', min, max, step: step || 'any', 'aria-label': name,
    oninput: () => {
      setText(number, t.short(input.valueAsNumber));
      onInput();
    },
  });
  const number = h('b', { class: 'num' });
  return {
    elements: [h('span', { class: 'name', 'aria-hidden': 'true' }, name), input, number],
    value: () => input.valueAsNumber,
    /** @param {number} value */
    show(value) {
      input.value = String(value);
      setText(number, t.short(value));
    },
  };
}
