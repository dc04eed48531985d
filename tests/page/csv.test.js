// A CSV file of one's own on the page: chosen, dropped and pasted; good, bad and huge.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inBrowsers } from './browsers.js';

let folder;
before(async () => { folder = await mkdtemp(join(tmpdir(), 'csv-')); });
after(() => rm(folder, { recursive: true, force: true }));

/** So many rows of which the sum of the first two columns tells the class; every 50th has a gap. */
function manyRows(count) {
  const rows = ['height,weight,city,answer'];
  for (let i = 0; i < count; i++) {
    const a = (i * 7919) % 1000 / 10, b = (i * 104729) % 997 / 10;
    rows.push([a, i % 50 ? b : 'NA', ['Oslo', 'Rome', 'Lima'][i % 3], a + b > 100 ? 'yes' : 'no'].join());
  }
  return rows.join('\n');
}

const dialog = 'dialog.csv-dialog';
const use = `${dialog} footer .button.strong:not(:disabled)`;
const openDialog = async (lab) => {
  await (await lab.find('button.csv')).click();
  await lab.find(`${dialog} textarea`);
};
const paste = (lab, text) => lab.ask((root, text) => {
  root.querySelector('.csv-dialog textarea').value = text;
  [...root.querySelectorAll('.csv-dialog .button')].at(-1).click();
}, text);
const textOf = (lab, selector) => lab.ask((root, selector) => root.querySelector(selector)?.textContent ?? '', selector);
const experimentOf = (page) => page.$eval('glass-net', (net) => {
  const { data, ...experiment } = net.experiment;
  return { ...experiment, data: data && { ...data, x: data.x.length, y: data.y.length } };
});
const uses = async (page, lab, rows) => {
  await (await lab.find(use)).click();
  await lab.until(async () => (await experimentOf(page)).data?.x === rows, 10_000, `${rows} rows in use`);
};

