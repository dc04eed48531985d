// What the bench compiles: the C core for this machine, and the loop that measures the ceiling of WebAssembly's SIMD.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openProcess } from './process.js';
import { timed } from './race.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const core = readdirSync(join(root, 'c')).filter((name) => name.endsWith('.c')).map((name) => join(root, 'c', name));

let folder = '';

/** Where programs are put; gone when this process ends. */
function place(name) {
  if (!folder) {
    folder = mkdtempSync(join(tmpdir(), 'glassnet-bench-'));
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  }
  return join(folder, name);
}

/** @param {string} command @param {...string} args */
function compile(command, ...args) {
  // Debian keeps the JavaScript parser that emcc asks for outside Node's own path.
  const env = { ...process.env, NODE_PATH: process.env.NODE_PATH ?? '/usr/share/nodejs' };
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', env });
  if (error ?? status !== 0) throw new Error(`${command} ${args.join(' ')}\n${error?.message ?? stderr}`);
}

const newestClang = () => ['clang', ...Array.from({ length: 9 }, (_, i) => `clang-${22 - i}`)]
  .find((name) => spawnSync(name, ['--version']).status === 0) ?? 'clang';

/** @type {Map<string, string>} */
const programs = new Map();

/** The C core with native.c, for SSE2 as any x86-64 compiler has it. @param {string} dtype */
function program(dtype) {
  let file = programs.get(dtype);
  if (!file) {
    file = place(`native-${dtype}`);
    const define = dtype === 'float64' ? ['-DGN_FLOAT64'] : [];
    compile(newestClang(), '-std=c11', '-O3', '-ffp-contract=off', '-fno-math-errno', ...define, `-I${join(root, 'c')}`,
      ...core, join(here, 'native.c'), '-lm', '-o', file);
    programs.set(dtype, file);
  }
  return file;
}

/** @param {import('./workloads.js').Workload} workload @param {string} dtype */
export const openNative = async (workload, dtype) => openProcess(program(dtype), [], workload);

/** What the loop of peak.c does a round. */
const PEAK_OPERATIONS = 12 * 4 * 2;

/** The fastest that f32x4 can multiply and add: a runner for a race, and its operations a count. */
export async function openPeak() {
  const file = place('peak.wasm');
  compile('emcc', '-std=c11', '-O3', '-msimd128', '-ffp-contract=off', '--no-entry', '-sSTANDALONE_WASM',
    join(here, 'peak.c'), '-o', file);
  const { instance } = await WebAssembly.instantiate(readFileSync(file));
  const rounds = 10_000;
  return {
    operations: rounds * PEAK_OPERATIONS,
    run: (count) => timed(() => {
      for (let i = 0; i < count; i++) instance.exports.peak(rounds);
    }),
  };
}
