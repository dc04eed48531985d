// Loading the core: where it cannot be, a sentence says so, and the next attempt may succeed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createXor, glassnetError } from './tools.js';

/** Runs `act` while `object[key]` is `value`. */
async function replaced(object, key, value, act) {
  const kept = Object.getOwnPropertyDescriptor(object, key);
  Object.defineProperty(object, key, { value, configurable: true, writable: true });
  try {
    await act();
  } finally {
    Object.defineProperty(object, key, kept);
  }
}

test('without WebAssembly, SIMD or DecompressionStream: unsupported', async () => {
  const refused = (what) => () => assert.rejects(createXor(), glassnetError('unsupported', what));
  await replaced(globalThis, 'WebAssembly', undefined, refused(/WebAssembly.*Chrome/));
  await replaced(WebAssembly, 'validate', () => false, refused(/SIMD.*Safari/));
  const withoutStream = () => replaced(globalThis, 'DecompressionStream', undefined, refused(/DecompressionStream.*Firefox/));
  await replaced(process, 'getBuiltinModule', undefined, withoutStream);
});

test('a load that failed does not stand in the way of the next', async () => {
  const broken = new Error('not now');
  const fail = class { constructor() { throw broken; } };
  await replaced(WebAssembly, 'Instance', fail, () => assert.rejects(createXor(), broken));
  assert.equal((await createXor()).parameterCount, 17);
});

test('networks of one dtype share an instance, loaded once even if asked for at the same time', async () => {
  let instances = 0;
  const counted = class extends WebAssembly.Instance {
    constructor(module) {
      super(module);
      instances++;
    }
  };
  await replaced(WebAssembly, 'Instance', counted, async () => {
    await Promise.all([createXor({ dtype: 'float64' }), createXor({ dtype: 'float64' }), createXor()]);
  });
  assert.equal(instances, 1, 'float64 only: float32 was there already');
});
