/// <reference lib="esnext.disposable" preserve="true" />
import { listLayers, readConfig } from './config.js';
import { loadCore } from './core.js';
import { readTrainingData } from './data.js';
import { GlassnetError, check, isWhole } from './errors.js';
import { History, askedColumns } from './history.js';
import { Lifetime } from './lifetime.js';
import { evaluate, gradients, predict } from './measure.js';
import { readTrainOptions, readTrainerOptions } from './options.js';
import { writeSaved } from './save.js';
import { decode } from './structs.js';
import { names } from './tables.js';
import { readTrace } from './trace.js';
import { Trainer } from './trainer.js';
import { wanted } from './wanted.js';
import { readWeights, writeWeights } from './weights.js';

/** @typedef {import('./rows.js').Rows} Rows */
/**
 * A network in the core, as the files of this library share it.
 * @typedef {object} Model
 * @property {import('./core.js').Core} core
 * @property {number} pointer
 * @property {import('./config.js').FullConfig} config what can change while training is kept up to date
 * @property {import('./trainer.js').Training | null} [training] its live trainer
 * @property {import('./save.js').Resume | null} [resume] where its next trainer goes on, if a saved one does
 */
/**
 * Makes a network with freshly drawn weights. The same config, the same network, on every machine.
 * @param {import('./config.js').NetworkConfig} config
 * @returns {Promise<Network>}
 * @throws {GlassnetError} `invalid-config`, `out-of-memory`, `unsupported`
 */
export async function createNetwork(config) {
  const given = copyOf(config), core = await loadCore(Object(given).dtype === 'float64' ? 'float64' : 'float32');
  const { full, members, layerMembers } = readConfig(given);
  const layers = new Float64Array(layerMembers.flatMap((layer) => [...layer]));
  const pointer = core.create('gn_create', members, layers, layerMembers.length);
  full.loss = names.loss[core.ask('gn_loss_in_use', pointer)];
  return new Network({ core, pointer, config: full });
}

