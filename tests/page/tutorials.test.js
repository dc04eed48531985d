// What tutorials print, on the page, beside what comes out.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { tutorials } from '../../web/tutorials/index.js';
import { inBrowsers } from './browsers.js';

inBrowsers('tutorials', ({ open }) => {
  let page, lab, check, close;
  beforeEach(async () => { ({ page, lab, check, close } = await open()); });
  afterEach(async () => {
    check();
    await close();
  });

  const follow = async (tutorial) => {
    await page.evaluate((hash) => { location.hash = hash; }, `tutorial=${tutorial}`);
    await lab.find('.tutorial h3');
    await lab.find('.printed .figures');
  };
  const allAgree = async () => (await lab.figures()).every(([, , mark]) => mark === 'agrees');

  test('the menu lists each by author and title, and opens one by keyboard', async () => {
    const open = () => page.$eval('.experiments', (menu) => menu.open);
    await page.focus('.experiments > summary');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.panel .title');
    const listed = await page.$$eval('.panel .list > *', (entries) => entries.map((entry) =>
      ['author', 'title'].map((part) => entry.querySelector(`.${part}`).textContent)));
    assert.deepEqual(listed, tutorials.map(({ source, title }) => [source.author, title.en]));
    const links = await page.$$eval('.panel .list a', (all) => all.length);
    assert.equal(links, tutorials.flatMap(({ experiments }) => experiments).length);
    await page.keyboard.press('Escape');
    assert.equal(await open(), false);
    assert.ok(await page.$eval('.experiments > summary', (summary) => summary === document.activeElement));
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await lab.find('.tutorial h3');
    assert.equal(await open(), false);
    assert.match(await page.evaluate('location.hash'), /three-layers/);
  });

  test('every experiment opens, whole on one screen', async () => {
    for (const { name, title, experiments, functions = [] } of tutorials) {
      for (const entry of experiments) {
        await follow(`${name}/${entry.name}`);
        const shown = () => lab.ask((root) => [root.querySelector('.tutorial h3').textContent,
          root.querySelector('.tutorial :is(select, .only):not([hidden])').selectedOptions?.[0].text
            ?? root.querySelector('.only').textContent]);
        await lab.until(async () => String(await shown()) === String([title.en, entry.title.en]), 5000, entry.name);
        assert.equal((await lab.figures()).length, entry.printed.length + functions.length);
        assert.equal(await lab.ask((root) => root.querySelector('.notice.problem')?.textContent), undefined, entry.name);
        await lab.fits();
      }
    }
  });

  test('figures come when their epoch does, to the digit, and the run stops at its end', async () => {
    await follow('trask-three-layers');
    const filled = async () => (await lab.figures()).map(([, here]) => here !== '');
    await lab.until(async () => (await filled())[0], 2000, 'the figure of the untrained network');
    assert.deepEqual(await filled(), [true, false, false, false, false, false]);
    await lab.press('Play');
    await lab.until(allAgree, 20_000, 'six figures agree');
    for (const [printed, here] of await lab.figures()) assert.equal(here, printed);
    await lab.shows('Play');
    await lab.reaches({ exactly: 60_000 }, 20_000);
  });

  test('a change says that the figures are no longer the text\'s; a button brings them back', async () => {
    await follow('trask-three-layers');
    await (await lab.find('.training select')).select('sumSquaredError');
    const again = await lab.find('.printed .changed button');
    assert.equal(await lab.ask((root) => root.querySelector('.figures-frame').hidden), true);
    await again.click();
    await lab.find('.figures-frame');
    assert.equal(await lab.ask((root) => root.querySelector('.training select').value), 'halfSquaredError');
    await lab.press('Leave the experiment and play on with its network');
    await lab.find('.thumbs');
    assert.doesNotMatch(await page.evaluate('location.hash'), /tutorial/);
  });

  test('a network of given weights only answers; functions stand beside it', async () => {
    await follow('scratch-forward');
    await lab.until(allAgree, 5000, 'all agree');
    const { experiments, functions } = tutorials.find((one) => one.name === 'scratch-forward');
    assert.equal((await lab.figures()).length, experiments[0].printed.length + functions.length);
    assert.equal(await lab.ask((root) => root.querySelector('button.play').disabled), true);
    await page.keyboard.press(' ');
    assert.equal(await lab.epoch(), 0);
  });

  test('figures that are means over seeds: one run after the other', async () => {
    await follow('brownlee-relu/tanh-1');
    await lab.press('Play');
    await lab.until(allAgree, 60_000, 'the mean of ten seeds');
    assert.equal(await lab.ask((root) => root.querySelector('progress').value), 1);
    await lab.press('Reset to the first weights');
    await lab.reaches({ exactly: 0 });
    assert.equal(await lab.ask((root) => root.querySelector('.pace input[type=number]').value), '1');
  });

  test('a name that is none is said, and the page goes on', async () => {
    await page.evaluate(() => { location.hash = 'tutorial=nobody'; });
    const notice = await lab.find('.notice.problem');
    assert.match(await notice.evaluate((box) => box.textContent), /trask-two-layers/);
    await lab.press('Play');
    await lab.reaches({ least: 5 });
  });
});
