/// <reference lib="esnext.disposable" preserve="true" />
import { readConfig } from './config.js';
import { loadCore } from './core.js';
import { readInputs, readPair, readTrainingData } from './data.js';
import { GlassnetError, describe } from './errors.js';
import { names } from './generated/tables.js';
import { BOUND, History, columnNames } from './history.js';
import { Lifetime } from './lifetime.js';
import { readTrainOptions, readTrainerOptions } from './options.js';
import { writeRows } from './rows.js';
import { checkKeys, decode } from './structs.js';
import { readTrace } from './trace.js';
import { Trainer, isDone } from './trainer.js';
import { ARRAYS, joinLayers, readArray } from './weights.js';

/** @typedef {import('./rows.js').Rows} Rows */
/**
 * A network in the core, as the files of this library share it.
 * @typedef {object} Model
 * @property {import('./core.js').Core} core
 * @property {number} pointer
 * @property {import('./config.js').FullConfig} config what can change while training is kept up to date
 * @property {import('./trainer.js').Training | null} training its live trainer
 */
/**
 * @typedef {object} LayerInfo
 * @property {number} inputs
 * @property {number} units
 * @property {import('./generated/tables.js').ActivationName} activation
 * @property {boolean} useBias
 * @property {number} parameterCount
 */
/**
 * @typedef {{ loss: number } & Partial<Record<import('./generated/tables.js').MetricName, number>>} Evaluation
 */

/**
 * Makes a network with freshly drawn weights. The same config, the same network, on every machine.
 * @param {import('./config.js').NetworkConfig} config
 * @returns {Promise<Network>}
 * @throws {GlassnetError} `invalid-config`, `out-of-memory`, `unsupported`
 */
export async function createNetwork(config) {
  const { full, members, layerMembers } = readConfig(config);
  const core = await loadCore(full.dtype);
  const pointer = core.borrow((scratch) => {
    const layers = new Float64Array(layerMembers.flatMap((layer) => [...layer]));
    return core.create('gn_create', scratch.put(members), scratch.put(layers), layerMembers.length);
  });
  full.loss = names.loss[core.ask('gn_loss_in_use', pointer)];
  return new Network({ core, pointer, config: full, training: null });
}

/**
 * A chain of dense layers. `createNetwork` makes it. Rows are given as arrays of arrays, as a flat typed array, or as
 * one flat row; they are answered in the same form, always a copy, typed arrays in the network's dtype.
 */
export class Network {
  #model;
  #lifetime;

