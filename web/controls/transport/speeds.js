/** Epochs a second, up to all that the machine can do. */
const ofEpochs = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, Infinity];

/** Steps a second, where an epoch has many of them. */
const ofSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/**
 * The speeds to choose from, in epochs a second: from one step a second to as fast as possible.
 * @param {number} stepsPerEpoch
 */
export function speedsOf(stepsPerEpoch) {
  return [...ofSteps.map((steps) => steps / stepsPerEpoch).filter((speed) => speed < 1), ...ofEpochs];
}
