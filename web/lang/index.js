/**
 * A language is one file: its sentences, and a glossary that explains each term in one sentence.
 * `{n}` in a sentence is replaced by the parameter n. A sentence that depends on a number is an object of the plural
 * forms that Intl.PluralRules names, chosen by the parameter n.
 * @typedef {{ [category: string]: string }} Plural
 * @typedef {object} Language
 * @property {Record<string, string | Plural>} strings
 * @property {Record<string, string>} glossary
 * @property {() => Promise<{ default: Record<string, string | Plural> }>} [later] the sentences that a build has set
 *   aside, because only parts say them that are loaded later
 */

/**
 * A new language is a file and a row here: its tag, its name as its readers call it, and where it is. It is loaded when
 * it is first shown.
 * @type {Record<string, { code: string, name: string, load: () => Promise<{ default: Language }> }>}
 */
export const languages = {
  en: { code: 'en', name: 'English', load: () => import('./en.js') },
  zh: { code: 'zh-CN', name: '中文', load: () => import('./zh.js') },
};

/** Those that are here. @type {Record<string, Language>} */
const loaded = {};

/** Whether something was loaded that says what was set aside. */
let more = false;

/** Adds what was set aside of the languages that are here. */
export async function loadLaterWords() {
  more = true;
  await Promise.all(Object.values(loaded).map(complete));
}

/** @param {Language} language */
async function complete(language) {
  if (!language.later) return;
  Object.assign(language.strings, (await language.later()).default);
  delete language.later;
}

/**
 * Fetches a language, so that `translator` has it; where that fails, English serves.
 * @param {string} code a key of `languages`
 */
export async function loadLanguage(code) {
  try {
    const language = loaded[code] ?? (await languages[code].load()).default;
    if (more) await complete(language);
    loaded[code] = language;
  } catch (error) {
    console.warn(`The language ${code} cannot be loaded: ${error}`);
    if (code !== 'en') await loadLanguage('en');
  }
}

/** The language that serves a tag such as `zh-CN`; English where none does. @param {string | null | undefined} tag */
export function languageOf(tag) {
  const code = (tag ?? '').toLowerCase().split('-')[0];
  return Object.hasOwn(languages, code) ? code : 'en';
}

/**
 * @typedef {object} Formats
 * @property {string} code
 * @property {(key: string) => boolean} has
 * @property {(kind: string, name: string) => string} label of a choice: `label('loss', 'meanSquaredError')`;
 *   the name itself where it has none
 * @property {(term: string) => string} term its sentence in the glossary, or nothing
 * @property {(text: { en: string, [code: string]: string }) => string} text of what brings its own translations
 * @property {(value: number) => string} number a count
 * @property {(value: number, digits?: number) => string} percent a share of 1
 * @property {(value: number) => string} loss four decimals; scientific where they would all be zero
 * @property {(value: number, digits: number) => string} fixed
 * @property {(value: number) => string} short at most three significant digits
 * @property {(value: number) => string} exact as many digits as float32 has
 *
 * @typedef {((key: string, parameters?: Record<string, string | number>) => string) & Formats} Translate
 */

/** @param {string} wished a key of `languages` that is loaded; where it is not, English serves @returns {Translate} */
export function translator(wished) {
  const code = Object.hasOwn(loaded, wished) ? wished : 'en';
  const { strings, glossary } = loaded[code] ?? { strings: {}, glossary: {} }, { code: tag } = languages[code];
  const plurals = new Intl.PluralRules(tag);
  const formats = makeFormats(tag);

  const sentence = (/** @type {string} */ key, /** @type {string | number | undefined} */ n) => {
    if (!Object.hasOwn(strings, key)) console.warn(`No words for ${key}`);
    const found = strings[key] ?? key;
    if (typeof found === 'string') return found;
    return found[plurals.select(Number(n))] ?? found.other;
  };
  /** @param {string} key @param {Record<string, string | number>} [parameters] */
  const t = (key, parameters = {}) => sentence(key, parameters.n).replace(/\{(\w+)\}/g, (whole, name) => {
    const value = parameters[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? formats.number(value) : value;
  });
  return Object.assign(t, formats, {
    code,
    text: (/** @type {{ en: string, [code: string]: string }} */ text) => text[code] ?? text.en,
    has: (/** @type {string} */ key) => Object.hasOwn(strings, key),
    label: (/** @type {string} */ kind, /** @type {string} */ name) =>
      (Object.hasOwn(strings, `${kind}.${name}`) ? t(`${kind}.${name}`) : name),
    term: (/** @type {string} */ term) => (Object.hasOwn(glossary, term) ? glossary[term] : ''),
  });
}

/** @param {string} tag */
function makeFormats(tag) {
  const cache = new Map();
  const format = (/** @type {Intl.NumberFormatOptions} */ options) => {
    const key = JSON.stringify(options);
    if (!cache.has(key)) cache.set(key, new Intl.NumberFormat(tag, options));
    return /** @type {Intl.NumberFormat} */ (cache.get(key));
  };
  const minus = (/** @type {string} */ text) => text.replace('-', '−');
  const fixed = (/** @type {number} */ value, /** @type {number} */ digits) =>
    minus(format({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value));
  const scientific = (/** @type {number} */ value) => minus(value.toExponential(1).replace('+', ''));
  return {
    number: (/** @type {number} */ value) => minus(format({ maximumFractionDigits: 6 }).format(value)),
    percent: (/** @type {number} */ value, digits = 1) =>
      format({ style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value),
    loss: (/** @type {number} */ value) => {
      if (value !== 0 && Math.abs(value) < 0.00005) return scientific(value);
      return Math.abs(value) < 1000 ? fixed(value, Math.abs(value) < 10 ? 4 : 2) : scientific(value);
    },
    fixed,
    short: (/** @type {number} */ value) => (value !== 0 && (Math.abs(value) < 0.001 || Math.abs(value) >= 1e7)
      ? scientific(value) : minus(format({ maximumSignificantDigits: 3 }).format(value))),
    exact: (/** @type {number} */ value) => (value !== 0 && Math.abs(value) < 0.0001
      ? minus(String(Number(value.toPrecision(8)))) : minus(format({ maximumSignificantDigits: 9 }).format(value))),
  };
}
