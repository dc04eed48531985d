// A small site made from the installed package by each bundler, opened in a browser: what it loads to begin with,
// what only when asked for, and that all of it works.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import esbuild from 'esbuild';
import { addressOf, serve } from '../../web/serve.js';
import { browsers } from '../page/browsers.js';
import { onlyInAll } from '../long.js';
import { installTarball, run, xor } from './tarball.js';

const main = `
  import { createNetwork, datasets } from 'glassnet';
  ${xor.replace('console.log(', 'globalThis.answer = (')}
  globalThis.more = {
    float64: async () => {
      const exact = await createNetwork({ inputs: 1, layers: [{ units: 1 }], dtype: 'float64' });
      return exact.predict(new Float64Array([1])).constructor.name;
    },
    datasets: async () => (await datasets.breastCancer()).x.length,
    onnx: async () => (await net.toONNX()).constructor.name,
    code: async () => (await net.toCode('numpy')).includes('import numpy'),
    worker: async () => {
      const { createNetwork } = await import('glassnet/worker');
      const remote = await createNetwork(net.config), [answer] = await remote.predict([[0, 1]]);
      await remote.dispose();
      return answer.length;
    },
    element: async () => {
      const { GlassNet } = await import('glassnet/element');
      return customElements.get('glass-net') === GlassNet;
    },
  };`;
const answers = { float64: 'Float64Array', datasets: 683, onnx: 'Uint8Array', code: true, worker: 1, element: true };

const html = (script) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>XOR</title>
  <link rel="icon" href="data:,">${script}</html>`;

const bundlers = {
  async esbuild({ folder, write }) {
    const outdir = join(folder, 'esbuild');
    mkdirSync(outdir);
    write('esbuild/index.html', html('<script type="module" src="./main.js"></script>'));
    await esbuild.build({
      absWorkingDir: folder, entryPoints: ['main.js'], outdir,
      bundle: true, splitting: true, format: 'esm', minify: true,
    });
    return outdir;
  },

  Vite({ folder, write, install }) {
    install('vite@7.3.8');
    write('index.html', html('<script type="module" src="./main.js"></script>'));
    run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--outDir', 'vite', '--base', './'], folder);
    return join(folder, 'vite');
  },

  webpack({ folder, write, install }) {
    install('webpack@5.112.2');
    mkdirSync(join(folder, 'webpack'));
    write('webpack/index.html', html('<script defer src="./main.js"></script>'));
    write('build.mjs', `
      import webpack from 'webpack';
      const output = { path: import.meta.dirname + '/webpack', filename: 'main.js' };
      const compiler = webpack({ mode: 'production', context: import.meta.dirname, entry: './main.js', output });
      compiler.run((error, stats) => {
        if (error ?? stats.hasErrors()) throw error ?? new Error(stats.toString());
      });`);
    run(process.execPath, ['build.mjs'], folder);
    return join(folder, 'webpack');
  },
};

describe('the package in bundlers', () => {
  /** @type {ReturnType<typeof installTarball>} */
  let tarball, browser, marks;
  before(async () => {
    tarball = installTarball();
    tarball.write('main.js', main);
    marks = marksOf(join(tarball.installed, 'dist/chunks'));
    browser = await browsers.find(({ name }) => name === 'Chromium').launch();
  });
  after(async () => {
    await browser?.close();
    tarball?.remove();
  });

  for (const [name, build] of Object.entries(bundlers)) {
    test(name, { skip: name !== 'esbuild' && onlyInAll }, async () => {
      const server = await serve(await build(tarball), 0), page = await browser.newPage();
      try {
        const loaded = /** @type {string[]} */ ([]), trouble = [];
        page.on('response', async (response) => loaded.push(await response.text().catch(() => '')));
        page.on('pageerror', (error) => trouble.push(error));
        await page.goto(addressOf(server));
        await page.waitForFunction(() => globalThis.answer, { timeout: 10_000 });
        assert.equal(await page.evaluate('answer'), '0110');
        const holds = (mark) => loaded.some((text) => text.includes(mark));
        assert.ok(holds(marks.float32));
        for (const kind of ['float64', 'datasets', 'onnx', 'code', 'worker']) {
          assert.ok(!holds(marks[kind]), `${kind} is loaded before it is asked for`);
          assert.equal(await page.evaluate(`more.${kind}()`), answers[kind], kind);
        }
        assert.equal(await page.evaluate('more.element()'), true);
        for (const kind of Object.keys(marks)) assert.ok(holds(marks[kind]), `${kind} was loaded from where it is not`);
        assert.deepEqual(trouble, []);
      } finally {
        await page.close();
        server.close();
      }
    });
  }

  test('esbuild, for Node', async () => {
    const outfile = join(tarball.folder, 'node.mjs');
    await esbuild.build({
      absWorkingDir: tarball.folder, entryPoints: ['main.js'], outfile, bundle: true, format: 'esm', platform: 'node',
    });
    const program = "import './node.mjs'; console.log(answer, await more.float64());";
    assert.equal(tarball.runNode('run.mjs', program), '0110 Float64Array');
  });
});

/** What each part of the library is known by in whatever a bundler made of it. @param {string} chunks */
function marksOf(chunks) {
  const find = (start) => readdirSync(chunks).find((name) => name.startsWith(start));
  const text = (start) => readFileSync(join(chunks, find(start)), 'utf8');
  const base64 = (text) => text.match(/[\w+/]{80}/)[0];
  const cores = text('core-float32') + text('core-float64');
  return {
    float32: base64(text('core-float32')), float64: base64(text('core-float64')), datasets: '40001020004334692100200',
    onnx: 'ONNX is written in float32', code: 'import numpy as np',
    // A piece of the script, which travels as a string, so that nothing renames what is in it.
    worker: text('script').match(/[\w(){}=>,.;:!?+*-]{60}/g).find((piece) => !cores.includes(piece)),
  };
}
