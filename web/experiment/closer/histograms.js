// What each layer answers to all rows: a histogram, and where its sums lie on the activation's curve.

/**
 * @typedef {import('../../lib/index.js').Network} Network
 * @typedef {import('./index.js').Activations} Activations
 *
 * @typedef {object} LayerHistogram
 * @property {number} units
 * @property {number} from @property {number} to the ends of the histogram
 * @property {Float64Array} counts activations in each of its bins
 * @property {number} dead units of a rectifier that answer 0 to every row
 * @property {number} saturated units on whose sums the slope is almost nothing for nine rows of ten
 * @property {Float64Array} sums some of the weighted sums
 * @property {{ x: Float64Array, value: Float64Array, slope: Float64Array | null } | null} curve null for softmax
 */

const bins = 24, mostSums = 160, curveSteps = 160;
/** Below this share of the steepest slope there is almost none, and a unit that lies there for so many rows is saturated. */
const flatSlope = 0.01, flatRows = 0.9;
/** The ranges of those that squeeze. @type {{ [activation: string]: [number, number] }} */
const ranges = { sigmoid: [0, 1], hardSigmoid: [0, 1], softmax: [0, 1], step: [0, 1], tanh: [-1, 1], softsign: [-1, 1] };

/**
 * @param {Network} network
 * @param {Activations} activations
 * @param {import('./few.js').FewRows} rows
 * @returns {{ rows: number, layers: LayerHistogram[] }}
 */
export function histograms(network, activations, { x, rows }) {
  const { layers } = network.trace(x);
  return {
    rows,
    layers: network.layers.map(({ units, activation }, l) => {
      const z = Float64Array.from(layers[l].z), a = Float64Array.from(layers[l].a);
      const [from, to] = ranges[activation] ?? rangeOf(a);
      const stride = Math.ceil(z.length / mostSums);
      const slopes = activation === 'softmax' || activation === 'step' ? null : activations[activation].derivative(z);
      return {
        units, from, to, counts: count(a, from, to),
        dead: activation === 'relu' ? countUnits(units, rows, (i) => a[i] === 0, 1) : 0,
        saturated: slopes && Object.hasOwn(ranges, activation) ? countSaturated(units, rows, slopes, activations[activation]) : 0,
        sums: z.filter((_, i) => i % stride === 0),
        curve: activation === 'softmax' ? null : curveOf(activations[activation], z, slopes !== null),
      };
    }),
  };
}

/** From a round number to a round one, so that the scale does not follow every step. @param {Float64Array} values @returns {[number, number]} */
function rangeOf(values) {
  const low = values.reduce((a, b) => Math.min(a, b), 0), high = values.reduce((a, b) => Math.max(a, b), 0);
  return [-roundUp(-low), high > 0 || low < 0 ? roundUp(high) : 1];
}

/** 1, 2, 5, 10 … or 0. @param {number} value not below 0 */
function roundUp(value) {
  if (!(value > 0)) return 0;
  let unit = 1;
  while (unit < value) unit *= 10;
  while (unit / 10 >= value) unit /= 10;
  return value <= unit / 5 ? unit / 5 : value <= unit / 2 ? unit / 2 : unit;
}

/** @param {Float64Array} values @param {number} from @param {number} to */
function count(values, from, to) {
  const counts = new Float64Array(bins);
  for (const value of values) counts[Math.max(0, Math.min(bins - 1, Math.floor((value - from) / (to - from) * bins)))]++;
  return counts;
}

/**
 * Units for which something holds in at least a share of the rows.
 * @param {number} units @param {number} rows @param {(place: number) => boolean} holds @param {number} share
 */
function countUnits(units, rows, holds, share) {
  let found = 0;
  for (let u = 0; u < units; u++) {
    let times = 0;
    for (let row = 0; row < rows; row++) if (holds(row * units + u)) times++;
    if (times >= share * rows) found++;
  }
  return found;
}

/** @param {number} units @param {number} rows @param {import('../snapshot.js').Numbers} slopes @param {Activations['tanh']} activation */
function countSaturated(units, rows, slopes, activation) {
  const limit = flatSlope * activation.derivative(0);
  return countUnits(units, rows, (i) => slopes[i] < limit, flatRows);
}

/** @param {Activations['tanh']} activation @param {Float64Array} z @param {boolean} hasSlope */
function curveOf(activation, z, hasSlope) {
  const reach = Math.max(4, roundUp(z.reduce((most, value) => Math.max(most, Math.abs(value)), 0)));
  const x = Float64Array.from({ length: curveSteps + 1 }, (_, i) => (2 * i / curveSteps - 1) * reach);
  return {
    x, value: Float64Array.from(activation.value(x)), slope: hasSlope ? Float64Array.from(activation.derivative(x)) : null,
  };
}
