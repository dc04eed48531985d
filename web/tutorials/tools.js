// What the tutorials are written with.

/** @typedef {import('../experiment/experiment.js').Experiment} Experiment */
/** @typedef {import('../experiment/experiment.js').ExperimentLayer} ExperimentLayer */
/** @typedef {Omit<Experiment, 'v' | keyof typeof asNumpy> & Partial<Pick<Experiment, keyof typeof asNumpy>>} Choices */

/** As a program with numpy has it: all rows at once, as they are, in double precision. */
const asNumpy = {
  testFraction: 0,
  scaler: /** @type {Experiment['scaler']} */ ('none'),
  optimizer: /** @type {Experiment['optimizer']} */ ('sgd'),
  batchSize: /** @type {Experiment['batchSize']} */ ('full'),
  seed: 1,
  generator: /** @type {Experiment['generator']} */ ('numpy'),
  dtype: /** @type {Experiment['dtype']} */ ('float64'),
};

/** A whole experiment. @param {Choices} choices @returns {Experiment} */
export const experimentOf = (choices) => ({ v: 1, ...asNumpy, ...choices });

/** numpy's `2 * random((inputs, units)) - 1` */
export const minusOneToOne = { name: /** @type {const} */ ('uniform'), min: -1, max: 1 };

/** numpy's `random((inputs, units))` */
export const zeroToOne = { name: /** @type {const} */ ('uniform'), min: 0, max: 1 };

/**
 * A sigmoid layer without bias, as Trask and Loy have them.
 * @param {number} units
 * @param {ExperimentLayer['kernelInitializer']} [kernelInitializer]
 * @returns {ExperimentLayer}
 */
export const bareSigmoid = (units, kernelInitializer = minusOneToOne) =>
  ({ units, activation: 'sigmoid', useBias: false, kernelInitializer });
