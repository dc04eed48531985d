// The page as a person meets it, in both browsers.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { inBrowsers } from './browsers.js';

inBrowsers('the page', ({ open }) => {
  let page, lab, check, close;
  beforeEach(async () => { ({ page, lab, check, close } = await open()); });
  afterEach(async () => {
    check();
    await close();
  });

  test('shows XOR, untrained, with one obvious button', async () => {
    await lab.shows('Play');
    assert.equal(await lab.epoch(), 0);
    assert.equal((await lab.rows()).length, 4);
    assert.match(await page.title(), /glassnet/i);
    assert.equal(await page.$eval('html', (html) => html.lang), 'en');
  });

  test('XOR: four predictions on the right side within five seconds of play', async () => {
    await lab.press('Play');
    await lab.until(() => lab.xorIsRight(), 5000, 'four right answers');
    await pause(500);
    assert.ok(await lab.xorIsRight(), 'and they stay right');
  });

  test('cancer: 95 % of the held-out rows right within ten seconds of play', async () => {
    await lab.dataset('breastCancer');
    await lab.press('Play');
    let rows = 0;
    await lab.until(async () => {
      const [[tn, fp], [fn, tp]] = await lab.confusion();
      rows = tn + fp + fn + tp;
      return rows && (tn + tp) / rows >= 0.95;
    }, 10_000, '95 % right');
    assert.ok(rows >= 100, `${rows} rows held out`);
  });

  test('cancer: a sample of nine sliders whose verdict follows them', async () => {
    await lab.dataset('breastCancer');
    await lab.press('Play');
    await lab.reaches({ least: 50 });
    await lab.press('Pause');
    await lab.shows('Play');
    const verdict = () => lab.ask((root) => root.querySelector('.verdict strong').textContent);
    const count = await lab.ask((root) => root.querySelectorAll('.sample input[type=range]').length);
    assert.equal(count, 9);
    const all = async (key) => {
      for (const slider of await page.$$('glass-net >>> .sample input[type=range]')) {
        await slider.focus();
        await page.keyboard.press(key);
      }
    };
    await all('Home');
    await lab.until(async () => Number.parseFloat(await verdict()) < 50, 2000, 'all 1: benign');
    await all('End');
    await lab.until(async () => Number.parseFloat(await verdict()) > 50, 2000, 'all 10: malignant');
  });

  test('play, pause, step and reset', async () => {
    const untrained = await lab.rows();
    await lab.press('Train one epoch');
    await lab.reaches({ exactly: 1 });
    await lab.press('Play');
    await lab.reaches({ least: 6 });
    await lab.press('Pause');
    await lab.shows('Play');
    const epoch = await lab.epoch();
    await pause(300);
    assert.equal(await lab.epoch(), epoch);
    assert.notDeepEqual(await lab.rows(), untrained);
    await lab.press('Reset to the first weights');
    await lab.reaches({ exactly: 0 });
    assert.deepEqual(await lab.rows(), untrained);
  });

  test('a neuron more makes a new network, another activation changes the one in training', async () => {
    const units = () => lab.ask((root) => Number(root.querySelector('.head.layer .count').textContent));
    await lab.press('Train one epoch');
    await lab.reaches({ exactly: 1 });
    const before = await units();
    await lab.press('Hidden 1: one neuron more');
    await lab.until(async () => await units() === before + 1, 2000, 'one unit more');
    await lab.reaches({ exactly: 0 });
    await lab.press('Train one epoch');
    await lab.reaches({ exactly: 1 });
    await lab.choose('Hidden 1: activation', 'relu');
    await lab.press('Train one epoch');
    await lab.reaches({ exactly: 2 });
  });

  test('data sets changed at once and in quick succession', async () => {
    await page.reload({ waitUntil: 'domcontentloaded' });
    await lab.find('.stage');
    for (const dataset of ['breastCancer', 'xor', 'trask', 'breastCancer']) {
      await lab.ask((root, dataset) => root.querySelector(`input[value="${dataset}"]`).click(), dataset);
    }
    await lab.find('.matrix');
    await lab.press('Play');
    await lab.reaches({ least: 20 });
    assert.equal(await lab.ask((root) => root.querySelectorAll('.notice.problem').length), 0);
  });

  test('a link opens the experiment it was made of', async () => {
    await lab.press('Hidden 1: one neuron more');
    await lab.choose('Hidden 1: activation', 'relu');
    await lab.until(() => page.evaluate('location.hash.length > 1'), 2000, 'the address');
    const experiment = () => page.evaluate("JSON.stringify(document.querySelector('glass-net').experiment)");
    await lab.until(async () => (await experiment()).includes('relu'), 2000, 'relu');
    const made = await experiment(), link = await page.evaluate('location.hash');
    const other = await open(link);
    try {
      const opened = await other.page.evaluate("JSON.stringify(document.querySelector('glass-net').experiment)");
      assert.deepEqual(JSON.parse(opened), JSON.parse(made));
      other.check();
    } finally {
      await other.close();
    }
  });

  test('the keyboard plays, steps, resets and lists the keys', async () => {
    const open = () => lab.ask((root) => root.querySelector('dialog.keys').open);
    await page.keyboard.press('ArrowRight');
    await lab.reaches({ exactly: 1 });
    await page.keyboard.press(' ');
    await lab.shows('Pause');
    await page.keyboard.press(' ');
    await lab.shows('Play');
    await page.keyboard.press('r');
    await lab.reaches({ exactly: 0 });
    await page.keyboard.type('?');
    await lab.until(open, 2000, 'the list of keys');
    await page.keyboard.press('Escape');
    await lab.until(async () => !await open(), 2000, 'no list of keys');
  });

  test('goes on drawing and listening while it trains at full speed', async () => {
    await lab.dataset('breastCancer');
    await lab.fastest();
    await lab.press('Play');
    await lab.reaches({ least: 100 });
    const before = await lab.epoch();
    await page.evaluate((frames) => new Promise((resolve) => {
      let left = frames;
      const frame = () => left-- ? requestAnimationFrame(frame) : resolve(undefined);
      frame();
    }), 30);
    assert.ok(await lab.epoch() > before);
    await lab.press('Pause');
    await lab.shows('Play');
  });

  test('light, dark and the language are chosen in the header and kept', async () => {
    const theme = () => lab.ask((root) => root.querySelector('.lab').dataset.theme);
    const chosen = () => page.$eval('html', (html) => html.dataset.theme);
    for (const wanted of ['light', 'dark']) {
      await page.click('button.theme');
      assert.equal(await chosen(), wanted);
      assert.equal(await theme(), wanted);
    }
    await page.click('button.language');
    await lab.shows('开始');
    assert.match(await page.$eval('html', (html) => html.lang), /^zh/);
    await page.reload();
    await lab.shows('开始');
    assert.equal(await theme(), 'dark');
  });

  test('a loss that overflows is said, with a way on', async () => {
    await page.evaluate(() => {
      const net = document.querySelector('glass-net');
      const experiment = { loss: 'meanSquaredError', optimizer: 'sgd', learningRate: 1e6 };
      const layers = net.experiment.layers.map((layer) => ({ ...layer, activation: 'linear' }));
      net.experiment = { ...net.experiment, ...experiment, layers };
    });
    const activation = () => lab.ask((root) => root.querySelector('.head.layer select').value);
    await lab.until(async () => await activation() === 'linear', 2000, 'linear layers');
    await lab.press('Play');
    const notice = await lab.find('.notice.problem');
    assert.match(await notice.evaluate((box) => box.textContent), /loss stopped being a number/);
    await (await lab.find('.notice.problem button.strong')).click();
    await lab.until(() => lab.ask((root) => !root.querySelector('.notice.problem')), 2000, 'the notice goes');
    await lab.reaches({ exactly: 0 });
  });

  test('fits a phone', async () => {
    await page.setViewport({ width: 390, height: 844 });
    await lab.press('Play');
    await lab.reaches({ least: 6 });
    const widths = await page.evaluate(() =>
      ['scrollWidth', 'clientWidth'].map((name) => document.documentElement[name]));
    assert.ok(widths[0] <= widths[1], `${widths[0]} px wide in ${widths[1]}`);
  });
});
