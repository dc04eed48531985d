// Marks: figures of an experiment at certain epochs, such as a text prints them.

/**
 * @typedef {object} Mark
 * @property {MeasureName} what
 * @property {number} epoch measured when so many epochs are over
 * @property {number} [threshold] of the accuracies: above it an output counts as 1; 0.5
 * @property {number} [layer] of weightedSums and activations, from 0
 * @property {number} [step] of difference: how much is added to the weight
 */
/** @typedef {keyof typeof measures} MeasureName */
/**
 * @typedef {object} Place
 * @property {import('../lib/index.js').Network} network
 * @property {import('./data.js').Prepared} data
 * @property {() => number[]} losses of all epochs so far
 */

/** Each answers one number or a list. @satisfies {Record<string, (place: Place, mark: Mark) => ArrayLike<number>>} */
const measures = {
  /** on the training rows: with full batches what the next epoch measures before its update */
  loss: ({ network, data: { train } }) => [network.evaluate(train.x, train.y).loss],
  testLoss: ({ network, data: { test } }) => [network.evaluate(test.x, test.y).loss],
  accuracy: ({ network, data: { train } }, { threshold = 0.5 }) => [accuracy(network, train, threshold)],
  testAccuracy: ({ network, data: { test } }, { threshold = 0.5 }) => [accuracy(network, test, threshold)],
  /** mean |y − ŷ| over the training rows */
  meanAbsoluteError: ({ network, data: { train } }) => {
    const answers = network.predict(train.x);
    return [train.y.reduce((sum, target, i) => sum + Math.abs(target - answers[i]), 0) / answers.length];
  },
  /** ŷ for each training row */
  predictions: ({ network, data: { train } }) => network.predict(train.x),
  /** of the rows held out: true negatives, false positives, false negatives, true positives */
  confusion: ({ network, data: { test } }, { threshold = 0.5 }) => {
    const counts = [0, 0, 0, 0];
    network.predict(test.x).forEach((answer, i) => counts[2 * test.y[i] + Number(answer > threshold)]++);
    return counts;
  },
  /** z and a of a layer for each training row */
  weightedSums: ({ network, data: { train } }, { layer = 0 }) => network.trace(train.x).layers[layer].z,
  activations: ({ network, data: { train } }, { layer = 0 }) => network.trace(train.x).layers[layer].a,
  /** ∂loss/∂kernel of the first layer, by backpropagation … */
  gradient: ({ network, data: { train } }) => network.gradients(train.x, train.y).layers[0].kernel,
  /** … and of its first weight as the quotient (loss(w + step) − loss(w)) / step */
  difference: ({ network, data: { train } }, { step = 0.001 }) => {
    const before = network.getWeights(), after = network.getWeights();
    /** @type {Float64Array} */ (after[0].kernel)[0] += step;
    const { loss } = network.evaluate(train.x, train.y);
    network.setWeights(after);
    const { loss: beside } = network.evaluate(train.x, train.y);
    network.setWeights(before);
    return [(beside - loss) / step];
  },
  /** how often the loss did not fall from one epoch to the next; up to 4096 epochs */
  rises: ({ losses }) => [losses().filter((loss, i, all) => i > 0 && loss >= all[i - 1]).length],
};

/**
 * @param {import('../lib/index.js').Network} network
 * @param {{ x: Float64Array, y: Float64Array }} rows
 * @param {number} threshold
 */
function accuracy(network, { x, y }, threshold) {
  return network.evaluate(x, y, { threshold }).accuracy ?? NaN;
}

/** @param {Place} place @param {Mark} mark @returns {number[]} */
export function measure(place, mark) {
  return Array.from(measures[mark.what](place, mark));
}

/** The marks of one run, each filled in when its epoch is over. */
export class Marks {
  /** @type {{ mark: Mark, values: number[] | null }[]} */
  #all;

  /** @param {Mark[]} marks */
  constructor(marks) {
    this.#all = marks.map((mark) => ({ mark, values: null }));
  }

  /** The run begins again. */
  clear() {
    for (const one of this.#all) one.values = null;
  }

  /** Fills in those of an epoch that is reached. @param {number} epoch @param {Place} place */
  reach(epoch, place) {
    for (const one of this.#all) if (one.mark.epoch === epoch) one.values ??= measure(place, one.mark);
  }

  /** Epochs until the next one. @param {number} epoch */
  distance(epoch) {
    return this.#all.reduce((least, { mark }) => mark.epoch > epoch ? Math.min(least, mark.epoch - epoch) : least, Infinity);
  }

  /** Of each mark its numbers, null until its epoch. */
  get values() {
    return this.#all.map(({ values }) => values);
  }
}
