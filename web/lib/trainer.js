/// <reference lib="esnext.disposable" preserve="true" />
import { applyChange, liveMembers, readChange } from './change.js';
import { Scratch } from './core.js';
import { columnNames } from './history.js';
import { Lifetime } from './lifetime.js';
import { readLimits, trainMember } from './options.js';

/** @typedef {import('./network.js').Model} Model */
/** @typedef {import('./options.js').Progress} Progress */
/**
 * What a network knows of its live trainer.
 * @typedef {{ lifetime: Lifetime, pointer: number, position: Position, rows: number, validationRows: number }} Training
 */
/**
 * As the core tells it.
 * @typedef {{ epoch: number, step: number, done: boolean, learningRate: number, loss: number }} Position
 */
/**
 * @typedef {object} Plan everything a trainer is made of
 * @property {import('./data.js').Pair} training
 * @property {import('./data.js').Pair | null} validation
 * @property {import('./options.js').Members} members
 * @property {import('./history.js').History} history
 * @property {AbortSignal} [signal]
 */

/** The most epochs whose records there is room for, and so that one call into the core finishes; and the least. */
const MOST_RECORDS = 1024, LEAST_RECORDS = 64;
/** How long one call into the core takes, about: longer ones would miss a deadline, and V8's faster code. */
const CALL_MILLISECONDS = 1;
/** How long an iteration computes before the event loop has its turn. */
const SLICE_MILLISECONDS = 10;

/** Training that goes on in slices while something watches. A network makes it: `network.trainer(x, y, options)`. */
export class Trainer {
  #model;
  #records;
  #room;
  #finished;
  #pointer;
  #lifetime;
  #history;
  #signal;
  /** The options in use that can change. */
  #members;
  #position;
  /** Steps that take about CALL_MILLISECONDS. */
  #stride = 1;

  /**
   * @param {import('./network.js').Network} network
   * @param {Model} model
   * @param {Plan} plan
   */
  constructor(network, model, { training, validation, members, history, signal }) {
    const { core } = model, memory = new Scratch(core), { rows } = training.x, validationRows = validation?.x.rows ?? 0;
    let pointer = 0;
    try {
      const pairs = [...putPair(memory, training), ...validation ? putPair(memory, validation) : [0, 0, 0]];
      const epochs = members[trainMember('epochs')];
      this.#room = epochs < MOST_RECORDS ? Math.max(LEAST_RECORDS, epochs) : MOST_RECORDS;
      const count = this.#room * columnNames().length;
      this.#records = memory.room(count * Float64Array.BYTES_PER_ELEMENT);
      core.withDoubles(this.#records, count, (records) => records.fill(NaN));
      this.#finished = memory.room(Uint32Array.BYTES_PER_ELEMENT);
      pointer = core.create('gn_trainer_create', model.pointer, ...pairs, members);
      model.resume?.start(pointer, rows, validationRows);
      model.resume = null;
    } catch (error) {
      if (pointer) core.destroy('gn_trainer_free', pointer);
      memory.release();
      throw error;
    }
    this.#pointer = pointer;
    /** The network it trains. @readonly */
    this.network = network;
    this.#model = model;
    this.#history = history;
    this.#signal = signal;
    this.#members = liveMembers(members);
    this.#position = readPosition(core, pointer);
    this.#lifetime = new Lifetime(this, 'trainer', () => {
      core.destroy('gn_trainer_free', pointer);
      memory.release();
      model.training = null;
    });
    model.training = { lifetime: this.#lifetime, pointer, position: this.#position, rows, validationRows };
  }

  /** Epochs finished. */
  get epoch() {
    return this.#position.epoch;
  }

  /** Steps taken in all. */
  get step() {
    return this.#position.step;
  }

  /** The loss of the last step, measured before its update; NaN before the first. */
  get loss() {
    return this.#position.loss;
  }

  /** The learning rate in use, as the schedule has it for what comes next. */
  get learningRate() {
    return this.#position.learningRate;
  }

  /** Whether the last of its epochs is over, or early stopping's patience. Then the network takes another trainer. */
  get done() {
    return this.#position.done;
  }

  /**
   * A point for each epoch, at most 4096: beyond, every second one is dropped, again and again, never the first, the
   * last and those of the option `keep`. A copy.
   */
  get history() {
    return this.#history.columns();
  }

