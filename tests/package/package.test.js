// The tarball, as npm would publish it, installed in an empty folder and used from there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { publint } from 'publint';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'glassnet-package-'));
const installed = join(folder, 'node_modules/glassnet');

/** What a command prints; fails with all of it where the command fails. */
function run(command, args, cwd = folder) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  assert.ifError(error);
  assert.equal(status, 0, stdout + stderr);
  return stdout;
}

/** Runs a program in the folder where the package is installed. */
function runNode(text, type = 'module') {
  const file = join(folder, type === 'module' ? 'program.mjs' : 'program.cjs');
  writeFileSync(file, text);
  return run(process.execPath, ['--no-warnings', file]).trim();
}

const xor = `
  const net = await createNetwork({
    inputs: 2,
    layers: [{ units: 4, activation: 'tanh' }, { units: 1, activation: 'sigmoid' }],
    optimizer: { name: 'adam', learningRate: 0.05 },
  });
  const x = [[0, 0], [0, 1], [1, 0], [1, 1]], y = [[0], [1], [1], [0]];
  net.train(x, y, { epochs: 500 });
  console.log(net.predict(x).map(([p]) => Math.round(p)).join(''));`;

describe('the npm package', () => {
  let files = /** @type {string[]} */ ([]);

  before(() => {
    const [pack] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root));
    files = pack.files.map(({ path }) => path);
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(folder, pack.filename)]);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('holds dist and the four files about it, nothing else', () => {
    const others = files.filter((path) => !path.startsWith('dist/')).sort();
    assert.deepEqual(others, ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
    for (const name of ['glassnet.js', 'element.js', 'glass-net.js', 'glassnet.html', 'site/index.html',
      'types/lib/index.d.ts', 'glassnet-float32.wasm', 'glassnet-float64.wasm']) {
      assert.ok(files.includes(`dist/${name}`), name);
    }
  });

  test('brings no dependency with it', () => {
    const { name, dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    assert.equal(name, 'glassnet');
    assert.equal(dependencies, undefined);
  });

  test('publint has nothing to say', async () => {
    const { messages } = await publint({ pkgDir: installed, pack: false, strict: true });
    assert.deepEqual(messages, []);
  });

  test('solves XOR from an ES module', () => {
    assert.equal(runNode(`import { createNetwork } from 'glassnet';${xor}`), '0110');
  });

  test('solves XOR after require', () => {
    const program = `const { createNetwork } = require('glassnet'); (async () => {${xor}})();`;
    assert.equal(runNode(program, 'commonjs'), '0110');
  });

  test('loads float64 and the data sets when asked for', () => {
    const printed = runNode(`
      import { createNetwork, datasets } from 'glassnet';
      const net = await createNetwork({ inputs: 1, layers: [{ units: 1 }], dtype: 'float64' });
      const { x } = await datasets.breastCancer();
      console.log(net.predict(new Float64Array([1])).constructor.name, x.length);`);
    assert.equal(printed, 'Float64Array 683');
  });

  test('the plain .wasm works without a line of the library', () => {
    const printed = runNode(`
      import { readFile } from 'node:fs/promises';
      import { fileURLToPath } from 'node:url';
      const bytes = await readFile(fileURLToPath(import.meta.resolve('glassnet/glassnet-float32.wasm')));
      const imports = { env: { emscripten_notify_memory_growth() {} } };
      const { instance: { exports: core } } = await WebAssembly.instantiate(bytes, imports);
      core._initialize?.();
      const put = (Type, values) => {
        const pointer = core.gn_alloc(values.length * Type.BYTES_PER_ELEMENT) >>> 0;
        new Type(core.memory.buffer, pointer, values.length).set(values);
        return pointer;
      };
      const row = (table, name) => core.gn_find(table, put(Uint8Array, new TextEncoder().encode(name + '\\0')));
      const size = (struct) => { let n = 0; while (core.gn_field_at(struct, n)) n++; return n; };
      const config = new Array(size(0)).fill(NaN), layer = new Array(size(1)).fill(NaN);
      config[0] = 2;
      const layers = [...layer.with(0, 4).with(1, row(0, 'tanh')), ...layer.with(0, 1).with(1, row(0, 'sigmoid'))];
      const options = new Array(size(3)).fill(NaN).with(0, 4000);
      const x = put(Float32Array, [0, 0, 0, 1, 1, 0, 1, 1]), y = put(Float32Array, [0, 1, 1, 0]);
      const net = core.gn_create(put(Float64Array, config), put(Float64Array, layers), 2, 0) >>> 0;
      const status = core.gn_train(net, x, y, 4, put(Float64Array, options), 0, 0);
      core.gn_predict(net, x, 4, y, 0);
      console.log(status, [...new Float32Array(core.memory.buffer, y, 4)].map(Math.round).join(''));
      core.gn_free(net);`);
    assert.equal(printed, '0 0110');
  });

  test('its types say what is accepted', () => {
    const compilerOptions = { strict: true, noEmit: true, module: 'nodenext', lib: ['es2022', 'dom'], types: [] };
    const files = ['right.mts', 'wrong.mts'];
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    writeFileSync(join(folder, 'right.mts'), `import { createNetwork } from 'glassnet';\n
      const net = await createNetwork({ inputs: 2, layers: [{ units: 1, activation: 'sigmoid' }] });
      const losses: number[] = net.train([[0, 1]], [[1]], { epochs: 1 }).loss;
      console.log(losses);\n`);
    writeFileSync(join(folder, 'wrong.mts'), `import { createNetwork } from 'glassnet';
      // @ts-expect-error: not the name of an activation
      await createNetwork({ inputs: 2, layers: [{ units: 1, activation: 'sigmod' }] });
      // @ts-expect-error: inputs are missing
      await createNetwork({ layers: [{ units: 1 }] });\n`);
    run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder]);
  });

  test('a bundler keeps the definition of the element and drops what is not imported', async () => {
    const bundle = async (contents) => {
      const stdin = { contents, resolveDir: folder };
      const { outputFiles } = await esbuild.build({ stdin, bundle: true, format: 'esm', minify: true, write: false });
      return outputFiles[0].text;
    };
    assert.match(await bundle("import 'glassnet/element';"), /customElements/);
    assert.equal((await bundle("import 'glassnet';")).trim(), '');
  });
});
