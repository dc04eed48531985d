import { GlassnetError } from '../errors.js';
import { Lifetime } from '../lifetime.js';
import { crossing, leave } from './host.js';

/** @typedef {import('./host.js').Remote} Remote */

/** What ties a network or trainer on the page to its counterpart in the worker. */
export class Link {
  #remote;
  #id;
  #what;
  #parent;
  #lifetime;
  /** What rejects the calls that are not answered yet. @type {Set<() => void>} */
  #open = new Set();
  /** @type {Set<Link>} */
  #children = new Set();

  /**
   * @param {object} owner after it was garbage-collected the link ends
   * @param {'network' | 'trainer'} what
   * @param {Remote} remote
   * @param {import('./script.js').Opened} opened
   * @param {Link} [parent] the network of a trainer; a network's link is a user of the worker
   */
  constructor(owner, what, remote, { id, properties }, parent) {
    this.#remote = remote;
    this.#id = id;
    this.#what = what;
    /** As they stood at the worker's last answer. */
    this.properties = properties;
    this.#parent = parent;
    this.#lifetime = new Lifetime(owner, what, () => this.#release());
    if (parent) parent.#children.add(this);
  }

  #release() {
    for (const child of [...this.#children]) child.end();
    for (const reject of this.#open) reject();
    this.#remote.release(this.#id);
    if (this.#parent) this.#parent.#children.delete(this);
    else leave(true);
  }

  get ended() {
    return this.#lifetime.ended;
  }

  /** @throws {GlassnetError} `disposed` */
  check() {
    this.#lifetime.check();
  }

  /** Ends the counterpart. Calls on the way are rejected: `disposed`. */
  end() {
    this.#lifetime.end();
  }

  /**
   * Calls a method; afterwards, an error or not, the properties are up to date.
   * @param {string} method @param {unknown[]} args
   * @returns {Promise<any>}
   */
  async call(method, ...args) {
    this.check();
    try {
      const { value, properties } = await this.#untilEnd(crossing(this.#remote.call(this.#id, method, ...args)));
      this.properties = properties;
      return value;
    } catch (error) {
      if (!this.ended) await this.refresh();
      throw error;
    }
  }

  async refresh() {
    this.properties = await this.#untilEnd(this.#remote.properties(this.#id));
  }

  /**
   * Opens something else that is made from this.
   * @param {'clone' | 'trainer'} how @param {unknown[]} args
   * @returns {Promise<{ remote: Remote, opened: import('./script.js').Opened }>}
   */
  async open(how, ...args) {
    this.check();
    const remote = this.#remote;
    const opened = await this.#untilEnd(crossing(/** @type {Promise<any>} */ (remote[how](this.#id, ...args))));
    return { remote, opened };
  }

  /**
   * A promise that is rejected when the link ends: a worker that was terminated gives no answer.
   * @template T
   * @param {Promise<T>} answer
   * @returns {Promise<T>}
   */
  #untilEnd(answer) {
    return new Promise((resolve, reject) => {
      const message = `This ${this.#what} was disposed before the worker had answered.`;
      const fail = () => reject(new GlassnetError('disposed', message));
      this.#open.add(fail);
      answer.then(resolve, reject).finally(() => this.#open.delete(fail));
    });
  }
}
