// The speed a person chose, kept in slices of training, so that whatever else waits on the thread has its turn.
import { eventLoopTurn } from '../lib/trainer.js';

const sliceMilliseconds = 12;
/** Between two looks at the clock while a speed is kept. */
const tickMilliseconds = 8;
/** Over so long the speed is measured. */
const measureMilliseconds = 500;

/**
 * What is run.
 * @typedef {object} Runner
 * @property {() => boolean} goesOn
 * @property {() => number} epoch
 * @property {(limits: { epochs?: number, milliseconds?: number }) => number} train answers the epochs it finished
 */

export class Pace {
  /** Epochs a second; Infinity: as fast as possible. */
  speed = 60;
  /** Epochs a second as measured; 0 while nothing runs. */
  rate = 0;

  /** Trains until it does not go on. @param {Runner} runner */
  async run({ goesOn, epoch, train }) {
    let clock = performance.now(), due = 1, seen = epoch(), seenAt = clock;
    while (goesOn()) {
      const now = performance.now(), fastest = this.speed === Infinity;
      due = fastest ? 1 : Math.min(due + (now - clock) / 1000 * this.speed, Math.max(1, this.speed));
      clock = now;
      if (fastest) train({ milliseconds: sliceMilliseconds });
      else if (due >= 1) due -= train({ epochs: Math.floor(due), milliseconds: sliceMilliseconds });
      const passed = performance.now() - seenAt;
      if (passed >= measureMilliseconds) {
        this.rate = (epoch() - seen) / passed * 1000;
        seen = epoch();
        seenAt += passed;
      }
      await (fastest || due >= 1 ? eventLoopTurn() : pause(tickMilliseconds));
    }
    this.rate = 0;
  }
}

const pause = (/** @type {number} */ milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
