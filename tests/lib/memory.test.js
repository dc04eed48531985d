// The .wasm's own malloc and free, c/wasm.c.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createGenerator } from '../../web/lib/random.js';

const file = new URL('../../web/lib/generated/glassnet-float32.wasm', import.meta.url);

async function open() {
  const { instance: { exports } } = await WebAssembly.instantiate(readFileSync(file));
  exports._initialize();
  return exports;
}

test('blocks are aligned, never overlap, keep what is in them, and their room is used again', async () => {
  const core = await open(), next = createGenerator(1), below = (n) => next() % n;
  const live = [];
  for (let i = 0; i < 20000; i++) {
    if (live.length === 50 || (live.length && below(2))) {
      const [{ at, bytes, tag }] = live.splice(below(live.length), 1);
      assert.ok(new Uint8Array(core.memory.buffer, at, bytes).every((value) => value === tag));
      core.gn_release(at);
    } else {
      const bytes = 1 + below(below(20) ? 300 : 100000), at = core.gn_alloc(bytes) >>> 0, tag = below(256);
      assert.ok(at && at % 16 === 0);
      assert.ok(live.every((other) => at + bytes <= other.at || other.at + other.bytes <= at));
      new Uint8Array(core.memory.buffer, at, bytes).fill(tag);
      live.push({ at, bytes, tag });
    }
  }
  for (const { at } of live) core.gn_release(at);
  const whole = core.memory.buffer.byteLength - 2e6;
  const before = core.memory.buffer.byteLength;
  assert.ok(core.gn_alloc(whole), 'what was given back is one block again');
  assert.equal(core.memory.buffer.byteLength, before);
});

test('more than there is: 0, and what there is still serves', async () => {
  const core = await open(), most = 2 ** 31 - 20;
  assert.equal(core.gn_alloc(2 ** 32 - 1), 0);
  const first = core.gn_alloc(most);
  assert.ok(first);
  assert.equal(core.gn_alloc(most), 0);
  core.gn_release(first);
  assert.equal(core.gn_alloc(most), first);
});
