// A Session runs one Experiment: it owns the network and the trainer, in a worker or on the page's thread.
import { GlassnetError, createNetwork, datasets, minMaxScaler, split, standardScaler } from '../lib/index.js';
import { changeExperiment, defaultExperiment, isLiveChange } from './experiment.js';
import { needNames, takeParts } from './snapshot.js';

/**
 * @typedef {import('./experiment.js').Experiment} Experiment
 * @typedef {import('./snapshot.js').Snapshot} Snapshot
 * @typedef {import('./snapshot.js').Plane} Plane
 * @typedef {import('../lib/index.js').Network} Network
 * @typedef {import('../lib/index.js').Trainer} Trainer
 * @typedef {import('../lib/index.js').Dataset} Dataset
 *
 * @typedef {object} Info what stays the same while one experiment runs
 * @property {Experiment} experiment
 * @property {number} inputs @property {number} outputs
 * @property {number} rows @property {number} trainRows @property {number} testRows
 * @property {string[]} featureNames @property {string[] | null} classNames
 * @property {Float64Array} x raw rows (rows, inputs)
 * @property {Float64Array} y targets (rows, outputs)
 * @property {Uint8Array} isTest (rows) 1 where held out
 * @property {{ min: number, max: number, step: number }[]} ranges of each feature, raw
 * @property {Plane | null} plane where two inputs are drawn
 * @property {number} parameterCount
 * @property {string} source @property {string} licence of the data
 */

const sliceMilliseconds = 12;
/** Between two looks at the clock while a speed is kept. */
const tickMilliseconds = 8;
/** The picture of a plane reaches beyond the data by this share of their width. */
const planeMargin = 0.3;

const channel = new MessageChannel();
/** @type {(() => void)[]} */
const turns = [];
channel.port1.onmessage = () => turns.shift()?.();

/** Lets whatever else waits on this thread have its turn: other sessions, messages. */
function takeTurns() {
  return new Promise((resolve) => {
    turns.push(() => resolve(undefined));
    channel.port2.postMessage(0);
  });
}

