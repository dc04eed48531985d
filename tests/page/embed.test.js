// The element in other people's pages: one script tag, from a server, from a folder, under a strict policy.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { addressOf, serve } from '../../web/serve.js';
import { browsers, openPage } from './browsers.js';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'glassnet-page-'));

/** Without the icon, browsers ask the server for one. */
const write = (name, head, body) => writeFileSync(join(folder, name), `<!doctype html>
  <html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">${head}<body>${body}</body></html>`);

const script = '<script src="./glass-net.js"></script>';
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:";

let server;
before(async () => {
  cpSync(dist, folder, { recursive: true });
  write('plain.html', script,
    '<p>A lesson.</p><glass-net dataset="xor" hidden="5 relu">Needs JavaScript.</glass-net>');
  write('strict.html', `<meta http-equiv="Content-Security-Policy" content="${policy}">${script}`,
    '<glass-net dataset="xor"></glass-net>');
  write('several.html', script,
    ['xor', 'trask', 'breastCancer'].map((name) => `<glass-net id="${name}" dataset="${name}"></glass-net>`).join(''));
  write('module.html', '<script type="module" src="./element.js"></script>',
    '<glass-net dataset="xor"></glass-net>');
  server = await serve(folder, 0);
});
after(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const { name, launch } of browsers) {
  describe(`embedded, in ${name}`, () => {
    let browser;
    before(async () => { browser = await launch(); });
    after(() => browser?.close());

    /** Opens a page, presses play, waits for XOR to be solved, then for what else is asked. */
    const solves = async (address, more = async (_opened) => {}) => {
      const opened = await openPage(browser, address);
      try {
        await opened.lab.press('Play');
        await opened.lab.until(() => opened.lab.xorIsRight(), 10_000, 'four right answers');
        await more(opened);
        opened.check();
      } finally {
        await opened.close();
      }
    };
    const served = (file) => addressOf(server) + file;
    const local = (file) => String(pathToFileURL(join(folder, file)));

    test('by one script tag, from a server', () => solves(served('plain.html'), async ({ page }) => {
      const { layers } = await page.$eval('glass-net', (net) => net.experiment);
      assert.deepEqual(layers.map(({ units, activation }) => [units, activation]), [[5, 'relu'], [1, 'sigmoid']]);
    }));
    test('by one script tag, from a folder', () => solves(local('plain.html')));
    test('as a module', () => solves(served('module.html')));
    test('the whole page in one file, from a folder', () => solves(local('glassnet.html')));
    test('the site below another path', () => solves(served('site/')));

    test('where no worker may start, on the page\'s own thread', async () => {
      const opened = await openPage(browser, served('strict.html'));
      try {
        await opened.lab.press('Play');
        await opened.lab.until(() => opened.lab.xorIsRight(), 10_000, 'four right answers');
      } finally {
        await opened.close();
      }
    });

    test('an attribute set while it starts, however soon or late', async () => {
      const { page, check, close } = await openPage(browser, served('plain.html'));
      try {
        for (let delay = 0; delay < 40; delay += 4) {
          const shown = await page.evaluate(async (delay) => {
            const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
            const net = document.createElement('glass-net');
            document.body.prepend(net);
            await pause(delay);
            net.setAttribute('dataset', 'breastCancer');
            const visible = (selector) => net.shadowRoot.querySelector(selector)?.getClientRects().length;
            for (let i = 0; i < 100 && !visible('.matrix'); i++) await pause(20);
            net.play();
            let played = false;
            net.addEventListener('glassnet-epoch', ({ detail }) => { played ||= detail.epoch > 2; });
            for (let i = 0; i < 100 && !played; i++) await pause(20);
            const problem = net.shadowRoot.querySelector('.notice.problem')?.textContent ?? '';
            net.remove();
            return { played, problem };
          }, delay);
          assert.deepEqual(shown, { played: true, problem: '' }, `after ${delay} ms`);
        }
        check();
      } finally {
        await close();
      }
    });

    test('three elements on one page, each by itself, told of by events', async () => {
      const { page, check, close } = await openPage(browser, served('several.html'), { selector: '#xor' });
      try {
        await page.evaluate(() => {
          window.epochs = {};
          addEventListener('glassnet-epoch', ({ target, detail }) => { window.epochs[target.id] = detail.epoch; });
        });
        for (const id of ['trask', 'xor', 'breastCancer']) {
          await page.$eval(`#${id}`, (net) => net.scrollIntoView());
          await page.waitForSelector(`#${id} >>> button.play`, { visible: true });
          await page.$eval(`#${id}`, (net) => net.play());
          await page.waitForFunction((id) => window.epochs[id] > 5, { timeout: 10_000 }, id);
        }
        check();
      } finally {
        await close();
      }
    });
  });
}
