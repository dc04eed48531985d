// A Snapshot: what a network is at one moment, in numbers only. Views draw it; no view asks the network.

/**
 * @typedef {Float32Array | Float64Array} Numbers in the network's dtype
 * @typedef {import('../lib/index.js').Network} Network
 *
 * @typedef {object} Plane where fields and surface lie, in raw inputs
 * @property {number} x0 @property {number} x1 left and right
 * @property {number} y0 @property {number} y1 bottom and top
 *
 * @typedef {object} Line where a curve lies, in the one raw input
 * @property {number} x0 @property {number} x1
 *
 * @typedef {object} History points of the loss curve, all arrays of one length; NaN where not measured
 * @property {Float64Array} epoch @property {Float64Array} loss @property {Float64Array} accuracy
 * @property {Float64Array} testLoss @property {Float64Array} testAccuracy
 * @property {import('./trail.js').TrailPoints} trail what was looked at on the way, at epochs of its own
 *
 * @typedef {object} Snapshot
 * @property {number} epoch @property {number} step finished
 * @property {boolean} playing
 * @property {boolean} done the experiment's last epoch is reached
 * @property {number} epochsPerSecond as measured; 0 while it stands
 * @property {number} loss @property {number} accuracy on the training rows; NaN where it has no meaning
 * @property {number} testLoss @property {number} testAccuracy on the rows held out; NaN without any
 * @property {number} r2 on the rows held out, or on all without any; NaN where the answers are no numbers
 * @property {{ epoch: number, step: number, message: string } | null} diverged
 * @property {History} [history]
 * @property {{ kernel: Numbers, bias: Numbers | null }[]} [weights] for each layer: (inputs, units) row-major, (units)
 * @property {{ size: number, layers: Numbers[] } | null} [fields] each neuron's answer over the plane: for each layer
 *   (units, size, size), the first row at the top; null unless there are two inputs
 * @property {{ size: number, values: Numbers } | null} [surface] the output over the plane: (size, size, outputs)
 * @property {Numbers | null} [curve] the output along the line, end to end: (curveSize, outputs); null unless there is one input
 * @property {Numbers[]} [activations] each neuron's answer for the probed row, by layer
 * @property {Numbers | null} [predictions] (rows, outputs) of all rows, null where they are many
 * @property {{ values: Numbers, targets: Numbers }} [testPredictions] of the rows held out, or of all without any
 * @property {Numbers | null} [probe] the output for the probed row
 * @property {import('./closer/walk.js').Walk | null} [walk] one step on the probed row; null with batch normalization
 * @property {Float64Array | null} [gradients] how long the gradient is in each layer; null where one has none
 * @property {{ epoch: Float64Array, norms: Float64Array[] }} [gradientHistory] the same over the epochs, by layer
 * @property {{ rows: number, layers: import('./closer/histograms.js').LayerHistogram[] } | null} [layerHistograms]
 * @property {{ across: Float64Array, up: Float64Array } | null} [path] of the training on the plane of the last landscape
 * @property {(number[] | null)[]} [marks] the numbers of each mark the experiment was loaded with, null until its epoch
 */

export const fieldSize = 32;
export const surfaceSize = 96;
export const curveSize = 240;
const fewRows = 32;

/** The points of a plane as rows (size·size, 2): from the top left, row by row. @param {Plane} plane @param {number} size */
function gridRows({ x0, x1, y0, y1 }, size) {
  const rows = new Float64Array(size * size * 2);
  for (let i = 0; i < size * size; i++) {
    rows[2 * i] = x0 + (x1 - x0) * ((i % size) + 0.5) / size;
    rows[2 * i + 1] = y1 - (y1 - y0) * (Math.floor(i / size) + 0.5) / size;
  }
  return rows;
}

/** @param {Line} line */
function lineRows({ x0, x1 }) {
  return Float64Array.from({ length: curveSize }, (_, i) => x0 + (x1 - x0) * i / (curveSize - 1));
}

/** (rows, units) → (units, rows). @param {Numbers} values @param {number} units */
function byUnit(values, units) {
  const rows = values.length / units;
  const turned = values.slice();
  for (let u = 0; u < units; u++) for (let r = 0; r < rows; r++) turned[u * rows + r] = values[r * units + u];
  return turned;
}

/**
 * What a view may need, each made from the network and the data of a session.
 * @typedef {object} Scene
 * @property {Network} network
 * @property {Plane | null} plane
 * @property {Line | null} line
 * @property {Numbers} x raw rows
 * @property {Numbers} testX @property {Numbers} testY
 * @property {import('./closer/index.js').Asked | null} asked the probed row, raw
 * @property {import('./closer/index.js').CloserLook | null} closer
 * @property {() => History} history
 * @property {() => (number[] | null)[]} marks
 */

/** None where there are no rows yet. @param {Network} network @param {Numbers} x */
const answers = (network, x) => (x.length ? network.predict(x) : x.slice());

/** @type {{ [need: string]: (scene: Scene) => unknown }} */
const makers = {
  history: ({ history }) => history(),
  marks: ({ marks }) => marks(),
  weights: ({ network }) => network.getWeights(),
  fields: ({ network, plane }) => plane && {
    size: fieldSize,
    layers: network.trace(gridRows(plane, fieldSize)).layers
      .map(({ a }, l) => byUnit(/** @type {Numbers} */ (a), network.layers[l].units)),
  },
  surface: ({ network, plane }) => plane && { size: surfaceSize, values: network.predict(gridRows(plane, surfaceSize)) },
  curve: ({ network, line }) => line && network.predict(lineRows(line)),
  activations: ({ network, asked }) =>
    asked ? network.trace(Float64Array.from(asked.row)).layers.map(({ a }) => a) : [],
  predictions: ({ network, x }) => x.length / network.config.inputs <= fewRows ? answers(network, x) : null,
  testPredictions: ({ network, testX, testY }) => ({ values: answers(network, testX), targets: testY.slice() }),
  probe: ({ network, asked }) => asked ? network.predict(Float64Array.from(asked.row)) : null,
  walk: ({ closer, asked }) => closer?.walk(asked),
  gradients: ({ closer }) => closer?.gradients(),
  gradientHistory: ({ closer }) => closer?.gradientHistory(),
  layerHistograms: ({ closer }) => closer?.histograms(),
  path: ({ closer }) => closer?.path(),
};

/** Names a view may list in its `needs`. */
export const needNames = Object.keys(makers);

/**
 * The parts of a Snapshot that are wanted now.
 * @param {Set<string>} needs @param {Scene} scene
 * @returns {Partial<Snapshot>}
 */
export function takeParts(needs, scene) {
  return Object.fromEntries([...needs].map((need) => [need, makers[need](scene)]));
}

/**
 * @param {import('../lib/index.js').History | undefined} history a trainer's, if there is one
 * @param {import('./trail.js').Trail} trail
 * @returns {History}
 */
export function historyOf(history, trail) {
  const { epoch = [], loss = [], accuracy, valLoss, valAccuracy } = history ?? {};
  const column = (/** @type {number[] | undefined} */ values) =>
    values ? Float64Array.from(values) : new Float64Array(epoch.length).fill(NaN);
  return {
    epoch: column(epoch), loss: column(loss), accuracy: column(accuracy), testLoss: column(valLoss),
    testAccuracy: column(valAccuracy), trail: trail.points,
  };
}
