import '../element/index.js';
import { formatExperiment, parseExperiment } from '../experiment/strings.js';
import { languageOf, languages, translator } from '../lang/index.js';
import { createExperiments } from './experiments.js';
import { recall, remember } from './memory.js';

const lab = /** @type {import('../element/index.js').GlassNet} */ (document.querySelector('glass-net'));
const languageButton = /** @type {HTMLButtonElement} */ (document.querySelector('.language'));
const themeButton = /** @type {HTMLButtonElement} */ (document.querySelector('.theme'));
const menu = /** @type {HTMLDetailsElement} */ (document.querySelector('.experiments'));
const experiments = createExperiments(menu, openAddress);
const tagline = /** @type {HTMLElement} */ (document.querySelector('.tagline'));

const themes = ['system', 'light', 'dark'];
let language = languageOf(recall('language') ?? navigator.language);
let theme = themes.includes(recall('theme') ?? '') ? String(recall('theme')) : 'system';

/** The language after the one shown: with two, the other one. */
function nextLanguage() {
  const codes = Object.keys(languages);
  return codes[(codes.indexOf(language) + 1) % codes.length];
}

/** Writes what the page itself says, and hands language and theme on to the element. */
function show() {
  const t = translator(language);
  const next = languages[nextLanguage()];
  document.documentElement.lang = languages[language].code;
  document.documentElement.dataset.theme = theme;
  document.title = t('page.title');
  tagline.textContent = t('page.tagline');
  experiments.show(t);
  languageButton.textContent = next.name;
  languageButton.lang = next.code;
  themeButton.textContent = { system: '◐', light: '○', dark: '●' }[theme] ?? '';
  themeButton.title = t('page.theme', { theme: t(`page.theme.${theme}`) });
  themeButton.setAttribute('aria-label', themeButton.title);
  lab.lang = languages[language].code;
  if (theme === 'system') lab.removeAttribute('theme');
  else lab.setAttribute('theme', theme);
}

/** A link is an experiment: what stands after the # opens it. */
function openAddress() {
  const strings = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  if (strings.tutorial) return lab.setAttribute('tutorial', strings.tutorial);
  const { experiment } = parseExperiment(strings);
  if (JSON.stringify(experiment) !== JSON.stringify(lab.experiment)) lab.experiment = experiment;
}

lab.addEventListener('glassnet-change', (event) => {
  const { experiment } = /** @type {CustomEvent} */ (event).detail;
  history.replaceState(null, '', `#${new URLSearchParams(formatExperiment(experiment))}`);
});
lab.addEventListener('glassnet-tutorial', (event) => {
  const { tutorial } = /** @type {CustomEvent} */ (event).detail;
  history.replaceState(null, '', `#${new URLSearchParams({ tutorial })}`);
});
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
addEventListener('hashchange', openAddress);
show();
openAddress();
