// Puts a .wasm together again that web/pack.js took apart.

/** How many 32-bit numbers are in front: bytes of the module, of it before its code, functions, bytes of each stream. */
export const HEAD = 11;

/**
 * The streams, in their order: instructions as places in the table, the numbers that follow some of them by their kind,
 * what the functions' variables are, and all that is not code. In the table an instruction's bytes come after one that
 * says of which kind its number is, 0 for none, and in the bits above how many they are.
 */
export const REST = 0, CALLS = 1, LOCALS = 2, OFFSETS = 3, INTEGERS = 4, VARIABLES = 5, INSTRUCTIONS = 6, TABLE = 7;
export const KIND_BITS = 3;

/** The instructions of the table from this one on take two bytes. */
export const MOST = 255;

/** What a size takes, since what it counts is not yet known where it stands. */
export const SIZE_BYTES = 3;

const BLOCK = 2, IF = 4, END = 11;

/** @param {ArrayBuffer} packed @returns {Uint8Array<ArrayBuffer>} a .wasm that does the same */
export function unpack(packed) {
  const [length, before, functions, ...lengths] = new Uint32Array(packed, 0, HEAD);
  const bytes = new Uint8Array(packed), module = new Uint8Array(length);
  let end = 4 * HEAD, to = 0;
  const at = lengths.map((count) => (end += count) - count);
  /** @type {number[]} */
  const starts = [];
  for (let start = at[TABLE]; start < end; start += 1 + (bytes[start] >> KIND_BITS)) starts.push(start);

  const next = (/** @type {number} */ stream) => module[to++] = bytes[at[stream]++];
  /** @param {number} count */
  const copy = (count) => {
    while (count-- > 0) next(REST);
  };
  /** In LEB128. @param {number} stream @returns {number} the last byte */
  const number = (stream) => {
    while (next(stream) > 127);
    return module[to - 1];
  };
  /** @param {() => void} write what comes after its size */
  const sized = (write) => {
    const start = to += SIZE_BYTES;
    write();
    const size = to - start;
    module.set([size | 128, size >> 7 | 128, size >> 14], start - SIZE_BYTES);
  };
  const body = () => {
    for (let left = 2 * number(VARIABLES); left > 0; left--) number(VARIABLES);
    for (let depth = 1; depth > 0;) {
      let index = bytes[at[INSTRUCTIONS]++];
      if (index === MOST) index += bytes[at[INSTRUCTIONS]++];
      let start = starts[index];
      const head = bytes[start++], code = bytes[start], stop = start + (head >> KIND_BITS), kind = head % (1 << KIND_BITS);
      while (start < stop) module[to++] = bytes[start++];
      if (kind) number(kind);
      if (code === END) depth--;
      else if (code >= BLOCK && code <= IF) depth++;
    }
  };
  copy(before);
  sized(() => {
    number(REST);
    for (let left = functions; left > 0; left--) sized(body);
  });
  copy(length - to);
  return module;
}
