// Every control that can be found, used by keyboard and by pointer: something changes, and nothing goes wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onlyInAll } from '../long.js';
import { inBrowsers } from './browsers.js';
import { installControls } from './controls.js';

/** What is looked at: an address, and what is opened there. */
const states = [
  { title: 'XOR, trained a little', hash: '#dataset=xor' },
  { title: 'all settings', hash: '#dataset=circle&optimizer=adadelta&schedule=step&early-stopping={"patience":9}',
    open: ['.more > summary', 'button[aria-label="Hidden 1: settings"]'], within: /^\S+ · (training|diagram|editor)/ },
  { title: 'cancer', hash: '#dataset=breastCancer', within: /^\S+ · (?!data|training|transport|site|diagram|loss)/ },
  { title: 'a tutorial', hash: '#tutorial=trask-alpha/hidden-4-alpha-10', within: /^\S+ · (tutorial|printed)/ },
];

/** Pressing what is chosen already changes nothing, nor does scrolling what is whole. */
const isIdle = (element) => element.scrollHeight <= element.clientHeight && element.matches('[role="group"], [role="region"], [role="tabpanel"]')
  || element.matches(':checked[type="radio"], [aria-selected="true"], [aria-current="true"]')
  || element.matches('[aria-pressed="true"]') && element.parentElement.querySelectorAll('[aria-pressed]').length > 1;

/** How each type is used, by keyboard once it has the focus, and by pointer. */
const uses = {
  button: { keys: ['Enter'], point: (element) => element.click() },
  radio: { keys: [' '], point: async (element) => (await element.evaluateHandle((one) => one.closest('label'))).click() },
  checkbox: { keys: [' '], point: (element) => element.click() },
  explained: { keys: [], point: (element) => element.hover() },
  picture: { keys: ['ArrowRight'], point: pointIntoPicture },
  scroller: {
    keys: ['ArrowDown'],
    async point(element) {
      await element.hover();
      await element.frame.page().mouse.wheel({ deltaY: 60 });
    },
  },
  range: {
    keys: async (element) => [await element.evaluate((one) => one.valueAsNumber < Number(one.max) ? 'ArrowRight' : 'ArrowLeft')],
    point: pointAtSlider,
  },
  number: {
    keys: ['ArrowUp', 'Enter'],
    async point(element) {
      const next = await element.evaluate((one) => String(Number(one.value || one.placeholder || 0) + Number(one.step)));
      await element.click({ count: 3 });
      await element.type(Number.isNaN(Number(next)) ? '1' : next);
      await element.press('Enter');
    },
  },
  select: {
    keys: async (element) => [await element.evaluate((one) => one.selectedIndex + 1 < one.length ? 'ArrowDown' : 'ArrowUp')],
    // The list that unfolds is the system's, out of a test's reach.
    async point(element) {
      await element.click();
      await element.press('Escape');
      await element.select(await element.evaluate((one) => one.options[one.selectedIndex ? 0 : 1].value));
    },
  },
};

async function pointAtSlider(element) {
  const { x, y, width, height, share } = await element.evaluate((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return { x, y, width, height, share: (one.valueAsNumber - Number(one.min)) / (Number(one.max) - Number(one.min)) };
  });
  await element.frame.page().mouse.click(x + width * (share < 0.5 ? 0.7 : 0.3), y + height / 2);
}

/** From the right, until something is met. */
async function pointIntoPicture(element) {
  const { x, y, width, height } = await element.boundingBox(), page = element.frame.page();
  for (let right = 20; right < width && !await page.evaluate('controls.changed()'); right += 14) {
    await page.mouse.move(x + width - right, y + height / 2);
    await page.mouse.click(x + width - right, y + height / 2);
  }
}

/** Of those of a type and a place that are many the first and the last: the others are made by the same lines. */
function some(names) {
  const placeOf = (name) => name.split(' · ').slice(0, 2).join();
  return names.filter((name, i) => !/^(radio|range|explained)/.test(name) || placeOf(names[i - 1] ?? '') !== placeOf(name)
    || placeOf(names[i + 1] ?? '') !== placeOf(name));
}

/** A page in one of the states, and the way back to it. */
class Bench {
  constructor({ page, lab }, { hash, open = [] }) {
    Object.assign(this, { page, lab, open, address: page.url().split('#')[0] + hash });
  }

  async begin() {
    const { page, lab } = this;
    // What is on its way would end as an error; a connection that is kept open does not.
    await lab.complete();
    await page.waitForNetworkIdle({ idleTime: 100, timeout: 3000 }).catch(() => {});
    await page.evaluate(() => localStorage.clear());
    await page.goto('about:blank');
    await page.goto(this.address);
    await lab.find('button.play');
    await lab.until(async () => await lab.stat('epoch') !== '–', 5000, 'the first picture');
    for (const selector of this.open) await (await lab.find(selector)).click();
    await page.evaluate(`(${installControls})()`);
    await this.train();
    this.experiment = await page.$eval('glass-net', (net) => JSON.stringify(net.experiment));
    this.names = await this.list();
  }

