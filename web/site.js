// What makes the site quick the first time and independent of a network afterwards.
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import esbuild from 'esbuild';
import { bundleModules, siteWorker, writeModules } from './bundle.js';
import { setWordsAside } from './words.js';

/** Beside what the page imports, what it asks for before there is a picture. */
const asked = ['web/experiment/worker.js', 'web/lib/generated/core-float32.js', 'web/lib/activations.js',
  'web/lib/datasets/make.js', 'web/lib/generated/core-synthetic.js', 'web/views/loss.js', 'web/views/gradients/now.js'];

/** What it asks for right after that, by itself. */
const soon = ['web/lab/hint.js', 'web/page/offline.js'];

/**
 * The files of the first load.
 * @param {import('esbuild').Metafile} metafile @param {string} folder of the site
 */
function firstFiles({ outputs }, folder) {
  const files = new Set(Object.keys(outputs).filter((file) => {
    const { entryPoint = '' } = outputs[file];
    return file === `${folder}/page.js` || asked.includes(entryPoint) || entryPoint.startsWith('site-worker:');
  }));
  for (const file of files) {
    for (const { path, kind } of outputs[file].imports) if (kind === 'import-statement') files.add(path);
  }
  return [...files];
}

/**
 * The page and its worker. What the page loads later is told to import the page as well, which is there by then: else
 * every few modules that some of it shares with the page would become a file of their own. It brings the words that
 * were set aside.
 * @param {string} page @param {string} worker @param {string} folder of the site
 */
export async function bundleSite(page, worker, folder) {
  const { metafile } = await bundleModules({ page, worker }, folder, siteWorker);
  const ofPage = (/** @type {string} */ path) => /^web\/(?!lib|experiment)/.test(path);
  const late = new Set(Object.entries(metafile.inputs).filter(([path]) => ofPage(path))
    .flatMap(([, { imports }]) => imports).filter(({ kind, path }) => kind === 'dynamic-import' && ofPage(path))
    .map(({ path }) => path));
  const early = [...asked, ...soon];
  const speaks = (/** @type {string} */ path) => /^web\/(?!lib|lang)/.test(path);
  const all = Object.keys(metafile.inputs).filter(speaks);
  const first = firstFiles(metafile, folder).flatMap((file) => Object.keys(metafile.outputs[file].inputs));
  const index = JSON.stringify(resolve('web/lang/index.js'));
  /** @type {import('esbuild').Plugin} */
  const withPage = {
    name: 'with-page',
    setup(build) {
      build.onLoad({ filter: /\.js$/, namespace: 'file' }, async ({ path }) => {
        const file = relative('.', path);
        if (!late.has(file) || file.startsWith('web/lang/')) return undefined;
        const added = [await readFile(path, 'utf8'), `import ${JSON.stringify(resolve(page))};`];
        if (!early.includes(file)) added.push(`import { loadLaterWords } from ${index}; await loadLaterWords();`);
        return { contents: added.join('\n') };
      });
    },
  };
  const words = await setWordsAside([...first, ...soon].filter(speaks), all);
  const modules = await bundleModules({ page, worker }, folder, siteWorker, withPage, words);
  await writeModules(modules);
  return modules.metafile;
}

/**
 * The page with a hint for every module of the first load, so that they come side by side, not one after the other.
 * @param {string} html @param {import('esbuild').Metafile} metafile @param {string} folder of the site
 */
export function hintModules(html, metafile, folder) {
  const links = firstFiles(metafile, folder)
    .map((file) => `  <link rel="modulepreload" href="./${relative(folder, file)}">\n`);
  return html.replace('</head>', `${links.join('')}</head>`);
}

/**
 * The script of the service worker, which names every file of the site by what is in it.
 * @param {string} entry @param {string} folder of the site
 */
export async function bundleServiceWorker(entry, folder) {
  const hash = (/** @type {string | Buffer} */ data) => createHash('sha256').update(data).digest('hex').slice(0, 16);
  const found = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name)).sort();
  const files = JSON.stringify(await Promise.all(found.map(async (file) =>
    [relative(folder, file).replaceAll(sep, '/'), hash(await readFile(file))])));
  const define = { SITE_FILES: files, SITE_VERSION: JSON.stringify(hash(files)) };
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry], bundle: true, minify: true, format: 'iife', target: 'es2022', write: false, define,
  });
  return outputFiles[0].text;
}
