/* global postMessage */
// How values cross between a page and a worker, and what a worker's script ends with.
import { expose, transferHandlers } from 'comlink';
import { GlassnetError } from '../errors.js';

/** Comlink carries an error's message, name and stack; with this on both sides, a GlassnetError stays one. */
export function carryErrors() {
  const plain = /** @type {import('comlink').TransferHandler<any, any>} */ (transferHandlers.get('throw'));
  transferHandlers.set('throw', {
    ...plain,
    serialize(/** @type {any} */ thrown) {
      const [serialized, moved] = plain.serialize(thrown);
      if (serialized.isError) serialized.value.code = thrown.value.code;
      return [serialized, moved];
    },
    deserialize(/** @type {any} */ serialized) {
      const { name, code, message, stack } = Object(serialized.value);
      if (!serialized.isError || name !== 'GlassnetError') return plain.deserialize(serialized);
      throw Object.assign(new GlassnetError(code, message), { stack });
    },
  });
}

/**
 * The buffers of all typed arrays in a value, to be moved instead of copied.
 * @param {unknown} value
 * @returns {ArrayBuffer[]}
 */
export function buffersOf(value) {
  if (ArrayBuffer.isView(value)) return [/** @type {ArrayBuffer} */ (value.buffer)];
  const isLeaf = value === null || typeof value !== 'object' || (Array.isArray(value) && typeof value[0] === 'number');
  return isLeaf ? [] : Object.values(value).flatMap(buffersOf);
}

/**
 * Lets the page that started this worker call an object, and tells it so.
 * @param {object} api
 */
export function offer(api) {
  carryErrors();
  expose(api);
  postMessage('ready');
}
