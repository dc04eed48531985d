/** @type {Map<string, CSSStyleSheet>} */
const sheets = new Map();

/**
 * Gives the shadow root around an element a style sheet, once; one sheet serves all roots.
 * @param {Node} element @param {string} style
 */
export function adoptStyle(element, style) {
  const root = /** @type {ShadowRoot} */ (element.getRootNode());
  let sheet = sheets.get(style);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    sheets.set(style, sheet);
  }
  // Not of what was taken away while its style was loaded.
  if (root.adoptedStyleSheets && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
