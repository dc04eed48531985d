// What makes the site quick the first time and independent of a network afterwards.
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import esbuild from 'esbuild';

/** Beside what the page imports, what it asks for before anybody has pressed anything. */
const asked = [
  'web/experiment/worker.js', 'web/lib/generated/core-float32.js', 'web/views/loss.js', 'web/views/gradients/now.js',
  'web/lab/hint.js', 'web/page/offline.js',
  // for the pictures in the menu of data sets
  ...['trask', 'iris', 'breastCancer'].map((name) => `web/lib/datasets/${name}.js`),
];

/**
 * The page with a hint for every module of the first load, so that they come side by side, not one after the other.
 * @param {string} html @param {import('esbuild').Metafile} metafile @param {string} folder of the site
 */
export function hintModules(html, { outputs }, folder) {
  const files = new Set(Object.keys(outputs).filter((file) => {
    const { entryPoint = '' } = outputs[file];
    return file === `${folder}/page.js` || asked.includes(entryPoint) || entryPoint.startsWith('site-worker:');
  }));
  for (const file of files) {
    for (const { path, kind } of outputs[file].imports) if (kind === 'import-statement') files.add(path);
  }
  const links = [...files].map((file) => `  <link rel="modulepreload" href="./${relative(folder, file)}">\n`);
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
