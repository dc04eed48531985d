import { classColour, classPixel, colourOf, rampIndex } from './tools/palette.js';

/** @typedef {import('./tools/types.js').Info} Info @typedef {import('./tools/palette.js').Palette} Palette */
/** @typedef {import('./tools/types.js').Numbers} Numbers */

/** So many rows stand in a table, each with its answer; more are counted. */
export const mostListed = 12;

/**
 * What the outputs are: one number between two classes, a share for each class, or numbers of any kind.
 * @param {Pick<Info, 'outputs' | 'classNames'>} info
 * @returns {'binary' | 'classes' | 'numbers'}
 */
export function kindOf({ outputs, classNames }) {
  if (!classNames) return 'numbers';
  if (outputs === 1) return classNames.length === 2 ? 'binary' : 'numbers';
  return classNames.length === outputs ? 'classes' : 'numbers';
}

/** Whether the inputs span a plane to draw on. @param {Info} info */
export function hasPlane({ plane }) {
  return plane !== null && plane.x1 > plane.x0 && plane.y1 > plane.y0;
}

/** Whether the answer is drawn over the inputs. @param {Info} info */
export function hasPicture(info) {
  return hasPlane(info) || info.line !== null;
}

/**
 * Brings outputs to −1…1 for colouring: the lowest target is −1, the highest 1. Numbers of both signs keep 0 in the
 * middle.
 * @param {Info} info
 * @returns {{ low: number, high: number, toColour(value: number): number }}
 */
export function outputScale(info) {
  const { y } = info;
  let low = y.reduce((least, target) => Math.min(least, target), Infinity);
  let high = y.reduce((most, target) => Math.max(most, target), -Infinity);
  if (!(high > low)) [low, high] = [0, 1];
  // Targets that were brought to mean 0 have their own 0 elsewhere.
  if (kindOf(info) === 'numbers' && low < 0 && high > 0 && !info.experiment.data?.targetScale) {
    high = Math.max(high, -low);
    low = -high;
  }
  const middle = (low + high) / 2, half = (high - low) / 2;
  return { low, high, toColour: (value) => (value - middle) / half };
}

/**
 * A target or an answer as the rows had it: numbers brought to mean 0 and deviation 1 are shown as they were.
 * @param {Pick<Info, 'experiment'>} info
 * @param {number} value
 */
export function unscaled({ experiment: { data } }, value) {
  const { mean = 0, deviation = 1 } = data?.targetScale ?? {};
  return value * deviation + mean;
}

/** The class with the largest share, and how far it is above an even split, 0…1. @param {Numbers} values @param {number} at @param {number} count */
export function strongest(values, at, count) {
  let index = 0;
  for (let i = 1; i < count; i++) if (values[at + i] > values[at + index]) index = i;
  return { index, share: (values[at + index] - 1 / count) / (1 - 1 / count) };
}

/** The class of a row, by its target. @param {Info} info @param {number} row */
export function classOf({ y, outputs }, row) {
  return outputs === 1 ? Number(y[row] > 0.5) : strongest(y, row * outputs, outputs).index;
}

/**
 * How an output is coloured: by its value, or, of several classes, by the strongest as sure as it is.
 * @param {Info} info
 * @returns {(palette: Palette, values: Numbers, at: number) => number} the pixel of the outputs from `at` on
 */
export function outputPixel(info) {
  const { outputs } = info;
  if (kindOf(info) === 'classes') {
    return (palette, values, at) => {
      const { index, share } = strongest(values, at, outputs);
      return classPixel(palette, index, share);
    };
  }
  const { toColour } = outputScale(info);
  return ({ ramp }, values, at) => ramp[rampIndex(toColour(values[at]))];
}

/** The colour of a row's target. @param {Info} info @returns {(palette: Palette, row: number) => string} */
export function targetColour(info) {
  if (kindOf(info) !== 'numbers') return (palette, row) => classColour(palette, classOf(info, row));
  const { toColour } = outputScale(info);
  return (palette, row) => colourOf(palette, toColour(info.y[row * info.outputs]));
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

/**
 * x₁, x₂ … or the name a language has for a feature.
 * @param {import('./tools/types.js').Translate} t
 * @param {Info} info
 * @param {number} i
 */
export function featureName(t, { experiment, featureNames }, i) {
  return experiment.data ? featureNames[i] : t.label(`feature.${experiment.dataset}`, featureNames[i]);
}

/** @param {import('./tools/types.js').Translate} t @param {Info} info @param {number} i */
export function className(t, { experiment, classNames }, i) {
  const name = classNames ? classNames[i] : String(i);
  return experiment.data ? name : t.label(`class.${experiment.dataset}`, name);
}
