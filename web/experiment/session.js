// A Session runs one Experiment: it owns the network and the trainer, in a worker or on the page's thread.
import { GlassnetError, activations } from '../lib/index.js';
import { buildNetwork, buildTrainer, resetNetwork } from './build.js';
import { CloserLook } from './closer/index.js';
import { prepare } from './data.js';
import { ContinuedTrainer } from './continued.js';
import { changeExperiment, defaultExperiment, stepsPerEpoch } from './experiment.js';
import { isLiveChange, liveChange } from './live.js';
import { Marks } from './marks.js';
import { measureNow, measureR2 } from './measure.js';
import { readModel, writeModel } from './model.js';
import { differsInPoints } from './own.js';
import { Pace } from './pace.js';
import { withUsualRate } from './rate.js';
import { historyOf, needNames, takeParts } from './snapshot.js';
import { Trail, epochsAtOnce } from './trail.js';

/**
 * @typedef {import('./experiment.js').Experiment} Experiment
 * @typedef {import('./snapshot.js').Snapshot} Snapshot
 * @typedef {import('./marks.js').Mark} Mark
 * @typedef {import('../lib/index.js').Network} Network
 */
/**
 * What stays the same while one experiment runs.
 * @typedef {import('./data.js').DataInfo & { experiment: Experiment, parameterCount: number }} Info
 */

export class Session {
  /** @type {Network | null} */
  #network = null;
  /** @type {import('./continued.js').Training | null} */
  #trainer = null;
  /** @type {Experiment} */
  #experiment = defaultExperiment();
  /** @type {import('./data.js').Prepared | null} */
  #data = null;
  #marks = new Marks([]);
  #needs = new Set(/** @type {string[]} */ ([]));
  /** @type {import('./closer/index.js').Asked | null} */
  #asked = null;
  /** @type {import('./closer/index.js').Activations | null} */
  #activations = null;
  /** @type {CloserLook | null} */
  #closer = null;
  #pace = new Pace();
  #playing = false;
  /** What the network was made of, before it was changed on the way; null where it was made elsewhere. */
  #made = /** @type {Experiment | null} */ (this.#experiment);
  /** Whether a person has set weights since the first ones. */
  #edited = false;
  /** @type {Snapshot['diverged']} */
  #diverged = null;
  #latest = { loss: NaN, accuracy: NaN, testLoss: NaN, testAccuracy: NaN, r2: NaN };
  #trail = new Trail();
  #changed = false;
  /** @type {((snapshot: Snapshot) => void) | null} */
  #waiting = null;
  #work = Promise.resolve();

