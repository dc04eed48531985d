// Loading the core: where it cannot be, a sentence says so, and the next attempt may succeed.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { unpack } from '../../web/lib/unpack.js';
import { pack } from '../../web/pack.js';
import { createXor, glassnetError } from './tools.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

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
  const compile = class { constructor() { throw new WebAssembly.CompileError('invalid value type'); } };
  await replaced(WebAssembly, 'Module', compile, refused(/SIMD.*\(CompileError: invalid value type\).*Safari/));
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

/** The bytes of a .wasm's sections but the code's, and of the functions in that. */
function parts(module) {
  const found = [];
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      value |= (module[at] & 127) << shift;
      if (module[at++] < 128) return value;
    }
  };
  const take = () => {
    const size = number();
    found.push([...module.subarray(at, at += size)]);
  };
  while (at < module.length) {
    if (module[at++] !== 10) {
      take();
      continue;
    }
    number();
    for (let functions = number(); functions > 0; functions--) take();
  }
  return found;
}

for (const name of ['float32', 'float64', 'synthetic']) {
  test(`${name} is unpacked as it was packed, but for how its sizes are written`, () => {
    const module = readFileSync(join(root, `dist/glassnet-${name}.wasm`));
    const unpacked = unpack(pack(module).buffer);
    assert.ok(WebAssembly.validate(unpacked));
    assert.ok(parts(unpacked).length > 20);
    assert.deepEqual(parts(unpacked), parts(module));
  });
}

test('where there is no plain .wasm to read, the packed core counts the same', () => {
  const train = `
    const { createNetwork } = await import('glassnet');
    const net = await createNetwork({ inputs: 1, layers: [{ units: 3, activation: 'gelu' }, { units: 1 }] });
    net.train([[0], [1]], [1, 0], { epochs: 20 });
    console.log(JSON.stringify(net));`;
  const run = (program) => execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, encoding: 'utf8' });
  assert.equal(run(`process.getBuiltinModule = undefined; ${train}`), run(`globalThis.DecompressionStream = undefined; ${train}`));
});
