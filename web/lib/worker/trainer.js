/// <reference lib="esnext.disposable" preserve="true" />
import { Link } from './link.js';

/** @typedef {import('../options.js').Progress} Progress */

/** How long the worker computes for one iteration. */
const SLICE_MILLISECONDS = 10;

/**
 * Training in the worker that goes on in slices. `await network.trainer(x, y, options)` makes it. Its properties are
 * copies, as they stood at the worker's last answer.
 */
export class Trainer {
  #link;
  #parent;
  #signal;

  /**
   * @param {object} made
   * @param {import('./network.js').Network} made.network
   * @param {Link} made.link the network's
   * @param {import('./host.js').Remote} made.remote
   * @param {import('./script.js').Opened} made.opened
   * @param {AbortSignal} [made.signal]
   */
  constructor({ network, link, remote, opened, signal }) {
    /** @readonly */
    this.network = network;
    this.#parent = link;
    this.#link = new Link(this, 'trainer', remote, opened, link);
    this.#signal = signal;
  }

  /** @returns {number} */
  get epoch() {
    return this.#link.properties.epoch;
  }

  /** @returns {number} */
  get step() {
    return this.#link.properties.step;
  }

  /** @returns {number} */
  get loss() {
    return this.#link.properties.loss;
  }

  /** @returns {number} */
  get learningRate() {
    return this.#link.properties.learningRate;
  }

  /** @returns {boolean} */
  get done() {
    return this.#link.properties.done;
  }

  /** @returns {import('../history.js').HistoryColumns} */
  get history() {
    return structuredClone(this.#link.properties.history);
  }

  /**
   * Trains up to the first limit, or until it is done, or the option `signal` is aborted, in the worker, which
   * answers other calls meanwhile. A second run begins when the first has ended.
   * @param {import('../options.js').RunLimits} [limits]
   * @returns {Promise<Progress>}
   */
  async run(limits = {}) {
    const stop = () => this.#link.call('stop').catch(() => {});
    this.#signal?.addEventListener('abort', stop);
    try {
      return await this.#link.call('run', limits);
    } finally {
      this.#signal?.removeEventListener('abort', stop);
    }
  }

  /**
   * Trains in slices of about 10 ms, each when it is asked for, until it is done or disposed, or the option `signal`
   * is aborted. After a `break` another loop goes on where this one stopped.
   * @returns {AsyncGenerator<Progress, void, void>}
   */
  async *[Symbol.asyncIterator]() {
    this.#link.check();
    while (!this.done && !this.#link.ended && !this.#signal?.aborted) {
      const progress = await this.run({ milliseconds: SLICE_MILLISECONDS }).catch((error) => {
        if (!this.#link.ended) throw error;
      });
      if (progress) yield progress;
    }
  }

  /** @param {import('../change.js').LiveChange} change @returns {Promise<void>} */
  async set(change) {
    try {
      await this.#link.call('set', change);
    } finally {
      if (!this.#parent.ended) await this.#parent.refresh();
    }
  }

  /** Ends the trainer at once; the network keeps what it has learned. Twice does no harm. */
  async dispose() {
    this.#link.end();
  }

  [Symbol.dispose]() {
    this.#link.end();
  }
}
