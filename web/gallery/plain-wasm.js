// Exclusive or with the plain .wasm: no library, only what c/glassnet.h declares.

/** In the order of gn_table and of gn_struct in the header. */
const ACTIVATION = 0, CONFIG = 0, LAYER = 1, TRAIN = 3;

/**
 * @param {BufferSource} bytes glassnet-float32.wasm
 * @returns {Promise<number[]>} what the network answers to (0, 0), (0, 1), (1, 0) and (1, 1)
 */
export async function learnXor(bytes) {
  const { instance } = await WebAssembly.instantiate(bytes);
  const core = /** @type {any} */ (instance.exports);
  core._initialize();

  // Memory: numbers are copied in, and a pointer says where they lie. A text ends with a 0. A call may have grown the
  // memory, which leaves views made before it empty.
  /** @param {any} Type @param {ArrayLike<number>} numbers */
  const put = (Type, numbers) => {
    const pointer = core.gn_alloc(numbers.length * Type.BYTES_PER_ELEMENT) >>> 0;
    new Type(core.memory.buffer, pointer, numbers.length).set(numbers);
    return pointer;
  };
  /** @param {string} text */
  const putText = (text) => put(Uint8Array, new TextEncoder().encode(`${text}\0`));
  /** @param {number} pointer */
  const textAt = (pointer) => {
    const memory = new Uint8Array(core.memory.buffer);
    return new TextDecoder().decode(memory.subarray(pointer, memory.indexOf(0, pointer)));
  };

  // Options: a struct is a row of doubles, member i at byte 8·i, NaN for its default. What
  // gn_field_at answers for member i begins with a pointer to its name.
  /** @param {number} struct @param {Record<string, number>} given */
  const fill = (struct, given) => {
    const members = [];
    for (let i = 0, field; (field = core.gn_field_at(struct, i) >>> 0); i++) {
      const [name] = new Uint32Array(core.memory.buffer, field, 1);
      members.push(given[textAt(name)] ?? NaN);
    }
    return members;
  };

  // Errors: a gn_error is an int32 and a text of 380 bytes, which says what was wrong.
  const error = put(Uint8Array, new Uint8Array(384));
  /** @param {boolean} fine */
  const check = (fine) => {
    if (!fine) throw new Error(textAt(error + 4));
  };

  // A network: two inputs, four tanh neurons, one sigmoid. Names are looked up.
  const activation = (/** @type {string} */ name) => core.gn_find(ACTIVATION, putText(name));
  const config = fill(CONFIG, { inputs: 2, 'optimizer.learningRate': 0.05 });
  const layers = [
    ...fill(LAYER, { units: 4, activation: activation('tanh') }),
    ...fill(LAYER, { units: 1, activation: activation('sigmoid') }),
  ];
  const pointers = [put(Float64Array, config), put(Float64Array, layers)];
  const network = core.gn_create(...pointers, 2, error) >>> 0;
  check(network !== 0);

  // Training: four rows, 500 epochs; the 0 is where a history would go.
  const x = put(Float32Array, [0, 0, 0, 1, 1, 0, 1, 1]), y = put(Float32Array, [0, 1, 1, 0]);
  const options = put(Float64Array, fill(TRAIN, { epochs: 500 }));
  check(core.gn_train(network, x, y, 4, options, 0, error) === 0);

  const answers = put(Float32Array, [0, 0, 0, 0]);
  check(core.gn_predict(network, x, 4, answers, error) === 0);
  const result = [...new Float32Array(core.memory.buffer, answers, 4)];
  core.gn_free(network); // what gn_alloc gave goes back by gn_release, or with the instance
  return result;
}

// In a page that has a place for the answers:
const list = globalThis.document?.querySelector('#answers');
if (list) {
  const file = await fetch('./glassnet-float32.wasm');
  const answers = await learnXor(await file.arrayBuffer());
  ['(0, 0)', '(0, 1)', '(1, 0)', '(1, 1)'].forEach((row, i) => {
    const textContent = `${row} → ${answers[i].toFixed(3)}`;
    list.append(Object.assign(document.createElement('li'), { textContent }));
  });
}
