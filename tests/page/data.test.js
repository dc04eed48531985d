// Every data set on the page: its picture, its output, and whether one press of play is enough.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fields } from '../../web/experiment/experiment.js';
import { inBrowsers } from './browsers.js';

const names = fields.dataset.choices;

inBrowsers('data sets', ({ visit }) => {
  const figure = (lab, label) => lab.ask((root, label) => {
    const stat = [...root.querySelectorAll('.rates .stat')].find((one) => one.textContent.startsWith(label));
    return Number.parseFloat(stat?.querySelector('strong').textContent);
  }, label);

  test('each has a picture of its own', () => visit('', async ({ lab }) => {
    const pictures = () => lab.ask((root) => [...root.querySelectorAll('.sets .thumb canvas')].map((one) => one.toDataURL()));
    await lab.until(async () => new Set(await pictures()).size === names.length, 10_000, 'different pictures');
  }));

  for (const dataset of ['xor', 'trask']) {
    test(`${dataset}: all four rows right after one press`, () => visit(`#dataset=${dataset}`, async ({ lab }) => {
      await lab.press('Play');
      await lab.until(() => lab.xorIsRight(), 30_000, 'four right answers');
    }));
  }

  for (const dataset of names.filter((one) => !['xor', 'trask'].includes(one))) {
    const regression = ['plane', 'wave'].includes(dataset);
    const wanted = regression ? ['R²', 0.95] : ['Accuracy', 95];
    test(`${dataset}: ${wanted.join(' ')} on held-out rows after one press`, () => visit(`#dataset=${dataset}`, async ({ lab }) => {
      await lab.press('Play');
      await lab.until(async () => await figure(lab, wanted[0]) >= wanted[1], 30_000, wanted.join(' '));
      await lab.fits();
    }));
  }

  test('iris: three classes in the matrix, and shares of one flower that add up to 1', () => visit('#dataset=iris', async ({ lab }) => {
    await lab.press('Play');
    await lab.reaches({ least: 20 });
    const counts = await lab.confusion();
    assert.deepEqual(counts.map((row) => row.length), [3, 3, 3]);
    assert.equal(counts.flat().reduce((sum, n) => sum + n), 45);
    const shares = await lab.ask((root) => [...root.querySelectorAll('.shares b')].map((one) => Number.parseFloat(one.textContent)));
    assert.ok(Math.abs(shares.reduce((sum, share) => sum + share) - 100) < 0.3, String(shares));
  }));

  test('noise makes many rows of XOR\'s four, some held out, and takes them back', () => visit('', async ({ page, lab }) => {
    const slide = async (key) => {
      const [noise] = await page.$$('glass-net >>> .data .slider input');
      await noise.focus();
      await page.keyboard.press(key);
    };
    await slide('ArrowRight');
    await lab.find('.matrix');
    const counted = async () => (await lab.confusion()).flat().reduce((sum, n) => sum + n);
    await lab.until(async () => await counted() === 60, 2000, '60 of 200 rows held out');
    await slide('End');
    const experiment = () => page.$eval('glass-net', (net) => net.experiment);
    await lab.until(async () => (await experiment()).noise === 0.5, 2000, 'more noise');
    assert.equal((await experiment()).testFraction, 0.3);
    await slide('Home');
    await lab.find('.predictions');
    assert.equal((await lab.rows()).length, 4);
    await lab.until(async () => await lab.stat('test-loss') === '–', 2000, 'no test loss');
  }));

  test('penalty, dropout, batch normalization and a schedule reach the network', () => visit('#dataset=circle', async ({ page, lab }) => {
    const choose = async (label, value) => {
      const menu = await page.evaluateHandle((label) => [...document.querySelector('glass-net').shadowRoot
        .querySelectorAll('.training label.field')].find((one) => one.textContent.startsWith(label)).querySelector('select'), label);
      await menu.asElement().select(value);
    };
    await choose('Penalty', 'l2 0.001');
    await (await lab.find('.more summary')).click();
    await lab.find('.more .settings');
    await choose('Schedule', 'cosine');
    await (await lab.find('.more [data-control="clip-norm"] input')).type('1');
    await (await lab.find('.more .switch')).click();
    const dropout = await page.$('glass-net >>> .more .slider:not([hidden]) input');
    await dropout.focus();
    await page.keyboard.press('ArrowRight');
    await lab.until(async () => (await page.$eval('glass-net', (net) => net.experiment)).layers[0].dropout > 0, 2000, 'dropout');
    const { layers, schedule, clipNorm } = await page.$eval('glass-net', (net) => net.experiment);
    assert.deepEqual(layers.map(({ kernelRegularizer }) => kernelRegularizer), [{ l2: 0.001 }, { l2: 0.001 }]);
    assert.deepEqual([layers[0].batchNormalization, layers[1].batchNormalization], [true, undefined]);
    assert.deepEqual([schedule.name, clipNorm], ['cosine', 1]);
    await lab.press('Play');
    await lab.reaches({ least: 10 });
    assert.match(await lab.ask((root) => root.querySelector('.more summary').textContent), /Schedule, .*Dropout, Batch/);
  }));
});
