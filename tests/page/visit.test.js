// The first visit: one hint, and a tour for who wants it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inBrowsers } from './browsers.js';

const hint = (lab) => lab.ask((root) => root.querySelector('.hint')?.textContent ?? '');
const step = (lab) => lab.ask((root) => root.querySelector('dialog.tour h3')?.textContent ?? '');

inBrowsers('the first visit', ({ visit }) => {
  test('says where to press, until somebody has', () => visit('', async ({ page, lab }) => {
    await lab.until(async () => /^Press play/.test(await hint(lab)), 3000, 'the hint');
    await page.click('button.language');
    await lab.until(async () => /^点击开始/.test(await hint(lab)), 3000, 'the hint in Chinese');
    await lab.press('开始');
    await lab.until(async () => await hint(lab) === '', 3000, 'no hint');
    await page.reload();
    await lab.shows('开始');
    await lab.until(async () => await lab.stat('epoch') === '0', 5000, 'the first picture');
    assert.equal(await hint(lab), '');
  }));

  test('a tour of five steps by keyboard, which holds nothing', () => visit('', async ({ page, lab }) => {
    await (await lab.find('.hint button')).click();
    const seen = [];
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft']) {
      await lab.find('dialog.tour');
      seen.push(await step(lab));
      await page.keyboard.press(key);
    }
    assert.deepEqual(seen, ['Data', 'Network', 'Run', 'Output', 'Loss', 'Loss']);
    assert.equal(await step(lab), 'Output');
    assert.equal(await lab.epoch(), 0, 'the arrow trains nothing meanwhile');
    await lab.press('Play');
    await lab.reaches({ least: 5 });
    assert.equal(await step(lab), 'Output');
    await (await lab.find('dialog.tour .button.strong')).focus();
    await page.keyboard.press('Escape');
    await lab.until(async () => await step(lab) === '', 2000, 'the end');
    await page.click('.site .help');
    await (await lab.find('dialog.keys footer .button:last-child')).click();
    await lab.until(async () => await step(lab) === 'Data', 2000, 'the tour from the list of keys');
  }));

  test('on a phone each step is on the screen, beside its place', () => visit('', async ({ page, lab }) => {
    await (await lab.find('.hint button')).click();
    await lab.find('dialog.tour');
    for (let i = 0; i < 5; i++) {
      const { box, overlap } = await lab.ask((root) => {
        const box = root.querySelector('dialog.tour').getBoundingClientRect();
        const place = root.querySelector('.toured').getBoundingClientRect();
        const overlap = Math.min(box.bottom, place.bottom) - Math.max(box.top, place.top);
        return { box: [box.left, box.top, innerWidth - box.right, innerHeight - box.bottom], overlap };
      });
      assert.ok(box.every((room) => room >= -1), `step ${i}: ${box}`);
      assert.ok(overlap <= 1, `step ${i} covers ${overlap} px of its place`);
      await page.keyboard.press('ArrowRight');
    }
  }, { width: 390, height: 844 }));
});
