import { h } from '../views/tools/dom.js';
import { saveFile } from '../views/tools/save.js';
import { nameOf, saveModel } from './files.js';
import { assign } from './share.js';

/** @typedef {import('./start.js').Page} Page */

/** What a network is written as, with the ending of the file. */
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
      { label: t('export.onnx'), ending: 'onnx', act: () => save(`${nameOf(lab)}.onnx`, lab.export('onnx')) },
    ]],
    ['export.program', /** @type {(keyof typeof programs)[]} */ (Object.keys(programs)).map((language) => ({
      label: t(`export.${language}`), ending: programs[language],
      act: () => save(`${nameOf(lab)}-${language}.${programs[language]}`, lab.export(language)),
    }))],
    ['export.numbers', [{ label: t('export.history'), ending: 'csv', act: () => exportHistory(page) }]],
    ['export.pictures', pictures.map(({ name, title, take }) => ({
      label: title, ending: 'png', act: () => save(`${nameOf(lab)}-${name}.png`, take()),
    }))],
  ];
  return [
    ...groups.map(([title, entries]) => h('div', { role: 'group', 'aria-label': t(title) },
      h('p', {}, t(title)), ...entries.map((entry) => entryOf(page, entry)))),
    h('div', {}, h('button', { type: 'button', onclick: () => assign(page) }, t('share.assignment'))),
  ];
}

/** @param {string} name @param {Promise<Blob | Uint8Array | string>} content */
async function save(name, content) {
  saveFile(name, new Blob([/** @type {BlobPart} */ (await content)]));
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