const pause = (/** @type {number} */ milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Session {
  /** @type {Network | null} */
  #network = null;
  /** @type {Trainer | null} */
  #trainer = null;
  /** @type {Experiment} */
  #experiment = defaultExperiment();
  /** @type {Awaited<ReturnType<typeof prepare>> | null} */
  #data = null;
  #needs = new Set(/** @type {string[]} */ ([]));
  /** @type {number[] | null} */
  #row = null;
  #speed = 60;
  #playing = false;
  #rate = 0;
  /** @type {Snapshot['diverged']} */
  #diverged = null;
  #latest = { loss: NaN, accuracy: NaN, testLoss: NaN, testAccuracy: NaN };
  #changed = false;
  /** @type {((snapshot: Snapshot) => void) | null} */
  #waiting = null;
  #work = Promise.resolve();

  /**
   * Makes a fresh network for an experiment. It does not play yet.
   * @param {Experiment} experiment
   * @returns {Promise<Info>} rejects with a GlassnetError; then the session goes on with what it had
   */
  load(experiment) {
    return this.#inTurn(async () => {
      const data = await prepare(experiment);
      const network = await createNetwork({
        inputs: data.info.inputs,
        layers: experiment.layers,
        loss: experiment.loss,
        optimizer: { name: experiment.optimizer, learningRate: experiment.learningRate },
        scaler: data.scaler,
        seed: experiment.seed,
        generator: experiment.generator,
        dtype: experiment.dtype,
      });
      this.#dispose();
      this.#network = network;
      this.#data = data;
      this.#experiment = experiment;
      this.#row = null;
      this.#begin();
      return { ...data.info, experiment, parameterCount: network.parameterCount };
    });
  }

  /** Loads and changes take their turns, so that two quick ones never mix. @template T @param {() => Promise<T>} act @returns {Promise<T>} */
  #inTurn(act) {
    const result = this.#work.then(act);
    this.#work = result.then(() => {}, () => {});
    return result;
  }

  /** From the network's first weights. */
  #begin() {
    const { network, data } = this.#loaded();
    const at = network.evaluate(data.train.x, data.train.y);
    const test = data.info.testRows ? network.evaluate(data.test.x, data.test.y) : { loss: NaN };
    this.#latest = {
      loss: at.loss, accuracy: at.accuracy ?? NaN, testLoss: test.loss, testAccuracy: test.accuracy ?? NaN,
    };
    this.#diverged = null;
    this.#change();
  }

  #loaded() {
    if (!this.#network || !this.#data) throw new Error('No experiment is loaded; call load first.');
    return { network: this.#network, data: this.#data };
  }

  /** Made when training begins: a network whose layers cannot be trained may still be looked at. */
  #ready() {
    const { network, data } = this.#loaded();
    this.#trainer ??= network.trainer(data.train.x, data.train.y, {
      ...(this.#experiment.epochs ? { epochs: this.#experiment.epochs } : {}),
      batchSize: this.#experiment.batchSize,
      ...(data.info.testRows ? { validationData: data.test } : {}),
    });
    return this.#trainer;
  }

  /** Trains at the chosen speed until pause, the last epoch, or a loss that is no number. Errors: unsupported. */
  async play() {
    if (this.#playing || this.#ready().done) return;
    this.#playing = true;
    this.#change();
    this.#run();
  }

  async pause() {
    this.#playing = false;
    this.#change();
  }

  /** One epoch. */
  async step() {
    this.#playing = false;
    this.#train({ epochs: 1 });
  }

  /** Back to the first weights of the same seed. */
  async reset() {
    const { network } = this.#loaded();
    this.#playing = false;
    this.#trainer?.dispose();
    this.#trainer = null;
    network.reset(this.#experiment.seed);
    this.#begin();
  }

  async #run() {
    const trainer = this.#trainer;
    let clock = performance.now(), due = 1, seen = trainer?.epoch ?? 0, seenAt = clock;
    while (this.#playing && this.#trainer && this.#trainer === trainer) {
      const now = performance.now();
      due = Math.min(due + (now - clock) / 1000 * this.#speed, this.#speed);
      clock = now;
      if (this.#speed === Infinity) this.#train({ milliseconds: sliceMilliseconds });
      else if (due >= 1) due -= this.#train({ epochs: Math.floor(due), milliseconds: sliceMilliseconds });
      const passed = performance.now() - seenAt;
      if (passed >= 500) {
        this.#rate = (trainer.epoch - seen) / passed * 1000;
        seen = trainer.epoch;
        seenAt += passed;
      }
      await (this.#speed === Infinity || due >= 1 ? takeTurns() : pause(tickMilliseconds));
    }
    if (!this.#playing) this.#rate = 0;
  }

  /** @param {{ epochs?: number, milliseconds?: number }} limits @returns {number} epochs finished */
  #train(limits) {
    const trainer = this.#ready();
    const before = trainer.epoch;
    try {
      const { loss, accuracy = NaN, valLoss = NaN, valAccuracy = NaN } = trainer.run(limits);
      if (trainer.epoch > before) this.#latest = { loss, accuracy, testLoss: valLoss, testAccuracy: valAccuracy };
      if (trainer.done) this.#playing = false;
    } catch (error) {
      if (codeOf(error) !== 'diverged') throw error;
      this.#playing = false;
      this.#diverged = { epoch: trainer.epoch, step: trainer.step, message: /** @type {Error} */ (error).message };
    }
    this.#change();
    return trainer.epoch - before;
  }

  /**
   * Changes the experiment: at once where that can be, else with a new network from the same seed, which goes on
   * playing if the old one did.
   * @param {Partial<Experiment>} change
   * @returns {Promise<{ experiment: Experiment, notes: string[], info?: Info }>} `info` where the network is new
   */
  async set(change) {
    const { experiment, notes } = changeExperiment(this.#experiment, change);
    if (isLiveChange(this.#experiment, experiment) && await this.#inTurn(async () => this.#changeLive(experiment))) {
      return { experiment, notes };
    }
    const played = this.#playing;
    const info = await this.load(experiment);
    if (played) await this.play();
    return { experiment, notes, info };
  }

  /** @param {Experiment} experiment @returns {boolean} whether it could: a layer without a gradient cannot join in */
  #changeLive(experiment) {
    const { learningRate, batchSize } = experiment;
    const layers = experiment.layers.map(({ activation }) => ({ activation }));
    try {
      this.#ready().set({ learningRate, batchSize, layers });
    } catch (error) {
      if (codeOf(error) === 'unsupported') return false;
      throw error;
    }
    this.#experiment = experiment;
    this.#change();
    return true;
  }

  /** @param {number} epochsPerSecond Infinity: as fast as possible */
  async setSpeed(epochsPerSecond) {
    this.#speed = epochsPerSecond;
  }

  /** @param {string[]} names the parts of a Snapshot that are looked at; others are not computed */
  async need(names) {
    const unknown = names.find((name) => !needNames.includes(name));
    if (unknown) throw new Error(`need "${unknown}" is not known; known are ${needNames.join(', ')}`);
    this.#needs = new Set(names);
    this.#change();
  }

  /** @param {number[]} row raw features that `probe` and `activations` answer for, from now on */
  async probe(row) {
    const { inputs } = this.#loaded().data.info;
    if (row.length !== inputs || !row.every(Number.isFinite)) {
      throw new GlassnetError('invalid-shape', `The row has ${row.length} values; it must have ${inputs} finite numbers.`);
    }
    this.#row = row;
    this.#change();
  }

  /**
   * @param {number} layer from 0
   * @param {number} input from 0; −1 for the bias
   * @param {number} unit from 0
   * @param {number} value
   */
  async setWeight(layer, input, unit, value) {
    const { network } = this.#loaded();
    const weights = network.getWeights();
    const { kernel, bias } = weights[layer];
    if (input >= 0) kernel[input * network.layers[layer].units + unit] = value;
    else if (bias) bias[unit] = value;
    network.setWeights(weights);
    this.#change();
  }

  /** The next state that was not given out yet: whoever draws asks again when it has drawn. @returns {Promise<Snapshot>} */
  async next() {
    if (this.#changed && this.#network) return this.#take();
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  #change() {
    this.#changed = true;
    const give = this.#waiting;
    if (!give || !this.#network) return;
    this.#waiting = null;
    give(this.#take());
  }

  /** @returns {Snapshot} */
  #take() {
    this.#changed = false;
    const { network, data } = this.#loaded();
    const trainer = this.#trainer;
    const scene = {
      network, plane: data.info.plane, x: data.info.x, testX: data.shown.x, testY: data.shown.y, row: this.#row,
      history: () => historyOf(trainer),
    };
    return {
      epoch: trainer?.epoch ?? 0, step: trainer?.step ?? 0, playing: this.#playing, done: trainer?.done ?? false,
      epochsPerSecond: this.#rate, ...this.#latest, diverged: this.#diverged,
      ...takeParts(this.#needs, scene),
    };
  }

  #dispose() {
    this.#playing = false;
    this.#trainer?.dispose();
    this.#network?.dispose();
    this.#trainer = this.#network = null;
  }

  /** Frees the network; the session is not to be used again. */
  async close() {
    this.#dispose();
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof GlassnetError ? error.code : null;
}

/** @param {Trainer | null} trainer @returns {import('./snapshot.js').History} */
function historyOf(trainer) {
  const { epoch = [], loss = [], accuracy, valLoss, valAccuracy } = trainer?.history ?? {};
  const column = (/** @type {number[] | undefined} */ values) =>
    values ? Float64Array.from(values) : new Float64Array(epoch.length).fill(NaN);
  return {
    epoch: column(epoch), loss: column(loss), accuracy: column(accuracy), testLoss: column(valLoss),
    testAccuracy: column(valAccuracy),
  };
}

/** The data of an experiment: held-out rows apart, scaler made from the others. @param {Experiment} experiment */
async function prepare(experiment) {
  const dataset = await datasets[/** @type {keyof typeof datasets} */ (experiment.dataset)]();
  const places = dataset.x.map((_, i) => [i]);
  const parts = experiment.testFraction
    ? split(places, dataset.y, { testFraction: experiment.testFraction, seed: experiment.seed, stratify: dataset.classNames !== null })
    : { train: { x: places }, test: { x: [] } };
  const pick = (/** @type {number[][]} */ chosen) => ({
    x: rowsOf(chosen.map(([i]) => dataset.x[i])), y: rowsOf(chosen.map(([i]) => dataset.y[i])),
  });
  const train = pick(/** @type {number[][]} */ (parts.train.x)), test = pick(/** @type {number[][]} */ (parts.test.x));
  const trainRows = parts.train.x.map(([i]) => dataset.x[i]);
  const makeScaler = { none: () => undefined, minMax: () => minMaxScaler(trainRows), standard: () => standardScaler(trainRows) };
  const isTest = new Uint8Array(dataset.x.length);
  for (const [i] of parts.test.x) isTest[i] = 1;
  return {
    train, test, scaler: makeScaler[experiment.scaler](),
    shown: parts.test.x.length ? test : train,
    info: describe(dataset, isTest),
  };
}

/** @param {number[][]} rows */
function rowsOf(rows) {
  return Float64Array.from(rows.flat());
}

/** @param {Dataset} dataset @param {Uint8Array} isTest @returns {Omit<Info, 'experiment' | 'parameterCount'>} */
function describe({ x, y, featureNames, classNames, source, licence }, isTest) {
  const ranges = featureNames.map((_, column) => rangeOf(x.map((row) => row[column])));
  const testRows = isTest.reduce((sum, held) => sum + held, 0);
  return {
    inputs: featureNames.length, outputs: y[0].length, rows: x.length, trainRows: x.length - testRows, testRows,
    featureNames, classNames, x: rowsOf(x), y: rowsOf(y), isTest, ranges,
    plane: ranges.length === 2 ? planeOf(ranges) : null, source, licence,
  };
}

/** @param {number[]} values */
function rangeOf(values) {
  const min = values.reduce((a, b) => Math.min(a, b)), max = values.reduce((a, b) => Math.max(a, b));
  return { min, max, step: values.every(Number.isInteger) ? 1 : (max - min) / 100 };
}

/** @param {{ min: number, max: number }[]} ranges @returns {Plane} */
function planeOf([across, up]) {
  const margin = planeMargin * Math.max(across.max - across.min, up.max - up.min);
  return { x0: across.min - margin, x1: across.max + margin, y0: up.min - margin, y1: up.max + margin };
}
