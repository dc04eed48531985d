// The speed a person chose, kept in slices of training, so that whatever else waits on the thread has its turn.
import { eventLoopTurn } from '../lib/trainer.js';

const sliceMilliseconds = 12;
/** Between two looks at the clock while a speed is kept. */
const tickMilliseconds = 8;
/** From this speed on, in epochs a second, a slice ends with an epoch, where figures of the epoch and of now agree. */
const wholeEpochs = 10;
/** Over so long the speed is measured. */
const measureMilliseconds = 500;

/**
 * What is run.
 * @typedef {object} Runner
 * @property {() => boolean} goesOn
 * @property {() => number} step how many were taken
 * @property {() => number} stepsPerEpoch
 * @property {(limits: { epochs?: number, steps?: number, milliseconds?: number }) => number} train answers the steps it took
 */

export class Pace {
  /** Epochs a second, but never less than one step; Infinity: as fast as possible. */
  speed = 60;
  /** Epochs a second as measured; 0 while nothing runs. */
  rate = 0;

  /** Trains until it does not go on. @param {Runner} runner */
  async run({ goesOn, step, stepsPerEpoch, train }) {
    let clock = performance.now(), due = 1, seen = step(), seenAt = clock;
    while (goesOn()) {
      const now = performance.now(), fastest = this.speed === Infinity;
      const wanted = Math.max(1, this.speed * stepsPerEpoch());
      const whole = this.speed >= wholeEpochs, least = whole ? stepsPerEpoch() : 1;
      due = fastest ? 1 : Math.min(due + (now - clock) / 1000 * wanted, wanted);
      clock = now;
      if (fastest) train({ milliseconds: sliceMilliseconds });
      else if (due >= least) due -= train({ [whole ? 'epochs' : 'steps']: Math.floor(due / least), milliseconds: sliceMilliseconds });
      const passed = performance.now() - seenAt;
      if (passed >= measureMilliseconds) {
        this.rate = (step() - seen) / stepsPerEpoch() / passed * 1000;
        seen = step();
        seenAt += passed;
      }
      await (fastest || due >= least ? eventLoopTurn() : pause(tickMilliseconds));
    }
    this.rate = 0;
  }
}

const pause = (/** @type {number} */ milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
