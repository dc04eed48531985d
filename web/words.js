// A language is one file. Of the site's, what only parts say that are loaded later is set aside when it is built.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

/** @param {string[]} files */
async function readAll(files) {
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');
}

/** Whether a text has a word between quotes. @param {string} text @param {string} word */
const quotes = (text, word) => text.includes(`'${word}'`);

/**
 * Which sentences a text asks for: t('csv.title'), t(`csv.${problem}`), t('csv.' + problem); or by two words,
 * t.label('loss', name), where none of that kind is ever asked for by its whole key.
 * @param {string} text of the files in question
 * @param {string} whole of all files
 */
function asksFor(text, whole) {
  const beginnings = [...text.matchAll(/[`']([\w.]+\.)(?:\$\{|')/g)].map(([, beginning]) => beginning);
  return (/** @type {string} */ key) => quotes(text, key) || beginnings.some((beginning) => key.startsWith(beginning))
    || (!quotes(whole, key) && quotes(text, key.split('.')[0]));
}

/**
 * @param {string[]} first the files of the first load @param {string[]} all
 * @returns {Promise<import('esbuild').Plugin>}
 */
export async function setWordsAside(first, all) {
  const asked = asksFor(await readAll(first), await readAll(all));
  /** @param {string} file @param {boolean} isFirst */
  const partOf = async (file, isFirst) => {
    const { strings, glossary } = (await import(pathToFileURL(file).href)).default;
    const chosen = Object.fromEntries(Object.entries(strings).filter(([key]) => asked(key) === isFirst));
    return JSON.stringify(isFirst ? { strings: chosen, glossary } : chosen);
  };
  return {
    name: 'words',
    setup(build) {
      build.onLoad({ filter: /\/web\/lang\/[a-z]{2}\.js$/, namespace: 'file' }, async ({ path }) => {
        const later = `later: () => import(${JSON.stringify(`later:${path}`)})`;
        return { contents: `export default { ...${await partOf(path, true)}, ${later} };` };
      });
      build.onResolve({ filter: /^later:/ }, ({ path }) =>
        ({ path: path.replace(/^later:(.*\/)/, '$1later-'), namespace: 'later' }));
      build.onLoad({ filter: /.*/, namespace: 'later' }, async ({ path }) =>
        ({ contents: await partOf(path.replace('/later-', '/'), false), loader: 'json' }));
    },
  };
}
