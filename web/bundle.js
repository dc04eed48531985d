// How parts of web/ become one script, one classic script, or modules: esbuild, and what it needs to be told.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import esbuild from 'esbuild';
import { minify } from 'terser';

/** A script of a worker asks its page for what is loaded when wanted. */
const askPage = {
  name: 'ask-page',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /\/wanted\.js$/ }, () => ({ path: resolve('web/lib/worker/wanted.js') }));
  },
};

/** `import text from 'bundled-text:./worker.js'`: the script with all it imports, as the text of one classic script. */
export const bundledText = {
  name: 'bundled-text',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^bundled-text:/ }, ({ path, resolveDir }) =>
      ({ path: resolve(resolveDir, path.replace('bundled-text:', '')), namespace: 'bundled-text' }));
    build.onLoad({ filter: /.*/, namespace: 'bundled-text' }, async ({ path }) =>
      ({ contents: await bundleClassic(path, askPage), loader: 'text' }));
  },
};

/**
 * The site's worker is made of modules, which it shares with the page: `worker.js` beside the page. A classic script
 * imports them, since Firefox 113 has no module workers, and says where it cannot.
 */
export const siteWorker = {
  name: 'site-worker',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^bundled-text:/ }, ({ path }) => ({ path, namespace: 'site-worker' }));
    // What is imported dynamically lies in chunks/, this as well.
    build.onLoad({ filter: /.*/, namespace: 'site-worker' }, () => ({
      contents: `const url = new URL('../worker.js', import.meta.url).href;
        export default \`import(\${JSON.stringify(url)}).catch((error) => setTimeout(() => { throw error; }));\`;`,
    }));
  },
};

/** A style sheet is imported as its text, minified. */
const styleText = {
  name: 'style-text',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({ contents: await minifyStyle(path), loader: 'text' }));
  },
};

/**
 * Chart.js has its scales as classes with static fields, which a bundler keeps though nobody uses them. Made by a pure
 * call, those that are not registered fall away.
 */
const pureScales = {
  name: 'pure-scales',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: /chart\.js\/dist\/chart\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const pure = text.replace(/^class (\w+Scale) extends (\w+) \{\n.*?^\}$/gms, (whole, name) =>
        `const ${name} = /* @__PURE__ */ (() => ${whole})();`);
      return { contents: pure };
    });
  },
};

/** Of the colours that Chart.js can mix nothing is used here. */
const plainColours = {
  name: 'plain-colours',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^@kurkle\/color$/ }, () => ({ path: resolve('web/views/loss/colours.js') }));
  },
};

/** The parser of CSV as a module: for one that is none, every file would have to import a helper. */
const parserModule = {
  name: 'parser-module',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: /papaparse\.min\.js$/ }, async ({ path }) => ({
      contents: `const exports = {}, module = { exports }; ${await readFile(path, 'utf8')} export default module.exports;`,
    }));
  },
};

/**
 * The library in two files, since each takes Node half a millisecond: itself, and what others have of it. A file of its
 * own would else become what any of them shares with any other. What the library loads later is told to import it as
 * well, which is there by then, and the few files that several have bring each other. The plain .wasm lie one folder up.
 */
export const libraryTogether = {
  name: 'library-together',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    /** @type {Record<string, string[]>} */
    const brings = { errors: ['lifetime', 'wanted'], wanted: ['errors'], core: [] };
    for (const late of ['restore', 'activations', 'datasets/make', 'onnx', 'code/index']) brings[late] = ['index'];
    const filter = new RegExp(`/web/lib/(${Object.keys(brings).join('|')})[.]js$`);
    build.onLoad({ filter }, async ({ path }) => {
      const others = brings[relative('web/lib', path).replace('.js', '')];
      const imports = others.map((name) => `import {} from ${JSON.stringify(resolve(`web/lib/${name}.js`))};`);
      const text = await readFile(path, 'utf8');
      return { contents: [text.replace('./generated/glassnet-', '../glassnet-'), ...imports].join('\n') };
    });
  },
};

const plugins = [styleText, pureScales, plainColours, parserModule];

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: true,
  legalComments: 'eof',
  target: ['chrome103', 'firefox113', 'safari16.4', 'node20'],
};

/** Makes 3 % less of what esbuild has minified. @param {string} script @param {import('terser').MinifyOptions} options */
async function shorten(script, options) {
  const { code } = await minify(script, { ecma: 2020, ...options });
  return /** @type {string} */ (code);
}

/**
 * One classic script that needs nothing beside it, in ASCII, since the page it is put in may have any charset.
 * @param {string} entry @param {import('esbuild').Plugin} plugin
 */
async function bundleClassic(entry, plugin) {
  const result = await esbuild.build({
    ...common, plugins: [plugin, ...plugins], entryPoints: [entry], format: 'iife', write: false,
    define: { 'import.meta.url': '""' },
  });
  return shorten(result.outputFiles[0].text, { format: { ascii_only: true, comments: 'some' } });
}

/** In a script that is page and worker at once, the worker's text is the script's own. */
const ownText = {
  name: 'own-text',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^bundled-text:/ }, ({ path }) => ({ path, namespace: 'own-text' }));
    build.onLoad({ filter: /.*/, namespace: 'own-text' }, () =>
      ({ contents: "export default '(' + glassnetScript + ')()';" }));
    build.onResolve({ filter: /^both:/ }, ({ path }) => ({ path, namespace: 'both' }));
    build.onLoad({ filter: /.*/, namespace: 'both' }, ({ path }) => ({
      contents: `if (typeof document === 'undefined') import('./web/experiment/worker.js');
        else import('./${path.replace('both:', '')}');`,
      resolveDir: process.cwd(),
    }));
  },
};

/**
 * One classic script for a page, which starts its worker from its own text: nothing in it is there twice.
 * @param {string} entry
 */
export async function bundleWithWorker(entry) {
  return `(function glassnetScript() {${await bundleClassic(`both:${entry}`, ownText)}})();\n`;
}

/**
 * ES modules, not yet written; what they share or import dynamically goes to chunks/.
 * @param {Record<string, string>} entryPoints @param {string} outdir @param {...import('esbuild').Plugin} others
 */
export function bundleModules(entryPoints, outdir, ...others) {
  const options = { ...common, plugins: [...others, ...plugins], chunkNames: 'chunks/[name]-[hash]' };
  return esbuild.build({ ...options, entryPoints, outdir, format: 'esm', splitting: true, metafile: true, write: false });
}

/** @param {import('esbuild').BuildResult<{ write: false }>} modules */
export async function writeModules({ outputFiles }) {
  for (const { path, text } of outputFiles) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await shorten(text, { module: true, format: { comments: 'some' } }));
  }
}

/** @param {string} file */
export async function minifyStyle(file) {
  const result = await esbuild.transform(await readFile(file, 'utf8'), { loader: 'css', minify: true });
  return result.code;
}