inBrowsers('a CSV file', ({ visit }) => {
  test('iris in one press, learned with one more', () => visit('', async ({ lab, page }) => {
    await openDialog(lab);
    await lab.ask((root) => root.querySelectorAll('.csv-dialog .ways .button')[1].click());
    await lab.find(use);
    assert.match(await textOf(lab, '.csv-dialog .found'), /150 rows, 5 columns, parted by commas/);
    assert.match(await textOf(lab, '.csv-dialog .result'), /3 classes: 3 outputs with softmax/);
    await uses(page, lab, 150);
    await lab.find('.matrix');
    assert.equal(await lab.ask((root) => root.querySelector('button.csv').getAttribute('aria-pressed')), 'true');
    await lab.press('Play');
    await lab.until(async () => Number.parseFloat(await lab.stat('accuracy')) >= 93, 20_000, '93 % of the held-out rows');
    await lab.dataset('xor');
    await lab.until(async () => !(await experimentOf(page)).data, 5000, 'XOR again, without the rows');
  }));

  test('50,000 rows from a file, and the page answers meanwhile', () => visit('', async ({ lab, page }) => {
    const file = join(folder, 'people.csv');
    await writeFile(file, manyRows(50_000));
    await openDialog(lab);
    await page.evaluate(() => {
      window.turns = 0;
      const turn = () => { window.turns++; setTimeout(turn); };
      turn();
    });
    const input = await page.$(`glass-net >>> ${dialog} input[type=file]`);
    await input.uploadFile(file);
    await lab.find(use);
    assert.ok(await page.evaluate(() => window.turns) >= 10, 'its own turns while it read');
    assert.match(await textOf(lab, '.csv-dialog .result'), /no as 0 and yes as 1.*1,000 rows are skipped.*weight 1,000×/);
    await uses(page, lab, 49_000);
    const { layers, loss, scaler, testFraction, data } = await experimentOf(page);
    assert.deepEqual([layers.at(-1), loss, scaler, testFraction],
      [{ units: 1, activation: 'sigmoid' }, 'binaryCrossentropy', 'standard', 0.3]);
    assert.deepEqual(data.featureNames, ['height', 'weight', 'city = Lima', 'city = Oslo', 'city = Rome']);
    await lab.press('Play');
    await lab.until(async () => Number.parseFloat(await lab.stat('accuracy')) >= 97, 30_000, '97 % of the held-out rows');
    // A change of a setting takes the rows along, though they do not come back from the worker.
    await lab.press('Hidden 1: one neuron more');
    await lab.until(async () => (await experimentOf(page)).layers[0].units === 9, 10_000, 'a neuron more');
    assert.equal((await experimentOf(page)).data.x, 49_000);
    assert.ok((await page.evaluate(() => location.hash)).length < 8000, 'rows that do not fit are not in the address');
  }));

  test('target, features, scaling and header are chosen', () => visit('', async ({ lab, page }) => {
    await openDialog(lab);
    await paste(lab, ['size;rooms;price', '30,5;1;100000', '50;2;180000', '70,25;3;240000', '90;3;310000', '110;4;400000'].join('\n'));
    await lab.find(use);
    assert.match(await textOf(lab, '.csv-dialog .result'), /a regression .* mean 0 and deviation 1/);
    const selects = await page.$$(`glass-net >>> ${dialog} select`);
    await selects[0].select('1');
    await lab.until(async () => /4 classes/.test(await textOf(lab, '.csv-dialog .result')), 5000, 'rooms as classes');
    await selects[1].select('numbers');
    await lab.until(async () => /a regression/.test(await textOf(lab, '.csv-dialog .result')), 5000, 'rooms as numbers');
    await selects[0].select('2');
    await selects[2].select('minMax');
    const boxes = await page.$$(`glass-net >>> ${dialog} input[type=checkbox]:not([role])`);
    await boxes[1].click();
    await uses(page, lab, 5);
    const { data, scaler, layers } = await experimentOf(page);
    assert.deepEqual([data.featureNames, data.targetName, scaler, layers.at(-1).activation], [['size'], 'price', 'minMax', 'linear']);
  }));

  test('a sentence for every bad file, and another try', () => visit('', async ({ lab, page }) => {
    await openDialog(lab);
    const bad = {
      'a,b,c': /only one row, with names/, '1\n2\n3': /only one column/, 'PK\u0003\u0004\0': /no text file/,
    };
    for (const [text, sentence] of Object.entries(bad)) {
      await paste(lab, text);
      await lab.until(async () => sentence.test(await textOf(lab, '.csv-dialog .problem')), 5000, String(sentence));
    }
    await paste(lab, 'a,y\n1,7\n2,7\n3,7');
    await lab.until(async () => /“y” has the same value/.test(await textOf(lab, '.csv-dialog .result')), 5000, 'a constant target');
    assert.equal(await page.$(`glass-net >>> ${use}`), null);
    await page.keyboard.press('Escape');
    await lab.until(() => lab.ask((root) => !root.querySelector('.csv-dialog')), 2000, 'the dialog is gone');
  }));

  test('a file dropped on the page, and the rows in use as a file', () => visit('', async ({ lab, page }) => {
    await page.evaluate((text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'drop.csv'));
      for (const type of ['dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    }, 'p,q,kind\n1,2,b\n2,1,a\n3,5,b\n4,4,a\n');
    await uses(page, lab, 4);
    await page.evaluate(() => {
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        blob.text().then((text) => { window.saved = text; });
        return make(blob);
      };
    });
    await lab.ask((root) => [...root.querySelectorAll('.data .link')].at(-1).click());
    await lab.until(() => page.evaluate(() => Boolean(window.saved)), 5000, 'a file');
    assert.equal(await page.evaluate(() => window.saved), 'p,q,kind\r\n1,2,b\r\n2,1,a\r\n3,5,b\r\n4,4,a\r\n');
  }));
});
