// The header: an address, a file, a program, a picture, a line of HTML; each takes the experiment along.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { inBrowsers } from './browsers.js';

const folder = mkdtempSync(join(tmpdir(), 'glassnet-share-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** What is copied goes to `copied`, what is downloaded to `files`, by name. */
const watchHands = (page, clipboard = true) => page.evaluate((clipboard) => {
  const value = clipboard ? { writeText: async (text) => { window.copied = text; } } : undefined;
  Object.defineProperty(navigator, 'clipboard', { value });
  window.files = {};
  const make = URL.createObjectURL;
  let last;
  URL.createObjectURL = (blob) => make.call(URL, last = blob);
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    if (this.download) window.files[this.download] = last;
    else click.call(this);
  };
}, clipboard);

/** The bytes of the file whose name fits, when it is there. */
async function fileNamed(page, pattern) {
  const { source } = pattern;
  await page.waitForFunction((source) => Object.keys(window.files).some((name) => name.match(source)), {}, source);
  const bytes = await page.evaluate(async (source) => {
    const name = Object.keys(window.files).find((name) => name.match(source));
    return [...new Uint8Array(await window.files[name].arrayBuffer())];
  }, source);
  return Buffer.from(bytes);
}

const drop = (page, name, text) => page.evaluate((name, text) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name));
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
}, name, text);

/** What the page says, once it says something that fits. */
const says = (page, pattern) => page.waitForFunction((source) =>
  document.querySelector('.toast').textContent.match(source), { timeout: 5000 }, pattern.source);

const experimentOf = (page) => page.evaluate(() => document.querySelector('glass-net').experiment);

async function exportAs(page, label) {
  await page.click('.export > summary');
  await (await page.waitForSelector(`.export .panel button ::-p-text(${label})`)).click();
}

