// The core's allocator: what it lends is the borrower's alone, and comes back for the next.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { createGenerator } from '../../web/lib/random.js';

const file = new URL('../../web/lib/generated/glassnet-float32.wasm', import.meta.url);
const module = new WebAssembly.Module(readFileSync(file));

function open() {
  const { exports } = new WebAssembly.Instance(module);
  exports._initialize();
  return exports;
}

/** Blocks taken and given back at random, as many at a time as `most`; each holds its own mark until it is given back. */
function churn({ gn_alloc, gn_release, memory }, rounds, most, longest) {
  const next = createGenerator(rounds), blocks = [];
  for (let round = 0; round < rounds; round++) {
    if (blocks.length < most && next() % 3) {
      const length = next() % longest, pointer = gn_alloc(length) >>> 0;
      assert.ok(pointer > 0 && pointer % 16 === 0);
      new Uint8Array(memory.buffer, pointer, length).fill(round);
      blocks.push({ pointer, length, mark: round & 255 });
    } else if (blocks.length) {
      const [{ pointer, length, mark }] = blocks.splice(next() % blocks.length, 1);
      assert.ok(new Uint8Array(memory.buffer, pointer, length).every((byte) => byte === mark));
      gn_release(pointer);
    }
  }
  for (const { pointer } of blocks) gn_release(pointer);
}

describe('the allocator', () => {
  test('lends no byte twice', () => {
    churn(open(), 5000, 40, 3000);
  });

  test('puts together what comes back: the memory that was grown once is enough for ever', () => {
    const core = open(), most = 40e6;
    core.gn_release(core.gn_alloc(most));
    const grown = core.memory.buffer.byteLength;
    for (let turn = 0; turn < 5; turn++) {
      churn(core, 1000, 20, 1e5);
      const pointer = core.gn_alloc(most);
      assert.notEqual(pointer, 0);
      core.gn_release(pointer);
    }
    assert.equal(core.memory.buffer.byteLength, grown);
  });

  test('answers 0 where there is no room, and goes on lending', () => {
    const core = open();
    assert.equal(core.gn_alloc(0xffffffff), 0, 'more than there can be');
    const blocks = Array.from({ length: 5 }, () => core.gn_alloc(0x7ffffff0) >>> 0);
    assert.equal(blocks.at(-1), 0, '2 GB five times');
    for (const pointer of blocks) core.gn_release(pointer);
    assert.notEqual(core.gn_alloc(1000), 0);
  });
});