  /** @param {Model} model becomes the network's own */
  constructor(model) {
    if (!model?.core) {
      throw new GlassnetError('unsupported', 'new Network() has no meaning; use await createNetwork(config).');
    }
    this.#model = model;
    const { core, pointer } = model;
    this.#lifetime = new Lifetime(this, 'network', () => {
      model.training?.lifetime.end();
      core.destroy('gn_free', pointer);
    });
  }

  /** @throws {GlassnetError} `disposed` */
  get #alive() {
    this.#lifetime.check();
    return this.#model;
  }

  /** The layers, hidden ones first. @returns {LayerInfo[]} */
  get layers() {
    const { inputs, layers } = this.#alive.config;
    return layers.map(({ units, activation, useBias }, index) => {
      const before = index ? layers[index - 1].units : inputs;
      return { inputs: before, units, activation, useBias, parameterCount: units * (before + Number(useBias)) };
    });
  }

  /** Trainable numbers: kernels and biases. */
  get parameterCount() {
    const { core, pointer } = this.#alive;
    return core.ask('gn_parameter_count', pointer) >>> 0;
  }

  /** A plain copy of the config, defaults filled in, as it is now; `createNetwork` takes it again. */
  get config() {
    const { core, pointer, config } = this.#alive;
    const optimizer = decode('optimizer', (index) => core.ask('gn_optimizer_number', pointer, index));
    return /** @type {import('./config.js').FullConfig} */ ({ ...structuredClone(config), optimizer });
  }

  /**
   * The answers to rows.
   * @template {Rows} T
   * @param {T} x (rows, inputs)
   * @returns {import('./rows.js').Answer<T>} (rows, units of the last layer)
   * @throws {GlassnetError} `invalid-shape`, `invalid-data`, `disposed`
   */
  predict(x) {
    const model = this.#alive, { core, pointer } = model;
    const { data, rows, form } = readInputs(model, x);
    const { units } = this.layers[this.layers.length - 1];
    const answers = core.borrow((scratch) => {
      const out = scratch.roomForReals(rows * units);
      core.call('gn_predict', pointer, scratch.put(data), rows, out);
      return core.reals(out, rows * units);
    });
    return /** @type {import('./rows.js').Answer<T>} */ (writeRows(answers, units, form));
  }

  /**
   * The loss over all rows, and the metrics that apply.
   * @param {Rows} x (rows, inputs)
   * @param {Rows} y (rows, outputs); flat for one output; labels for softmax
   * @param {{ threshold?: number }} [options] above it an output counts as 1; 0.5
   * @returns {Evaluation}
   * @throws {GlassnetError} `invalid-config`, `invalid-shape`, `invalid-data`, `disposed`
   */
  evaluate(x, y, options = {}) {
    const model = this.#alive, { core, pointer } = model;
    const { threshold = 0.5 } = checkKeys(options, 'options', ['threshold']);
    if (typeof threshold !== 'number' || Number.isNaN(threshold)) {
      throw new GlassnetError('invalid-config', `options.threshold is ${describe(threshold)}; it must be a number.`);
    }
    const pair = readPair(model, x, y), count = columnNames.length / 2;
    const record = core.borrow((scratch) => {
      const out = scratch.room(count * Float64Array.BYTES_PER_ELEMENT);
      core.call('gn_evaluate', pointer, scratch.put(pair.x.data), scratch.put(pair.y), pair.x.rows, threshold, out);
      return [...core.doubles(out, count)];
    });
    const named = record.map((value, i) => [columnNames[i], value]);
    return Object.fromEntries(named.filter(([, value], i) => i === 0 || !Number.isNaN(value)));
  }

  /**
   * Trains to the end, on the calling thread.
   * @param {Rows} x (rows, inputs)
   * @param {Rows} y (rows, outputs); flat for one output; labels for softmax
   * @param {import('./options.js').TrainOptions} options
   * @returns {import('./history.js').HistoryColumns} a point for each epoch. The loss of an epoch is the mean over its
   *   rows (of a summed loss the sum), each batch measured before its own update
   * @throws {GlassnetError} `invalid-config`, `invalid-shape`, `invalid-data`, `unsupported`, `busy`, `disposed`;
   *   `diverged`, with the last weights of a finite loss in place
   */
  train(x, y, options) {
    const model = this.#alive;
    const { members, given, onEpoch } = readTrainOptions(options);
    const data = readTrainingData(model, x, y, given);
    const trainer = this.#startTrainer({ ...data, members, history: new History() });
    try {
      if (!onEpoch) trainer.run();
      while (!trainer.done) onEpoch?.(trainer.run({ epochs: 1 }));
      return trainer.history;
    } finally {
      trainer.dispose();
    }
  }

  /**
   * Training that goes on in slices, for anything live. The rows are copied. A network has one live trainer at a time.
   * @param {Rows} x (rows, inputs)
   * @param {Rows} y (rows, outputs); flat for one output; labels for softmax
   * @param {import('./options.js').TrainerOptions} [options]
   * @throws {GlassnetError} `invalid-config`, `invalid-shape`, `invalid-data`, `unsupported`, `busy`, `disposed`
   */
  trainer(x, y, options = {}) {
    const model = this.#alive;
    const { members, given, keep, signal } = readTrainerOptions(options);
    const data = readTrainingData(model, x, y, given);
    return this.#startTrainer({ ...data, members, history: new History({ limit: BOUND, keep }), signal });
  }

  /** @param {import('./trainer.js').Plan} plan */
  #startTrainer(plan) {
    const { training } = this.#model;
    if (training && isDone(training.position)) training.lifetime.end();
    return new Trainer(this, this.#model, plan);
  }

  /**
   * The loss of all rows as one batch, and its gradient.
   * @param {Rows} x (rows, inputs)
   * @param {Rows} y (rows, outputs); flat for one output; labels for softmax
   * @returns {{ loss: number, layers: import('./weights.js').LayerNumbers[] }} shapes as in getWeights
   * @throws {GlassnetError} `invalid-shape`, `invalid-data`, `unsupported`, `disposed`
   */
  gradients(x, y) {
    const model = this.#alive, { core, pointer } = model;
    const pair = readPair(model, x, y);
    const loss = core.borrow((scratch) => {
      const out = scratch.room(Float64Array.BYTES_PER_ELEMENT);
      core.call('gn_gradients', pointer, scratch.put(pair.x.data), scratch.put(pair.y), pair.x.rows, out);
      return core.doubles(out, 1)[0];
    });
    return { loss, layers: readArray(model, this.layers, ARRAYS.gradients) };
  }

  /**
   * Every number of one training step, without taking it: for each layer the weighted sums z, the activations a and,
   * with y, delta = ∂loss/∂z, all (rows, units), the gradients, and what the optimizer would add to each parameter.
   * @template {Rows} T
   * @param {T} x (rows, inputs)
   * @param {Rows} [y] (rows, outputs); without it there is only z and a
   * @returns {import('./trace.js').Trace<T>} rows in the form of x; kernels (inputs, units) as rows, or flat for a
   *   typed x
   * @throws {GlassnetError} `invalid-shape`, `invalid-data`, `unsupported`, `out-of-memory`, `disposed`
   */
  trace(x, y) {
    return readTrace(this.#alive, this.layers, x, y);
  }

  /** A copy of all weights. */
  getWeights() {
    return readArray(this.#alive, this.layers, ARRAYS.parameters);
  }

  /**
   * Replaces all weights; the optimizer keeps its state.
   * @param {import('./weights.js').LayerWeights[]} weights one for each layer, as getWeights answers
   * @throws {GlassnetError} `invalid-shape`, `invalid-data`, `disposed`
   */
  setWeights(weights) {
    const { core, pointer } = this.#alive;
    const flat = joinLayers(weights, this.layers, core.Reals);
    core.borrow((scratch) => core.call('gn_write', pointer, scratch.put(flat)));
  }

  /**
   * Draws the weights again and forgets the optimizer's state.
   * @param {number} [seed] 0 … 2³²−1; the network's own, which it replaces
   * @throws {GlassnetError} `invalid-config`, `busy` while there is a live trainer, `disposed`
   */
  reset(seed) {
    const { core, pointer, config, training } = this.#alive;
    const chosen = seed ?? config.seed;
    if (typeof chosen !== 'number') {
      throw new GlassnetError('invalid-config', `seed is ${describe(chosen)}; it must be a number.`);
    }
    if (training && isDone(training.position)) training.lifetime.end();
    core.call('gn_reset', pointer, chosen);
    config.seed = chosen;
  }

  /**
   * Another network with the same weights, optimizer state and generators.
   * @throws {GlassnetError} `out-of-memory`, `disposed`
   */
  clone() {
    const { core, pointer, config } = this.#alive;
    const copy = core.create('gn_clone', pointer);
    return new Network({ core, pointer: copy, config: structuredClone(config), training: null });
  }

  /** Gives the memory back, its trainer's included. Using the network afterwards is an error; a second time is not. */
  dispose() {
    this.#lifetime.end();
  }

  [Symbol.dispose]() {
    this.dispose();
  }
}
