import { countsOf } from '../diagram/names.js';
import { h, setText } from '../tools/dom.js';
import { addHeading } from '../tools/heading.js';
import { createRowChooser } from './row.js';
import { createLines } from './lines.js';
import { stagesOf } from './stages.js';
import { isPlain } from './update.js';
import { adoptStyle } from '../tools/styles.js';
import style from '../tabs/panels.css';

/**
 * @typedef {import('../tools/types.js').Info} Info @typedef {import('../tools/types.js').Snapshot} Snapshot
 * @typedef {import('./stages.js').Stage} Stage
 */

/** Between two drawings while it trains: nobody reads faster. */
const interval = 200;

/** One step of training on one row, in its own numbers, station by station. @type {import('../tools/types.js').PartKind} */
export const step = { name: 'step', place: 'charts', needs: ['walk'], applies: () => true, create };

/** @param {HTMLElement} root @param {import('../tools/types.js').Context} context */
function create(root, context) {
  adoptStyle(root, style);
  const { t, dispatch } = context;
  const exact = h('input', { type: 'checkbox', role: 'switch', onchange: () => show() });
  const row = createRowChooser(context);
  const button = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {number} */ by) =>
    h('button', { class: 'small', 'aria-label': label, onclick: () => go(by) }, sign);
  const previous = button('‹', t('step.previous'), -1), next = button('›', t('step.next'), 1);
  const where = h('strong'), counter = h('span', { class: 'num' });
  const take = h('button', { class: 'button', onclick: () => dispatch({ type: 'takeStep' }) }, t('step.take'));
  const about = h('p', { class: 'note' }), lines = createLines(context);
  addHeading(root, t('step.title'), previous, next, h('p', { class: 'where', 'aria-live': 'polite' }, counter, where), row.element,
    h('label', { class: 'switch' }, exact, h('i'), h('span', {}, t('step.exact'))), take);
  root.append(h('div', { class: 'walk', role: 'group', tabindex: 0, 'aria-label': t('step.label'), onkeydown: onKey },
    about, lines.element));

  /** @type {Info | null} */ let info = null;
  /** @type {Snapshot['walk']} */ let walk;
  let at = 0, drawn = 0, wasPlaying = false;

  /** @param {number} by */
  function go(by) {
    at += by;
    lines.fold();
    show();
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    if (!(by < 0 ? previous : next).disabled) go(by);
  }

  function show() {
    if (!info || walk === undefined) return;
    const stages = walk ? stagesOf({ walk, info, n: notationOf(info) }) : [];
    at = Math.max(0, Math.min(stages.length - 1, at));
    const stage = /** @type {Stage | undefined} */ (stages[at]);
    previous.disabled = at === 0;
    next.disabled = at >= stages.length - 1;
    take.hidden = !context.allows('step');
    take.disabled = !stages.some(({ phase }) => phase === 'result');
    setText(counter, stage ? `${at + 1}/${stages.length}` : '');
    setText(where, stage ? [t(`step.${stage.phase}`), stage.place].filter(Boolean).join(' · ') : '');
    setText(about, aboutOf(stage));
    lines.show(stage ?? null);
  }

  /** @param {Info} info @returns {import('./notation.js').Notation} */
  function notationOf(info) {
    return { t, exact: exact.checked, deep: info.experiment.layers.length > 1, counts: countsOf(info) };
  }

  /** @param {Stage | undefined} stage */
  function aboutOf(stage) {
    if (!info || !stage || !walk) return t('step.batchNormalization');
    const { optimizer } = info.experiment, { phase } = stage;
    if (phase === 'row' && !walk.target) return t('step.row.own');
    if (phase === 'row' && info.experiment.scaler !== 'none') return t('step.row.scaled');
    if (phase === 'update') return t(isPlain(info) ? 'step.update.plain' : 'step.update.about', { name: t.label('optimizer', optimizer) });
    if (phase === 'result' && !isPlain(info)) return t('step.result.state', { name: t.label('optimizer', optimizer) });
    return t(`step.${phase}.about`);
  }

  return {
    /** @param {Info} given */
    load(given) {
      info = given;
      walk = undefined;
      drawn = 0;
      row.load(given);
    },
    /** @param {Snapshot} snapshot */
    draw({ walk: given, playing }) {
      const now = performance.now();
      if (given === undefined || (playing && wasPlaying && now - drawn < interval)) return;
      drawn = now;
      wasPlaying = playing;
      walk = given;
      row.draw();
      show();
    },
  };
}
