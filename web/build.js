// Bundles web/ into dist/: the library, the element, the site and the page in one file.
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { bundleModules, bundleWithWorker, bundledText, libraryTogether, minifyStyle, writeModules } from './bundle.js';
import { writeReference } from './reference/index.js';
import { bundleServiceWorker, bundleSite, hintModules } from './site.js';

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'));

const library = 'web/lib/index.js';
const worker = 'web/lib/worker.js';
const element = 'web/element/index.js';
const page = 'web/page';

/** In the page's menu; there is no gallery beside the page in one file. */
const galleryLink = '<a class="gallery" href="./gallery.html">Gallery</a>';

/** Where all is made, to take the place of dist/ once it is whole: a build that fails leaves the last one as it was. */
const out = 'dist.part';

/** The .d.ts files of what the package exports, from its JSDoc. */
function writeTypes() {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.');
  Object.assign(options, {
    noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: 'web', outDir: `${out}/types`,
  });
  const host = ts.createCompilerHost(options);
  // Symbol.dispose is in none of the libraries that most projects name.
  const head = (/** @type {string} */ text) =>
    text.includes('[Symbol.dispose]') ? '/// <reference lib="esnext.disposable" />\n' : '';
  ts.createProgram([library, worker, element, 'web/bundled.d.ts'], options, host)
    .emit(undefined, (file, text) => host.writeFile(file, head(text) + text, false));
}

/**
 * What a plain .wasm exports, for `instance.exports as typeof import('glassnet/glassnet-float32.wasm')`.
 * @param {string} name @param {string} file the types'
 */
async function writeCoreTypes(name, file) {
  const module = await WebAssembly.compile(await readFile(`web/lib/generated/glassnet-${name}.wasm`));
  const functions = WebAssembly.Module.exports(module).filter(({ kind }) => kind === 'function');
  const lines = functions.map(({ name }) => `export function ${name}(...args: number[]): number;\n`);
  const head = '// The functions of c/glassnet.h; a pointer is an address in memory.\n';
  const memory = 'export const memory: WebAssembly.Memory;\n';
  await writeFile(`${out}/types/${file}.d.ts`, head + memory + lines.join(''));
}

/** Replaces exactly one occurrence. @param {string} text @param {string} from @param {string} to */
function swap(text, from, to) {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${page}/index.html must hold ${from} once, found ${parts.length - 1} times`);
  return parts.join(to);
}

/**
 * The page with its script and style inside. Its Content-Security-Policy, if any, then names them by their hashes.
 * @param {string} html @param {string} script @param {string} style
 */
function inlinePage(html, script, style) {
  const hash = (/** @type {string} */ text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  html = swap(html, '<script type="module" src="./page.js" data-offline="./service-worker.js"></script>', '');
  if (html.includes('Content-Security-Policy')) {
    html = swap(html, "script-src 'self'", `script-src ${hash(script)}`);
    html = swap(html, "style-src 'self'", `style-src ${hash(style)}`);
  }
  html = swap(html, '<link rel="stylesheet" href="./page.css">', `<style>${style}</style>`);
  html = swap(html, galleryLink, '');
  return swap(html, '</body>', `<script>${script}</script>\n</body>`);
}

await rm(out, { recursive: true, force: true });
await mkdir(out);
const html = await readFile(`${page}/index.html`, 'utf8');
const style = await minifyStyle(`${page}/page.css`);
const [elementScript, pageScript, metafile] = await Promise.all([
  bundleWithWorker(element),
  bundleWithWorker(`${page}/page.js`),
  bundleSite(`${page}/page.js`, 'web/experiment/worker.js', `${out}/site`),
  bundleModules({ glassnet: library, worker, element }, out, bundledText, libraryTogether).then(writeModules),
]);
writeTypes();
await Promise.all([
  writeCoreTypes('float32', 'glassnet.wasm'),
  writeCoreTypes('synthetic', 'glassnet-synthetic.wasm'),
  writeFile(`${out}/glass-net.js`, elementScript),
  writeFile(`${out}/site/index.html`, hintModules(html, metafile, `${out}/site`)),
  writeFile(`${out}/site/page.css`, style),
  ...Object.entries(await writeReference()).map(([name, text]) => writeFile(`${out}/site/${name}`, text)),
  ...['gallery.html', 'gallery.zh.html', 'gallery.css'].map((name) => copyFile(`web/gallery/${name}`, `${out}/site/${name}`)),
  copyFile('web/lib/generated/glassnet-float32.wasm', `${out}/site/glassnet-float32.wasm`),
  ...['float32', 'float64', 'synthetic'].map((name) =>
    copyFile(`web/lib/generated/glassnet-${name}.wasm`, `${out}/glassnet-${name}.wasm`)),
]);
await writeFile(`${out}/site/service-worker.js`, await bundleServiceWorker(`${page}/service-worker.js`, `${out}/site`));
// Last, since build.sh takes its time of change for that of the whole.
await writeFile(`${out}/glassnet.html`, inlinePage(html, pageScript, style));
await rm('dist', { recursive: true, force: true });
await rename(out, 'dist');
