// What was found in a CSV file, and what a person makes of it.
import { answersOf, areClasses, suggestChoice, suggestFeatures } from '../../experiment/csv/choose.js';
import { limits } from '../../experiment/csv/problem.js';
import { takeRows } from '../../experiment/csv/rows.js';
import { experimentFor } from '../../experiment/csv/suggest.js';
import { describeTable } from '../../experiment/csv/table.js';
import { h, setText } from '../../views/tools/dom.js';
import { selectField, switchField } from '../../views/tools/field.js';
import { createColumns } from './columns.js';
import { sentenceOf } from './csv.js';

/**
 * @typedef {import('../../views/tools/types.js').Context} Context
 * @typedef {import('../../experiment/csv/table.js').Table} Table
 * @typedef {import('../../experiment/csv/choose.js').Choice} Choice
 * @typedef {import('../../experiment/csv/rows.js').Taken} Taken
 * @typedef {{ source: string, cells: import('../../experiment/csv/read.js').Cells, table: Table }} Opened
 */

/** What scales the inputs of rows nobody knows. */
const scalers = /** @type {const} */ (['standard', 'minMax']);

/**
 * @param {Context} outer
 * @param {Opened} opened
 * @param {{ done: () => void, another: () => void }} act
 */
export function createFound(outer, opened, { done, another }) {
  // None of these is a setting of the experiment that could be locked.
  const context = { ...outer, allows: () => true }, { t } = context;
  const { source, cells } = opened;
  let { table } = opened;
  /** @type {Choice} */
  let choice = suggestChoice(table.columns);
  /** @type {typeof scalers[number]} */
  let scaler = 'standard';
  /** @type {Taken | null} */
  let taken = null;
  let turn = 0;

  const counts = h('span', {}), result = h('div', { class: 'result', role: 'status' });
  const header = switchField(context, { label: t('csv.header'), term: '', onChange: (on) => describe(on) });
  const target = selectField(context, {
    label: t('csv.target'),
    onChange: (value) => {
      const column = Number(value);
      choose({ target: column, classes: areClasses(table.columns[column]), features: suggestFeatures(table.columns, column) });
    },
  });
  const answers = selectField(context, {
    label: t('csv.answers'), onChange: (value) => choose({ ...choice, classes: value === 'classes' }),
  });
  const scaling = selectField(context, {
    label: t('field.scaler'), onChange: (value) => { scaler = /** @type {typeof scaler} */ (value); },
  });
  const columns = createColumns(context, (features) => choose({ ...choice, features }));
  const use = h('button', { class: 'button strong', onclick: take });

  async function describe(/** @type {boolean} */ on) {
    const own = ++turn;
    try {
      const described = await describeTable(cells.rows, on);
      if (own !== turn) return;
      table = described;
      choose(suggestChoice(table.columns));
    } catch (error) {
      header.show(!on);
      tell([sentenceOf(error, t)], true);
    }
  }
  function choose(/** @type {Choice} */ next) {
    choice = next;
    show();
    check();
  }
  function show() {
    const { columns: all, rows } = table, column = all[choice.target], kinds = answersOf(column);
    const parted = t(`csv.delimiter.${cells.delimiter}`);
    setText(counts, [t('csv.rows', { n: rows.length }), t('csv.columns', { n: all.length }), t('csv.parted', { delimiter: parted })]
      .join(t('csv.join')));
    header.show(table.header);
    target.show(all.map(({ name: label }, i) => ({ value: String(i), label })), String(choice.target));
    answers.root.hidden = !(kinds.classes && kinds.numbers);
    answers.show(['classes', 'numbers'].map((value) => ({ value, label: t(`csv.answers.${value}`) })),
      choice.classes ? 'classes' : 'numbers');
    scaling.show(scalers.map((value) => ({ value, label: t.label('scaler', value) })), scaler);
    columns.show(all, choice);
  }
  /** Takes the rows as chosen, to say what comes of it. */
  async function check() {
    const own = ++turn;
    taken = null;
    use.disabled = true;
    try {
      const rows = await takeRows(table, choice, source);
      if (own !== turn) return;
      taken = rows;
      tell(sentences(t, table, cells.cut, rows));
    } catch (error) {
      if (own === turn) tell([sentenceOf(error, t)], true);
    }
    setText(use, t('csv.use', { n: taken ? taken.data.x.length : table.rows.length }));
    use.disabled = !taken;
  }
  function tell(/** @type {string[]} */ said, problem = false) {
    result.replaceChildren(...said.map((sentence) => h('p', { class: problem ? 'problem' : 'note' }, sentence)));
  }
  function take() {
    if (!taken) return;
    context.dispatch({ type: 'set', change: experimentFor(taken.data, scaler) });
    done();
  }

  setText(use, t('csv.use', { n: table.rows.length }));
  show();
  check();
  return {
    content: [
      h('div', { class: 'found' }, counts, header.root),
      h('div', { class: 'fields' }, target.root, answers.root, scaling.root),
      columns.element, result,
    ],
    buttons: [use, h('button', { class: 'button', onclick: another }, t('csv.another'))],
  };
}

/**
 * What the network is asked, and which rows it does not see.
 * @param {import('../../views/tools/types.js').Translate} t
 * @param {Table} table @param {boolean} cut @param {Taken} taken
 */
function sentences(t, { long }, cut, { data: { classNames, targetScale }, skipped, missing }) {
  const said = [];
  if (classNames?.length === 2) said.push(t('csv.result.two', { a: classNames[0], b: classNames[1] }));
  else if (classNames) said.push(t('csv.result.classes', { n: classNames.length }));
  else said.push(t('csv.result.numbers') + (targetScale ? t('csv.sentence') + t('csv.result.scaled') : ''));
  if (cut) said.push(t('csv.cut', { limit: limits.rows }));
  const columns = missing.map(({ name, count }) => t('csv.skipped.column', { name, n: count })).join(t('csv.join'));
  if (skipped) said.push(t('csv.skipped', { n: skipped, columns }));
  if (long) said.push(t('csv.long', { n: long }));
  return said;
}
