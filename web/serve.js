// Serves dist/site for development. Usage: node web/serve.js [--open], PORT=8080 by default.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const types = /** @type {Record<string, string>} */ ({
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
});

/** The file a URL asks for, or null where it leads out of the folder. @param {string} folder @param {string} url */
function fileOf(folder, url) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    return file.startsWith(folder + sep) && !path.includes('\0') ? file : null;
  } catch {
    return null;
  }
}

/**
 * Serves a folder on this machine alone, on `port` or the next one that is free.
 * @param {string} folder
 * @param {number} port 0 for any
 * @returns {Promise<import('node:http').Server>}
 */
export function serve(folder, port) {
  const server = createServer(async (request, response) => {
    const file = fileOf(folder, request.url ?? '/');
    try {
      if (!file) throw new Error('outside');
      const body = await readFile(file);
      const type = types[extname(file)] ?? 'application/octet-stream';
      const tag = `"${createHash('sha256').update(body).digest('base64')}"`;
      // What a browser has is asked for again, and not sent again.
      const same = request.headers['if-none-match'] === tag;
      response.writeHead(same ? 304 : 200, { 'Content-Type': type, 'Cache-Control': 'no-cache', 'ETag': tag });
      response.end(same || request.method === 'HEAD' ? undefined : body);
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/plain' });
      response.end('Not found\n');
    }
  });
  return new Promise((resolve, reject) => {
    server.on('listening', () => resolve(server));
    server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE' && port < 65535) server.listen(++port, 'localhost');
      else reject(error);
    });
    server.listen(port, 'localhost');
  });
}

/** The address of a server that listens. @param {import('node:http').Server} server */
export function addressOf(server) {
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return `http://localhost:${address.port}/`;
}

/** Shows the page where there is a desktop; elsewhere the printed address is all. @param {string} address */
function openBrowser(address) {
  const desktop = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!desktop) return;
  const [command, ...args] = process.platform === 'darwin' ? ['open']
    : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
  spawn(command, [...args, address], { stdio: 'ignore', detached: true }).on('error', () => {}).unref();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('../dist/site', import.meta.url));
  const address = addressOf(await serve(folder, Number(process.env.PORT ?? 8080)));
  console.log(`glassnet is at ${address}  (Ctrl+C ends it)`);
  if (process.argv.includes('--open')) openBrowser(address);
}
