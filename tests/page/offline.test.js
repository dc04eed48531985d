// The site without a network, and what a new build of it does to those who have the old one.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { addressOf, serve } from '../../web/serve.js';
import { bundleServiceWorker } from '../../web/site.js';
import { Lab, browsers, openPage } from './browsers.js';

const dist = fileURLToPath(new URL('../../dist/site', import.meta.url));
const source = fileURLToPath(new URL('../../web/page/service-worker.js', import.meta.url));

for (const { name, launch } of browsers) {
  describe(`offline in ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'glassnet-offline-')), site = join(folder, 'below', 'site');
    let server, port, browser;
    const begin = async () => {
      server = await serve(folder, port);
      ({ port } = server.address());
    };
    /** No connection is left either. */
    const end = () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    before(async () => {
      cpSync(dist, site, { recursive: true });
      port = 0;
      await begin();
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      await end();
      rmSync(folder, { recursive: true, force: true });
    });

    test('a page that was there once works without a server, all of it, and takes up a new build', async () => {
      const { page, lab, close } = await openPage(browser, `${addressOf(server)}below/site/`);
      await page.waitForFunction(async () => (await navigator.serviceWorker?.ready)?.active?.state === 'activated');

      await end();
      await page.reload();
      await lab.press('Play');
      await lab.until(() => lab.xorIsRight(), 20_000, 'four right answers');
      await lab.dataset('breastCancer'); // its rows and its views were never loaded before
      await page.click('.language');
      await page.waitForFunction(() => document.documentElement.lang === 'zh-CN' && /神经网络/.test(document.title));
      await page.click('.language');
      assert.equal(await page.evaluate(async () => (await fetch('./reference.html')).status), 200);

      const html = join(site, 'index.html');
      writeFileSync(html, readFileSync(html, 'utf8').replace('<html', '<html data-build="2"'));
      rmSync(join(site, 'service-worker.js'));
      writeFileSync(join(site, 'service-worker.js'), await bundleServiceWorker(source, site));
      await begin();
      await page.reload();
      assert.equal(await page.$eval('html', (html) => html.dataset.build), undefined, 'the old one until it is wanted');
      await (await page.waitForSelector('.update button', { timeout: 20_000 })).click();
      await page.waitForSelector('html[data-build="2"]', { timeout: 20_000 });
      await new Lab(page).find('button.play');
      await page.waitForFunction(async () => (await caches.keys()).length === 1);
      await close();
    });
  });
}
