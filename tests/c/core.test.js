// Builds the C core with its tests natively, by clang with sanitizers and by clang and gcc as released, and runs them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { arithmetic, clang, core, defines, gcc, root, sources, warnings, wrap } from './compilers.js';

const folder = mkdtempSync(join(tmpdir(), 'glassnet-c-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command in the project's folder and answers what it printed; fails the test where it fails. */
function run(command, ...args) {
  const env = { ...process.env, ASAN_OPTIONS: 'allocator_may_return_null=1', UBSAN_OPTIONS: 'print_stacktrace=1' };
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: 'utf8', env });
  assert.ifError(error);
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

const sanitize = ['-g', '-fno-omit-frame-pointer', '-fsanitize=address,undefined', '-fno-sanitize-recover=undefined'];
const builds = [
  { name: 'clang with AddressSanitizer and UndefinedBehaviorSanitizer', compiler: clang, flags: ['-O1', ...sanitize] },
  { name: 'clang -O3', compiler: clang, flags: ['-O3'] },
  { name: 'gcc -O2', compiler: gcc, flags: ['-O2'] },
];

for (const [real, define] of Object.entries(defines)) {
  describe(`C core, ${real}`, () => {
    for (const { name, compiler, flags } of builds) {
      test(name, () => {
        const program = join(folder, `tests-${real}-${compiler}${flags.length}`);
        run(compiler, ...flags, ...warnings, ...arithmetic, ...define, ...core, ...sources('tests/c'), wrap, '-lm',
          '-o', program);
        run(program);
      });
    }
  });
}

test('the core calls memory and string functions only: no libm, no printing, no exit', () => {
  const allowed = /^(malloc|calloc|realloc|aligned_alloc|free|mem(cpy|set|move|cmp)|str(len|cmp|ncmp)|gn_\w+)$/;
  for (const source of core) {
    const object = join(folder, 'core.o');
    run(gcc, '-O2', '-fno-stack-protector', ...warnings, ...arithmetic, '-c', source, '-o', object);
    const called = run('nm', '-u', '--format=posix', object).split('\n').map((line) => line.split(' ')[0]);
    const foreign = called.filter((name) => name && !allowed.test(name) && name !== '_GLOBAL_OFFSET_TABLE_');
    assert.deepEqual(foreign, [], source);
  }
});
