import { GlassnetError, describe } from './errors.js';

/** String.fromCharCode takes its characters as arguments, of which there is room for some ten thousands. */
const CHUNK = 8192;

/**
 * The bytes of a typed array: little-endian, as everywhere that WebAssembly's memory is read through typed arrays.
 * @param {ArrayBufferView} numbers
 */
export function toBase64(numbers) {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), parts = [];
  for (let at = 0; at < bytes.length; at += CHUNK) parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return btoa(parts.join(''));
}

/**
 * @template {Float32ArrayConstructor | Float64ArrayConstructor} T
 * @param {unknown} text
 * @param {T} Numbers
 * @param {string} name how an error message calls it
 * @returns {InstanceType<T>}
 * @throws {GlassnetError} `invalid-data`
 */
export function fromBase64(text, Numbers, name) {
  const what = `base64 of ${Numbers === Float32Array ? 'float32' : 'float64'} numbers`;
  const refusal = new GlassnetError('invalid-data', `${name} is ${describe(text)}; it must be ${what}.`);
  if (typeof text !== 'string') throw refusal;
  let binary;
  try {
    binary = atob(text);
  } catch {
    throw refusal;
  }
  if (binary.length % Numbers.BYTES_PER_ELEMENT) throw refusal;
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return /** @type {InstanceType<T>} */ (new Numbers(bytes.buffer));
}
