// The one worker of a page: it hosts every session, which take turns slice by slice.
import { proxy, transfer } from 'comlink';
import { buffersOf, offer } from '../lib/worker/wire.js';
import { Session } from './session.js';

/** A session whose snapshots are handed over, not copied. */
class WorkerSession extends Session {
  /** @override */
  async next() {
    const snapshot = await super.next();
    return transfer(snapshot, buffersOf(snapshot));
  }
}

offer({ openSession: () => proxy(new WorkerSession()) });
