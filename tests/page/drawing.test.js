// Points drawn by hand on the output, by pointer and by keyboard, while the network learns.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inBrowsers } from './browsers.js';

const dataOf = (page) => page.$eval('glass-net', (net) => net.experiment.data);
const has = (page, lab, rows) =>
  lab.until(async () => (await dataOf(page))?.x.length === rows, 5000, `${rows} points`);
const begin = async (lab) => {
  await (await lab.find('button.draw')).click();
  return lab.find('canvas.drawn-on');
};
const choose = (lab, which) => lab.ask((root, which) => root.querySelectorAll('.drawing input')[which].click(), which);

inBrowsers('points drawn by hand', ({ visit }) => {
  test('are learned while they become more, without a break in the epochs', () => visit('', async ({ page, lab }) => {
    const canvas = await begin(lab), { x, y, width } = await canvas.boundingBox();
    await lab.press('Play');
    await lab.shows('Pause');
    for (const [label, share] of [[0, 0.25], [1, 0.75]]) {
      await choose(lab, label);
      await page.mouse.click(x + width * share, y + width / 2);
      await has(page, lab, label + 1);
    }
    await lab.reaches({ least: 30 });
    const epoch = await lab.epoch();
    await page.mouse.move(x + width * 0.7, y + 40);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.7, y + 120, { steps: 8 });
    await page.mouse.up();
    await lab.until(async () => (await dataOf(page)).x.length >= 5, 5000, 'a stroke of points');
    const { x: places, y: targets } = await dataOf(page);
    assert.deepEqual([places[0].map(Math.round), targets[0]], [[-0, 0], [0]]);
    assert.ok(targets.slice(1).every(([target]) => target === 1));
    assert.ok(await lab.epoch() >= epoch, 'the epochs go on');
    await lab.until(async () => await lab.stat('accuracy') === '100.0%', 10_000, 'all points right');
  }));

  test('a third class, taking away, clearing, and back again', () => visit('', async ({ page, lab }) => {
    const canvas = await begin(lab), { x, y, width } = await canvas.boundingBox();
    for (const label of [0, 1, 2]) {
      await choose(lab, label);
      await page.mouse.click(x + width * (label + 1) / 4, y + 60);
      await has(page, lab, label + 1);
    }
    assert.deepEqual((await dataOf(page)).y, [[1, 0, 0], [0, 1, 0], [0, 0, 1]]);
    const output = await page.$eval('glass-net', ({ experiment: { layers, loss } }) => [layers.at(-1), loss]);
    assert.deepEqual(output, [{ units: 3, activation: 'softmax' }, 'categoricalCrossentropy']);
    await choose(lab, 3);
    await page.mouse.click(x + width * 2 / 4, y + 62);
    await has(page, lab, 2);
    await lab.dataset('xor');
    await lab.until(async () => !await dataOf(page), 5000, 'XOR');
    await begin(lab);
    await has(page, lab, 2);
    await lab.ask((root) => root.querySelector('.drawing .link').click());
    await has(page, lab, 0);
  }));

  test('by keyboard: arrows, Enter, digits and Delete', () => visit('', async ({ page, lab }) => {
    const canvas = await begin(lab);
    await canvas.focus();
    for (const key of ['1', 'ArrowLeft', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
    await has(page, lab, 1);
    for (const key of ['2', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    await has(page, lab, 2);
    const { x, y } = await dataOf(page);
    assert.deepEqual([x, y], [[[-0.05, 0.05], [0.05, 0.05]], [[0], [1]]]);
    assert.equal(await lab.epoch(), 0, 'the arrow took no step');
    await page.keyboard.press('Delete');
    await has(page, lab, 1);
    assert.match(await lab.ask((root) => root.querySelector('.drawing [role=status]').textContent), /1 point$/);
  }));
});
