// Where sessions run: in the page's one worker, or, where none can start, on the page's own thread.
import { wrap } from 'comlink';
import { startWorker } from '../lib/worker/start.js';

/**
 * A Session as the page has it: every method answers with a promise.
 * @typedef {import('./session.js').Session} RemoteSession
 * @typedef {{ openSession(): Promise<RemoteSession> }} Host
 */

/** @returns {Promise<Host>} */
async function inWorker() {
  const { default: text } = await import('bundled-text:./worker.js');
  return /** @type {any} */ (wrap(await startWorker(text)));
}

/** @returns {Promise<Host>} */
async function ownThread() {
  const { Session } = await import('./session.js');
  return { openSession: async () => new Session() };
}

/** @type {Promise<Host> | null} */
let host = null;

/**
 * A new session; `close` it when it is no longer shown.
 * @returns {Promise<RemoteSession>}
 */
export async function openSession() {
  host ??= inWorker().catch(ownThread);
  try {
    return await (await host).openSession();
  } catch (error) {
    host = null; // what failed may work the next time
    throw error;
  }
}
