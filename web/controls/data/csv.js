// The dialog in which a CSV file is opened: where the rows come from, then what was found in them.
import { decode } from '../../experiment/csv/decode.js';
import { CsvProblem } from '../../experiment/csv/problem.js';
import { readCells } from '../../experiment/csv/read.js';
import { describeTable, hasHeader } from '../../experiment/csv/table.js';
import { writeCsv } from '../../experiment/csv/write.js';
import { defaultExperiment } from '../../experiment/experiment.js';
import { openSession } from '../../experiment/host.js';
import { h, setText } from '../../views/tools/dom.js';
import { adoptStyle } from '../../views/tools/styles.js';
import style from './csv.css';
import { createFound } from './found.js';

/** @typedef {import('../../views/tools/types.js').Context} Context */

/** How those that are open take a file, by what they stand in. @type {WeakMap<HTMLElement, (file: File) => void>} */
const openOnes = new WeakMap();

/**
 * @param {HTMLElement} root where it stands
 * @param {Context} context
 * @param {File | null} file to begin with
 */
export function openCsvDialog(root, context, file) {
  const takeThere = openOnes.get(root);
  if (takeThere) return file ? takeThere(file) : undefined;
  adoptStyle(root, style);
  const { t } = context;
  const title = h('h2', {}, t('csv.title')), body = h('div', { class: 'body' }), footer = h('footer', { hidden: true });
  const dialog = h('dialog', { class: 'csv-dialog', 'aria-label': t('csv.title') },
    h('header', {}, title,
      h('button', { class: 'button plain', 'aria-label': t('close'), onclick: () => dialog.close() }, '×')),
    body, footer);
  /** Counts what is read, so that what was wanted last is shown. */
  let turn = 0;

  const show = (/** @type {string} */ name, /** @type {Node[]} */ content, /** @type {Node[]} */ buttons = []) => {
    setText(title, name);
    body.replaceChildren(...content);
    footer.replaceChildren(...buttons);
    footer.hidden = !buttons.length;
  };
  const begin = (/** @type {unknown} */ problem = null) => {
    turn++;
    show(t('csv.title'), [
      ...(problem ? [h('p', { class: 'problem', role: 'alert' }, sentenceOf(problem, t))] : []), ...sources(context, read),
    ]);
  };
  /** @param {string} name @param {() => Promise<string>} getText @param {string} [source] */
  async function read(name, getText, source = name) {
    const own = ++turn, progress = h('progress', { max: 1, value: 0, 'aria-label': t('csv.reading', { name }) });
    show(t('csv.title'), [h('p', { role: 'status' }, t('csv.reading', { name })), progress]);
    try {
      const cells = await readCells(await getText(), (share) => { progress.value = share; });
      const table = await describeTable(cells.rows, hasHeader(cells.rows));
      if (own !== turn || !dialog.open) return;
      const found = createFound(context, { source, cells, table }, { done: () => dialog.close(), another: () => begin() });
      show(name, found.content, found.buttons);
    } catch (error) {
      if (own === turn) begin(error);
    }
  }
  const take = (/** @type {File} */ given) => read(given.name, () => textOf(given, t));
  openOnes.set(root, take);
  dialog.addEventListener('click', ({ target }) => { if (target === dialog) dialog.close(); });
  dialog.addEventListener('paste', (event) => {
    if (event.target instanceof HTMLTextAreaElement) return;
    const text = event.clipboardData?.getData('text/plain');
    if (text) read(t('csv.pasted'), async () => text, '');
  });
  dialog.addEventListener('close', () => {
    openOnes.delete(root);
    dialog.remove();
  });
  begin();
  root.append(dialog);
  dialog.showModal();
  if (file) take(file);
}

/**
 * A file, pasted rows, or an example.
 * @param {Context} context
 * @param {(name: string, getText: () => Promise<string>, source?: string) => void} read
 */
function sources({ t }, read) {
  const input = h('input', {
    type: 'file', class: 'visually-hidden', accept: '.csv,.tsv,.txt,.data,text/csv,text/plain,text/tab-separated-values', tabindex: -1,
    'aria-label': t('csv.choose'),
    onchange: () => {
      const file = input.files?.[0];
      if (file) read(file.name, () => textOf(file, t));
    },
  });
  const rows = h('textarea', { 'aria-label': t('csv.paste'), spellcheck: 'false', placeholder: 'x,y,kind\n1.5,2,a\n0.3,1,b' });
  const take = () => { if (rows.value.trim()) read(t('csv.pasted'), async () => rows.value, ''); else rows.focus(); };
  return [
    h('p', {}, t('csv.about')),
    h('div', { class: 'ways' },
      input,
      h('button', { class: 'button strong', autofocus: true, onclick: () => input.click() }, t('csv.choose')),
      h('button', { class: 'button', onclick: () => read('iris.csv', exampleText) }, t('csv.example'))),
    rows,
    h('div', { class: 'ways' }, h('button', { class: 'button', onclick: take }, t('csv.read'))),
  ];
}

/** @param {File} file @param {import('../../views/tools/types.js').Translate} t */
async function textOf(file, t) {
  return decode(new Uint8Array(await file.arrayBuffer()), t.code);
}

/** Iris as a CSV file. */
async function exampleText() {
  const session = await openSession();
  try {
    const info = await session.load({ ...defaultExperiment('iris'), testFraction: 0 });
    return writeCsv({ ...info, targetName: 'species' });
  } finally {
    await session.close();
  }
}

/** @param {unknown} error @param {import('../../views/tools/types.js').Translate} t */
export function sentenceOf(error, t) {
  if (error instanceof CsvProblem) return t(error.key, error.parameters);
  return t('csv.problem.other', { message: error instanceof Error ? error.message : String(error) });
}
