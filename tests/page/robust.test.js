// What can go wrong, and what happens where nobody looks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { inBrowsers } from './browsers.js';

const experiment = (page) => page.$eval('glass-net', (net) => net.experiment);

inBrowsers('robust', ({ visit }) => {
  test('a diverged loss: where it happened, and the way back, by keyboard', () =>
    visit('#dataset=xor&hidden=4+linear&output=linear&loss=meanSquaredError&optimizer=sgd&learning-rate=30', async ({ page, lab }) => {
      await page.keyboard.press(' ');
      const notice = await lab.find('.notice.problem[role="alert"]');
      const text = await notice.evaluate((box) => box.querySelector('p').textContent);
      const [, epoch, step] = text.match(/epoch ([\d,]+), step ([\d,]+)/).map((number) => Number(number.replace(/\D/g, '')));
      assert.equal(await lab.epoch(), epoch);
      assert.ok(step > 0, text);
      assert.match(await lab.ask((root) => root.activeElement.textContent), /learning rate 3$/);
      await page.keyboard.press('Enter');
      await lab.until(async () => (await experiment(page)).learningRate === 3, 2000, 'a tenth of the rate');
      await lab.reaches({ exactly: 0 });
      assert.equal(await lab.ask((root) => root.querySelector('.notice').className), 'notice');
      await page.keyboard.press('ArrowRight');
      await lab.reaches({ exactly: 1 });
    }));

  test('early stopping says where and why it ended', () =>
    visit('#dataset=moons&early-stopping={"patience":2,"minDelta":10}', async ({ lab }) => {
      await lab.press('Play');
      const note = await lab.find('.notice.note');
      assert.equal(await note.evaluate((box) => box.querySelector('p').textContent), 'Stopped at epoch 3: no improvement for 2 epochs.');
      await lab.shows('Play');
      assert.equal(await lab.epoch(), 3);
    }));

  test('behind another tab it learns on, and draws nothing', () => visit('#dataset=circle', async ({ page, lab }) => {
    await lab.press('Play');
    await lab.reaches({ least: 5 });
    await page.evaluate(() => {
      window.drawn = [];
      addEventListener('glassnet-epoch', ({ detail }) => window.drawn.push(detail.epoch));
      // Browsers without a screen draw on behind another tab: this does there what they do on one.
      const real = window.requestAnimationFrame, held = [];
      window.requestAnimationFrame = (callback) => document.hidden ? held.push(callback) : real.call(window, callback);
      document.addEventListener('visibilitychange', () => {
        if (!document.hidden) held.splice(0).forEach((one) => real.call(window, one));
      });
    });
    const hide = (hidden) => page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
    const drawn = () => page.evaluate('window.drawn');
    await hide(true);
    let count = -1;
    await lab.until(async () => {
      const before = count;
      count = (await drawn()).length;
      await pause(300);
      return before === count;
    }, 5000, 'nothing drawn');
    const shown = await lab.epoch();
    await pause(1500);
    assert.equal((await drawn()).length, count);
    await hide(false);
    // At 60 epochs a second. The picture that was on its way comes first; the next one shows what was learned meanwhile.
    const largest = (epochs) => Math.max(...epochs.map((epoch, i) => epoch - (i ? epochs[i - 1] : shown)));
    await lab.until(async () => largest((await drawn()).slice(count)) > 60, 3000, 'what was learned meanwhile');
  }));

  test('out of sight it waits', () => visit('', async ({ page, lab }) => {
    await lab.press('Play');
    await lab.reaches({ least: 5 });
    const net = await page.$('glass-net');
    await net.evaluate((one) => { one.style.cssText = 'position: relative; top: 3000px'; });
    let epoch = -1;
    await lab.until(async () => {
      const before = epoch;
      epoch = await lab.epoch();
      await pause(200);
      return before === epoch;
    }, 5000, 'no new epochs');
    await net.evaluate((one) => { one.style.cssText = ''; });
    await lab.reaches({ least: epoch + 5 });
  }));

  test('closed while its network is being made, it asks no more of it', () => visit('', async ({ page, lab }) => {
    await page.evaluate(() => new Promise((resolve) => {
      const net = document.querySelector('glass-net'), real = MessagePort.prototype.postMessage;
      MessagePort.prototype.postMessage = function post(message, ...more) {
        real.call(this, message, ...more);
        if (message.path?.join() !== 'load') return;
        MessagePort.prototype.postMessage = real;
        net.setAttribute('controls', 'play'); // a change of it starts anew
        resolve();
      };
      net.setAttribute('dataset', 'circle');
    }));
    await lab.press('Play');
    await lab.reaches({ least: 5 });
    assert.equal((await experiment(page)).dataset, 'circle');
  }));
});
