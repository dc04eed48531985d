// The two browsers of the tests, and pages in them that notice what must not happen.
import assert from 'node:assert/strict';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after, before, describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { addressOf, serve } from '../../web/serve.js';

const site = fileURLToPath(new URL('../../dist/site', import.meta.url));

/** The first of the programs that is on the PATH. */
function find(names, packageName) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch { /* the next one */ }
    }
  }
  throw new Error(`No ${names.join(' or ')}: sudo apt-get install -y --no-install-recommends ${packageName}`);
}

const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

export const browsers = [
  {
    name: 'Chromium',
    launch: () => puppeteer.launch({
      executablePath: find(['chromium', 'chromium-browser', 'google-chrome'], 'chromium'),
      args: process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet,
    }),
  },
  {
    name: 'Firefox',
    launch: () => puppeteer.launch({
      browser: 'firefox',
      executablePath: find(['firefox-esr', 'firefox'], 'firefox-esr'),
    }),
  },
];

/**
 * Opens an address and watches: `check()` fails where the page logged an error or a warning, threw, or asked
 * another host.
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} address
 * @param {{ width?: number, height?: number, dark?: boolean }} [options]
 */
export async function openAddress(browser, address, { width = 1440, height = 900, dark = false } = {}) {
  const context = await browser.createBrowserContext(); // storage of its own
  const page = await context.newPage();
  const { origin, protocol } = new URL(address);
  const trouble = /** @type {string[]} */ ([]);
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) trouble.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`error: ${/** @type {Error} */ (error).message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    const own = url.origin === origin && url.protocol === protocol || ['blob:', 'data:'].includes(url.protocol);
    if (!own) trouble.push(`request: ${url}`);
  });
  await page.setViewport({ width, height });
  if (dark) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await page.goto(address);
  return {
    page,
    check: () => assert.deepEqual(trouble, []),
    close: () => context.close(),
  };
}

/**
 * Opens a page with a <glass-net>, and waits for its first picture.
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} address
 * @param {{ width?: number, height?: number, selector?: string, dark?: boolean }} [options]
 */
export async function openPage(browser, address, { selector = 'glass-net', ...options } = {}) {
  const opened = await openAddress(browser, address, options), lab = new Lab(opened.page, selector);
  await lab.find('button.play');
  await lab.until(async () => await lab.stat('epoch') !== '–', 5000, 'the first picture');
  await lab.complete();
  return { ...opened, lab };
}

/**
 * @typedef {Awaited<ReturnType<typeof openPage>>} Opened
 * @typedef {Parameters<typeof openPage>[2]} PageOptions
 *
 * @typedef {object} Visitor
 * @property {(hash?: string, options?: PageOptions) => Promise<Opened>} open a page of the site, to be closed by the caller
 * @property {string} name of the browser
 * @property {(hash: string, work: (opened: Opened) => Promise<void>, options?: PageOptions) => Promise<void>} visit opens
 *   one, works in it, checks that nothing went wrong there, and closes it
 */

/**
 * Describes the same tests in each browser, with the site served.
 * @param {string} title
 * @param {(visitor: Visitor) => void} define
 * @param {{ name: string, launch: () => Promise<import('puppeteer-core').Browser> }[]} [which]
 */
export function inBrowsers(title, define, which = browsers) {
  for (const { name, launch } of which) {
    describe(`${title} in ${name}`, () => {
      let server, browser;
      before(async () => {
        server = await serve(site, 0);
        browser = await launch();
      });
      after(async () => {
        await browser?.close();
        server?.close();
      });
      const open = (hash = '', options = {}) => openPage(browser, addressOf(server) + hash, options);
      const visit = async (hash, work, options = {}) => {
        const opened = await open(hash, options);
        try {
          await work(opened);
          opened.check();
        } finally {
          await opened.close();
        }
      };
      define({ name, open, visit });
    });
  }
}

/** What a person does with one <glass-net> and sees in it. */
export class Lab {
  constructor(page, selector = 'glass-net') {
    this.page = page;
    this.selector = selector;
  }

  /** The one visible element that fits, inside the shadow root. */
  find(selector) {
    return this.page.waitForSelector(`${this.selector} >>> ${selector}`, { visible: true, timeout: 10_000 });
  }

  async press(label) {
    const button = await this.find(`button[aria-label="${label}"]`);
    await button.click();
  }

  /** Waits for a button of that name: what the transport says of itself. */
  shows(label) {
    return this.find(`button[aria-label="${label}"]`);
  }

  /** Calls a function in the page with the shadow root. */
  ask(work, ...args) {
    const body = `(...args) => (${work})(document.querySelector('${this.selector}').shadowRoot, ...args)`;
    return this.page.evaluate(`(${body})(...${JSON.stringify(args)})`);
  }

  /** Waits until `holds` answers true. */
  async until(holds, timeout, what) {
    const end = Date.now() + timeout;
    while (!await holds()) {
      if (Date.now() > end) assert.fail(`not within ${timeout} ms: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** A figure of the transport bar as shown: 'epoch', 'loss', 'accuracy'. */
  stat(name) {
    return this.ask((root, name) => root.querySelector(`.stat.${name} strong`)?.textContent ?? '', name);
  }

  async epoch() {
    return Number((await this.stat('epoch')).replace(/\D/g, ''));
  }

  /** Waits for an epoch of at least `least`, or exactly `exactly`. */
  async reaches({ least = 0, exactly = NaN }, timeout = 3000) {
    const there = (epoch) => Number.isNaN(exactly) ? epoch >= least : epoch === exactly;
    await this.until(async () => there(await this.epoch()), timeout, `epoch ${Number.isNaN(exactly) ? least : exactly}`);
    await this.complete();
  }

  /** Waits until no view is still being loaded: some come only when they have something to show. */
  complete() {
    return this.until(() => this.ask((root) => !root.querySelector('[aria-busy=true]')), 10_000, 'every view');
  }

  /** The table of rows: [target, prediction] each. */
  rows() {
    return this.ask((root) => [...root.querySelectorAll('.predictions tbody tr')].map((row) =>
      [row.cells[1], row.cells[2]].map((cell) => Number(cell.textContent))));
  }

  /** [[true negatives, false positives], [false negatives, true positives]] of the held-out rows, once they are counted. */
  async confusion() {
    let counts = [];
    await this.until(async () => {
      counts = await this.ask((root) => [...root.querySelectorAll('.matrix tbody tr')].map((row) =>
        [...row.querySelectorAll('td strong')].map((cell) => cell.textContent)));
      return counts.length && !counts.flat().includes('–');
    }, 10_000, 'a matrix with counts');
    return counts.map((row) => row.map(Number));
  }

  async choose(label, value) {
    const menu = await this.find(`select[aria-label="${label}"]`);
    await menu.select(value);
  }

  /** Takes another data set by its radio button. */
  async dataset(name) {
    await this.ask((root, name) => root.querySelector(`input[type=radio][value="${name}"]`).click(), name);
    await this.find(['xor', 'trask'].includes(name) ? '.predictions' : ['plane', 'wave'].includes(name) ? '.fit' : '.matrix');
  }

  /** Of the table of a tutorial: [printed, here, whether it agrees], the marks as a screen reader has them. */
  figures() {
    return this.ask((root) => [...root.querySelectorAll('.figures tbody tr:not(.group)')].map(({ cells }) =>
      [cells[1].textContent, cells[2].textContent, cells[3].getAttribute('aria-label')]));
  }

  /** XOR's four rows are all answered on the right side. */
  async xorIsRight() {
    const rows = await this.rows();
    return rows.length === 4 && rows.every(([target, answer]) => answer > 0.5 === target > 0.5);
  }

  /** Nothing is cut off: the whole page is on the screen. */
  async fits() {
    const [width, height] = await this.page.evaluate(() => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
      return [scrollWidth - clientWidth, scrollHeight - clientHeight];
    });
    assert.ok(width <= 0 && height <= 0, `too large by ${width} × ${height} px`);
  }

  /** Full speed: the slider's right end. */
  async fastest() {
    const slider = await this.find('.pace input[type=range]');
    await slider.focus();
    await this.page.keyboard.press('End');
  }
}
