/* global Worker */
// Starts a worker from the text of its script. The element and glassnet/worker both do it this way.
import { expose } from 'comlink';
import { wanted } from '../wanted.js';
import { carryErrors } from './wire.js';

const startMilliseconds = 10_000;

/** Under this name two bundles on one page find the same policy: creating it a second time is an error. */
const policyKey = Symbol.for('glassnet.policy');

/** @param {string} url */
function allowBlob(url) {
  if (!url.startsWith('blob:')) throw new TypeError(`glassnet starts workers from blobs only, not from ${url}.`);
  return url;
}

/** An address of our own, as Trusted Types want it. @param {string} url @returns {string} */
function trusted(url) {
  const page = /** @type {any} */ (globalThis);
  if (!page.trustedTypes) return url;
  page[policyKey] ??= page.trustedTypes.createPolicy('glassnet', { createScriptURL: allowBlob });
  return page[policyKey].createScriptURL(url);
}

/**
 * A classic worker from a blob: the one form that works from any origin and from file://.
 * @param {string} text a script that ends with `offer`
 * @returns {Promise<Worker>} listening; rejects where none may start
 */
export async function startWorker(text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  try {
    const worker = new Worker(trusted(url), { name: 'glassnet' });
    await firstMessage(worker).catch((error) => {
      worker.terminate();
      throw error;
    });
    carryErrors();
    expose(wanted, worker);
    return worker;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** @param {Worker} worker @returns {Promise<void>} */
function firstMessage(worker) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The worker did not answer.')), startMilliseconds);
    worker.onmessage = () => settle(resolve);
    worker.onerror = (event) => settle(() => reject(new Error(event.message || 'The worker did not start.')));
    /** @param {() => void} how */
    function settle(how) {
      clearTimeout(timer);
      worker.onmessage = worker.onerror = null;
      how();
    }
  });
}
