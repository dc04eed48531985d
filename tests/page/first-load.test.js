// What a first visit downloads until XOR can be played: every file counted as a server that compresses sends it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { addressOf, serve } from '../../web/serve.js';
import { firstLoad } from '../../web/sizes.js';
import { browsers, openPage } from './browsers.js';

const site = fileURLToPath(new URL('../../dist/site', import.meta.url));
const MOST_KILOBYTES = 150;

for (const { name, launch } of browsers) {
  describe(`a first visit in ${name}`, () => {
    /** @type {string[]} */
    const asked = [];
    let server, browser;
    before(async () => {
      server = await serve(site, 0);
      server.prependListener('request', ({ url }) => { asked.push(url.replace(/^\/$/, '/index.html').slice(1)); });
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      server.close();
    });

    test(`takes at most ${MOST_KILOBYTES} KB, and what npm run sizes says`, async (t) => {
      const { check, close } = await openPage(browser, addressOf(server));
      await pause(500);
      // With the first picture the page asks for what keeps the site, and for the rows in the menu of data sets.
      const end = asked.findIndex((file) => file.startsWith('chunks/offline-'));
      assert.ok(end > 0);
      const first = [...new Set(asked.slice(0, end))];
      const sizes = first.map((file) => gzipSync(readFileSync(join(site, file)), { level: 9 }).length);
      const kilobytes = sizes.reduce((sum, bytes) => sum + bytes, 0) / 1000;
      t.diagnostic(`${kilobytes.toFixed(1)} KB after gzip in ${first.length} files`);
      assert.ok(kilobytes <= MOST_KILOBYTES, `${kilobytes} KB: ${first.join(' ')}`);
      const sets = /^chunks\/(trask|iris|breastCancer|hint)-/; // on their way at the same time
      assert.deepEqual(first.filter((file) => !sets.test(file)).sort(), firstLoad().sort());
      check();
      await close();
    });
  });
}
