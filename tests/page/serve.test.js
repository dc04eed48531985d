// The development server: what it serves, as what, and what it must not.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { addressOf, serve } from '../../web/serve.js';

describe('the development server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'glassnet-serve-')), site = join(folder, 'site');
  let server, address;
  before(async () => {
    mkdirSync(join(site, 'below'), { recursive: true });
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    for (const name of ['index.html', 'a.js', 'a.css', 'a.wasm', 'below/index.html']) {
      writeFileSync(join(site, name), name);
    }
    server = await serve(site, 0);
    address = addressOf(server);
  });
  after(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('gives each file its type, and sends again what has changed', async () => {
    const types = {
      '': 'text/html; charset=utf-8', 'a.js?x=1': 'text/javascript; charset=utf-8', 'a.css': 'text/css; charset=utf-8',
      'a.wasm': 'application/wasm', 'below/': 'text/html; charset=utf-8',
    };
    for (const [path, type] of Object.entries(types)) {
      const response = await fetch(address + path);
      assert.equal(response.status, 200, path);
      assert.equal(response.headers.get('content-type'), type);
      assert.equal(response.headers.get('cache-control'), 'no-cache');
    }
    const known = { headers: { 'If-None-Match': (await fetch(`${address}a.js`)).headers.get('etag') } };
    assert.equal((await fetch(`${address}a.js`, known)).status, 304);
    writeFileSync(join(site, 'a.js'), 'other');
    assert.equal(await (await fetch(`${address}a.js`, known)).text(), 'other');
  });

  /** Sends a path as it is, which fetch would tidy up first. */
  const ask = (path) => new Promise((resolve, reject) => {
    let answer = '';
    const { port, address: host } = server.address();
    const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
    const socket = connect({ port, host }, () => socket.write(request));
    socket.on('data', (data) => { answer += data; }).on('end', () => resolve(answer)).on('error', reject);
  });

  test('serves nothing from outside its folder', async () => {
    for (const path of ['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/below/..%2f..%2fsecret.txt', '/%00',
      '/%zz', '//', '/missing.js', '/below']) {
      const answer = await ask(path);
      assert.match(answer, /^HTTP\/1\.1 404/, path);
      assert.doesNotMatch(answer, /secret$/);
    }
  });

  test('takes the next free port', async () => {
    const { port } = server.address();
    const second = await serve(site, port);
    assert.ok(second.address().port > port);
    second.close();
  });
});
