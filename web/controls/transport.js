import { h, setText } from '../views/tools/dom.js';
import { termText } from '../views/tools/terms.js';
import { sliderField } from '../views/tools/field.js';
import { icon } from './icons.js';

/** Epochs a second, from one at a time to all that the machine can do. */
const speeds = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, Infinity];

/** @type {import('../views/tools/types.js').PartKind} */
export const transport = { name: 'transport', place: 'transport', needs: [], applies: () => true, create };

/** @param {HTMLElement} root @param {import('../views/tools/types.js').Context} context */
function create(root, context) {
  const { t } = context;
  root.setAttribute('aria-label', t('transport.title'));
  const buttons = createButtons(context);
  const stats = createStats(context);
  const pace = createPace(context);
  root.append(
    h('div', { class: 'bar' }, h('div', { class: 'buttons' }, ...buttons.elements), stats.element),
    h('div', { class: 'pace' }, ...pace.elements));
  return {
    /** @param {import('../views/tools/types.js').Info} info */
    load(info) {
      buttons.load(info);
      stats.load(info);
      pace.load(info);
    },
    /** @param {import('../views/tools/types.js').Snapshot} snapshot */
    draw(snapshot) {
      buttons.draw(snapshot);
      stats.draw(snapshot);
    },
  };
}

/** @param {import('../views/tools/types.js').Context} context */
function createButtons({ t, dispatch, tips, allows }) {
  /** @param {'reset' | 'toggle' | 'step'} type @param {string} label @param {...Node} icons */
  const make = (type, label, ...icons) => {
    const button = h('button', {
      class: `round ${type === 'toggle' ? 'play' : type}`, 'aria-label': label,
      onclick: () => dispatch({ type }),
      // A click leaves the focus where it was, so that the keys go on working after it.
      onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
    }, ...icons);
    tips.attach(button, () => button.getAttribute('aria-label') ?? '');
    return button;
  };
  const playIcon = icon('play', 18), pauseIcon = icon('pause', 18);
  const reset = make('reset', t('transport.reset'), icon('reset'));
  const play = make('toggle', t('transport.play'), playIcon, pauseIcon);
  const step = make('step', t('transport.step'), icon('step'));
  return {
    elements: [allows('reset') && reset, allows('play') && play, allows('step') && step].filter((one) => one !== false),
    /** @param {import('../views/tools/types.js').Info} info */
    load({ lesson }) {
      reset.disabled = play.disabled = step.disabled = lesson?.trains === false;
    },
    /** @param {import('../views/tools/types.js').Snapshot} snapshot */
    draw({ playing }) {
      playIcon.toggleAttribute('hidden', playing);
      pauseIcon.toggleAttribute('hidden', !playing);
      const label = t(playing ? 'transport.pause' : 'transport.play');
      if (play.getAttribute('aria-label') !== label) play.setAttribute('aria-label', label);
    },
  };
}

/** @param {import('../views/tools/types.js').Context} context */
function createStats(context) {
  const { t, tips } = context;
  const stat = (/** @type {string} */ name, /** @type {string} */ term, /** @type {string} */ text) => {
    const label = termText(context, term, text);
    const value = h('strong', { class: 'num' }, '–');
    let exact = '';
    const element = h('div', { class: `stat ${name}` }, label, value);
    tips.attach(value, () => exact);
    return {
      element, label,
      /** @param {string} shown @param {number} number */
      show(shown, number) {
        setText(value, Number.isFinite(number) ? shown : '–');
        exact = Number.isFinite(number) ? t.exact(number) : '';
      },
    };
  };
  const epoch = stat('epoch', 'epoch', t('stat.epoch'));
  const loss = stat('loss', 'loss', t('stat.loss'));
  const testLoss = stat('test-loss', 'testLoss', t('stat.testLoss'));
  const accuracy = stat('accuracy', 'accuracy', t('stat.accuracy'));
  const parts = [epoch, loss, testLoss, accuracy];
  return {
    element: h('div', { class: 'stats' }, ...parts.map(({ element }) => element)),
    /** @param {import('../views/tools/types.js').Info} info */
    load({ testRows, classNames }) {
      accuracy.element.hidden = classNames === null;
      testLoss.element.hidden = !testRows;
      setText(accuracy.label, t(testRows ? 'stat.testAccuracy' : 'stat.accuracy'));
    },
    /** @param {import('../views/tools/types.js').Snapshot} snapshot */
    draw(snapshot) {
      epoch.show(t.number(snapshot.epoch), snapshot.epoch);
      loss.show(t.loss(snapshot.loss), snapshot.loss);
      testLoss.show(t.loss(snapshot.testLoss), snapshot.testLoss);
      const share = testLoss.element.hidden ? snapshot.accuracy : snapshot.testAccuracy;
      accuracy.show(t.percent(share), share);
    },
  };
}

/** @param {import('../views/tools/types.js').Context} context */
function createPace(context) {
  const { t, dispatch, tips } = context;
  const speed = sliderField(context, {
    label: t('speed'), term: 'speed', min: 0, max: speeds.length - 1, step: 1,
    format: (i) => speeds[i] === Infinity ? t('speed.fastest') : t('speed.value', { n: speeds[i] }),
    onInput: (i) => dispatch({ type: 'speed', epochsPerSecond: speeds[i] }),
  });
  const input = h('input', {
    type: 'number', min: 0, max: 4294967295, step: 1, inputmode: 'numeric', class: 'num',
    onchange: () => {
      if (input.checkValidity() && input.value) dispatch({ type: 'set', change: { seed: input.valueAsNumber } });
    },
  });
  const fixed = h('span', { class: 'value num' });
  const seed = h('label', { class: 'field seed' }, h('span', { class: 'label' }, t('seed')),
    context.allows('seed') ? input : fixed);
  tips.attach(input, t.term('seed'), seed);
  return {
    elements: context.allows('speed') ? [speed.root, seed] : [seed],
    /** @param {import('../views/tools/types.js').Info} info */
    load({ experiment }) {
      speed.show(Math.max(0, speeds.indexOf(context.speed())));
      input.value = String(experiment.seed);
      setText(fixed, input.value);
    },
  };
}
