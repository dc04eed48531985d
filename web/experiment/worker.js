// The one worker of a page: it hosts every session, which take turns slice by slice.
import { proxy, transfer } from 'comlink';
import { buffersOf, offer } from '../lib/worker/wire.js';
import { Session } from './session.js';

/** In place of rows which the page has already: they may be many. */
const sameRows = { x: [], y: [] };

/** @template {{ experiment: import('./experiment.js').Experiment }} T @param {T} answer @returns {T} */
function withoutRows(answer) {
  const { experiment } = answer;
  return experiment.data ? { ...answer, experiment: { ...experiment, data: sameRows } } : answer;
}

/** A session whose snapshots are handed over, not copied, and which sends no rows back. */
class WorkerSession extends Session {
  /** @override @param {Parameters<Session['load']>} given */
  async load(...given) {
    return withoutRows(await super.load(...given));
  }

  /** @override @param {Parameters<Session['set']>} given */
  async set(...given) {
    return withoutRows(await super.set(...given));
  }

  /** @override */
  async next() {
    const snapshot = await super.next();
    return transfer(snapshot, buffersOf(snapshot));
  }
}

offer({ openSession: () => proxy(new WorkerSession()) });
