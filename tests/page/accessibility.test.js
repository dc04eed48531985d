// axe finds nothing, in light and dark, on a desk and on a phone, with each kind of data set, in either language.
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
  { name: 'iris, light', dataset: 'iris' },
  { name: 'iris, dark, on a phone', dataset: 'iris', dark: true, width: 390, height: 844 },
  { name: 'wave, dark', dataset: 'wave', dark: true },
  { name: 'spiral, light, all settings unfolded', dataset: 'spiral', unfolded: true },
  { name: 'a layer\'s settings, and an error at a field', dataset: 'moons', panel: true },
  { name: 'a layer\'s settings, dark, on a phone', dataset: 'moons', panel: true, dark: true, width: 390, height: 844 },
  { name: 'a tutorial, light', tutorial: 'trask-three-layers' },
  { name: 'a tutorial, dark, on a phone, in Chinese', tutorial: 'ideami-cancer/rate-0.01', dark: true, width: 390, height: 844, chinese: true },
  { name: 'the menu of tutorials', dataset: 'xor', menu: true },
  { name: 'points to be drawn, dark', dataset: 'xor', dark: true, presses: ['button.draw', 'canvas.drawn-on'] },
  { name: 'where a CSV file is chosen, on a phone', dataset: 'xor', width: 390, height: 844, presses: ['button.csv'] },
  { name: 'what was found in a CSV file', dataset: 'xor', presses: ['button.csv', '.csv-dialog .button + .button', '.csv-dialog footer'] },
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

  for (const { name, dataset, tutorial, chinese, unfolded, panel, menu, presses = [], ...options } of views) {
    test(name, async () => {
      const hash = tutorial ? `#tutorial=${tutorial}` : '';
      const { page, lab, check, close } = await openPage(browser, addressOf(server) + hash, options);
      try {
        if (chinese) await page.click('button.language');
        if (dataset) await lab.dataset(dataset);
        if (panel) {
          await lab.press('Hidden 1: settings');
          await (await lab.find('.layer-panel [data-control="penalty"] input')).type('-1');
          await page.keyboard.press('Tab');
        }
        if (unfolded) await (await lab.find('.more summary')).click();
        await lab.press(chinese ? '开始' : 'Play');
        await lab.reaches({ least: 20 });
        if (!tutorial) await lab.press(chinese ? '暂停' : 'Pause');
        await lab.shows(chinese ? '开始' : 'Play');
        if (menu) {
          await page.click('.experiments > summary');
          await (await page.waitForSelector('.panel details summary')).click();
        }
        for (const selector of presses) await (await lab.find(selector)).click();
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
