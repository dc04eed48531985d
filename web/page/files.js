import { saveFile } from '../views/tools/save.js';

/**
 * @typedef {import('./start.js').Page} Page
 * @typedef {import('../element/index.js').GlassNet} GlassNet
 */

/** What files of an experiment are called: `glassnet-xor`. @param {GlassNet} lab */
export function nameOf(lab) {
  const { dataset, data } = lab.experiment;
  return `glassnet-${data ? 'data' : dataset}`;
}

/** The experiment and the network in training, as one file. @param {Page} page */
export async function saveModel({ lab, tell, t }) {
  const saved = await lab.save(), name = `${nameOf(lab)}-${saved.progress.epoch}.json`;
  saveFile(name, new Blob([JSON.stringify(saved)], { type: 'application/json' }));
  tell(t('save.done', { name }));
}

/** Asks for a file, and opens it. @param {Page} page */
export function chooseModel(page) {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.addEventListener('change', () => { if (input.files?.[0]) openModel(page, input.files[0]); });
  input.click();
}

/** Goes on with a model that was saved; says what is wrong where it is none. @param {Page} page @param {File} file */
export async function openModel({ lab, tell, t }, file) {
  const { name } = file;
  let saved;
  try {
    saved = JSON.parse(await file.text());
  } catch {
    return tell(t('open.notJson', { name }));
  }
  if (saved?.format !== 'glassnet') return tell(t('open.notSaved', { name }));
  if (!saved.experiment) return tell(t('open.noExperiment', { name }));
  try {
    await lab.restore(saved);
    tell(t('open.done', { name, epoch: saved.progress.epoch }));
  } catch (error) {
    tell(t('open.refused', { name, message: /** @type {Error} */ (error).message }));
  }
}
