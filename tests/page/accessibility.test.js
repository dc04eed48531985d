// axe finds nothing, in light and dark, on a desk and on a phone, with either data set, in either language.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { addressOf, serve } from '../../web/serve.js';
import { browsers, openPage } from './browsers.js';

const views = [
  { name: 'XOR, light', dataset: 'xor' },
  { name: 'XOR, dark, on a phone', dataset: 'xor', dark: true, width: 390, height: 844 },
  { name: 'cancer, dark', dataset: 'breastCancer', dark: true },
  { name: 'cancer, light, on a phone, in Chinese', dataset: 'breastCancer', width: 390, height: 844, chinese: true },
];

describe('accessibility', () => {
  let server, browser;
  before(async () => {
    server = await serve(fileURLToPath(new URL('../../dist/site', import.meta.url)), 0);
    browser = await browsers.find(({ name }) => name === 'Chromium').launch();
  });
  after(async () => {
    await browser?.close();
    server.close();
  });

  for (const { name, dataset, chinese, ...options } of views) {
    test(name, async () => {
      const { page, lab, check, close } = await openPage(browser, addressOf(server), options);
      try {
        if (chinese) await page.click('button.language');
        await lab.dataset(dataset);
        await lab.press(chinese ? '开始' : 'Play');
        await lab.reaches({ least: 20 });
        await lab.press(chinese ? '暂停' : 'Pause');
        await lab.shows(chinese ? '开始' : 'Play');
        await pause(300);
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate('axe.run()');
        const found = violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html, failureSummary }) => [id, html, failureSummary]));
        assert.deepEqual(found, []);
        check();
      } finally {
        await close();
      }
    });
  }
});
