// Puts a .wasm together again that web/pack.js took apart.

/** How many 32-bit numbers are in front: bytes of the module, of it before its code, functions, bytes of each stream. */
export const HEAD = 11;

/**
 * The streams, in the order that deflates best: a table of the different instructions, the numbers that follow some of
 * them by their kind, what variables the functions have, the instructions as places in the table, and the rest, which is
 * not code. In the table a byte tells of which kind an instruction's number is, 0 for none, and in the bits above how many
 * bytes of the instruction follow. A variable's number is how many others have been used since it was.
 */
export const TABLE = 0, CALLS = 1, REST = 2, OFFSETS = 3, LOCALS = 4, INTEGERS = 5, VARIABLES = 6, INSTRUCTIONS = 7;
export const KIND_BITS = 3;

/** The instructions of the table from this one on take two bytes. */
export const MOST = 255;

/** A function has no more variables. */
export const MOST_LOCALS = 128;

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
  for (let start = at[TABLE]; start < at[TABLE + 1]; start += 1 + (bytes[start] >> KIND_BITS)) starts.push(start);
  const variables = Uint8Array.from({ length: MOST_LOCALS }, (_, i) => i);

  const next = (/** @type {number} */ stream) => module[to++] = bytes[at[stream]++];
  /** @param {number} count */
  const copy = (count) => {
    while (count-- > 0) next(REST);
  };
  /** In LEB128. @param {number} stream @returns {number} the last byte */
  const number = (stream) => {
    while (next(stream) > 127) continue;
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
    const recent = variables.slice();
    for (let left = 2 * number(VARIABLES); left > 0; left--) number(VARIABLES);
    for (let depth = 1; depth > 0;) {
      let index = bytes[at[INSTRUCTIONS]++];
      if (index === MOST) index += bytes[at[INSTRUCTIONS]++];
      let start = starts[index];
      const head = bytes[start++], code = bytes[start], stop = start + (head >> KIND_BITS), kind = head % (1 << KIND_BITS);
      while (start < stop) module[to++] = bytes[start++];
      if (kind === LOCALS) {
        const place = bytes[at[LOCALS]++], local = recent[place];
        recent.copyWithin(1, 0, place);
        recent[0] = module[to++] = local;
      } else if (kind) number(kind);
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
