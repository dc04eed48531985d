// Exclusive or with the plain .wasm: no library, only what c/glassnet.h declares.

/** In the order of gn_table and of gn_struct in the header. */
const ACTIVATION = 0, CONFIG = 0, LAYER = 1, TRAIN = 3;

/**
 * @param {BufferSource} bytes glassnet-float32.wasm
 * @returns {Promise<number[]>} what the network answers to the four rows
 */
export async function learnXor(bytes) {
  // Its one import is called when the memory has grown, and views of it must be made anew. Here each is made when needed.
  const imports = { env: { emscripten_notify_memory_growth() {} } };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  const core = /** @type {any} */ (instance.exports);
  core._initialize();

  /** Copies numbers in and answers where they lie. @param {any} Type @param {ArrayLike<number>} numbers */
  const put = (Type, numbers) => {
    const pointer = core.gn_alloc(numbers.length * Type.BYTES_PER_ELEMENT) >>> 0;
    new Type(core.memory.buffer, pointer, numbers.length).set(numbers);
    return pointer;
  };
  /** Strings end with a 0, both ways. @param {string} text */
  const putText = (text) => put(Uint8Array, new TextEncoder().encode(`${text}\0`));
  /** @param {number} pointer */
  const textAt = (pointer) => {
    const memory = new Uint8Array(core.memory.buffer);
    return new TextDecoder().decode(memory.subarray(pointer, memory.indexOf(0, pointer)));
  };

  /**
   * A struct of options is a row of doubles, NaN for the default. gn_field_at describes each; its name comes first.
   * @param {number} struct @param {Record<string, number>} given
   */
  const fill = (struct, given) => {
    const members = [];
    for (let field = core.gn_field_at(struct, 0); field; field = core.gn_field_at(struct, members.length)) {
      const [name] = new Uint32Array(core.memory.buffer, field >>> 0, 1);
      members.push(given[textAt(name)] ?? NaN);
    }
    return members;
  };

  const error = put(Int32Array, new Int32Array(96)); // gn_error: an int32, then 380 characters
  /** @param {unknown} fine */
  const check = (fine) => {
    if (!fine) throw new Error(textAt(error + 4));
  };

  const activation = (/** @type {string} */ name) => core.gn_find(ACTIVATION, putText(name));
  const config = fill(CONFIG, { inputs: 2, 'optimizer.learningRate': 0.05 });
  const layers = [
    ...fill(LAYER, { units: 4, activation: activation('tanh') }),
    ...fill(LAYER, { units: 1, activation: activation('sigmoid') }),
  ];
  const network = core.gn_create(put(Float64Array, config), put(Float64Array, layers), 2, error) >>> 0;
  check(network);

  const x = put(Float32Array, [0, 0, 0, 1, 1, 0, 1, 1]), y = put(Float32Array, [0, 1, 1, 0]);
  const options = put(Float64Array, fill(TRAIN, { epochs: 500 }));
  check(core.gn_train(network, x, y, 4, options, 0, error) === 0); // no room for a history: 0

  const answers = put(Float32Array, [0, 0, 0, 0]);
  check(core.gn_predict(network, x, 4, answers, error) === 0);
  const result = [...new Float32Array(core.memory.buffer, answers, 4)];
  core.gn_free(network); // gn_release does the same for what gn_alloc gave; all of it goes with the instance
  return result;
}

// In a page that has a place for the answers:
const list = globalThis.document?.querySelector('#answers');
if (list) {
  const file = await fetch('./glassnet-float32.wasm');
  for (const answer of await learnXor(await file.arrayBuffer())) {
    list.append(Object.assign(document.createElement('li'), { textContent: answer.toFixed(3) }));
  }
}