/** A config as it is now, since its owner may change it while the core loads. @param {unknown} config */
function copyOf(config) {
  try {
    return structuredClone(config);
  } catch {
    return config; // for readConfig to refuse, or a proxy
  }
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

  /** The layers, hidden ones first. @returns {import('./config.js').LayerInfo[]} */
  get layers() {
    return listLayers(this.#alive.config);
  }

  /** Trainable numbers: kernels, biases, and batch normalization's gamma and beta. */
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
    return predict(this.#alive, x);
  }

  /**
   * The loss over all rows, penalties included, and the metrics that apply: accuracy, precision, recall and auc where
   * answers are classes (the last three of one output), meanAbsoluteError always. Dropout is off, batch normalization
   * goes by its moving averages.
   * @param {Rows} x (rows, inputs)
   * @param {Rows} y (rows, outputs); flat for one output; labels for softmax
   * @param {object} [options]
   * @param {number} [options.threshold] above it an output counts as 1; of no use to softmax; 0.5
   * @returns {import('./measure.js').Evaluation}
   * @throws {GlassnetError} `invalid-config`, `invalid-shape`, `invalid-data`, `out-of-memory`, `disposed`
   */
  evaluate(x, y, options = {}) {
    return evaluate(this.#alive, x, y, options);
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
    const model = this.#alive, { onEpoch, ...read } = readTrainOptions(options);
    const trainer = this.#startTrainer(model, x, y, { ...read, keep: 'all' });
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
    return this.#startTrainer(this.#alive, x, y, readTrainerOptions(options));
  }

  /**
   * @param {Model} model the network's own
   * @param {Rows} x
   * @param {Rows} y
   * @param {ReturnType<typeof readTrainerOptions>} read
   */
  #startTrainer(model, x, y, { members, given, keep, signal }) {
    const data = readTrainingData(model, x, y, given);
    this.#endDone();
    return new Trainer(this, model, { ...data, members, history: new History(keep, askedColumns(given)), signal });
  }

  /** A trainer that is done makes way for what comes. */
  #endDone() {
    const { training } = this.#model;
    if (training?.position.done) training.lifetime.end();
  }

  /**
   * The loss of all rows as one batch, penalties included, and its gradient; dropout off, batch normalization by these
   * rows.
   * @param {Rows} x (rows, inputs)
   * @param {Rows} y (rows, outputs); flat for one output; labels for softmax
   * @returns {{ loss: number, layers: import('./weights.js').LayerParameters[] }} shapes as in getWeights
   * @throws {GlassnetError} `invalid-shape`, `invalid-data`, `unsupported`, `disposed`
   */
  gradients(x, y) {
    return gradients(this.#alive, x, y);
  }

  /**
   * Every number of one training step, without taking it: for each layer the weighted sums z, the activations a and,
   * with y, delta = ∂loss/∂z, all (rows, units), the gradients, and what the optimizer would add to each parameter.
   * Dropout is off and gradients are not clipped; batch normalization goes by these rows, without y by its moving
   * averages.
   * @template {Rows} T
   * @param {T} x (rows, inputs)
   * @param {Rows} [y] (rows, outputs); without it there is only z and a
   * @returns {import('./trace.js').Trace<T>} rows in the form of x; kernels (inputs, units) as rows, or flat for a
   *   typed x
   * @throws {GlassnetError} `invalid-shape`, `invalid-data`, `unsupported`, `out-of-memory`, `disposed`
   */
  trace(x, y) {
    return readTrace(this.#alive, x, y);
  }

  /** A copy of all weights, of batch-normalized layers the moving averages too. */
  getWeights() {
    return readWeights(this.#alive);
  }

  /**
   * Replaces all weights; the optimizer keeps its state.
   * @param {import('./weights.js').LayerWeights[]} weights one for each layer, as getWeights answers
   * @throws {GlassnetError} `invalid-shape`, `invalid-data`, `disposed`
   */
  setWeights(weights) {
    writeWeights(this.#alive, weights);
  }

  /**
   * Draws the weights again and forgets the optimizer's state.
   * @param {number} [seed] 0 … 2³²−1; the network's own, which it replaces
   * @throws {GlassnetError} `invalid-config`, `busy` while there is a live trainer, `disposed`
   */
  reset(seed) {
    const { core, pointer, config } = this.#alive;
    const chosen = seed ?? config.seed;
    check(isWhole(chosen, 0, 0xffffffff), 'seed', chosen, 'a whole number from 0 to 4294967295');
    this.#endDone();
    core.call('gn_reset', pointer, chosen);
    config.seed = chosen;
    this.#model.resume = null;
  }

  /**
   * Another network with the same weights, optimizer state and generators, and no trainer.
   * @throws {GlassnetError} `out-of-memory`, `disposed`
   */
  clone() {
    const { core, pointer, config } = this.#alive;
    const copy = core.create('gn_clone', pointer);
    return new Network({ core, pointer: copy, config: structuredClone(config) });
  }

  /**
   * The network as a plain object that goes through JSON with every number exact; `JSON.stringify(network)` writes it.
   * @param {{ training?: boolean } | string} [options] `training` adds what training left besides weights (optimizer
   *   state, generators) and where a live trainer stands, in the middle of an epoch too: false
   * @returns {import('./save.js').SavedNetwork}
   * @throws {GlassnetError} `invalid-config`, `disposed`
   */
  toJSON(options = {}) {
    return writeSaved(this.#alive, this, options);
  }

  /**
   * The network that toJSON wrote. If it wrote a live trainer too, the next `train` or `trainer` goes on from there,
   * bit for bit, if it is given the same rows and options; epochs count on, the history begins anew.
   * @param {unknown} json the object, or its text
   * @returns {Promise<Network>}
   * @throws {GlassnetError} `invalid-data`, `invalid-config`, `out-of-memory`, `unsupported`
   */
  static async fromJSON(json) {
    const { readSaved, restoreSaved } = await import('./restore.js');
    const saved = readSaved(json), network = await createNetwork(saved.config);
    try {
      restoreSaved(network.#model, network, saved);
    } catch (error) {
      network.dispose();
      throw error;
    }
    return network;
  }

  /** What the files of another form are made from. @returns {import('./wanted.js').Written} */
  get #written() {
    return { config: this.config, layers: this.layers, weights: this.getWeights() };
  }

  /**
   * The network as an ONNX model for other programs: opset 18, float32, rows in, answers out, the scaler included.
   * @returns {Promise<Uint8Array>} the bytes of an .onnx file
   * @throws {GlassnetError} `disposed`
   */
  async toONNX() {
    return wanted.onnx(this.#written);
  }

  /**
   * The network as a program that answers rows, all weights in it.
   * @param {import('./code/index.js').Language} language what it is written in
   * @returns {Promise<string>} its text, of one file; run by itself it prints the answers to a few rows
   * @throws {GlassnetError} `invalid-config`, `disposed`
   */
  async toCode(language) {
    return wanted.code(this.#written, language);
  }

  /** Gives the memory back, its trainer's included. Using the network afterwards is an error; a second time is not. */
  dispose() {
    this.#lifetime.end();
  }

  [Symbol.dispose]() {
    this.dispose();
  }
}
