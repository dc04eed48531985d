// What is in the tarball, and that it works in Node.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import esbuild from 'esbuild';
import { publint } from 'publint';
import { onlyInAll } from '../long.js';
import { installTarball, root, run, xor } from './tarball.js';

/** What a page loads that makes a float32 network, after gzip: its two files, or both in one. */
const MOST_KILOBYTES = { apart: 30, together: 30.9 };

/** What a bundler makes of a program: the text of its first file and all it imports statically, and of others by name. */
async function bundle({ folder }, contents) {
  const { outputFiles, metafile: { outputs } } = await esbuild.build({
    stdin: { contents, resolveDir: folder }, outdir: folder, chunkNames: '[name]-[hash]', format: 'esm',
    bundle: true, splitting: true, minify: true, write: false, metafile: true, logLevel: 'error',
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const first = new Set(Object.keys(outputs).filter((path) => outputs[path].entryPoint === '<stdin>'));
  for (const path of first) {
    for (const { path: next, kind } of outputs[path].imports) if (kind === 'import-statement') first.add(next);
  }
  const textOf = (paths) => paths.map((path) => texts.get(basename(path))).join('').trim();
  return {
    first: textOf([...first]),
    lazy: (name) => textOf(Object.keys(outputs).filter((path) => path.includes(name) && !first.has(path))),
  };
}

describe('the npm package', () => {
  /** @type {ReturnType<typeof installTarball>} */
  let tarball;
  before(() => { tarball = installTarball(); });
  after(() => tarball?.remove());

  test('holds dist and the four files about it, nothing else', () => {
    const { files } = tarball, others = files.filter((path) => !path.startsWith('dist/')).sort();
    assert.deepEqual(others, ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
    for (const name of ['glassnet.js', 'worker.js', 'element.js', 'glass-net.js', 'glassnet.html', 'site/index.html',
      'types/lib/index.d.ts', 'types/lib/worker.d.ts', 'glassnet-float32.wasm', 'glassnet-float64.wasm', 'glassnet-synthetic.wasm']) {
      assert.ok(files.includes(`dist/${name}`), name);
    }
  });

  test('brings no dependency with it', () => {
    const { name, dependencies } = JSON.parse(readFileSync(join(tarball.installed, 'package.json'), 'utf8'));
    assert.equal(name, 'glassnet');
    assert.equal(dependencies, undefined);
  });

  test('publint has nothing to say', async () => {
    const { messages } = await publint({ pkgDir: tarball.installed, pack: false, strict: true });
    assert.deepEqual(messages, []);
  });

  test('are the types wrong? No', { skip: onlyInAll }, () => {
    tarball.install('@arethetypeswrong/cli@0.18.5');
    const program = 'node_modules/@arethetypeswrong/cli/dist/index.js';
    run(process.execPath, [program, tarball.tarball, '--profile', 'esm-only'], tarball.folder);
  });

  test('is small', async (t) => {
    const { first, lazy } = await bundle(tarball, "export * from 'glassnet';");
    const core = lazy('core-float32'), packed = (/** @type {string} */ text) => gzipSync(text, { level: 9 }).length / 1024;
    const apart = packed(first) + packed(core), together = packed(first + core);
    t.diagnostic(`${apart.toFixed(2)} KB after gzip, in one file ${together.toFixed(2)}`);
    assert.ok(apart <= MOST_KILOBYTES.apart && together <= MOST_KILOBYTES.together, `${apart} KB, in one file ${together}`);
  });

  test('solves XOR from an ES module', () => {
    assert.equal(tarball.runNode('xor.mjs', `import { createNetwork } from 'glassnet';${xor}`), '0110');
  });

  test('solves XOR after require', () => {
    const program = `const { createNetwork } = require('glassnet'); (async () => {${xor}})();`;
    assert.equal(tarball.runNode('xor.cjs', program), '0110');
  });

  test('loads float64 and the data sets when asked for', () => {
    const printed = tarball.runNode('lazy.mjs', `
      import { createNetwork, datasets } from 'glassnet';
      const net = await createNetwork({ inputs: 1, layers: [{ units: 1 }], dtype: 'float64' });
      const { x } = await datasets.breastCancer();
      console.log(net.predict(new Float64Array([1])).constructor.name, x.length);`);
    assert.equal(printed, 'Float64Array 683');
  });

  test('the plain .wasm works without a line of the library', () => {
    const lesson = pathToFileURL(join(root, 'web/gallery/plain-wasm.js'));
    const printed = tarball.runNode('plain.mjs', `
      import { readFile } from 'node:fs/promises';
      import { learnXor } from '${lesson}';
      const bytes = await readFile(new URL(import.meta.resolve('glassnet/glassnet-float32.wasm')));
      console.log((await learnXor(bytes)).map(Math.round).join(''));`);
    assert.equal(printed, '0110');
  });

  test('a bundler keeps the definition of the element and drops what is not imported', async () => {
    const keeps = async (name) => (await bundle(tarball, `import '${name}';`)).first;
    assert.match(await keeps('glassnet/element'), /customElements/);
    assert.equal(await keeps('glassnet'), '');
    assert.equal(await keeps('glassnet/worker'), '');
  });
});
