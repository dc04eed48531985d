/** What a visitor chose, kept where the browser allows it. @param {string} name @returns {string | null} */
export function recall(name) {
  try {
    return localStorage.getItem(`glassnet.${name}`);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value */
export function remember(name, value) {
  try {
    localStorage.setItem(`glassnet.${name}`, value);
  } catch {
    // Storage is full or switched off: the choice lasts as long as the page.
  }
}
