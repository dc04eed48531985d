// The installed package in a plain page of another origin: a script tag, and modules.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addressOf } from '../../web/serve.js';
import { browsers } from '../page/browsers.js';
import { filesOf, serveTexts } from '../page/elsewhere.js';
import { installTarball, xor } from './tarball.js';

const page = (library) => `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">
  <script src="${library}glass-net.js"></script>
  <glass-net dataset="xor"></glass-net>
  <script type="module">
    import { createNetwork, datasets } from '${library}glassnet.js';
    ${xor.replace('console.log(', 'window.answer = (')}
    window.rows = (await datasets.iris()).x.length;
  </script></html>`;

describe('the package in a plain page', () => {
  let tarball, files, pages;
  before(async () => {
    tarball = installTarball();
    files = await serveTexts(filesOf(`${tarball.installed}/dist`));
    pages = await serveTexts(() => page(addressOf(files)));
  });
  after(() => {
    tarball?.remove();
    files?.close();
    pages?.close();
  });

  for (const { name, launch } of browsers) {
    test(`the element by a script tag, the library as a module, in ${name}`, async () => {
      const browser = await launch();
      try {
        const opened = await browser.newPage();
        await opened.goto(addressOf(pages));
        await opened.waitForFunction('window.rows', { timeout: 10_000 });
        assert.equal(await opened.evaluate('window.answer'), '0110');
        assert.equal(await opened.evaluate('window.rows'), 150);
        await opened.waitForSelector('glass-net >>> button.play', { visible: true });
      } finally {
        await browser.close();
      }
    });
  }
});
