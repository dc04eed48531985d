import { parseExperiment } from '../experiment/strings.js';
import { languageOf, languages, loadLanguage, translator } from '../lang/index.js';
import { hashOf, shownBy } from './address.js';
import { createExperiments } from './experiments.js';
import { recall, remember } from './memory.js';
import { createToast } from './toast.js';
import { createTools } from './tools.js';

/**
 * What the parts of the page work with.
 * @typedef {object} Page
 * @property {import('../element/index.js').GlassNet} lab
 * @property {import('../lang/index.js').Translate} t of the language that is shown
 * @property {ReturnType<typeof createToast>} tell says what was done
 */

/** The header and the <glass-net> under it. */
export function startPage() {
  const lab = /** @type {import('../element/index.js').GlassNet} */ (document.querySelector('glass-net'));
  const languageButton = /** @type {HTMLButtonElement} */ (document.querySelector('.language'));
  const themeButton = /** @type {HTMLButtonElement} */ (document.querySelector('.theme'));
  const menu = /** @type {HTMLDetailsElement} */ (document.querySelector('.experiments'));
  const experiments = createExperiments(menu, openAddress);
  const tagline = /** @type {HTMLElement} */ (document.querySelector('.tagline'));
  const toast = /** @type {HTMLElement} */ (document.querySelector('.toast'));
  /** @type {Page} */
  const page = { lab, t: translator('en'), tell: createToast(toast) };
  const tools = createTools(page);

  const themes = ['system', 'light', 'dark'];
  let language = languageOf(recall('language') ?? navigator.language);
  let theme = themes.includes(recall('theme') ?? '') ? String(recall('theme')) : 'system';

  /** The language after the one shown: with two, the other one. */
  function nextLanguage() {
    const codes = Object.keys(languages);
    return codes[(codes.indexOf(language) + 1) % codes.length];
  }

  /** Writes what the page itself says, and hands language and theme on to the element. */
  async function show() {
    const next = languages[nextLanguage()];
    document.documentElement.lang = lab.lang = languages[language].code;
    document.documentElement.dataset.theme = theme;
    if (theme === 'system') lab.removeAttribute('theme');
    else lab.setAttribute('theme', theme);
    await loadLanguage(language);
    const t = page.t = translator(language);
    document.title = t('page.title');
    tagline.textContent = t(lab.hasAttribute('controls') ? 'page.assignment' : 'page.tagline');
    experiments.show(t);
    tools.show(t);
    languageButton.textContent = next.name;
    languageButton.lang = next.code;
    themeButton.textContent = { system: '◐', light: '○', dark: '●' }[theme] ?? '';
    themeButton.title = t('page.theme', { theme: t(`page.theme.${theme}`) });
    themeButton.setAttribute('aria-label', themeButton.title);
  }

  /** A link is an experiment, and what may be changed of it: what stands after the # opens it. */
  function openAddress() {
    const strings = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
    for (const name of shownBy) {
      if (strings[name] === undefined) lab.removeAttribute(name);
      else if (strings[name] !== lab.getAttribute(name)) lab.setAttribute(name, strings[name]);
    }
    if (strings.tutorial) return lab.setAttribute('tutorial', strings.tutorial);
    const { experiment } = parseExperiment(strings);
    if (JSON.stringify(experiment) !== JSON.stringify(lab.experiment)) lab.experiment = experiment;
  }

  /** What does not fit into an address leaves none that would open something else. */
  function writeAddress() {
    history.replaceState(null, '', hashOf(lab) ?? location.pathname + location.search);
  }

  /** Who has pressed once need not be told where. @param {Event} event */
  function forgetHint(event) {
    if (!/** @type {CustomEvent} */ (event).detail.playing) return;
    lab.removeEventListener('glassnet-epoch', forgetHint);
    lab.removeAttribute('hint');
    remember('played', 'yes');
  }

  lab.addEventListener('glassnet-change', writeAddress);
  lab.addEventListener('glassnet-tutorial', writeAddress);
  if (recall('played') === null) {
    lab.setAttribute('hint', '');
    lab.addEventListener('glassnet-epoch', forgetHint);
  }
  languageButton.addEventListener('click', () => {
    language = nextLanguage();
    remember('language', language);
    show();
  });
  themeButton.addEventListener('click', () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    remember('theme', theme);
    show();
  });
  // After the first picture, so that nothing waits for it. The page in one file has no service worker beside it.
  const { offline } = /** @type {HTMLElement | null} */ (document.querySelector('script[data-offline]'))?.dataset ?? {};
  if (offline) {
    // Where it cannot be had, the page works as it is.
    const start = () => import('./offline.js').then(({ keepOffline }) => keepOffline(offline), () => {});
    lab.addEventListener('glassnet-epoch', start, { once: true });
  }
  addEventListener('hashchange', () => {
    openAddress();
    show();
  });
  openAddress();
  show();
}
