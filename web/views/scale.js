/** @typedef {import('./tools/types.js').Info} Info */

/**
 * Brings outputs to −1…1 for colouring: the lowest target is −1, the highest 1.
 * @param {Info} info
 * @returns {{ low: number, high: number, toColour(value: number): number }}
 */
export function outputScale({ y }) {
  let low = Infinity, high = -Infinity;
  for (const target of y) {
    low = Math.min(low, target);
    high = Math.max(high, target);
  }
  if (!(high > low)) [low, high] = [0, 1];
  const middle = (low + high) / 2, half = (high - low) / 2;
  return { low, high, toColour: (value) => (value - middle) / half };
}

/**
 * Inputs by their ranges: 0 for the lowest, 1 for the highest.
 * @param {Info} info
 * @param {number} feature
 * @param {number} value
 */
export function inputColour({ ranges }, feature, value) {
  const { min, max } = ranges[feature];
  return max > min ? (value - min) / (max - min) : value;
}

/** Whether the data know two classes and the network answers with one number. @param {Info} info */
export function isBinary({ outputs, classNames }) {
  return outputs === 1 && classNames !== null && classNames.length === 2;
}

/**
 * x₁, x₂ … or the name a language has for a feature.
 * @param {import('./tools/types.js').Translate} t
 * @param {Info} info
 * @param {number} i
 */
export function featureName(t, { experiment, featureNames }, i) {
  return t.label(`feature.${experiment.dataset}`, featureNames[i]);
}

/** @param {import('./tools/types.js').Translate} t @param {Info} info @param {number} i */
export function className(t, { experiment, classNames }, i) {
  return t.label(`class.${experiment.dataset}`, classNames ? classNames[i] : String(i));
}