inBrowsers('sharing', ({ open, visit }) => {
  test('the address is copied, and opens the same experiment', () =>
    visit('#dataset=moons', async ({ page, lab }) => {
      await watchHands(page);
      await lab.press('Hidden 1: one neuron more');
      await lab.until(async () => (await experimentOf(page)).layers[0].units === 9, 2000, 'nine neurons');
      await page.click('.share');
      await says(page, /Copied/);
      const address = await page.evaluate(() => window.copied);
      const other = await open(new URL(address).hash);
      assert.deepEqual(await experimentOf(other.page), await experimentOf(page));
      await other.close();
      await page.click('.toast button');
      await page.waitForSelector('.sheet textarea');
      const assignment = await page.$eval('.sheet textarea', (field) => field.value);
      assert.match(assignment, /controls=activation$/);
    }));

  test('without a clipboard the address is there to be copied by hand', () =>
    visit('', async ({ page }) => {
      await watchHands(page, false);
      await page.click('.share');
      await page.waitForSelector('.sheet textarea');
      const marked = await page.$eval('.sheet textarea', (field) =>
        [document.activeElement === field, field.value.slice(field.selectionStart, field.selectionEnd)]);
      assert.equal(marked[0], true);
      assert.match(marked[1], /#dataset=xor$/);
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => !document.querySelector('.sheet'));
    }));

  test('a model that was saved goes on where it stood', () =>
    visit('#dataset=xor&epochs=200', async ({ page, lab }) => {
      await watchHands(page);
      for (let epoch = 1; epoch <= 3; epoch++) {
        await lab.press('Train one epoch');
        await lab.reaches({ exactly: epoch });
      }
      await exportAs(page, 'Save the model');
      const file = await fileNamed(page, /^glassnet-xor-3\.json$/);
      await lab.press('Train one epoch');
      await lab.reaches({ exactly: 4 });
      const rows = await lab.rows();
      const other = await open('#dataset=iris');
      await drop(other.page, 'mine.json', String(file));
      await says(other.page, /mine\.json goes on at epoch 3/);
      await other.lab.reaches({ exactly: 3 });
      await other.lab.press('Train one epoch');
      await other.lab.reaches({ exactly: 4 });
      assert.deepEqual(await other.lab.rows(), rows);
      assert.match(await other.page.evaluate('location.hash'), /^#dataset=xor/);
      other.check();
      await other.close();
    }));

  test('Open asks for a file', () => visit('', async ({ page, lab }) => {
    await lab.press('Train one epoch');
    await lab.reaches({ exactly: 1 });
    const path = join(folder, 'mine.json');
    writeFileSync(path, JSON.stringify(await page.evaluate(() => document.querySelector('glass-net').save())));
    await lab.press('Reset to the first weights');
    await lab.reaches({ exactly: 0 });
    const [chooser] = await Promise.all([page.waitForFileChooser(), page.click('.site .open')]);
    await chooser.accept([path]);
    await says(page, /mine\.json goes on at epoch 1/);
    await lab.reaches({ exactly: 1 });
  }));

  test('rows of one\'s own that fit no address are said to, and saved', () => visit('', async ({ page, lab }) => {
    await watchHands(page);
    await page.evaluate(() => {
      const net = document.querySelector('glass-net');
      const x = Array.from({ length: 3000 }, (_, i) => [i % 50, i / 60]), y = x.map(([a, b]) => [Number(a > b)]);
      net.experiment = { ...net.experiment, data: { x, y, classNames: ['below', 'above'] } };
    });
    await lab.find('.matrix');
    await page.click('.share');
    await says(page, /too many for an address/);
    await page.click('.toast button');
    const { experiment } = JSON.parse(String(await fileNamed(page, /^glassnet-data-0\.json$/)));
    assert.equal(experiment.data.x.length, 3000);
    assert.equal(await page.evaluate('location.hash'), '');
  }));

  test('a file that is no model is refused in a sentence', () =>
    visit('', async ({ page, lab }) => {
      const wrong = {
        'a.json': ['not json', /a\.json is no model file: it holds no JSON/],
        'b.json': ['{"some":"thing"}', /b\.json is no model file: it was saved by another program/],
        'c.json': ['{"format":"glassnet"}', /c\.json is a network without its data/],
        'd.json': ['{"format":"glassnet","experiment":{"v":1}}', /d\.json cannot be opened/],
      };
      for (const [name, [text, sentence]] of Object.entries(wrong)) {
        await drop(page, name, text);
        await says(page, sentence);
      }
      await lab.press('Train one epoch');
      await lab.reaches({ exactly: 1 });
    }));

  test('programs, ONNX, numbers and pictures are taken along', () =>
    visit('#dataset=moons', async ({ page, lab }) => {
      await watchHands(page);
      await lab.press('Train one epoch');
      await lab.reaches({ exactly: 1 });
      const wanted = [
        ['ONNX model', /moons\.onnx$/, /Gemm/], ['JavaScript', /-js\.js$/, /export function predict/],
        ['NumPy', /-numpy\.py$/, /import numpy/], ['PyTorch', /-pytorch\.py$/, /import torch/], ['C', /-c\.c$/, /#include/],
        ['History of the training', /-history\.csv$/, /^epoch,loss.*\r\n0,0\.\d+/],
        ['Network', /-diagram\.png$/, /^.PNG/], ['Loss', /-loss\.png$/, /^.PNG/],
      ];
      for (const [label, name, content] of wanted) {
        await exportAs(page, label);
        assert.match((await fileNamed(page, name)).toString('latin1'), content, label);
      }
    }));

  test('the line to embed makes the same element', () =>
    visit('#dataset=circle&hidden=3+relu&seed=7', async ({ page }) => {
      await page.click('.embed');
      await page.waitForSelector('.sheet textarea');
      await page.select('.sheet .line select', 'some');
      await page.evaluate(() => [...document.querySelectorAll('.sheet label')]
        .find((label) => label.textContent === 'Code').click());
      const line = await page.$eval('.sheet textarea', (field) => field.value);
      assert.match(line, /^<script src="glass-net\.js"><\/script><glass-net [^>]+><\/glass-net>$/);
      const attributes = Object.fromEntries([...line.matchAll(/ ([\w-]+)="([^"]*)"/g)].slice(1)
        .map(([, name, value]) => [name, value]));
      assert.equal(attributes['hidden-layers'], '3 relu');
      assert.equal(attributes.controls, 'activation');
      assert.ok(attributes.views.includes('diagram') && !attributes.views.includes('code'), attributes.views);
      const made = await page.evaluate((attributes) => {
        const net = document.createElement('glass-net');
        for (const [name, value] of Object.entries(attributes)) net.setAttribute(name, value);
        return net.experiment;
      }, attributes);
      assert.deepEqual(made, await experimentOf(page));
    }));
});

inBrowsers('sharing on a phone', ({ visit }) => {
  test('everything is in the menu, and nothing scrolls sideways', () =>
    visit('', async ({ page }) => {
      const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      for (const language of [1, 2]) {
        assert.ok(await wide() <= 0, `language ${language}`);
        await page.click('.more');
        await page.click('.export > summary');
        await page.waitForSelector('.export .panel button', { visible: true });
        assert.ok(await wide() <= 0, `language ${language}, unfolded`);
        await page.click('.tools .embed');
        await page.waitForSelector('.sheet textarea', { visible: true });
        assert.ok(await wide() <= 0, `language ${language}, a dialog`);
        await page.keyboard.press('Escape');
        await page.click('button.language');
      }
    }, { width: 390, height: 844 }));
});
