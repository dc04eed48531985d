import { GlassnetError } from './errors.js';

/** @type {FinalizationRegistry<Lifetime>} */
const collected = new FinalizationRegistry((lifetime) => lifetime.end());

/**
 * The time during which an object owns memory of the core. It ends once, by `end()`, or after the owner was
 * garbage-collected without it: so `release` must not refer to the owner.
 */
export class Lifetime {
  #release;
  #what;
  #ended = false;

  /**
   * @param {object} owner
   * @param {string} what how an error message calls the owner
   * @param {() => void} release gives the memory back
   */
  constructor(owner, what, release) {
    this.#what = what;
    this.#release = release;
    collected.register(owner, this, this);
  }

  get ended() {
    return this.#ended;
  }

  /** @throws {GlassnetError} `disposed` */
  check() {
    if (this.#ended) throw new GlassnetError('disposed', `This ${this.#what} was disposed and can no longer be used.`);
  }

  end() {
    if (this.#ended) return;
    this.#ended = true;
    collected.unregister(this);
    this.#release();
  }
}
