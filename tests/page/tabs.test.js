// The tabs under the network: one list, each view loaded when it is first opened, each readable and exact.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import axe from 'axe-core';
import { languages, loadLanguage, translator } from '../../web/lang/index.js';
import { tabs } from '../../web/views/tabs/table.js';
import { browsers, inBrowsers } from './browsers.js';

const all = tabs.map(({ name }) => name);
const text = (lab, selector) => lab.ask((root, selector) => root.querySelector(selector)?.textContent ?? '', selector);
const selected = (lab) => lab.ask((root) => root.querySelector('[role=tab][aria-selected=true]').dataset.tab);
const openTab = async (lab, name) => {
  await (await lab.find(`[data-tab="${name}"]`)).click();
  await lab.find(`.panel-${name} > section`);
};
/** The station that is shown: where, and what its lines say, spaces left out. */
const station = (lab) => lab.ask((root) => ({
  where: root.querySelector('.step .where strong').textContent,
  lines: [...root.querySelectorAll('.step .lines .formula')].map(({ textContent }) => textContent.replace(/\s/g, '')),
}));

inBrowsers('tabs', ({ visit }) => {
  test('arrow keys walk over them, what is chosen is kept, and nothing is loaded before', () => visit('', async ({ page, lab }) => {
    const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/chunks/')).length);
    assert.equal(await selected(lab), 'loss');
    await lab.find('.gradients-now');
    const before = await loaded();
    await (await lab.find('[data-tab="loss"]')).focus();
    for (const name of [...all.slice(1), 'loss', 'step']) {
      await page.keyboard.press('ArrowRight');
      assert.equal(await selected(lab), name);
      await lab.find(`.panel-${name} > section`);
    }
    assert.ok(await loaded() > before);
    await page.keyboard.press('End');
    assert.equal(await selected(lab), 'code');
    await page.click('button.language');
    await lab.until(async () => await text(lab, '[role=tab][aria-selected=true]') === '代码', 5000, 'the tab in Chinese');
    await page.click('button.language');
    assert.equal(await lab.epoch(), 0);
  }));

  test('one step: from the row to the new weights, and the step taken', () => visit('#dataset=xor&optimizer=sgd&learning-rate=0.5', async ({ page, lab }) => {
    await openTab(lab, 'step');
    await lab.until(async () => (await station(lab)).where === 'The row', 3000, 'the first station');
    assert.deepEqual((await station(lab)).lines, ['x1=0', 'x2=1', 'targety=1']);
    await (await lab.find('.walk')).focus();
    const seen = [];
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('ArrowRight');
      seen.push(await station(lab));
    }
    assert.deepEqual(seen.map(({ where }) => where), ['Forward · Hidden 1', 'Forward · Output', 'The loss', 'Backward · Output',
      'Backward · Hidden 1', 'New weights · Hidden 1', 'New weights · Output', 'What it brought']);
    const answer = Number(seen[1].lines[1].split('=').at(-1));
    assert.equal(seen[2].lines[0], `L=−ln${answer.toFixed(4)}=${seen[2].lines[0].split('=')[2]}`);
    assert.ok(Math.abs(Number(seen[2].lines[0].split('=')[2]) + Math.log(answer)) < 2e-4);
    assert.equal(seen[3].lines[0], `δ(2)=${answer.toFixed(4)}−1=−${(1 - answer).toFixed(4)}`);
    const [before, then] = seen[7].lines[0].match(/[\d.]+/g).map(Number);
    assert.ok(then < before);
    assert.equal(await lab.epoch(), 0, 'an arrow in the walk trains nothing');
    await (await lab.find('.step .heading .button')).click();
    await lab.until(async () => (await station(lab)).lines[0].includes(`:${then.toFixed(4)}→`), 3000, 'the loss announced');
  }));

  test('every tab of every kind of data, while it trains and after', async () => {
    for (const hash of ['#dataset=spiral', '#dataset=iris', '#dataset=plane&hidden=none', '#dataset=trask&hidden=3 step']) {
      await visit(hash, async ({ lab }) => {
        for (const name of all) {
          await openTab(lab, name);
          await lab.press('Train one epoch');
        }
        await openTab(lab, 'landscape');
        await lab.until(async () => /\d|no loss/.test(await text(lab, '.landscape [role=status]')), 10_000, 'a landscape');
        await openTab(lab, 'code');
        await lab.until(async () => (await text(lab, '.code code')).includes('createNetwork'), 5000, 'a program');
      });
    }
  });

  test('a program in each language', () => visit('', async ({ lab }) => {
    await openTab(lab, 'code');
    for (const [name, word] of [['js', 'export'], ['numpy', 'import numpy'], ['pytorch', 'import torch'], ['c', '#include'], ['glassnet', 'net.train']]) {
      await lab.choose('Language', name);
      await lab.until(async () => (await text(lab, '.code code')).includes(word), 5000, name);
    }
  }));

  test('those that are named, and no list for one alone', () => visit('', async ({ page, lab }) => {
    await page.$eval('glass-net', (net) => net.setAttribute('views', 'step gradients'));
    await lab.find('.panel-step > section');
    assert.deepEqual(await lab.ask((root) => [...root.querySelectorAll('[role=tab]')].map(({ dataset }) => dataset.tab)), ['step', 'gradients']);
    await page.$eval('glass-net', (net) => net.setAttribute('views', 'landscape'));
    await lab.find('.panel-landscape > section');
    assert.equal(await lab.ask((root) => root.querySelectorAll('[role=tab]').length), 0);
  }));
});

inBrowsers('accessibility of the tabs', ({ visit }) => {
  for (const [name, options] of [['on a desk, light', {}], ['on a phone, dark', { width: 390, height: 844, dark: true }]]) {
    test(name, () => visit('', async ({ page, lab }) => {
      await page.evaluate(axe.source);
      for (const tab of all) {
        await openTab(lab, tab);
        await lab.press('Train one epoch');
        if (tab === 'step') await lab.press('Next station');
        if (tab === 'landscape') await lab.until(async () => /\d/.test(await text(lab, '.landscape [role=status]')), 5000, 'a landscape');
        const { violations } = await page.evaluate('axe.run()');
        assert.deepEqual(violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => [tab, id, html, failureSummary])), []);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 0, `${tab} is ${wide} px too wide`);
      }
    }, options));
  }
}, browsers.filter(({ name }) => name === 'Chromium'));

test('every word that is put together has its sentence', async () => {
  for (const code of Object.keys(languages)) {
    await loadLanguage(code);
    const t = translator(code);
    const phases = ['row', 'forward', 'loss', 'backward', 'update', 'result'];
    const keys = [...all.map((name) => `tab.${name}`), ...phases.flatMap((phase) => [`step.${phase}`, `step.${phase}.about`]),
      ...['glassnet', 'js', 'numpy', 'pytorch', 'c'].map((name) => `code.${name}`), 'activations.dead', 'activations.saturated'];
    assert.deepEqual(keys.filter((key) => !t.has(key)), []);
  }
});
