// The one worker behind glassnet/worker. It is started when something needs it and ended when nothing does.
import { wrap } from 'comlink';
import { GlassnetError } from '../errors.js';
import { startWorker } from './start.js';

/** @typedef {import('./script.js').WorkerApi} WorkerApi */
/**
 * The worker's functions, by promises.
 * @typedef {{ [Name in keyof WorkerApi]: (...args: Parameters<WorkerApi[Name]>) => Promise<any> }} Remote
 */

/** How long the worker waits for the next call after one that left no network behind. */
const LINGER_MILLISECONDS = 2000;

/** @type {Promise<{ worker: Worker, remote: Remote }> | null} */
let running = null;
/** Networks, and calls that need none. */
let users = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

async function start() {
  try {
    const { default: text } = await import('bundled-text:./script.js');
    const worker = await startWorker(text);
    return { worker, remote: /** @type {Remote} */ (/** @type {unknown} */ (wrap(worker))) };
  } catch (cause) {
    running = null; // what failed may work the next time
    const { message } = /** @type {Error} */ (cause);
    throw new GlassnetError('unsupported', `No worker can start here (${message}). glassnet/worker needs a browser, `
      + 'and in a Content-Security-Policy worker-src blob:. Without a worker, import from glassnet.', { cause });
  }
}

function end() {
  running?.then(({ worker }) => worker.terminate(), () => {});
  running = null;
}

/** One user less: `soon` ends the worker at once if it was the last. @param {boolean} soon */
export function leave(soon) {
  users--;
  if (users > 0) return;
  if (soon) end();
  else timer = setTimeout(end, LINGER_MILLISECONDS);
}

/**
 * One user more, for whom the worker is kept until `leave`.
 * @template T
 * @param {(remote: Remote) => Promise<T>} call where it fails, the user has left
 * @returns {Promise<T>}
 * @throws {GlassnetError} `unsupported` where no worker can start
 */
export async function join(call) {
  clearTimeout(timer);
  users++;
  try {
    running ??= start();
    return await crossing(call((await running).remote));
  } catch (error) {
    leave(false);
    throw error;
  }
}

/**
 * The answer to a call that needs no network.
 * @param {string} name @param {unknown[]} args
 */
export async function help(name, ...args) {
  const answer = await join((remote) => remote.help(name, ...args));
  leave(false);
  return answer;
}

/**
 * With a GlassnetError where an argument, a function for example, cannot be copied into the worker.
 * @template T @param {Promise<T>} answer
 */
export async function crossing(answer) {
  try {
    return await answer;
  } catch (cause) {
    const { name, message } = /** @type {Error} */ (Object(cause));
    if (name !== 'DataCloneError') throw cause;
    throw new GlassnetError('invalid-data', `An argument cannot be copied into the worker: ${message}`, { cause });
  }
}
