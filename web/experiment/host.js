// Where sessions run: in the page's one worker, or, where none can start, on the page's own thread.
import { wrap } from 'comlink';
import workerText from 'bundled-text:./worker.js';
import { carryErrorCodes } from './transfer.js';

/**
 * A Session as the page has it: every method answers with a promise.
 * @typedef {import('./session.js').Session} RemoteSession
 * @typedef {{ openSession(): Promise<RemoteSession> }} Host
 */

const startMilliseconds = 4000;

/** An address of our own, as Trusted Types want it. @param {string} url @returns {string} */
function trusted(url) {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  if (!trustedTypes) return url;
  return trustedTypes.createPolicy('glassnet', { createScriptURL: (/** @type {string} */ own) => own }).createScriptURL(url);
}

/** A classic worker from a blob: the one form that works from any origin and from file://. @returns {Promise<Host>} */
async function startWorker() {
  const url = URL.createObjectURL(new Blob([workerText], { type: 'text/javascript' }));
  const worker = new Worker(trusted(url), { name: 'glassnet' });
  const remote = /** @type {any} */ (wrap(worker));
  const failed = new Promise((_, reject) => {
    worker.onerror = (event) => reject(new Error(event.message || 'The worker did not start.'));
    setTimeout(() => reject(new Error('The worker did not answer.')), startMilliseconds);
  });
  try {
    const session = await Promise.race([remote.openSession(), failed]);
    await session.close();
    carryErrorCodes();
    return remote;
  } catch (error) {
    worker.terminate();
    throw error;
  } finally {
    URL.revokeObjectURL(url);
  }
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
  host ??= startWorker().catch(ownThread);
  try {
    return await (await host).openSession();
  } catch (error) {
    host = null; // what failed may work the next time
    throw error;
  }
}
