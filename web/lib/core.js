import { GlassnetError } from './errors.js';
import { names, readTables } from './tables.js';
import { unpack } from './unpack.js';
import { wanted } from './wanted.js';

/** What a network counts with: numbers of 4 or of 8 bytes. @typedef {'float32' | 'float64'} Dtype */
/** @typedef {Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>} Reals the numbers of a network, in its dtype */
/** @typedef {ArrayBufferView<ArrayBuffer>} Bytes */
/** @typedef {Record<string, (...args: number[]) => number>} Functions of C, by name */
/** What a function of C is given: a number, an array to read, or NULL. @typedef {number | Bytes | null} Argument */
/**
 * Of each array that C writes, its type and how many numbers.
 * @typedef {[Float32ArrayConstructor | Float64ArrayConstructor, number][]} Answers
 */
/** @typedef {import('./wanted.js').CoreName} CoreName */

/** @type {Map<CoreName, Promise<Core>>} */
const cores = new Map();

/** @type {Dtype[]} */
export const dtypes = ['float32', 'float64'];

/**
 * The core for a dtype: one instance, shared by all networks. A load that fails is forgotten, so the next may succeed.
 * @param {CoreName} name
 */
export function loadCore(name) {
  let core = cores.get(name);
  if (!core) {
    core = instantiate(name);
    cores.set(name, core);
    core.catch(() => cores.delete(name));
  }
  return core;
}

/** @param {CoreName} name */
async function instantiate(name) {
  const core = new Core(name, await load(name));
  if (name !== 'synthetic') readTables(core);
  return core;
}

/** @param {CoreName} name @returns {Promise<WebAssembly.Exports>} */
async function load(name) {
  try {
    const file = fileOf(name);
    // A page has other things to do meanwhile; for Node to wait is sooner.
    if (file) return new WebAssembly.Instance(new WebAssembly.Module(file)).exports;
    return (await WebAssembly.instantiate(unpack(await inflate(await wanted.core(name))))).instance.exports;
  } catch (error) {
    const { WebAssembly, DecompressionStream } = globalThis;
    if (WebAssembly && DecompressionStream && !(error instanceof WebAssembly.CompileError)) throw error;
    throw new GlassnetError('unsupported', 'WebAssembly with 128-bit SIMD, or DecompressionStream, is missing or switched '
      + `off here (${error}); glassnet needs Chrome 103, Firefox 113, Safari 16.4, Node 20.19 or later.`);
  }
}

/** Where this file is. A bundler that sees it in a URL takes what it points to for a part of a page. */
const here = import.meta.url;

/** The plain .wasm, which Node finds beside the library unless that has been bundled. @param {CoreName} name */
function fileOf(name) {
  try {
    const { readFileSync } = /** @type {any} */ (globalThis).process.getBuiltinModule('fs');
    return /** @type {Bytes} */ (readFileSync(new URL(`./generated/glassnet-${name}.wasm`, here)));
  } catch {
    return null;
  }
}

