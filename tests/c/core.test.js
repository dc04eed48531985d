// Builds the C core with its tests natively, by clang with sanitizers and by clang and gcc as released, and runs them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'glassnet-c-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const sources = (directory) => readdirSync(join(root, directory))
  .filter((name) => name.endsWith('.c')).map((name) => join(directory, name));
const core = sources('c');
const warnings = ['-std=c11', '-Wall', '-Wextra', '-Werror', '-Ic'];
const arithmetic = ['-ffp-contract=off', '-fno-math-errno'];
const wrap = '-Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=aligned_alloc,--wrap=free';

/** Runs a command in the project's folder and answers what it printed; fails the test where it fails. */
function run(command, ...args) {
  const env = { ...process.env, ASAN_OPTIONS: 'allocator_may_return_null=1', UBSAN_OPTIONS: 'print_stacktrace=1' };
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, encoding: 'utf8', env });
  assert.ifError(error);
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

const versions = Array.from({ length: 9 }, (_, i) => `clang-${22 - i}`);
const clang = ['clang', ...versions].find((name) => spawnSync(name, ['--version']).status === 0) ?? 'clang';
const sanitize = ['-g', '-fno-omit-frame-pointer', '-fsanitize=address,undefined', '-fno-sanitize-recover=undefined'];
const builds = [
  { name: 'clang with AddressSanitizer and UndefinedBehaviorSanitizer', compiler: clang, flags: ['-O1', ...sanitize] },
  { name: 'clang -O3', compiler: clang, flags: ['-O3'] },
  { name: 'gcc -O2', compiler: 'gcc', flags: ['-O2'] },
];

for (const [real, define] of [['float32', []], ['float64', ['-DGN_FLOAT64']]]) {
  describe(`C core, ${real}`, () => {
    const fingerprints = new Set();
    for (const { name, compiler, flags } of builds) {
      test(name, () => {
        const program = join(folder, `tests-${real}-${compiler}${flags.length}`);
        run(compiler, ...flags, ...warnings, ...arithmetic, ...define, ...core, ...sources('tests/c'), wrap, '-lm',
          '-o', program);
        const printed = run(program);
        assert.match(printed, /fingerprint [0-9a-f]{8}\n$/);
        fingerprints.add(printed.match(/fingerprint (\w+)/)[1]);
      });
    }
    test('the same seed gives the same bits in every build', () => {
      assert.equal(fingerprints.size, 1, [...fingerprints].join(' '));
    });
  });
}

test('the core calls memory and string functions only: no libm, no printing, no exit', () => {
  const allowed = /^(malloc|calloc|realloc|aligned_alloc|free|mem(cpy|set|move|cmp)|str(len|cmp|ncmp)|gn_\w+)$/;
  for (const source of core) {
    const object = join(folder, 'core.o');
    run('gcc', '-O2', '-fno-stack-protector', ...warnings, ...arithmetic, '-c', source, '-o', object);
    const called = run('nm', '-u', '--format=posix', object).split('\n').map((line) => line.split(' ')[0]);
    const foreign = called.filter((name) => name && !allowed.test(name) && name !== '_GLOBAL_OFFSET_TABLE_');
    assert.deepEqual(foreign, [], source);
  }
});
