// One network in training: at the speed a person chose, to the last epoch or to a loss that is no number.
import { GlassnetError } from '../lib/index.js';
import { buildTrainer } from './build.js';
import { ContinuedTrainer } from './continued.js';
import { stepsPerEpoch } from './experiment.js';
import { liveChange } from './live.js';
import { Marks } from './marks.js';
import { measureNow, measureR2 } from './measure.js';
import { Trail, epochsAtOnce } from './trail.js';

/** @typedef {import('./experiment.js').Experiment} Experiment */

/**
 * What is trained, and how.
 * @typedef {object} Plan
 * @property {import('../lib/index.js').Network} network
 * @property {import('./data.js').Prepared} data
 * @property {Experiment} experiment
 */

export class TrainingRun {
  /** Made when it begins: a network whose layers cannot be trained may still be looked at. @type {import('./continued.js').Training | null} */
  trainer = null;
  playing = false;
  /** @type {import('./snapshot.js').Snapshot['diverged']} */
  diverged = null;
  trail = new Trail();
  latest;
  #plan;
  #marks;
  #pace;
  #onChange;

  /**
   * @param {Plan} plan
   * @param {import('./marks.js').Mark[]} marks
   * @param {import('./pace.js').Pace} pace
   * @param {() => void} onChange
   */
  constructor(plan, marks, pace, onChange) {
    this.#plan = plan;
    this.#marks = new Marks(marks);
    this.#pace = pace;
    this.#onChange = onChange;
    this.latest = measureNow(plan.network, plan.data);
    this.#measure();
  }

  /** What there is to say of it at this moment. */
  get state() {
    const { trainer, playing, diverged, latest } = this;
    return {
      epoch: trainer?.epoch ?? 0, step: trainer?.step ?? 0, playing, done: trainer?.done ?? false,
      epochsPerSecond: playing ? this.#pace.rate : 0, ...latest, diverged,
    };
  }

  /** The numbers of each mark. */
  get marks() {
    return this.#marks.values;
  }

  /** Whether there are rows to train on. */
  get hasRows() {
    return this.#plan.data.info.trainRows > 0;
  }

  /** Fills in the marks of the epoch that is reached. */
  #measure() {
    const { network, data } = this.#plan, { trainer } = this;
    this.#marks.reach(trainer?.epoch ?? 0, { network, data, losses: () => trainer?.history.loss ?? [] });
  }

  #ready() {
    if (this.trainer) return this.trainer;
    const { network, experiment, data } = this.#plan;
    this.trainer = buildTrainer(network, experiment, data);
    this.trail.add(this.trainer, this.latest.r2);
    return this.trainer;
  }

  /** Without rows yet, as soon as there are some. Errors: unsupported. */
  play() {
    if (this.playing || (this.hasRows && this.#ready().done)) return;
    this.playing = true;
    this.#onChange();
    if (!this.hasRows) return;
    const trainer = this.#ready();
    this.#pace.run({
      goesOn: () => this.playing && this.trainer === trainer,
      step: () => trainer.step,
      stepsPerEpoch: () => stepsPerEpoch(this.#plan.data.info.trainRows, this.#plan.experiment),
      train: (limits) => this.#train(limits),
    });
  }

  pause() {
    this.playing = false;
    this.#onChange();
  }

  /** One epoch. */
  step() {
    this.playing = false;
    if (this.hasRows) this.#train({ epochs: 1 });
    else this.#onChange();
  }

  /** @param {{ epochs?: number, steps?: number, milliseconds?: number }} limits @returns {number} steps taken */
  #train(limits) {
    const trainer = this.#ready(), { network, data, experiment } = this.#plan;
    const { epoch, step } = trainer;
    try {
      const atOnce = Math.min(this.#marks.distance(epoch), epochsAtOnce(experiment, epoch));
      const { loss, accuracy = NaN, valLoss = NaN, valAccuracy = NaN } =
        trainer.run({ ...limits, epochs: Math.min(limits.epochs ?? Infinity, atOnce) });
      if (trainer.epoch > epoch) {
        const r2 = measureR2(network, data);
        this.latest = { loss, accuracy, testLoss: valLoss, testAccuracy: valAccuracy, r2 };
        this.trail.add(trainer, r2);
      }
      if (trainer.done) this.playing = false;
      this.#measure();
    } catch (error) {
      if (codeOf(error) !== 'diverged') throw error;
      this.playing = false;
      this.diverged = { epoch: trainer.epoch, step: trainer.step, message: /** @type {Error} */ (error).message };
    }
    this.#onChange();
    return trainer.step - step;
  }

  /**
   * Goes on as another experiment says, with the same network. Its marks are not those of the first one.
   * @param {Experiment} experiment
   * @returns {boolean} whether it could: a layer without a gradient cannot join in
   */
  change(experiment) {
    try {
      this.#ready().set(liveChange(experiment));
    } catch (error) {
      if (codeOf(error) === 'unsupported') return false;
      throw error;
    }
    this.#plan = { ...this.#plan, experiment };
    this.#marks = new Marks([]);
    this.trail.add(this.#ready(), this.latest.r2);
    return true;
  }

  /** Goes on with other rows, but does not play. @param {Experiment} experiment @param {import('./data.js').Prepared} data */
  move(experiment, data) {
    const { trainer: before } = this, { network } = this.#plan;
    this.end();
    this.#plan = { network, experiment, data };
    this.latest = measureNow(network, data);
    this.trainer = before && new ContinuedTrainer(buildTrainer(network, experiment, data), before);
  }

  end() {
    this.playing = false;
    this.trainer?.dispose();
    this.trainer = null;
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof GlassnetError ? error.code : null;
}
