/// <reference lib="esnext.disposable" preserve="true" />
import { proxy } from 'comlink';
import { GlassnetError } from '../errors.js';
import { join } from './host.js';
import { Link } from './link.js';
import { Trainer } from './trainer.js';
import { readSignal } from './signal.js';

/** @typedef {import('../rows.js').Rows} Rows */
/**
 * Those of the library; an `onEpoch` that answers a promise is waited for, and `signal` ends the training.
 * @typedef {Omit<import('../options.js').TrainOptions, 'onEpoch'> & {
 *   onEpoch?: (progress: import('../options.js').Progress) => void | Promise<void>, signal?: AbortSignal
 * }} TrainOptions
 */

/**
 * Makes a network in the worker, which is started if there is none.
 * @param {import('../config.js').NetworkConfig} config
 * @returns {Promise<Network>}
 * @throws {GlassnetError} `invalid-config`, `invalid-data`, `out-of-memory`, `unsupported`
 */
export function createNetwork(config) {
  return openNetwork((remote) => remote.createNetwork(config));
}

/** @param {(remote: import('./host.js').Remote) => Promise<import('./script.js').Opened>} open */
const openNetwork = (open) => join(async (remote) => new Network(remote, await open(remote)));

/**
 * A network in the worker. Its methods are those of the library's Network, each by a promise, called in the order in
 * which they are asked for; while it trains the others are answered between two slices of about 10 ms. `layers`,
 * `parameterCount` and `config` are copies, as they stood at the worker's last answer. The worker ends when the last
 * network is disposed.
 */
export class Network {
  #link;

  /**
   * @param {import('./host.js').Remote} remote
   * @param {import('./script.js').Opened} opened
   */
  constructor(remote, opened) {
    if (!opened) {
      throw new GlassnetError('unsupported', 'new Network() has no meaning; use await createNetwork(config).');
    }
    this.#link = new Link(this, 'network', remote, opened);
  }

  /** @returns {import('../config.js').LayerInfo[]} */
  get layers() {
    return this.#copy('layers');
  }

  /** @returns {number} */
  get parameterCount() {
    return this.#copy('parameterCount');
  }

  /** @returns {import('../config.js').FullConfig} */
  get config() {
    return this.#copy('config');
  }

  /** @param {string} name */
  #copy(name) {
    this.#link.check();
    return structuredClone(this.#link.properties[name]);
  }

  /**
   * @template {Rows} T
   * @param {T} x (rows, inputs)
   * @returns {Promise<import('../rows.js').Answer<T>>}
   */
  predict(x) {
    return this.#link.call('predict', x);
  }

  /**
   * @param {Rows} x @param {Rows} y @param {{ threshold?: number }} [options]
   * @returns {Promise<import('../measure.js').Evaluation>}
   */
  evaluate(x, y, options) {
    return this.#link.call('evaluate', x, y, options);
  }

  /**
   * Trains to the end. `onEpoch` runs on the page, and what it throws ends the training and comes out here. So does
   * the reason of `signal`, an AbortError, when it is aborted; the network keeps what it has learned.
   * @param {Rows} x @param {Rows} y @param {TrainOptions} options
   * @returns {Promise<import('../history.js').HistoryColumns>}
   */
  async train(x, y, options) {
    this.#link.check();
    const { given, signal } = readSignal(options), { onEpoch } = given ?? {};
    /** What onEpoch threw. @type {unknown[]} */
    const thrown = [];
    /** @param {import('../options.js').Progress} progress @returns {Promise<boolean>} whether to go on */
    const report = async (progress) => {
      try {
        await onEpoch?.(progress);
      } catch (error) {
        thrown.push(error);
      }
      return thrown.length === 0;
    };
    const stop = () => this.#link.call('stop').catch(() => {});
    signal?.throwIfAborted();
    signal?.addEventListener('abort', stop);
    try {
      const history = await (typeof onEpoch === 'function'
        ? this.#link.call('train', x, y, { ...given, onEpoch: undefined }, proxy(report))
        : this.#link.call('train', x, y, given));
      if (thrown.length > 0) throw thrown[0];
      if (!history) throw signal?.reason;
      return history;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /**
   * @param {Rows} x @param {Rows} y @param {import('../options.js').TrainerOptions} [options]
   * @returns {Promise<Trainer>}
   */
  async trainer(x, y, options) {
    const { given, signal } = readSignal(options);
    const { remote, opened } = await this.#link.open('trainer', x, y, given);
    return new Trainer({ network: this, link: this.#link, remote, opened, signal });
  }

  /**
   * @param {Rows} x @param {Rows} y
   * @returns {Promise<{ loss: number, layers: import('../weights.js').LayerParameters[] }>}
   */
  gradients(x, y) {
    return this.#link.call('gradients', x, y);
  }

  /**
   * @template {Rows} T
   * @param {T} x @param {Rows} [y]
   * @returns {Promise<import('../trace.js').Trace<T>>}
   */
  trace(x, y) {
    return this.#link.call('trace', x, y);
  }

  /** @returns {Promise<import('../weights.js').LayerNumbers[]>} */
  getWeights() {
    return this.#link.call('getWeights');
  }

  /** @param {import('../weights.js').LayerWeights[]} weights @returns {Promise<void>} */
  setWeights(weights) {
    return this.#link.call('setWeights', weights);
  }

  /** @param {number} [seed] @returns {Promise<void>} */
  reset(seed) {
    return this.#link.call('reset', seed);
  }

  /** @returns {Promise<Network>} */
  async clone() {
    this.#link.check();
    return openNetwork(async () => (await this.#link.open('clone')).opened);
  }

  /**
   * For `JSON.stringify(await network.toJSON())`.
   * @param {{ training?: boolean }} [options]
   * @returns {Promise<import('../save.js').SavedNetwork>}
   */
  toJSON(options) {
    return this.#link.call('toJSON', options);
  }

  /** @param {unknown} json what toJSON answered, here or in the library, or its text @returns {Promise<Network>} */
  static fromJSON(json) {
    return openNetwork((remote) => remote.fromJSON(json));
  }

  /** @returns {Promise<Uint8Array>} */
  toONNX() {
    return this.#link.call('toONNX');
  }

  /** @param {import('../code/index.js').Language} language @returns {Promise<string>} */
  toCode(language) {
    return this.#link.call('toCode', language);
  }

  /** Ends the network at once; calls that are not answered yet are rejected. Twice does no harm. */
  async dispose() {
    this.#link.end();
  }

  [Symbol.dispose]() {
    this.#link.end();
  }
}
