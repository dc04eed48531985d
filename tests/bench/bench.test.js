// The bench in its smallest form: one round, without other libraries. Nothing is asked of the times.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readmeTable } from './readme.js';

const folder = mkdtempSync(join(tmpdir(), 'glassnet-bench-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('the bench measures one workload, in WebAssembly and natively', () => {
  const json = join(folder, 'bench.json'), script = fileURLToPath(new URL('index.js', import.meta.url));
  const args = [script, '--no-peers', '--only', 'W1,bytes', '--rounds', '1', '--milliseconds', '1', '--json', json];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /W1: 3-4-1, batch 4\./);

  const report = JSON.parse(readFileSync(json, 'utf8'));
  const [{ rows }] = report.sections;
  assert.deepEqual(rows.map(({ name, absent }) => absent ?? name), [
    'glassnet float32', 'glassnet float64', 'the same C, native float32', 'the same C, native float64',
  ]);
  for (const { seconds, before, after: later } of rows) {
    assert.ok(seconds > 0);
    assert.ok(later < before);
  }
  assert.equal(rows[0].after, rows[2].after, 'float32 learns the same in WebAssembly and natively');
  assert.equal(rows[1].after, rows[3].after, 'float64 learns the same in WebAssembly and natively');
  assert.match(readmeTable(report), /^\n\| {2}\| 3-4-1, batch 4 \| download, gzip \|\n(\|---){3}\|\n\| glassnet \| /);
});
