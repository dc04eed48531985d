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

/** What the site's own service worker fetches for later is no part of it. */
const isLater = ({ headers }) => headers['sec-fetch-dest'] === 'serviceworker' || headers['service-worker'] === 'script'
  || headers['sec-fetch-dest'] === 'empty';

for (const { name, launch } of browsers) {
  describe(`a first visit in ${name}`, () => {
    /** @type {Set<string>} */
    const asked = new Set();
    let server, browser;
    before(async () => {
      server = await serve(site, 0);
      server.prependListener('request', (request) => {
        if (!isLater(request)) asked.add(request.url.replace(/^\/(\?.*)?$/, '/index.html').slice(1));
      });
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      server.close();
    });

    test(`takes at most ${MOST_KILOBYTES} KB, and what npm run sizes says`, async (t) => {
      const { check, close } = await openPage(browser, addressOf(server));
      await pause(500); // what comes after the first picture counts as well
      const sizes = [...asked].map((file) => gzipSync(readFileSync(join(site, file)), { level: 9 }).length);
      const kilobytes = sizes.reduce((sum, bytes) => sum + bytes, 0) / 1000;
      t.diagnostic(`${kilobytes.toFixed(1)} KB after gzip in ${asked.size} files`);
      assert.ok(kilobytes <= MOST_KILOBYTES, `${kilobytes} KB: ${[...asked].join(' ')}`);
      assert.deepEqual([...asked].sort(), firstLoad().sort());
      check();
      await close();
    });
  });
}
