import { h } from './dom.js';

/** Long enough for a browser to take the file. */
const patience = 60_000;

/**
 * Hands a file to the browser's downloads.
 * @param {string} name
 * @param {Blob} content
 */
export function saveFile(name, content) {
  const address = URL.createObjectURL(content);
  h('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), patience);
}
