// In the script of a worker: what is loaded when wanted comes from the page that started it.
import { wrap } from 'comlink';

/** @type {typeof import('../wanted.js').wanted} */
export const wanted = /** @type {any} */ (wrap(/** @type {any} */ (globalThis)));
