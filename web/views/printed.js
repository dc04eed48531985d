import { agrees } from '../tutorials/run.js';
import { functionLines, linesOf, numbersText } from './printed/figures.js';
import { h, setText } from './tools/dom.js';
import { addHeading } from './tools/heading.js';
import { adoptStyle } from './tools/styles.js';
import style from './late.css';

/** @typedef {import('./printed/figures.js').Line} Line @typedef {import('./tools/types.js').Context} Context */
/** @typedef {import('./tools/types.js').Lesson} Lesson */

/** What a tutorial prints, and what comes out here. @param {HTMLElement} root @param {Context} context */
export function createPrinted(root, context) {
  adoptStyle(root, style);
  const { t, dispatch } = context;
  const count = h('span', { class: 'note' });
  addHeading(root, t('printed.title'), count);
  const bar = h('progress', { 'aria-label': t('printed.progress') }), seeds = h('span', { class: 'note' });
  const progress = h('div', { class: 'progress' }, bar, seeds);
  const body = h('tbody');
  const head = ['epoch', 'printed', 'here'].map((name) => h('th', { scope: 'col' }, t(`printed.${name}`)));
  const table = h('table', { class: 'figures' }, h('caption', { class: 'visually-hidden' }, t('printed.title')),
    h('thead', {}, h('tr', {}, ...head,
      h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, t('printed.agrees'))))), body);
  const frame = h('div', { class: 'figures-frame', tabindex: 0, role: 'group', 'aria-label': t('printed.title') }, table);
  const ours = h('p', { class: 'note' }, t('printed.oursNote'));
  const changed = h('div', { class: 'changed' }, h('p', { class: 'note' }, t('printed.changed')), h('button', {
    class: 'button', onclick: () => dispatch({ type: 'tutorial', name: context.lesson()?.name ?? null }),
  }, t('printed.again')));
  root.append(progress, changed, frame, ours);

  /** @type {{ index: number, row: ReturnType<typeof createRow> }[]} */ let rows = [];
  let shown = '', epochs = 0;
  const build = (/** @type {Lesson} */ { tutorial, entry }) => {
    const lines = linesOf(entry.printed, t);
    const functions = functionLines(tutorial.functions ?? [], t);
    rows = lines.map(({ line, index }) => ({ index, row: createRow(context, line) }));
    const computed = functions.map((line) => createRow(context, line));
    body.replaceChildren(...withHeadings([...rows.map(({ row }) => row), ...computed]));
    if (computed.length) compute(tutorial.functions ?? [], computed);
  };
  return {
    /** @param {import('./tools/types.js').Info} info */
    load({ lesson, experiment }) {
      if (!lesson) return;
      epochs = experiment.epochs;
      if (shown === lesson.name) return;
      shown = lesson.name;
      frame.scrollTop = 0;
      build(lesson);
    },
    /** @param {import('./tools/types.js').Snapshot} snapshot */
    draw({ epoch }) {
      const lesson = context.lesson();
      if (lesson?.name !== shown) return;
      changed.hidden = !lesson.changed;
      frame.hidden = lesson.changed;
      progress.hidden = lesson.changed || !epochs;
      ours.hidden = lesson.changed || !withOurs(lesson);
      bar.value = (lesson.seedsDone + (lesson.seedsDone < lesson.seeds ? epoch / (epochs || 1) : 0)) / lesson.seeds;
      setText(seeds, lesson.seeds > 1 ? t('printed.seeds', { n: lesson.seedsDone, all: lesson.seeds }) : '');
      const done = lesson.seedsDone === lesson.seeds || lesson.seeds === 1;
      if (!lesson.changed) for (const { index, row } of rows) row.show(lesson.figures[index], done, epoch > 0 ? frame : undefined);
      const agreed = rows.filter(({ row }) => row.agreed()).length;
      setText(count, lesson.changed || !agreed ? '' : t('printed.count', { n: agreed, all: rows.length }));
    },
  };
}

/** Whether some figures are printed nowhere. @param {Lesson} lesson */
function withOurs({ tutorial, entry }) {
  return [...entry.printed, ...tutorial.functions ?? []].some(({ ours }) => ours);
}

/** Rows, with the name of each group before its first. @param {ReturnType<typeof createRow>[]} rows */
function withHeadings(rows) {
  return rows.flatMap(({ element, group }, i) => i && rows[i - 1].group === group ? [element]
    : [h('tr', { class: 'group' }, h('th', { colspan: 4, scope: 'colgroup' }, group)), element]);
}

/** @param {Context} context @param {Line} line */
function createRow({ t, tips }, { group, place, printed: text, figure, digits }) {
  let exact = '', state = '';
  const here = h('td', { class: 'num' }), mark = h('td', { class: 'mark' });
  tips.attach(here, () => exact);
  const element = h('tr', {}, h('th', { scope: 'row', class: 'num' }, place), h('td', { class: 'num' }, text), here, mark);
  return {
    element, group,
    agreed: () => state === 'agrees',
    /**
     * @param {ArrayLike<number> | null} numbers none before its epoch
     * @param {boolean} judged whether it is final
     * @param {HTMLElement} [frame] in which it is brought into sight when it comes
     */
    show(numbers, judged, frame) {
      const agree = numbers !== null && agrees(figure, numbers);
      const next = !numbers || !judged ? '' : agree ? 'agrees' : 'differs';
      const value = numbers ? numbersText(numbers, digits, agree || !judged) : '';
      if (value && here.textContent === '' && frame) reveal(element, frame);
      setText(here, value);
      exact = numbers ? Array.from(numbers, String).join('\n') : '';
      here.tabIndex = numbers ? 0 : -1;
      if (next === state) return;
      state = next;
      setText(mark, { agrees: '✓', differs: '✗' }[state] ?? '');
      if (state) mark.setAttribute('aria-label', t(`printed.${state}`));
      else mark.removeAttribute('aria-label');
    },
  };
}

/** Scrolls a row into the frame, and nothing else. @param {HTMLElement} row @param {HTMLElement} frame */
function reveal(row, frame) {
  const bottom = row.offsetTop + row.offsetHeight;
  if (bottom > frame.scrollTop + frame.clientHeight) frame.scrollTop = bottom - frame.clientHeight;
}

/**
 * Asks the core for values of functions. The library comes along only here.
 * @param {import('../tutorials/index.js').PrintedFunction[]} functions
 * @param {ReturnType<typeof createRow>[]} rows
 */
async function compute(functions, rows) {
  const { activations } = await import('../lib/index.js');
  const known = await activations();
  functions.forEach(({ activation, of, x }, i) => rows[i].show(known[activation][of](x), true));
}
