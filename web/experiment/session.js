// A Session runs one Experiment: it owns the network and the trainer, in a worker or on the page's thread.
import { GlassnetError, activations } from '../lib/index.js';
import { buildNetwork, resetNetwork } from './build.js';
import { CloserLook } from './closer/index.js';
import { prepare } from './data.js';
import { changeExperiment, defaultExperiment } from './experiment.js';
import { isLiveChange } from './live.js';
import { readModel, writeModel } from './model.js';
import { differsInPoints } from './own.js';
import { Pace } from './pace.js';
import { withUsualRate } from './rate.js';
import { historyOf, needNames, takeParts } from './snapshot.js';
import { TrainingRun } from './training.js';

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
  /** @type {TrainingRun | null} */
  #run = null;
  /** @type {Experiment} */
  #experiment = defaultExperiment();
  /** @type {import('./data.js').Prepared | null} */
  #data = null;
  /** What is measured on the way; a change of the experiment forgets them. @type {Mark[]} */
  #marks = [];
  #needs = new Set(/** @type {string[]} */ ([]));
  /** @type {import('./closer/index.js').Asked | null} */
  #asked = null;
  /** @type {import('./closer/index.js').Activations | null} */
  #activations = null;
  /** @type {CloserLook | null} */
  #closer = null;
  #pace = new Pace();
  /** What the network was made of, before it was changed on the way; null where it was made elsewhere. */
  #made = /** @type {Experiment | null} */ (this.#experiment);
  /** Whether a person has set weights since the first ones. */
  #edited = false;
  #changed = false;
  /** @type {((snapshot: Snapshot) => void) | null} */
  #waiting = null;
  #work = Promise.resolve();

  /**
   * Makes a fresh network for an experiment. It does not play yet.
   * @param {Experiment} experiment
   * @param {Mark[]} [marks]
   * @returns {Promise<Info>} rejects with a GlassnetError; then the session goes on with what it had
   */
  load(experiment, marks = []) {
    return this.#inTurn(() => this.#make(experiment, marks));
  }

  /** @param {Experiment} experiment @param {Mark[]} [marks] @returns {Promise<Info>} */
  async #make(experiment, marks) {
    const data = await prepare(experiment);
    const network = await buildNetwork(experiment, data);
    this.#activations = await activations(experiment.dtype);
    this.#made = experiment;
    return this.#takeOver(experiment, data, network, marks);
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
    this.#marks = marks;
    this.#asked = null;
    this.#begin();
    return { ...data.info, experiment, parameterCount: network.parameterCount };
  }

  /**
   * The experiment and the network in training, for `restore`.
   * @returns {Promise<import('./model.js').SavedModel>}
   */
  save() {
    return this.#inTurn(async () => {
      const { network, run: { trainer, latest, trail } } = this.#loaded();
      return writeModel(network, { experiment: this.#experiment, trainer, latest, trail });
    });
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
      const { run } = this.#loaded();
      Object.assign(run, { trainer, trail, latest: { ...run.latest, ...latest } });
      this.#made = null;
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
    const { network, data } = this.#parts();
    this.#edited = false;
    this.#run = new TrainingRun({ network, data, experiment: this.#experiment }, this.#marks, this.#pace, () => this.#change());
    this.#lookCloser();
    this.#change();
  }

  #lookCloser() {
    const { network, data } = this.#parts();
    this.#closer = this.#activations && data.info.trainRows ? new CloserLook(network, data, this.#activations) : null;
  }

  #parts() {
    if (!this.#network || !this.#data) throw new Error('No experiment is loaded; call load first.');
    return { network: this.#network, data: this.#data };
  }

  #loaded() {
    return { ...this.#parts(), run: /** @type {TrainingRun} */ (this.#run) };
  }

  /**
   * Trains at the chosen speed until pause, the last epoch, or a loss that is no number; without rows yet, as soon as there
   * are some. Errors: unsupported.
   */
  async play() {
    this.#loaded().run.play();
  }

  async pause() {
    this.#loaded().run.pause();
  }

  /** One epoch. */
  async step() {
    this.#loaded().run.step();
  }

  /** Back to the first weights of the same seed. What was changed on the way is as if it had been so from the start. */
  reset() {
    if (this.#run) this.#run.playing = false;
    return this.#inTurn(async () => {
      const { network, data, run } = this.#loaded(), experiment = this.#experiment;
      const renewed = experiment === this.#made ? null : await buildNetwork(experiment, data);
      run.end();
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

  /**
   * Changes the experiment: at once where that can be, else with a new network from the same seed, which goes on
   * playing if the old one did.
   * @param {Partial<Experiment>} change
   * @returns {Promise<{ experiment: Experiment, notes: string[], info?: Info }>} `info` where the network is new
   */
  set(change) {
    return this.#inTurn(async () => {
      const rated = withUsualRate(this.#experiment, change);
      const { experiment, notes: mended } = changeExperiment(this.#experiment, rated.change);
      const notes = [...rated.notes, ...mended];
      if (this.#changeLive(experiment)) return { experiment, notes };
      if (differsInPoints(this.#experiment, experiment)) {
        return { experiment, notes, info: await this.#changePoints(experiment) };
      }
      const played = this.#run?.playing;
      const info = await this.#make(experiment);
      if (played) await this.play();
      return { experiment, notes, info };
    });
  }

  /** @param {Experiment} experiment @returns {boolean} whether it could */
  #changeLive(experiment) {
    const { run } = this.#loaded(), fresh = !run.trainer?.step && !this.#edited;
    if (!run.hasRows || !isLiveChange(this.#experiment, experiment, fresh) || !run.change(experiment)) return false;
    this.#experiment = experiment;
    this.#marks = [];
    this.#change();
    return true;
  }

  /** The same network learns on with other points. @param {Experiment} experiment @returns {Promise<Info>} */
  async #changePoints(experiment) {
    const data = await prepare(experiment), { network, run } = this.#loaded(), { playing } = run;
    this.#data = data;
    this.#experiment = experiment;
    if (data.info.trainRows) {
      run.move(experiment, data);
      this.#lookCloser();
    } else {
      run.end();
      resetNetwork(network, experiment);
      this.#begin();
    }
    if (playing) await this.play();
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
    const { network, data, run } = this.#loaded();
    const weights = this.#closer?.afterStep(this.#asked);
    if (!weights) return;
    network.setWeights(weights);
    this.#edited = true;
    const { loss, accuracy = NaN } = network.evaluate(data.train.x, data.train.y);
    run.latest = { ...run.latest, loss, accuracy };
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
    const { network, data, run } = this.#loaded(), closer = this.#closer, { state } = run;
    closer?.note(state.epoch);
    const scene = {
      network, plane: data.info.plane, line: data.info.line, x: data.info.x, testX: data.shown.x, testY: data.shown.y,
      asked: this.#asked, closer, history: () => historyOf(run.trainer?.history, run.trail), marks: () => run.marks,
    };
    return { ...state, ...takeParts(this.#needs, scene) };
  }

  #dispose() {
    this.#run?.end();
    this.#network?.dispose();
    this.#run = this.#network = this.#closer = null;
  }

  /** Frees the network, also one that is still being made; the session is not to be used again. */
  close() {
    if (this.#run) this.#run.playing = false;
    return this.#inTurn(async () => this.#dispose());
  }
}