  /**
   * Trains up to the first limit, or until it is done.
   * @param {import('./options.js').RunLimits} [limits] epochs or steps from here on, or a time, which is kept to about
   *   a millisecond or one step; needed where the trainer has no last epoch
   * @returns {Progress}
   * @throws {GlassnetError} `disposed`, `invalid-config`; `diverged`, with the last weights of a finite loss in place
   */
  run(limits = {}) {
    this.#lifetime.check();
    const { epoch, step } = this.#position;
    const { epochs, steps, milliseconds } = readLimits(limits, this.#members[trainMember('epochs')] === Infinity);
    // Without a deadline any clock will do, and Node takes a millisecond to load the better one.
    const clock = milliseconds < Infinity ? performance : Date, begun = clock.now();
    for (let now = begun; !this.done && now - begun < milliseconds;) {
      const epochsLeft = epoch + epochs - this.epoch, stepsLeft = step + steps - this.step;
      if (epochsLeft <= 0 || stepsLeft <= 0) break;
      now = this.#advance(Math.min(this.#stride, stepsLeft), Math.min(this.#room, epochsLeft), clock, now);
    }
    return { ...this.#position, ...this.epoch > epoch && this.#history.last() };
  }

  /**
   * One call into the core.
   * @param {number} steps at most
   * @param {number} epochs at most
   * @param {{ now(): number }} clock
   * @param {number} begun the time
   * @returns {number} the time afterwards
   */
  #advance(steps, epochs, clock, begun) {
    const { core } = this.#model, { epoch, step } = this.#position;
    try {
      core.call('gn_trainer_run', this.#pointer, steps, epochs, this.#records, this.#finished);
    } finally {
      this.#lookWhere();
      const count = (this.epoch - epoch) * columnNames().length;
      core.withDoubles(this.#records, count, (records) => this.#history.add(epoch, records));
    }
    const ended = clock.now(), taken = ended - begun;
    if (taken > 2 * CALL_MILLISECONDS) this.#stride = Math.max(1, Math.floor(this.#stride / 2));
    else if (taken < CALL_MILLISECONDS && this.step - step === this.#stride) this.#stride *= 2;
    return ended;
  }

  #lookWhere() {
    Object.assign(this.#position, readPosition(this.#model.core, this.#pointer));
  }

  /**
   * Trains in slices of about 10 ms, with a turn of the event loop after each, until it is done or disposed, or the
   * option `signal` is aborted. After a `break` another loop goes on where this one stopped.
   * @returns {AsyncGenerator<Progress, void, void>}
   */
  async *[Symbol.asyncIterator]() {
    this.#lifetime.check();
    while (!this.done && !this.#lifetime.ended && !this.#signal?.aborted) {
      yield this.run({ milliseconds: SLICE_MILLISECONDS });
      await eventLoopTurn();
    }
  }

  /**
   * Changes how training goes on, from the next step; `batchSize` from the next epoch. On an error nothing changes.
   * Another optimizer by name begins with its own defaults and an empty state.
   * @param {import('./change.js').LiveChange} change what is to be different; what is left out stays as it is
   * @throws {GlassnetError} `disposed`, `invalid-config`, `unsupported`
   */
  set(change) {
    this.#lifetime.check();
    applyChange(this.#model, this.#pointer, this.#members, readChange(change, this.#model.config.layers.length));
    this.#lookWhere();
  }

  /** Gives its memory back; the network keeps what it learned, and position and history stay. Twice does no harm. */
  dispose() {
    this.#lifetime.end();
  }

  [Symbol.dispose]() {
    this.dispose();
  }
}

/** @param {import('./core.js').Core} core @param {number} trainer @returns {Position} */
const readPosition = (core, trainer) => ({
  epoch: core.ask('gn_trainer_epoch', trainer),
  step: core.ask('gn_trainer_step', trainer),
  done: core.ask('gn_trainer_done', trainer) !== 0,
  learningRate: core.ask('gn_trainer_learning_rate', trainer),
  loss: core.ask('gn_trainer_loss', trainer),
});

/** @param {Scratch} memory @param {import('./data.js').Pair} pair */
const putPair = (memory, { x, y }) => [memory.put(x.data), memory.put(y), x.rows];

/** Faster than a timer, which browsers hold back for 4 ms. @returns {Promise<void>} */
export function eventLoopTurn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