/** @param {string} text base64 of deflate-raw @returns {Promise<ArrayBuffer>} */
async function inflate(text) {
  const deflated = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Response(new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer();
}

/** What a 32-bit size can say, less what alignment may add. */
const MOST_BYTES = 0xfffffff0;

/** Room for the numbers of a call that is soon over, which would wait longer for the allocator than for the answer. */
const DESK_BYTES = 4096;

/** So many numbers are copied sooner by a loop. */
const FEW = 32;

/** The size of the C struct `gn_error`: an int32 status, then a NUL-terminated text. */
const ERROR_BYTES = 384;

/**
 * The C functions and their memory, which no other file touches. Pointers are plain numbers, 0 is NULL. Views are
 * made anew whenever a call has grown the memory, which leaves the old ones empty; what leaves this file is a copy.
 */
export class Core {
  #exports;
  #memory;
  #error;
  #desk;
  /** All of the memory. @type {Reals} */
  #reals;
  #live = 0;

  /** @param {CoreName} name @param {WebAssembly.Exports} exports */
  constructor(name, exports) {
    this.Reals = name === 'float64' ? Float64Array : Float32Array;
    this.#exports = /** @type {Functions} */ (/** @type {unknown} */ (exports));
    this.#memory = /** @type {WebAssembly.Memory} */ (exports.memory);
    this.#exports._initialize();
    this.#error = this.#exports.gn_alloc(ERROR_BYTES) >>> 0;
    this.#desk = this.#exports.gn_alloc(DESK_BYTES) >>> 0;
    this.#reals = new this.Reals();
  }

  #look() {
    if (this.#reals.length === 0) this.#reals = new this.Reals(this.#memory.buffer);
    return this.#reals;
  }

  /** Blocks and C objects not yet given back: what a test for leaks counts. */
  get live() {
    return this.#live;
  }

  /**
   * Calls a function that answers a number and cannot fail.
   * @param {string} name @param {...number} args
   */
  ask(name, ...args) {
    return this.#exports[name](...args);
  }

  /**
   * Calls a function that takes a `gn_error` last.
   * @param {string} name
   * @param {Argument[]} args arrays lie in memory for as long as the call takes
   * @param {Answers} [answers] what it writes to the arguments that follow
   */
  #enter(name, args, answers = []) {
    const lent = new Scratch(this);
    try {
      const given = args.map((arg) => typeof arg === 'number' ? arg : arg ? lent.put(arg) : 0);
      const places = answers.map(([Numbers, count]) => lent.room(count * Numbers.BYTES_PER_ELEMENT));
      const result = this.#exports[name](...given, ...places, this.#error);
      const written = answers.map(([Numbers, count], i) => new Numbers(this.#memory.buffer, places[i], count).slice());
      return { result, written };
    } finally {
      lent.release();
    }
  }

  /**
   * Calls a function that answers a status, if anything.
   * @param {string} name @param {...Argument} args
   * @throws {GlassnetError}
   */
  call(name, ...args) {
    const plain = args.every((arg) => typeof arg === 'number'); // these need no room, and a step may be as short as making some
    if ((plain ? this.#exports[name](...args, this.#error) : this.#enter(name, args).result)) throw this.#failure();
  }

  /**
   * The numbers that a function writes to its last arguments, which answers a status besides, if anything.
   * @param {Answers} answers
   * @param {string} name @param {...Argument} args those before
   * @throws {GlassnetError}
   */
  read(answers, name, ...args) {
    const { result, written } = this.#enter(name, args, answers);
    if (result) throw this.#failure();
    return written;
  }

  /**
   * Calls a function that makes a C object.
   * @param {string} name @param {...Argument} args
   * @returns {number} its pointer, for `destroy`
   * @throws {GlassnetError}
   */
  create(name, ...args) {
    const pointer = this.#enter(name, args).result >>> 0;
    if (pointer === 0) throw this.#failure();
    this.#live++;
    return pointer;
  }

  /** @param {string} name the function that frees it @param {number} pointer */
  destroy(name, pointer) {
    this.#exports[name](pointer);
    this.#live--;
  }

  /** @param {number} bytes @returns {number} a pointer for `release` */
  allocate(bytes) {
    const pointer = bytes <= MOST_BYTES ? this.#exports.gn_alloc(bytes) >>> 0 : 0;
    if (pointer === 0) {
      throw new GlassnetError('out-of-memory', `${bytes} bytes more do not fit into memory; use fewer rows or units.`);
    }
    this.#live++;
    return pointer;
  }

  /** @param {number} pointer */
  release(pointer) {
    this.#exports.gn_release(pointer);
    this.#live--;
  }

  /**
   * The numbers that a C function makes of others, for calls that are soon over.
   * @param {Reals} numbers
   * @param {number} count of the answers
   * @param {(functions: Functions, from: number, to: number, error: number) => number} act calls it, with where the
   *   numbers lie and the answers go, and answers its status
   * @throws {GlassnetError}
   */
  map(numbers, count, act) {
    const unit = this.Reals.BYTES_PER_ELEMENT, bytes = (numbers.length + count) * unit, brief = bytes <= DESK_BYTES;
    const from = brief ? this.#desk : this.allocate(bytes), to = from + numbers.length * unit;
    try {
      this.#look().set(numbers, from / unit);
      if (act(this.#exports, from, to, this.#error) !== 0) throw this.#failure();
      return this.reals(to, count);
    } finally {
      if (!brief) this.release(from);
    }
  }

  /** @param {number} pointer @param {Bytes} bytes */
  write(pointer, { buffer, byteOffset, byteLength }) {
    new Uint8Array(this.#memory.buffer).set(new Uint8Array(buffer, byteOffset, byteLength), pointer);
  }

  /** @param {number} pointer @param {number} count */
  reals(pointer, count) {
    const memory = this.#look(), start = pointer / this.Reals.BYTES_PER_ELEMENT;
    if (count > FEW) return memory.slice(start, start + count);
    const numbers = new this.Reals(count);
    for (let i = 0; i < count; i++) numbers[i] = memory[start + i];
    return numbers;
  }

  /**
   * Numbers where they lie, for `act` alone: a copy of a thousand epochs' records takes as long as they did.
   * @template T
   * @param {number} pointer @param {number} count @param {(numbers: Float64Array) => T} act calls nothing in C
   */
  withDoubles(pointer, count, act) {
    return act(new Float64Array(this.#memory.buffer, pointer, count));
  }

  /** @param {number} pointer @param {number} count */
  words(pointer, count) {
    return new Uint32Array(this.#memory.buffer, pointer, count).slice();
  }

  /** A NUL-terminated text. @param {number} pointer */
  text(pointer) {
    const bytes = new Uint8Array(this.#memory.buffer, pointer);
    return new TextDecoder().decode(bytes.slice(0, bytes.indexOf(0)));
  }

  #failure() {
    const [status] = this.words(this.#error, 1);
    const code = /** @type {import('./errors.js').ErrorCode} */ (names.status[status]);
    return new GlassnetError(code, `${this.text(this.#error + 4)}.`);
  }
}

/** Blocks of the core's memory that are given back together. */
export class Scratch {
  #core;
  /** @type {number[]} */
  #blocks = [];

  /** @param {Core} core */
  constructor(core) {
    this.#core = core;
  }

  /** @param {number} bytes @returns {number} a pointer */
  room(bytes) {
    const pointer = this.#core.allocate(bytes);
    this.#blocks.push(pointer);
    return pointer;
  }

  /** @param {Bytes} values copied in @returns {number} a pointer */
  put(values) {
    const pointer = this.room(values.byteLength);
    this.#core.write(pointer, values);
    return pointer;
  }

  release() {
    for (const pointer of this.#blocks.splice(0)) this.#core.release(pointer);
  }
}
