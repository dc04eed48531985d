import { wanted } from '../lib/wanted.js';

/** @typedef {import('./lab.js').Lab} Lab @typedef {import('../experiment/model.js').SavedModel} SavedModel */

/**
 * Does something when all that was asked for before is done, and hands on what comes of it.
 * @template T
 * @param {Lab} lab
 * @param {(session: import('../experiment/host.js').RemoteSession) => Promise<T>} act
 * @returns {Promise<T>}
 */
function inTurn(lab, act) {
  const result = lab.work.then(() => {
    if (!lab.session) throw new Error(lab.t('error.notStarted'));
    return act(lab.session);
  });
  lab.work = result.catch(() => {});
  return result;
}

/**
 * The network as others take it.
 * @param {Lab} lab
 * @param {'onnx' | import('../lib/code/index.js').Language} format
 * @returns {Promise<Uint8Array | string>} the bytes of an .onnx file, or the text of a program
 */
export function exportModel(lab, format) {
  return inTurn(lab, async (session) => {
    const written = await session.written();
    return format === 'onnx' ? wanted.onnx(written) : wanted.code(written, format);
  });
}

/** The experiment and the network in training. @param {Lab} lab @returns {Promise<SavedModel>} */
export function saveModel(lab) {
  return inTurn(lab, (session) => session.save());
}

/**
 * Goes on with what was saved.
 * @param {Lab} lab
 * @param {unknown} saved
 * @returns {Promise<void>} rejects where it is no such thing; then all is as before
 */
export function restoreModel(lab, saved) {
  return inTurn(lab, async (session) => {
    const info = await lab.renewing(() => session.restore(saved));
    lab.lesson = null;
    lab.notices?.clear();
    lab.adopt(info);
    lab.options.onChange?.(lab.experiment);
  });
}
