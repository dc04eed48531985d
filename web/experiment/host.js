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
  const remote = /** @type {Host} */ (/** @type {unknown} */ (wrap(await startWorker(text))));
  return { openSession: async () => keepRows(await remote.openSession()) };
}

/**
 * Rows of one's own go to the worker once. In what it answers the page's own stand in their place.
 * @param {RemoteSession} remote
 * @returns {RemoteSession}
 */
function keepRows(remote) {
  /** @type {import('./experiment.js').OwnData | undefined} */
  let data;
  /** @template {{ experiment: import('./experiment.js').Experiment }} T @param {T} answer @returns {T} */
  const withRows = (answer) =>
    answer.experiment.data ? { ...answer, experiment: { ...answer.experiment, data } } : answer;
  /** @type {Partial<RemoteSession>} */
  const own = {
    async load(experiment, marks) {
      const info = await remote.load(experiment, marks);
      data = experiment.data;
      return withRows(info);
    },
    async set(change) {
      const answer = await remote.set(change);
      data = change.data ?? data;
      const info = answer.info && withRows(answer.info);
      return { ...withRows(answer), ...(info ? { info } : {}) };
    },
    async restore(saved) {
      const info = await remote.restore(saved);
      data = info.experiment.data;
      return info;
    },
  };
  return new Proxy(remote, {
    get: (target, name) => Reflect.get(own, name) ?? Reflect.get(target, name),
  });
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
