const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');

/** @typedef {'system' | 'light' | 'dark'} Theme */

/** What a theme means on this screen now. @param {string | null | undefined} theme @returns {'light' | 'dark'} */
export function resolveTheme(theme) {
  if (theme === 'light' || theme === 'dark') return theme;
  return darkQuery.matches ? 'dark' : 'light';
}

/** Calls back when the system changes its scheme. @param {() => void} callback @returns {() => void} stops it */
export function watchSystemTheme(callback) {
  darkQuery.addEventListener('change', callback);
  return () => darkQuery.removeEventListener('change', callback);
}
