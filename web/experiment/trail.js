// What a trainer's own history does not hold: the learning rate in use, and how well numbers are met.

/** How many points there are at most; beyond, every second one is dropped, again and again, never the last. */
const mostPoints = 2048;

/**
 * @typedef {object} TrailPoints all of one length
 * @property {Float64Array} epoch how many were over
 * @property {Float64Array} learningRate for what came next
 * @property {Float64Array} r2 NaN where the answers are no numbers
 */

/** A point for each slice of training, which ends wherever it does: each holds for its epoch exactly. */
export class Trail {
  /** @type {{ order: number, epoch: number, learningRate: number, r2: number }[]} */
  #points = [];
  #stride = 1;
  #count = 0;

  /** @param {Record<string, ArrayLike<number>>} [points] those of a training that is taken up again, as `points` has them */
  constructor({ epoch = [], learningRate = [], r2 = [] } = {}) {
    this.#points = Array.from(epoch, (one, i) => ({ order: i, epoch: one, learningRate: learningRate[i], r2: r2[i] }));
    this.#count = this.#points.length;
  }

  /** @param {{ epoch: number, learningRate: number }} trainer @param {number} r2 */
  add({ epoch, learningRate }, r2) {
    const last = this.#points[this.#points.length - 1];
    // Of two at one epoch the later one holds for what comes next.
    if (last && (last.order % this.#stride || last.epoch === epoch)) this.#points.pop();
    this.#points.push({ order: this.#count++, epoch, learningRate, r2 });
    if (this.#points.length <= mostPoints) return;
    this.#stride *= 2;
    const newest = this.#count - 1;
    this.#points = this.#points.filter(({ order }) => order % this.#stride === 0 || order === newest);
  }

  /** The same as JSON takes them. */
  get saved() {
    return Object.fromEntries(Object.entries(this.points).map(([name, column]) => [name, Array.from(column)]));
  }

  /** @returns {TrailPoints} */
  get points() {
    const column = (/** @type {'epoch' | 'learningRate' | 'r2'} */ name) => Float64Array.from(this.#points, (point) => point[name]);
    return { epoch: column('epoch'), learningRate: column('learningRate'), r2: column('r2') };
  }
}

/**
 * How many epochs may pass between two points: while a schedule moves the learning rate, no more than a thousandth of the way.
 * @param {import('./experiment.js').Experiment} experiment
 * @param {number} epoch
 */
export function epochsAtOnce({ schedule = 'constant' }, epoch) {
  const { name = 'constant', warmup = 0, epochs = Infinity } = typeof schedule === 'string' ? { name: schedule } : schedule;
  const moves = (name !== 'constant' || epoch < warmup) && epoch < epochs;
  return moves ? Math.max(1, Math.floor(epoch / 1000)) : Infinity;
}
