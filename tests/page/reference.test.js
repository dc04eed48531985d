// The reference documentation and the lesson of the plain .wasm, as they are served with the site.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import * as library from 'glassnet';
import { names } from '../../web/lib/generated/tables.js';
import { addressOf, serve } from '../../web/serve.js';
import { browsers, openAddress } from './browsers.js';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const header = readFileSync(new URL('../../c/glassnet.h', import.meta.url), 'utf8');

/** The screens on which each page must be as good: a desk and a phone, light and dark. */
const screens = [{ width: 1280, height: 800, dark: true }, { width: 390, height: 844 }];

describe('the reference', () => {
  let server, address, browser;
  before(async () => {
    server = await serve(dist, 0);
    address = `${addressOf(server)}site/`; // not the top of its host
    browser = await browsers.find(({ name }) => name === 'Chromium').launch();
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  /** Opens a page, hands it to `look`, and fails where it complained. */
  async function open(where, options, look) {
    const { page, check, close } = await openAddress(browser, where, options);
    try {
      await look(page);
      check();
    } finally {
      await close();
    }
  }

  for (const file of ['reference.html', 'plain-wasm.html']) {
    for (const screen of screens) {
      test(`${file}, ${screen.width} wide, ${screen.dark ? 'dark' : 'light'}: axe is content, nothing is cut off`, () =>
        open(address + file, screen, async (page) => {
          await page.evaluate(axe.source);
          const { violations } = await page.evaluate('axe.run()');
          assert.deepEqual(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html])), []);
          assert.equal(await page.evaluate('document.documentElement.scrollWidth'), screen.width);
        }));
    }

    test(`every link of ${file} leads somewhere`, () => open(address + file, {}, async (page) => {
      const links = await page.$$eval('a', (all) => all.map((link) => link.href));
      assert.ok(links.length > 0);
      for (const link of new Set(links)) {
        const { hash, origin, pathname } = new URL(link);
        assert.equal(`${origin}/site/`, address, link);
        assert.equal((await fetch(origin + pathname)).status, 200, link);
        if (!hash) continue;
        assert.ok(pathname.endsWith('/reference.html'), link);
        const text = readFileSync(`${dist}/site/reference.html`, 'utf8');
        assert.equal(text.split(` id="${decodeURIComponent(hash.slice(1))}"`).length, 2, link);
      }
    }));
  }

  test('explains every export, every name of the tables and every function of the header', () =>
    open(`${address}reference.html`, {}, async (page) => {
      const ids = new Set(await page.$$eval('[id]', (all) => all.map(({ id }) => id)));
      const functions = [...header.matchAll(/^GN_API .*?\b(gn_\w+)\(/gm)].map(([, name]) => name);
      const choices = ['activation', 'loss', 'optimizer', 'initializer', 'schedule', 'metric'].flatMap((table) =>
        names[table].map((name) => `${table}.${name}`));
      const codes = names.status.filter((code) => code !== 'ok').map((code) => `status.${code}`);
      const members = ['Network', 'Trainer', 'Scaler'].flatMap((name) =>
        Object.getOwnPropertyNames(library[name].prototype).map((key) => `${name}.${key}`))
        .filter((id) => !id.endsWith('.constructor'));
      const datasets = Object.keys(library.datasets).map((name) => `datasets.${name}`);
      assert.ok(functions.length > 20 && choices.length > 40 && members.length > 20);
      const expected = [...Object.keys(library), ...members, ...functions, ...choices, ...codes, ...datasets];
      assert.deepEqual(expected.filter((id) => !ids.has(id)), []);
    }));

  test('opens from a file as well', () => open(`file://${dist}/site/reference.html`, {}, async (page) => {
    assert.equal(await page.$eval('.columns', (columns) => getComputedStyle(columns).display), 'grid');
  }));

  test('the plain .wasm learns XOR in a page', () => open(`${address}plain-wasm.html`, {}, async (page) => {
    await page.waitForSelector('#answers li:nth-child(4)');
    const answers = await page.$$eval('#answers li', (all) => all.map(({ textContent }) => textContent));
    assert.deepEqual(answers.map((answer) => Math.round(Number(answer.split('→')[1]))), [0, 1, 1, 0]);
    const shown = await page.$eval('main code', ({ textContent }) => textContent);
    assert.equal(`${shown}\n`, readFileSync(`${dist}/site/plain-wasm.js`, 'utf8'));
  }));
});
