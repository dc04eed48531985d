import { h } from '../views/tools/dom.js';
import { saveFile } from '../views/tools/save.js';
import { nameOf, saveModel } from './files.js';
import { assign } from './share.js';

/** @typedef {import('./page.js').Page} Page */

/** What a network is written as: the ending of the file, and what makes it. */
const programs = /** @type {const} */ ({ js: 'js', numpy: 'py', pytorch: 'py', c: 'c' });

/** @typedef {{ label: string, ending: string, act: () => unknown }} Entry */

/**
 * All that can be taken along, as a menu lists it.
 * @param {Page} page
 * @returns {Promise<HTMLElement[]>}
 */
export async function exportEntries(page) {
  const { t, lab } = page, pictures = await lab.pictures();
  /** @type {[string, Entry[]][]} */
  const groups = [
    ['export.model', [
      { label: t('export.save'), ending: 'json', act: () => saveModel(page) },
      { label: t('export.onnx'), ending: 'onnx', act: () => exportONNX(page) },
    ]],
    ['export.program', /** @type {(keyof typeof programs)[]} */ (Object.keys(programs)).map((language) => ({
      label: t(`export.${language}`), ending: programs[language], act: () => exportProgram(page, language),
    }))],
    ['export.numbers', [{ label: t('export.history'), ending: 'csv', act: () => exportHistory(page) }]],
    ['export.pictures', pictures.map(({ name, title, take }) => ({
      label: title, ending: 'png', act: async () => saveFile(`${nameOf(lab)}-${name}.png`, await take()),
    }))],
  ];
  return [
    ...groups.map(([title, entries]) => h('div', { role: 'group', 'aria-label': t(title) },
      h('p', {}, t(title)), ...entries.map((entry) => entryOf(page, entry)))),
    h('div', {}, h('button', { type: 'button', onclick: () => assign(page) }, t('share.assignment'))),
  ];
}

/** @param {Page} page @param {Entry} entry */
function entryOf({ t, tell }, { label, ending, act }) {
  const run = async () => {
    try {
      await act();
    } catch (error) {
      tell(t('error.action', { message: /** @type {Error} */ (error).message }));
    }
  };
  return h('button', { type: 'button', onclick: run }, label, ' ', h('span', { class: 'ending' }, `.${ending}`));
}

/** The network as the library has it, on this thread, for as long as it is wanted. @template T @param {Page} page
 * @param {(network: import('../lib/index.js').Network) => Promise<T>} use */
async function withNetwork({ lab }, use) {
  const [{ Network }, { training: _, ...saved }] = await Promise.all([import('../lib/index.js'), lab.save()]);
  const network = await Network.fromJSON(saved);
  try {
    return await use(network);
  } finally {
    network.dispose();
  }
}

/** @param {Page} page */
async function exportONNX(page) {
  const bytes = await withNetwork(page, (network) => network.toONNX());
  saveFile(`${nameOf(page.lab)}.onnx`, new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)]));
}

/** @param {Page} page @param {keyof typeof programs} language */
async function exportProgram(page, language) {
  const text = await withNetwork(page, (network) => network.toCode(language));
  saveFile(`${nameOf(page.lab)}-${language}.${programs[language]}`, new Blob([text], { type: 'text/plain' }));
}

/** A row an epoch, numbers exact; what was not measured is empty. @param {Page} page */
async function exportHistory({ lab, tell, t }) {
  const { progress: { history } } = await lab.save(), names = Object.keys(history);
  if (!history.epoch?.length) return tell(t('export.noHistory'));
  const rows = history.epoch.map((_, i) => names.map((name) => {
    const value = history[name][i];
    return value === null || Number.isNaN(value) ? '' : String(value);
  }).join(','));
  const text = [names.join(','), ...rows, ''].join('\r\n');
  saveFile(`${nameOf(lab)}-history.csv`, new Blob([text], { type: 'text/csv' }));
}
