import { h, setText } from './tools/dom.js';
import { addHeading } from './tools/heading.js';
import { className, featureName, isBinary } from './scale.js';

/** @typedef {import('./tools/types.js').Info} Info */

const threshold = 0.5;

/** One row, made up or held out, and what the network says of it now. @type {import('./tools/types.js').PartKind} */
export const sample = {
  name: 'sample', place: 'output', needs: ['probe'], applies: (info) => isBinary(info) && info.inputs > 3, create,
};

/** @param {HTMLElement} root @param {import('./tools/types.js').Context} context */
function create(root, context) {
  const { t, dispatch } = context;
  const next = h('button', { class: 'link', onclick: () => takeRow(nextRow()) });
  addHeading(root, t('sample.title'), next);
  const sliders = h('div', { class: 'sliders' });
  const verdict = createVerdict(context);
  const credit = h('p', { class: 'note credit' });
  root.append(sliders, verdict.element, credit);
  /** @type {Info} */ let info;
  /** @type {ReturnType<typeof createSlider>[]} */ let inputs = [];
  let dataset = '';

  const ask = (/** @type {import('./tools/types.js').Sample} */ chosen) => {
    dispatch({ type: 'probe', sample: chosen });
    setText(next, t('sample.useRow', { n: nextRow(chosen.index) }));
    verdict.truth(info, chosen);
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
  return {
    /** @param {Info} loaded */
    load(loaded) {
      info = loaded;
      if (dataset !== info.experiment.dataset) {
        dataset = info.experiment.dataset;
        inputs = info.ranges.map((range, i) => createSlider(t, featureName(t, info, i), range,
          () => ask({ index: -1, row: inputs.map(({ value }) => value()) })));
        sliders.replaceChildren(...inputs.flatMap(({ elements }) => elements));
        setText(credit, t.has(`dataset.${dataset}.credit`) ? t(`dataset.${dataset}.credit`) : info.source);
      }
      const { index, row } = context.sample();
      row.forEach((value, i) => inputs[i].show(value));
      if (index >= 0) last = index;
      setText(next, t('sample.useRow', { n: nextRow() }));
      verdict.load(info);
      verdict.truth(info, context.sample());
    },
    /** @param {import('./tools/types.js').Snapshot} snapshot */
    draw({ probe }) {
      if (probe) verdict.draw(probe[0]);
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
    type: 'range', min, max, step, 'aria-label': name,
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

/** @param {import('./tools/types.js').Context} context */
function createVerdict({ t, tips }) {
  const share = h('strong', { class: 'num' }, '–'), sentence = h('span'), truth = h('span', { class: 'truth' });
  let exact = '', names = ['', ''];
  tips.attach(share, () => exact);
  return {
    element: h('p', { class: 'verdict' }, share, h('span', { class: 'says' }, sentence, truth)),
    /** @param {Info} info */
    load(info) {
      names = [className(t, info, 0), className(t, info, 1)];
    },
    /** @param {Info} info @param {import('./tools/types.js').Sample} chosen */
    truth(info, { index }) {
      setText(truth, index < 0 ? t('sample.yours')
        : t('sample.truth', { n: index, name: className(t, info, info.y[index] > threshold ? 1 : 0) }));
    },
    /** @param {number} value */
    draw(value) {
      const positive = value > threshold;
      share.className = `num ${positive ? 'pos' : 'neg'}`;
      setText(share, t.percent(value));
      setText(sentence, t('sample.says', { name: names[1], answer: names[positive ? 1 : 0] }));
      exact = t.exact(value);
    },
  };
}