  /**
   * Makes a fresh network for an experiment. It does not play yet.
   * @param {Experiment} experiment
   * @param {Mark[]} [marks] what to measure on the way; a change of the experiment forgets them
   * @returns {Promise<Info>} rejects with a GlassnetError; then the session goes on with what it had
   */
  load(experiment, marks = []) {
    return this.#inTurn(async () => {
      const data = await prepare(experiment);
      const network = await buildNetwork(experiment, data);
      this.#activations = await activations(experiment.dtype);
      this.#made = experiment;
      return this.#takeOver(experiment, data, network, marks);
    });
  }

  /**
   * @param {Experiment} experiment
   * @param {import('./data.js').Prepared} data
   * @param {Network} network
   * @param {Mark[]} [marks]
   * @returns {Info}
   */
  #takeOver(experiment, data, network, marks = []) {
    this.#dispose();
    this.#network = network;
    this.#data = data;
    this.#experiment = experiment;
    this.#marks = new Marks(marks);
    this.#asked = null;
    this.#begin();
    return { ...data.info, experiment, parameterCount: network.parameterCount };
  }

  /**
   * The experiment and the network in training, for `restore`.
   * @returns {Promise<import('./model.js').SavedModel>}
   */
  save() {
    return this.#inTurn(async () => writeModel(this.#loaded().network, {
      experiment: this.#experiment, trainer: this.#trainer, latest: this.#latest, trail: this.#trail,
    }));
  }

  /**
   * Takes up what `save` answered, to go on bit for bit. It does not play yet.
   * @param {unknown} saved also after a way through JSON
   * @returns {Promise<Info>} rejects with a GlassnetError; then the session goes on with what it had
   */
  restore(saved) {
    return this.#inTurn(async () => {
      const { experiment, data, network, trainer, latest, trail } = await readModel(saved);
      this.#activations = await activations(experiment.dtype);
      const info = this.#takeOver(experiment, data, network);
      this.#trainer = trainer;
      this.#made = null;
      this.#trail = trail;
      this.#latest = { ...this.#latest, ...latest };
      this.#edited = true;
      this.#change();
      return info;
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
    this.#latest = measureNow(network, data);
    this.#diverged = null;
    this.#edited = false;
    this.#trail = new Trail();
    this.#marks.clear();
    this.#measure();
    if (this.#activations && data.info.trainRows) this.#closer = new CloserLook(network, data, this.#activations);
    this.#change();
  }

  /** Fills in the marks of the epoch that is reached. */
  #measure() {
    const { network, data } = this.#loaded(), trainer = this.#trainer;
    this.#marks.reach(trainer?.epoch ?? 0, { network, data, losses: () => trainer?.history.loss ?? [] });
  }

  #loaded() {
    if (!this.#network || !this.#data) throw new Error('No experiment is loaded; call load first.');
    return { network: this.#network, data: this.#data };
  }

  /** Made when training begins: a network whose layers cannot be trained may still be looked at. */
  #ready() {
    const { network, data } = this.#loaded();
    if (this.#trainer) return this.#trainer;
    this.#trainer = buildTrainer(network, this.#experiment, data);
    this.#trail.add(this.#trainer, this.#latest.r2);
    return this.#trainer;
  }

  /**
   * Trains at the chosen speed until pause, the last epoch, or a loss that is no number; without rows yet, as soon as there
   * are some. Errors: unsupported.
   */
  async play() {
    const waits = !this.#loaded().data.info.trainRows;
    if (this.#playing || (!waits && this.#ready().done)) return;
    this.#playing = true;
    this.#change();
    if (waits) return;
    const trainer = this.#ready();
    this.#pace.run({
      goesOn: () => this.#playing && this.#trainer === trainer,
      step: () => trainer.step,
      stepsPerEpoch: () => stepsPerEpoch(this.#loaded().data.info.trainRows, this.#experiment),
      train: (limits) => this.#train(limits),
    });
  }

  async pause() {
    this.#playing = false;
    this.#change();
  }

  /** One epoch. */
  async step() {
    this.#playing = false;
    if (this.#loaded().data.info.trainRows) this.#train({ epochs: 1 });
    else this.#change();
  }

  /** Back to the first weights of the same seed. What was changed on the way is as if it had been so from the start. */
  reset() {
    this.#playing = false;
    return this.#inTurn(async () => {
      const { network, data } = this.#loaded(), experiment = this.#experiment;
      const renewed = experiment === this.#made ? null : await buildNetwork(experiment, data);
      this.#trainer?.dispose();
      this.#trainer = null;
      if (renewed) {
        network.dispose();
        this.#network = renewed;
        this.#made = experiment;
      } else {
        resetNetwork(network, experiment);
      }
      this.#begin();
    });
  }

  /** @param {{ epochs?: number, steps?: number, milliseconds?: number }} limits @returns {number} steps taken */
  #train(limits) {
    const trainer = this.#ready(), { network, data } = this.#loaded();
    const { epoch, step } = trainer;
    try {
      const atOnce = Math.min(this.#marks.distance(epoch), epochsAtOnce(this.#experiment, epoch));
      const { loss, accuracy = NaN, valLoss = NaN, valAccuracy = NaN } =
        trainer.run({ ...limits, epochs: Math.min(limits.epochs ?? Infinity, atOnce) });
      if (trainer.epoch > epoch) {
        const r2 = measureR2(network, data);
        this.#latest = { loss, accuracy, testLoss: valLoss, testAccuracy: valAccuracy, r2 };
        this.#trail.add(trainer, r2);
      }
      if (trainer.done) this.#playing = false;
      this.#measure();
    } catch (error) {
      if (codeOf(error) !== 'diverged') throw error;
      this.#playing = false;
      this.#diverged = { epoch: trainer.epoch, step: trainer.step, message: /** @type {Error} */ (error).message };
    }
    this.#change();
    return trainer.step - step;
  }

  /**
   * Changes the experiment: at once where that can be, else with a new network from the same seed, which goes on
   * playing if the old one did.
   * @param {Partial<Experiment>} change
   * @returns {Promise<{ experiment: Experiment, notes: string[], info?: Info }>} `info` where the network is new
   */
  async set(change) {
    const rated = withUsualRate(this.#experiment, change);
    const { experiment, notes: mended } = changeExperiment(this.#experiment, rated.change);
    const notes = [...rated.notes, ...mended];
    if (await this.#inTurn(async () => this.#changeLive(experiment))) return { experiment, notes };
    const played = this.#playing;
    if (differsInPoints(this.#experiment, experiment)) {
      return { experiment, notes, info: await this.#inTurn(() => this.#changePoints(experiment)) };
    }
    const info = await this.load(experiment);
    if (played) await this.play();
    return { experiment, notes, info };
  }

  /**
   * @param {Experiment} experiment
   * @returns {boolean} whether it could: a layer without a gradient cannot join in
   */
  #changeLive(experiment) {
    const before = this.#experiment;
    const fresh = !this.#trainer?.step && !this.#edited;
    if (!this.#loaded().data.info.trainRows || !isLiveChange(before, experiment, fresh)) return false;
    try {
      this.#ready().set(liveChange(experiment));
    } catch (error) {
      if (codeOf(error) === 'unsupported') return false;
      throw error;
    }
    this.#experiment = experiment;
    this.#marks = new Marks([]);
    this.#trail.add(this.#ready(), this.#latest.r2);
    this.#change();
    return true;
  }

  /** The same network learns on with other points. @param {Experiment} experiment @returns {Promise<Info>} */
  async #changePoints(experiment) {
    const data = await prepare(experiment), { network } = this.#loaded(), before = this.#trainer, played = this.#playing;
    before?.dispose();
    this.#trainer = null;
    this.#playing = false;
    this.#data = data;
    this.#experiment = experiment;
    if (data.info.trainRows) {
      this.#latest = measureNow(network, data);
      this.#closer = this.#activations && new CloserLook(network, data, this.#activations);
      if (before) this.#trainer = new ContinuedTrainer(buildTrainer(network, experiment, data), before);
    } else {
      resetNetwork(network, experiment);
      this.#closer = null;
      this.#begin();
    }
    if (played) await this.play();
    this.#change();
    return { ...data.info, experiment, parameterCount: network.parameterCount };
  }

  /** @param {number} epochsPerSecond Infinity: as fast as possible */
  async setSpeed(epochsPerSecond) {
    this.#pace.speed = epochsPerSecond;
  }

  /** @param {string[]} names the parts of a Snapshot that are looked at; others are not computed */
  async need(names) {
    const unknown = names.find((name) => !needNames.includes(name));
    if (unknown) throw new Error(`need "${unknown}" is not known; known are ${needNames.join(', ')}`);
    this.#needs = new Set(names);
    this.#change();
  }

  /**
   * @param {number[]} row raw features that `probe`, `activations` and `walk` answer for, from now on
   * @param {number} [index] of that row in the data; −1: a person made it up
   */
  async probe(row, index = -1) {
    const { inputs } = this.#loaded().data.info;
    if (row.length !== inputs || !row.every(Number.isFinite)) {
      throw new GlassnetError('invalid-shape', `The row has ${row.length} values; it must have ${inputs} finite numbers.`);
    }
    this.#asked = { row, index };
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
    this.#edited = true;
    this.#change();
  }

  /** Takes the step that `walk` shows: of the optimizer's, on the row that was asked about. Its state stays as it is. */
  async takeStep() {
    const { network, data } = this.#loaded();
    const weights = this.#closer?.afterStep(this.#asked);
    if (!weights) return;
    network.setWeights(weights);
    this.#edited = true;
    const { loss, accuracy = NaN } = network.evaluate(data.train.x, data.train.y);
    this.#latest = { ...this.#latest, loss, accuracy };
    this.#change();
  }

  /**
   * The loss over a plane through the weights as they are now; from now on `path` lies on it.
   * @param {{ seed?: number, size?: number, reach?: number }} [options] size: points along each side, an odd number
   * @returns {Promise<import('./closer/landscape.js').Landscape | null>} null where the network was made anew meanwhile
   */
  async landscape({ seed = 1, size = 25, reach = 1 } = {}) {
    const closer = this.#closer;
    const landscape = await closer?.landscape({ seed, size, reach, goesOn: () => this.#closer === closer });
    this.#change();
    return landscape ?? null;
  }

  /** The network as those take it who write it down. @returns {Promise<import('../lib/wanted.js').Written>} */
  async written() {
    const { network } = this.#loaded();
    return { config: network.config, layers: network.layers, weights: network.getWeights() };
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
    const trainer = this.#trainer, closer = this.#closer;
    closer?.note(trainer?.epoch ?? 0);
    const scene = {
      network, plane: data.info.plane, line: data.info.line, x: data.info.x, testX: data.shown.x, testY: data.shown.y, asked: this.#asked, closer,
      history: () => historyOf(trainer?.history, this.#trail), marks: () => this.#marks.values,
    };
    return {
      epoch: trainer?.epoch ?? 0, step: trainer?.step ?? 0, playing: this.#playing, done: trainer?.done ?? false,
      epochsPerSecond: this.#playing ? this.#pace.rate : 0, ...this.#latest, diverged: this.#diverged,
      ...takeParts(this.#needs, scene),
    };
  }

  #dispose() {
    this.#playing = false;
    this.#trainer?.dispose();
    this.#network?.dispose();
    this.#trainer = this.#network = this.#closer = null;
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
