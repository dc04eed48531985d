// A server of texts by path that lets pages of any origin read them, as a content delivery network does.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

/**
 * @param {(path: string) => string | Buffer | undefined | Promise<string | Buffer | undefined>} find
 * @returns {Promise<import('node:http').Server>}
 */
export async function serveTexts(find) {
  const server = createServer(async ({ url }, response) => {
    const path = url.slice(1), text = await find(path);
    const type = extname(path) === '.js' ? 'text/javascript' : 'text/html';
    response.writeHead(text === undefined ? 404 : 200,
      { 'Content-Type': `${type}; charset=utf-8`, 'Access-Control-Allow-Origin': '*' });
    response.end(text);
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  return server;
}

/** What `serveTexts` needs to serve a folder. @param {string} folder */
export const filesOf = (folder) => (path) => readFile(join(folder, path)).catch(() => undefined);
