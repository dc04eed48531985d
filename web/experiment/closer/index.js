// A closer look at a network than its answers: how one step comes about, how the gradient and the answers of each layer
// lie, what the loss is like around the weights. None of it changes the network.
import { eventLoopTurn } from '../../lib/trainer.js';
import { takeFew } from './few.js';
import { histograms } from './histograms.js';
import { directionsFrom, flatten, project, survey } from './landscape.js';
import { gradientNorms } from './slopes.js';
import { newWeights, walk } from './walk.js';
import { Waypoints } from './waypoints.js';

/**
 * @typedef {import('../../lib/index.js').Network} Network
 * @typedef {import('./histograms.js').LayerHistogram} LayerHistogram
 * @typedef {Awaited<ReturnType<typeof import('../../lib/index.js').activations>>} Activations
 * @typedef {{ norms: Float64Array | null, weights: import('./landscape.js').Flat | null }} Note
 * @typedef {{ index: number, row: number[] }} Asked a raw row; index −1 where it is none of the data
 */

/** Of larger networks the waypoints keep no weights. */
const fewParameters = 4096;

export class CloserLook {
  #network;
  #data;
  #activations;
  #few;
  /** @type {Waypoints<Note>} */
  #waypoints = new Waypoints();
  /** The plane of the last landscape. @type {import('./landscape.js').Directions | null} */
  #directions = null;

  /**
   * @param {Network} network at its first weights
   * @param {import('../data.js').Prepared} data
   * @param {Activations} activations in the network's dtype
   */
  constructor(network, data, activations) {
    this.#network = network;
    this.#data = data;
    this.#activations = activations;
    this.#few = takeFew(data.train, network);
  }

  /** @param {number} epoch that is reached */
  note(epoch) {
    const small = this.#network.parameterCount <= fewParameters;
    this.#waypoints.add(epoch, () => ({ norms: this.gradients(), weights: small ? flatten(this.#network) : null }));
  }

  /** @param {Asked | null} asked @returns {import('./walk.js').Walk | null} null with batch normalization */
  walk(asked) {
    if (!asked || this.#network.layers.some(({ batchNormalization }) => batchNormalization)) return null;
    const { index, row } = asked, { y, outputs } = this.#data.info;
    const target = index < 0 ? null : y.slice(index * outputs, (index + 1) * outputs);
    return walk(this.#network, this.#activations, { index, row: Float64Array.from(row), target });
  }

  /** The weights after the step of that walk; null where it has none. @param {Asked | null} asked */
  afterStep(asked) {
    const layers = this.walk(asked)?.layers;
    return layers?.[0].newKernel ? newWeights(layers) : null;
  }

  gradients() {
    return this.#few.rows ? gradientNorms(this.#network, this.#few) : null;
  }

  gradientHistory() {
    const notes = this.#waypoints.notes.filter(({ note }) => note.norms);
    return {
      epoch: Float64Array.from(notes, ({ epoch }) => epoch),
      norms: this.#network.layers.map((_, l) =>
        Float64Array.from(notes, ({ note }) => /** @type {Float64Array} */ (note.norms)[l])),
    };
  }

  /** @returns {ReturnType<typeof histograms> | null} */
  histograms() {
    return this.#few.rows ? histograms(this.#network, this.#activations, this.#few) : null;
  }

  /** The training on the plane of the landscape: where it was, and last where it is. */
  path() {
    if (!this.#directions) return null;
    const past = this.#waypoints.notes.flatMap(({ note }) => (note.weights ? [note.weights] : []));
    return project(this.#directions, [...past, flatten(this.#network)]);
  }

  /**
   * @param {{ seed: number, size: number, reach: number, goesOn: () => boolean }} options
   * @returns {Promise<import('./landscape.js').Landscape | null>} null where it was not to go on
   */
  async landscape({ seed, size, reach, goesOn }) {
    if (!this.#few.rows) return null;
    const copy = this.#network.clone();
    try {
      const directions = await directionsFrom(copy, seed);
      const pause = async () => {
        await eventLoopTurn();
        return goesOn();
      };
      const landscape = await survey(copy, directions, this.#few, { size, reach, pause });
      if (landscape) this.#directions = directions;
      return landscape;
    } finally {
      copy.dispose();
    }
  }
}
