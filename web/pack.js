// Takes a .wasm apart into streams of bytes of one kind, of which deflate makes a sixth less than of their mixture;
// web/lib/unpack.js puts it together again.
import {
  CALLS, HEAD, INSTRUCTIONS, INTEGERS, KIND_BITS, LOCALS, MOST, MOST_LOCALS, OFFSETS, REST, SIZE_BYTES, TABLE, VARIABLES,
} from './lib/unpack.js';

/**
 * What follows the opcodes from the first to the last of a row: so many numbers and so many bytes that are part of the
 * instruction, then a number for a stream of its kind. The others are followed by nothing. Opcodes after the prefixes
 * 0xfc and 0xfd count from 0x100 and 0x200.
 * @type {[first: number, last: number, numbers: number, bytes?: number, kind?: number][]}
 */
const rows = [
  [0x02, 0x04, 1], // block, loop, if: a type
  [0x0c, 0x0e, 1], // br, br_if, br_table, which has its targets before
  [0x10, 0x10, 0, 0, CALLS],
  [0x11, 0x11, 2], // call_indirect
  [0x20, 0x22, 0, 0, LOCALS],
  [0x23, 0x24, 1], // globals
  [0x28, 0x3e, 1, 0, OFFSETS], // load, store: the alignment goes with the opcode
  [0x3f, 0x40, 1], // memory.size, memory.grow
  [0x41, 0x42, 0, 0, INTEGERS],
  [0x43, 0x43, 0, 4], // f32.const
  [0x44, 0x44, 0, 8], // f64.const
  [0x10a, 0x10a, 2], // memory.copy
  [0x10b, 0x10b, 1], // memory.fill
  [0x200, 0x20b, 1, 0, OFFSETS], // load, store of vectors
  [0x20c, 0x20d, 0, 16], // v128.const, i8x16.shuffle
  [0x215, 0x222, 0, 1], // a lane
  [0x254, 0x25b, 2, 1, 0], // load, store of a lane
  [0x25c, 0x25d, 1, 0, OFFSETS],
];
const BR_TABLE = 0x0e, I32_CONST = 0x41, PREFIX = 0xfc, CODE_SECTION = 10, MAGIC_AND_VERSION = 8;

/** Integers below, which are half of all, are part of the instruction. */
const INLINE = 16;

/** @param {Uint8Array} module a .wasm @returns {Uint8Array} what `unpack` takes */
export function pack(module) {
  /** @type {number[][]} */
  const streams = Array.from({ length: HEAD - 3 }, () => []);
  let at = MAGIC_AND_VERSION;
  /** In LEB128. */
  const number = () => {
    let value = 0, shift = 0, byte;
    do {
      byte = module[at++];
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return value;
  };
  const skip = (/** @type {number} */ count) => { at += count; };
  const since = (/** @type {number} */ start) => module.subarray(start, at);
  /** Steps over an instruction, but for the number of its kind. */
  const instruction = () => {
    let code = module[at++];
    if (code >= PREFIX) code = (code - PREFIX + 1) * 0x100 + number();
    if (code === BR_TABLE) for (let targets = number(); targets > 0; targets--) number();
    const [,, numbers, bytes = 0, kind = 0] = rows.find(([first, last]) => first <= code && code <= last) ?? [0, 0, 0];
    for (let left = numbers; left > 0; left--) number();
    skip(bytes);
    if (code !== I32_CONST || module[at] >= INLINE) return kind;
    skip(1);
    return 0;
  };

  while (module[at++] !== CODE_SECTION) skip(number());
  const before = at, end = number() + at, counted = at, functions = number();
  streams[REST].push(...module.subarray(0, before), ...since(counted));
  let length = module.length - (counted - before) + SIZE_BYTES;
  /** @type {{ text: string, kind: number }[]} */
  const instructions = [];
  for (let left = functions; left > 0; left--) {
    const start = at, size = number(), variables = at, end = at + size;
    length += SIZE_BYTES - (variables - start);
    const recent = [...Array(MOST_LOCALS).keys()];
    for (let left = 2 * number(); left > 0; left--) number();
    streams[VARIABLES].push(...since(variables));
    while (at < end) {
      const start = at, kind = instruction();
      instructions.push({ text: String.fromCharCode(...since(start)), kind });
      if (kind === 0) continue;
      const operand = at, value = number();
      if (kind === LOCALS) streams[kind].push(bring(recent, value));
      else streams[kind].push(...since(operand));
    }
    if (at !== end) throw new Error('The code has an instruction that is not in the rows of web/pack.js.');
  }
  streams[REST].push(...module.subarray(end));

  const table = tabulate(instructions), places = new Map(table.map(({ text }, place) => [text, place]));
  for (const { text } of instructions) {
    const place = /** @type {number} */ (places.get(text));
    streams[INSTRUCTIONS].push(...place < MOST ? [place] : [MOST, place - MOST]);
  }
  const bytesOf = (/** @type {string} */ text) => Array.from(text, (character) => character.charCodeAt(0));
  for (const { text, kind } of table) streams[TABLE].push(text.length << KIND_BITS | kind, ...bytesOf(text));
  const head = Uint32Array.of(length, before, functions, ...streams.map(({ length }) => length));
  return Uint8Array.from([...new Uint8Array(head.buffer), ...streams.flat()]);
}

/** Brings a variable to the front. @param {number[]} recent @param {number} local @returns {number} where it was */
function bring(recent, local) {
  const place = recent.indexOf(local);
  if (place < 0) throw new Error(`A function has more than ${MOST_LOCALS} variables.`);
  recent.unshift(...recent.splice(place, 1));
  return place;
}

/**
 * Each instruction once, those first that take one byte; like ones beside each other.
 * @param {{ text: string, kind: number }[]} instructions
 */
function tabulate(instructions) {
  /** @type {Map<string, { text: string, kind: number, times: number }>} */
  const counted = new Map();
  for (const { text, kind } of instructions) {
    counted.set(text, { text, kind, times: (counted.get(text)?.times ?? 0) + 1 });
  }
  const table = [...counted.values()].sort((a, b) => b.times - a.times);
  if (table.length > 2 * MOST) throw new Error(`There are ${table.length} different instructions, and room for ${2 * MOST}.`);
  const alike = (/** @type {{ text: string }} */ a, /** @type {{ text: string }} */ b) => a.text < b.text ? -1 : 1;
  return [...table.slice(0, MOST).sort(alike), ...table.slice(MOST).sort(alike)];
}
