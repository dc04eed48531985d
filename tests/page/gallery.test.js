// The gallery: lessons with networks beside them, which start when they come near the screen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import axe from 'axe-core';
import { Lab, browsers, inBrowsers } from './browsers.js';

const dist = new URL('../../dist/', import.meta.url);
const lessons = ['xor', 'activation', 'threshold'];
const chromium = browsers.filter(({ name }) => name === 'Chromium');

/** How many of the page's elements have started. */
const started = (page) => page.$$eval('glass-net', (all) =>
  all.filter((net) => net.shadowRoot.querySelector('.lab')).length);

inBrowsers('the gallery', ({ visit }) => {
  for (const [file, play, screen] of [['gallery.html', 'Play', {}], ['gallery.html', 'Play', { width: 390, height: 844, dark: true }],
    ['gallery.zh.html', '开始', { width: 390, height: 844 }]]) {
    test(`${file}, ${screen.width ?? 1440} wide: each network starts when it is scrolled to, and trains`, () =>
      visit(file, async ({ page }) => {
        assert.ok(await started(page) < lessons.length, 'not all at once');
        for (const id of lessons) {
          const lab = new Lab(page, `#${id} glass-net`);
          await page.$eval(lab.selector, (net) => net.scrollIntoView());
          await lab.press(play);
          await lab.reaches({ least: 5 }, 10_000);
        }
        assert.equal(await started(page), lessons.length);
        await new Lab(page, '#threshold glass-net').find('.threshold input[type=range]');
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate('axe.run()');
        assert.deepEqual(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html])), []);
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), screen.width ?? 1440);
      }, { selector: '#xor glass-net', ...screen }));
  }

  test('the menu of experiments leads there, in either language', () => visit('', async ({ page }) => {
    const name = () => page.$eval('.experiments .gallery', ({ textContent }) => textContent);
    assert.equal(await name(), 'Gallery');
    await page.click('button.language');
    await page.waitForFunction(() => /图文/.test(document.querySelector('.experiments .gallery').textContent));
    await page.click('.experiments > summary');
    await page.waitForSelector('.experiments .list .title'); // which moves what is below
    await (await page.waitForSelector('.experiments .gallery', { visible: true })).click();
    await page.waitForSelector('#xor glass-net');
    assert.equal(await page.title(), '图文课 · glassnet');
    await page.click('.site [hreflang=en]');
    await page.waitForFunction(() => document.title === 'Gallery · glassnet');
  }));

  test('on a phone every row of a layer has its whole name, and nothing is scrolled sideways', () =>
    visit('#dataset=spiral', async ({ page, lab }) => {
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390);
      for (const width of [390, 360]) {
        await page.setViewport({ width, height: 844 });
        await lab.until(() => lab.ask((root, width) => root.host.clientWidth === width, width), 3000, 'the width');
        const cut = await lab.ask((root) => [...root.querySelectorAll('.listed .head:not(.inputs)')].flatMap((head) =>
          [...head.children].filter((part) => part.scrollWidth > part.clientWidth + 1
            || part.getBoundingClientRect().right > head.getBoundingClientRect().right + 0.5)
            .map(({ className }) => className)));
        assert.deepEqual(cut.filter((name) => name === 'title' || name === 'small remove'), []);
      }
    }, { width: 390, height: 844 }));
}, chromium);

test('it is kept for the time without a network; the page in one file does not lead to it', () => {
  const worker = readFileSync(new URL('site/service-worker.js', dist), 'utf8');
  for (const file of ['gallery.html', 'gallery.zh.html', 'gallery.css']) assert.ok(worker.includes(`"${file}"`), file);
  assert.ok(!readFileSync(new URL('glassnet.html', dist), 'utf8').includes('href="./gallery'));
});
