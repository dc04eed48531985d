// Networks and trainers as the worker holds them. What takes long is done in slices, between which the worker
// answers other calls.
import { releaseProxy } from 'comlink';
import { readLimits, readTrainOptions } from '../options.js';
import { eventLoopTurn } from '../trainer.js';

/** @typedef {import('../network.js').Network} Network */
/** @typedef {import('../trainer.js').Trainer} Trainer */
/** @typedef {import('../options.js').Progress} Progress */

const SLICE_MILLISECONDS = 10;

export class HostedNetwork {
  #network;
  #stopped = false;

  /** @param {Network} network becomes its own */
  constructor(network) {
    this.#network = network;
  }

  properties() {
    const { layers, parameterCount, config } = this.#network;
    return { layers, parameterCount, config };
  }

  /** @param {string} method @param {unknown[]} args */
  call(method, args) {
    const own = /** @type {any} */ ({ train: this.#train, stop: this.#stop })[method];
    return own ? own.apply(this, args) : /** @type {any} */ (this.#network)[method](...args);
  }

  clone() {
    return new HostedNetwork(this.#network.clone());
  }

  /** @param {Parameters<Network['trainer']>} args */
  trainer(...args) {
    return new HostedTrainer(this.#network.trainer(...args), args[2]);
  }

  /**
   * `train`, but in slices.
   * @param {import('../rows.js').Rows} x
   * @param {import('../rows.js').Rows} y
   * @param {import('../options.js').TrainOptions} options
   * @param {any} [onEpoch] a function of the page; where it answers false, training stops
   * @returns {Promise<import('../history.js').HistoryColumns | null>} null where it was stopped
   */
  async #train(x, y, options, onEpoch) {
    readTrainOptions(options);
    const trainer = this.#network.trainer(x, y, { ...options, keep: 'all' });
    this.#stopped = false;
    try {
      while (!trainer.done && !this.#stopped) {
        const before = trainer.epoch;
        const progress = trainer.run({ epochs: onEpoch ? 1 : Infinity, milliseconds: SLICE_MILLISECONDS });
        if (onEpoch && trainer.epoch > before) this.#stopped ||= await onEpoch(progress) === false;
        else if (!trainer.done) await eventLoopTurn();
      }
      return trainer.done ? trainer.history : null;
    } finally {
      trainer.dispose();
      onEpoch?.[releaseProxy]();
    }
  }

  #stop() {
    this.#stopped = true;
  }

  dispose() {
    this.#network.dispose();
  }
}

export class HostedTrainer {
  #trainer;
  #endless;
  #stopped = false;
  /** The runs asked for so far: one begins when the one before has ended. */
  #runs = Promise.resolve();

  /** @param {Trainer} trainer becomes its own @param {{ epochs?: number }} [options] it was made with */
  constructor(trainer, { epochs = Infinity } = {}) {
    this.#trainer = trainer;
    this.#endless = epochs === Infinity;
  }

  properties() {
    const { epoch, step, loss, learningRate, done, history } = this.#trainer;
    return { epoch, step, loss, learningRate, done, history };
  }

  /** @param {'run' | 'set' | 'stop'} method @param {any[]} args */
  call(method, args) {
    const own = { run: this.#run, set: this.#set, stop: this.#stop };
    return /** @type {Function} */ (own[method]).apply(this, args);
  }

  /**
   * @param {import('../options.js').RunLimits} limits
   * @returns {Promise<Progress>}
   */
  #run(limits) {
    const read = readLimits(limits, this.#endless), run = this.#runs.then(() => this.#runSlices(read));
    this.#runs = run.then(() => {}, () => {});
    return run;
  }

  /** @param {Required<import('../options.js').RunLimits>} limits */
  async #runSlices({ epochs, steps, milliseconds }) {
    const trainer = this.#trainer, lastEpoch = trainer.epoch + epochs, lastStep = trainer.step + steps;
    const end = performance.now() + milliseconds;
    /** What the last epoch that ended has to say. @type {Partial<Progress>} */
    let figures = {};
    for (this.#stopped = false; ; await eventLoopTurn()) {
      const before = trainer.epoch;
      const progress = trainer.run({
        epochs: Math.max(0, lastEpoch - before), steps: Math.max(0, lastStep - trainer.step),
        milliseconds: Math.max(0, Math.min(SLICE_MILLISECONDS, end - performance.now())),
      });
      const { epoch, step, done, learningRate, ...record } = progress;
      if (epoch > before) figures = record;
      const over = done || epoch >= lastEpoch || step >= lastStep || performance.now() >= end;
      if (over || this.#stopped) return { ...progress, ...figures };
    }
  }

  /** @param {import('../change.js').LiveChange} change */
  #set(change) {
    this.#trainer.set(change);
    if (change.epochs !== undefined) this.#endless = change.epochs === Infinity;
  }

  #stop() {
    this.#stopped = true;
  }

  dispose() {
    this.#trainer.dispose();
  }
}
