// Training that goes on with other rows, or in another place: a new trainer, and a curve without a break.
import { GlassnetError } from '../lib/index.js';

/**
 * What a session asks of a trainer.
 * @typedef {import('../lib/index.js').History} History
 * @typedef {Pick<import('../lib/index.js').Trainer, 'epoch' | 'step' | 'learningRate' | 'done' | 'history' | 'run' | 'set' | 'dispose'>} Training
 */

/** As many points as a trainer's own history has at most. */
const mostPoints = 4096;

/** Counts on from where another trainer stopped. */
export class ContinuedTrainer {
  #trainer;
  #epoch;
  #step;
  #history;

  /** @param {Training} trainer @param {Pick<Training, 'epoch' | 'step' | 'history'> | null} before */
  constructor(trainer, before) {
    this.#trainer = trainer;
    this.#epoch = before?.epoch ?? 0;
    this.#step = before?.step ?? 0;
    this.#history = before?.history;
  }

  get epoch() {
    return this.#epoch + this.#trainer.epoch;
  }

  get step() {
    return this.#step + this.#trainer.step;
  }

  get learningRate() {
    return this.#trainer.learningRate;
  }

  get done() {
    return this.#trainer.done;
  }

  get history() {
    const since = this.#trainer.history;
    return thinned(joinHistories(this.#history, { ...since, epoch: since.epoch.map((epoch) => epoch + this.#epoch) }));
  }

  /** @param {Parameters<Training['run']>[0]} limits */
  run(limits) {
    return this.#trainer.run(limits);
  }

  /** @param {Parameters<Training['set']>[0]} change */
  set(change) {
    this.#trainer.set(change);
  }

  dispose() {
    this.#trainer.dispose();
  }
}

/** Training that was over when it was saved. */
export class FinishedTraining {
  /** @param {Pick<Training, 'epoch' | 'step' | 'learningRate' | 'history'>} reached */
  constructor({ epoch, step, learningRate, history }) {
    this.epoch = epoch;
    this.step = step;
    this.learningRate = learningRate;
    this.history = history;
    this.done = true;
  }

  /** There is nothing left to do. */
  run() {
    const { epoch, step, learningRate, done } = this;
    return { epoch, step, learningRate, done, loss: NaN };
  }

  /** @returns {never} */
  set() {
    throw new GlassnetError('unsupported', 'This training is over; reset it to begin again.');
  }

  dispose() {}
}

/**
 * The history of a training that went on elsewhere.
 * @param {History | undefined} before
 * @param {History} since
 */
function joinHistories(before, since) {
  if (!before) return since;
  /** @type {Record<string, number[]>} */
  const first = before, second = since;
  const column = (/** @type {Record<string, number[]>} */ from, /** @type {string} */ name) =>
    from[name] ?? from.epoch.map(() => NaN);
  const names = new Set([...Object.keys(first), ...Object.keys(second)]);
  return /** @type {History} */ (Object.fromEntries([...names].map((name) =>
    [name, [...column(first, name), ...column(second, name)]])));
}

/** Every second point is dropped until they are few enough, never the last. @param {History} history */
function thinned(history) {
  const { length } = history.epoch;
  if (length <= mostPoints) return history;
  const keep = (/** @type {number} */ i) => i % 2 === 0 || i === length - 1;
  const columns = Object.entries(history).map(([name, column]) =>
    [name, column.filter((/** @type {number} */ _, /** @type {number} */ i) => keep(i))]);
  return thinned(/** @type {History} */ (Object.fromEntries(columns)));
}
