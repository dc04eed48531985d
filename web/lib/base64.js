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
