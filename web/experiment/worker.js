// The one worker of a page: it hosts every session, which take turns slice by slice.
import { expose, proxy, transfer } from 'comlink';
import { Session } from './session.js';
import { buffersOf, carryErrorCodes } from './transfer.js';

/** A session whose snapshots are handed over, not copied. */
class WorkerSession extends Session {
  /** @override */
  async next() {
    const snapshot = await super.next();
    return transfer(snapshot, buffersOf(snapshot));
  }
}

carryErrorCodes();
expose({ openSession: () => proxy(new WorkerSession()) });
