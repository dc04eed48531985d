// Where the cases are trained: natively by several builds, in Node, in the two browsers.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../../web/lib/config.js';
import { loadCore } from '../../../web/lib/core.js';
import { encodeTraining } from '../../../web/lib/options.js';
import { addressOf } from '../../../web/serve.js';
import { arithmetic, clang, core, defines, gcc, root, warnings } from '../../c/compilers.js';
import { browsers } from '../../page/browsers.js';
import { filesOf, serveTexts } from '../../page/elsewhere.js';
import { casesOf } from './cases.js';

/**
 * @typedef {object} Place
 * @property {string} name
 * @property {(dtypes: import('./cases.js').Dtype[]) => Promise<Float64Array[]>} train the numbers of all cases in one
 *   row, for each dtype
 */

const here = fileURLToPath(new URL('.', import.meta.url));

/** @param {Buffer} bytes */
const doublesOf = (bytes) => new Float64Array(Uint8Array.from(bytes).buffer);

/** What a program writes, as numbers, or the reason it ended with. */
function numbersOf(program, args, input = new Uint8Array()) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] }), output = [], errors = [];
    child.stdout.on('data', (part) => output.push(part));
    child.stderr.on('data', (part) => errors.push(part));
    child.on('error', reject);
    child.stdin.on('error', () => {}); // the exit code says more than a broken pipe
    child.on('close', (code) => {
      if (code !== 0) reject(new Error(`${program} ended with ${code}: ${Buffer.concat(errors)}`));
      else resolve(doublesOf(Buffer.concat(output)));
    });
    child.stdin.end(input);
  });
}

/** The cases as train.c reads them, by the library's own way from a config to the structs of the core. */
function structsOf(dtype) {
  const doubles = casesOf(dtype).flatMap(({ config, options, x, y }) => {
    const { full, members, layerMembers } = readConfig(config), rows = x.length / full.inputs;
    const training = encodeTraining(options, 'options', []).members;
    const layers = layerMembers.flatMap((layer) => [...layer]);
    return [layerMembers.length, rows, options.epochs, ...members, ...layers, ...training, ...x, ...y];
  });
  return new Uint8Array(Float64Array.from(doubles).buffer);
}

/** @param {string} compiler @param {string[]} flags @param {string} dtype */
async function build(compiler, flags, dtype, program) {
  const files = [...core, join(here, 'train.c')];
  const args = [...flags, ...warnings, ...arithmetic, ...defines[dtype], ...files, '-o', program];
  await promisify(execFile)(compiler, args, { cwd: root });
  return program;
}

/** @param {string} compiler @param {...string} flags @returns {Place} */
const native = (compiler, ...flags) => ({
  name: [compiler, ...flags].join(' '),
  async train(dtypes) {
    await loadCore('float32'); // readConfig goes by its tables
    const folder = mkdtempSync(join(tmpdir(), 'glassnet-bits-'));
    try {
      return await Promise.all(dtypes.map(async (dtype) =>
        numbersOf(await build(compiler, flags, dtype, join(folder, dtype)), [], structsOf(dtype))));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
});

/** @param {...string} flags V8's @returns {Place} */
const node = (...flags) => ({
  name: ['Node', ...flags].join(' '),
  train: (dtypes) => Promise.all(dtypes.map((dtype) =>
    numbersOf(process.execPath, [...flags, join(here, 'node.js'), dtype]))),
});

/** In the page. @param {import('./cases.js').Dtype} dtype */
async function trainInPage(dtype) {
  const modules = ['/dist/glassnet.js', '/tests/bench/bits/train.js', '/web/lib/base64.js'].map((path) => import(path));
  const [{ createNetwork }, { inOneRow, trainAll }, { toBase64 }] = await Promise.all(modules);
  return toBase64(inOneRow(await trainAll(createNetwork, dtype)));
}

const project = filesOf(root);

/** @param {typeof browsers[number]} browser @returns {Place} */
const browser = ({ name, launch }) => ({
  name,
  async train(dtypes) {
    const server = await serveTexts((path) => path ? project(path) : '<!doctype html>');
    const opened = await launch();
    try {
      const page = await opened.newPage();
      await page.goto(addressOf(server));
      const texts = [];
      for (const dtype of dtypes) texts.push(await page.evaluate(trainInPage, dtype));
      return texts.map((text) => doublesOf(Buffer.from(text, 'base64')));
    } finally {
      await opened.close();
      server.close();
    }
  },
});

/** Whether this machine has an instruction set, as Linux calls it. */
function has(...sets) {
  try {
    const words = readFileSync('/proc/cpuinfo', 'utf8').split(/\s/);
    return sets.every((set) => words.includes(set));
  } catch {
    return false;
  }
}

const inBrowsers = browsers.map(browser);

/** Everywhere; Node also by V8's quick compiler alone and by its thorough one alone. */
export const places = [
  node(), node('--liftoff-only'), node('--no-liftoff'), ...inBrowsers,
  ...[clang, gcc].flatMap((compiler) => [
    native(compiler, '-O1'), native(compiler, '-O3'),
    // With wider vectors, and with the multiply-add at hand that rounds once where two roundings are asked for.
    ...has('avx2', 'fma') ? [native(compiler, '-O3', '-mavx2', '-mfma')] : [],
  ]),
];

/** One of each kind. */
export const fewPlaces = [node(), ...inBrowsers, native(clang, '-O1'), native(gcc, '-O3')];
