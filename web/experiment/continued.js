// Training that goes on with other rows: the same network, a new trainer, and a curve without a break.
import { joinHistories } from './model.js';

/**
 * What a session asks of a trainer.
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

  /** @param {Training} trainer @param {Training | null} before */
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
    const joined = joinHistories(this.#history, { ...since, epoch: since.epoch.map((epoch) => epoch + this.#epoch) });
    return thinned(/** @type {import('../lib/index.js').History} */ (joined));
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

/** Every second point is dropped until they are few enough, never the last. @param {import('../lib/index.js').History} history */
function thinned(history) {
  const { length } = history.epoch;
  if (length <= mostPoints) return history;
  const keep = (/** @type {number} */ i) => i % 2 === 0 || i === length - 1;
  const columns = Object.entries(history).map(([name, column]) =>
    [name, column.filter((/** @type {number} */ _, /** @type {number} */ i) => keep(i))]);
  return thinned(/** @type {import('../lib/index.js').History} */ (Object.fromEntries(columns)));
}
