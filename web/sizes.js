// Prints how large the parts of dist/ are, as they are and after gzip. Usage: npm run sizes
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** A module and all it imports at once; what it imports when asked for is not in it. @param {string} file */
function closure(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*"(\.[^"]+)"/g)) {
    closure(join(dirname(file), path), seen);
  }
  return seen;
}

/** The chunk in which a core of the library lies. @param {string} module @param {string} dtype */
function coreOf(module, dtype) {
  for (const file of closure(module)) {
    const [, path] = readFileSync(file, 'utf8').match(new RegExp(`import\\("(\\.[^"]*core-${dtype}[^"]*)"\\)`)) ?? [];
    if (path) return join(dirname(file), path);
  }
  throw new Error(`${module} loads no core of ${dtype}; run ./build.sh first.`);
}

/** What the site asks for before there is a picture: its page names its modules, but for the language. */
export function firstLoad() {
  const html = readFileSync(join(dist, 'site/index.html'), 'utf8');
  const named = [...html.matchAll(/(?:href|src)="\.\/([^"]+\.(?:js|css))"/g)].map(([, path]) => path);
  const words = readdirSync(join(dist, 'site/chunks')).filter((name) => name.startsWith('en-'));
  return ['index.html', ...new Set(named), ...words.map((name) => `chunks/${name}`)];
}

/** What a reader of the README asks for: which files each part comes as. */
export function sizes() {
  const module = join(dist, 'glassnet.js');
  const parts = {
    'the library, with its float32 core': [...closure(module), coreOf(module, 'float32')],
    'that core alone, glassnet-float32.wasm': [join(dist, 'glassnet-float32.wasm')],
    'glass-net.js, the element with everything in it': [join(dist, 'glass-net.js')],
    'the first load of the site': firstLoad().map((path) => join(dist, 'site', path)),
    'glassnet.html, the page in one file': [join(dist, 'glassnet.html')],
  };
  return Object.entries(parts).map(([name, files]) => {
    const all = files.map((file) => readFileSync(file));
    const packed = all.map((file) => gzipSync(file, { level: 9 }));
    return { name, bytes: sum(all), gzip: sum(packed) };
  });
}

/** @param {Buffer[]} list */
const sum = (list) => list.reduce((bytes, { length }) => bytes + length, 0);

/** In thousands of bytes. @param {number} bytes */
const kilo = (bytes) => `${Math.round(bytes / 1000)} kB`.padStart(8);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, bytes, gzip } of sizes()) console.log(`${name.padEnd(50)}${kilo(bytes)}${kilo(gzip)} gzip`);
}
