// What a teacher locks cannot be changed: it is text, or not there, and no key reaches it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { controlNames, knownControls } from '../../web/controls/names.js';
import { languages, loadLanguage, translator } from '../../web/lang/index.js';
import { browsers, inBrowsers } from './browsers.js';

/** What may be focused and changes the experiment: in the run controls, the choices, and the network's picture. */
const changing = (lab) => lab.ask((root) =>
  [...root.querySelectorAll(['.transport', '.choices', '.network'].map((area) =>
    `${area} :is(button, input, select)`).join())]
    .filter((one) => one.getClientRects().length && !one.disabled && !one.closest(".hint"))
    .map((one) => one.getAttribute('aria-label') ?? one.closest('[data-control]')?.dataset.control ?? one.textContent));

const running = ['Reset to the first weights', 'Play', 'Train one epoch'];

inBrowsers('locked', ({ visit }) => {
  test('only the activations are open', () => visit('#dataset=moons&controls=activation', async ({ page, lab }) => {
    assert.deepEqual(await changing(lab), [...running, 'Hidden 1: activation', 'Output: activation']);
    await lab.choose('Hidden 1: activation', 'relu');
    await lab.press('Play');
    await lab.reaches({ least: 5 });
    await lab.until(() => page.evaluate('location.hash.includes("relu")'), 2000, 'the address');
    assert.match(await page.evaluate('location.hash'), /controls=activation/);
    // A click on a neuron opens no weights.
    const canvas = await lab.find('.diagram [role=listbox]');
    await canvas.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    assert.equal(await lab.ask((root) => root.querySelector('dialog.editor')?.open ?? false), false);
  }));

  test('only the learning rate; what stands beside it is text', () =>
    visit('#dataset=moons&controls=learning-rate', async ({ lab }) => {
      assert.deepEqual(await changing(lab), [...running, 'learning-rate']);
      const text = await lab.ask((root) => root.querySelector('[data-control=optimizer]').textContent);
      assert.equal(text, 'OptimizerAdam');
      const head = await lab.ask((root) => [...root.querySelectorAll('.head.layer')][0].innerText.split(/\s*\n\s*/));
      assert.deepEqual(head, ['Hidden 1', '8 neurons', 'Tanh']);
    }));

  test('nothing but the buttons, and then nothing at all', () =>
    visit('#controls=play', async ({ page, lab }) => {
      assert.deepEqual(await changing(lab), ['Play']);
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press(' ');
      await lab.shows('Pause');
      await page.evaluate(() => { location.hash = '#controls='; });
      await lab.until(async () => (await changing(lab)).length === 0, 3000, 'nothing to press');
      await page.evaluate(() => { location.hash = '#dataset=xor'; });
      await lab.shows('Play');
      assert.ok((await changing(lab)).length > 20);
    }));
});

inBrowsers('the names of controls', ({ open, visit }) => {
  test('every setting has its name in the table, and that name opens it alone', async () => {
    const named = (lab) => lab.ask((root) => [...new Set([...root.querySelectorAll('.choices [data-control]')]
      .filter((field) => field.querySelector('select, input')).map((field) => field.dataset.control))]);
    await visit('#dataset=moons', async ({ lab }) => {
      await (await lab.find('.more summary')).click();
      await lab.find('.more [data-control=generator]');
      const all = await named(lab);
      assert.ok(all.length > 10);
      assert.deepEqual(all.filter((name) => !knownControls().includes(name)), []);
    });
    await visit('#dataset=moons', async ({ page, lab }) => {
      for (const name of controlNames.training) {
        await page.evaluate((name) => { location.hash = `#dataset=moons&controls=${name}`; }, name);
        await lab.until(async () => (await named(lab)).length <= 1, 3000, `${name} alone, not ${await named(lab)}`);
        await (await lab.find('.more summary')).click();
        await lab.until(async () => (await named(lab)).join() === name, 3000, `${name} open`);
      }
    });
  });

  test('a name that is none is told of, with those that are', async () => {
    const { page, close } = await open();
    const said = new Promise((resolve) => page.once('console', (message) => resolve(message.text())));
    await page.evaluate(() => { location.hash = '#controls=activaton'; });
    assert.match(await said, /controls has "activaton"; known are transport, play, .*activation/);
    await close();
  });
}, browsers.slice(0, 1));

test('every control has a name in every language', async () => {
  for (const code of Object.keys(languages)) {
    await loadLanguage(code);
    const t = translator(code);
    const missing = Object.entries(controlNames).filter(([, names]) => names.length).flatMap(([group, names]) =>
      [`control.${group}`, ...names].map((name) => [name, `field.${name.replace(/-./g, ([, letter]) => letter.toUpperCase())}`]))
      .filter(([name, field]) => !t.has(name) && !t.has(`control.${name}`) && !t.has(field));
    assert.deepEqual(missing, []);
  }
});
