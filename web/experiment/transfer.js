// How values cross between the page and its worker.
import { transferHandlers } from 'comlink';

/**
 * Comlink carries an error's message, name and stack; with this on both sides also its code.
 */
export function carryErrorCodes() {
  const plain = /** @type {import('comlink').TransferHandler<any, any>} */ (transferHandlers.get('throw'));
  transferHandlers.set('throw', {
    ...plain,
    serialize(/** @type {any} */ thrown) {
      const [serialized, moved] = plain.serialize(/** @type {any} */ thrown);
      if (serialized.isError) serialized.value.code = thrown.value.code;
      return [serialized, moved];
    },
  });
}

/** The buffers of all arrays in a value. @param {unknown} value @returns {ArrayBuffer[]} */
export function buffersOf(value) {
  if (ArrayBuffer.isView(value)) return [/** @type {ArrayBuffer} */ (value.buffer)];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(buffersOf);
}
