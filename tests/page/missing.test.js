// Browsers without what the page is built on.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { addressOf, serve } from '../../web/serve.js';
import { Lab, browsers } from './browsers.js';

const site = fileURLToPath(new URL('../../dist/site', import.meta.url));

for (const { name, launch } of browsers) {
  describe(`missing in ${name}`, () => {
    let server, browser;
    before(async () => {
      server = await serve(site, 0);
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      server.close();
    });

    /** The page in a browser that lacks one thing. */
    const openWithout = async (missing) => {
      const context = await browser.createBrowserContext(), page = await context.newPage();
      await page.evaluateOnNewDocument((missing) => { delete window[missing]; }, missing);
      await page.setViewport({ width: 1440, height: 900 });
      await page.goto(addressOf(server));
      return { page, lab: new Lab(page), close: () => context.close() };
    };

    test('without workers the page itself trains', async () => {
      const { lab, close } = await openWithout('Worker');
      await lab.press('Play');
      await lab.until(() => lab.xorIsRight(), 20_000, 'four right answers');
      await close();
    });

    test('without WebAssembly a sentence says so, with a button', async () => {
      const { page, lab, close } = await openWithout('WebAssembly');
      const notice = await lab.find('.notice.problem');
      assert.match(await notice.evaluate((element) => element.textContent), /no WebAssembly/);
      assert.ok(await page.$('glass-net >>> .notice.problem button'));
      await close();
    });
  });
}