  async train() {
    for (let i = 0; i < 3; i++) await this.page.$eval('glass-net', (net) => net.step());
    await this.lab.reaches({ least: 3 });
    await this.still();
  }

  /** Where it went with another use, or comes late, the page begins anew. */
  async find(name) {
    const look = async () => (await this.page.evaluateHandle(`controls.find(${JSON.stringify(name)})`)).asElement();
    let found = await look();
    if (found) return found;
    await this.begin();
    await this.lab.until(async () => {
      found = await look();
      return found;
    }, 3000, name).catch(() => {});
    this.names = await this.list();
    return found;
  }

  list() {
    return this.page.evaluate('controls.names()');
  }

  /** Nothing moves any more: pictures that are loaded late, and the speed that is measured. */
  async still() {
    const { page, lab } = this;
    await page.evaluate("controls.remember(controls.names()[0])");
    await lab.until(async () => {
      const moves = await page.evaluate('controls.changed()');
      await page.evaluate("controls.remember(controls.names()[0])");
      await new Promise((resolve) => setTimeout(resolve, 60));
      return !moves;
    }, 5000, 'nothing moves');
  }

  /** As it was before a control was used; where that takes too much, the page anew. */
  async mend() {
    const { page } = this;
    await page.keyboard.press('Escape');
    await page.mouse.move(2, 2);
    const same = await page.$eval('glass-net', (net, experiment) => {
      net.pause();
      if (JSON.stringify(net.experiment) === experiment) return true;
      net.experiment = JSON.parse(experiment);
      return false;
    }, this.experiment);
    if (!same) await this.lab.reaches({ exactly: 0 });
    if (String(await this.list()) !== String(this.names)) return this.begin();
    if (await this.lab.epoch() === 0) await this.train();
  }
}

/** @returns {Promise<string>} what was wrong, or nothing */
async function use(bench, name, mode) {
  const { page, lab } = bench;
  const element = await bench.find(name);
  if (!element) return 'is gone';
  if (await element.evaluate(isIdle)) return '';
  const { keys, point } = uses[name.split(' · ')[0]] ?? {};
  if (!keys) return 'is of a type that has no use';
  await element.evaluate((one) => one.scrollIntoView({ block: 'center' }));
  await page.evaluate(`controls.remember(${JSON.stringify(name)})`);
  if (mode === 'keyboard') {
    await element.focus();
    for (const key of typeof keys === 'function' ? await keys(element) : keys) await page.keyboard.press(key);
  } else {
    await point(element);
  }
  try {
    await lab.until(() => page.evaluate('controls.changed()'), 2000, 'a change');
    return '';
  } catch {
    return 'changed nothing';
  }
}

/** What takes half a minute each: in Chromium by keyboard, else in npm run test:all. */
const long = ['XOR, trained a little', 'all settings'];

inBrowsers('controls', ({ name: browser, visit }) => {
  for (const { title, within = /./, ...state } of states) {
    test(`${title}: Tab reaches every control, and explains what it has to`, () => visit('', async (opened) => {
      const bench = new Bench(opened, state), { page } = opened;
      await bench.begin();
      const reached = new Set([bench.names[0]]);
      await page.evaluate('controls.find(controls.names()[0]).focus()');
      for (let misses = 0; misses < 4;) {
        await page.keyboard.press('Tab');
        const { name, told } = await page.evaluate(async () => {
          const explained = () => !window.controls.active().name.startsWith('explained') || window.controls.active().told;
          for (let i = 0; i < 20 && !explained(); i++) await new Promise((resolve) => setTimeout(resolve, 25));
          return window.controls.active();
        });
        if (!name || reached.has(name)) misses++;
        if (name && (!name.startsWith('explained') || told)) reached.add(name);
      }
      const missed = (await page.evaluate('controls.reachable()')).filter((name) => !reached.has(name));
      assert.deepEqual(missed, []);
    }));

    for (const mode of ['keyboard', 'pointer']) {
      const skip = long.includes(title) && !(mode === 'keyboard' && browser === 'Chromium') && onlyInAll;
      test(`${title}: each by ${mode}`, { skip }, () => visit('', async (opened) => {
        const bench = new Bench(opened, state);
        await bench.begin();
        const problems = [];
        for (const name of some(bench.names.filter((one) => within.test(one)))) {
          if (mode === 'keyboard' && name.startsWith('explained')) continue; // as Tab found
          const problem = await use(bench, name, mode);
          if (problem) problems.push(`${name}: ${problem}`);
          await bench.mend();
        }
        assert.deepEqual(problems, []);
      }));
    }
  }
});
