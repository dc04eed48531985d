/**
 * The colours of values, read from the style sheet, so that canvas and CSS never disagree.
 * @typedef {{
 *   pos: string, neg: string, zero: string, ink: string, muted: string, line: string, edge: string, bg: string, panel: string,
 *   posText: string, negText: string, font: string, ramp: Uint32Array,
 *   classes: string[], classRamps: Uint32Array[], classDeep: string[],
 * }} Palette classes: class 0, class 1, …; each with a ramp from paper to its colour, and a darker shade
 */

const steps = 256;

/** Beyond so many classes the colours begin again; shapes and names go on. */
const classTokens = ['neg', 'pos', 'third', 'fourth', 'fifth'];

/** @param {Element} element @returns {Palette} */
export function readPalette(element) {
  const style = getComputedStyle(element);
  const token = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  const pos = token('pos'), neg = token('neg'), zero = token('zero'), classes = classTokens.map(token);
  return {
    pos, neg, zero,
    ink: token('ink'), muted: token('muted'), line: token('line'), edge: token('edge'), bg: token('bg'), panel: token('panel'),
    posText: token('pos-text'), negText: token('neg-text'),
    font: style.fontFamily,
    ramp: makeRamp(rgb(neg), rgb(zero), rgb(pos)),
    classes, classDeep: classes.map(deepen), classRamps: classes.map((colour) => makeRamp(rgb(zero), rgb(zero), rgb(colour)).subarray(steps)),
  };
}

/** Dark enough to be seen on the colour itself. @param {string} hex `#rrggbb` */
function deepen(hex) {
  return `rgb(${rgb(hex).map((part) => Math.round(part * 0.45)).join(' ')})`;
}

/** @param {string} hex `#rrggbb` */
function rgb(hex) {
  return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
}

/**
 * Colours from −1 over 0 to 1 as the 32-bit pixels of an ImageData (ABGR on every machine browsers run on).
 * @param {number[]} neg
 * @param {number[]} zero
 * @param {number[]} pos
 */
function makeRamp(neg, zero, pos) {
  const ramp = new Uint32Array(2 * steps + 1);
  for (let i = -steps; i <= steps; i++) {
    const end = i < 0 ? neg : pos, share = Math.abs(i) / steps;
    const [r, g, b] = zero.map((from, c) => Math.round(from + (end[c] - from) * share));
    ramp[i + steps] = (255 << 24) | (b << 16) | (g << 8) | r;
  }
  return ramp;
}

/** The place of a value in the ramp; values outside −1…1 are taken for the ends. @param {number} value */
export function rampIndex(value) {
  return Math.round(Math.max(-1, Math.min(1, value || 0)) * steps) + steps;
}

/**
 * The pixel of a class that is as sure as `share`: paper where it is not at all.
 * @param {Palette} palette
 * @param {number} index
 * @param {number} share 0…1
 */
export function classPixel({ classRamps }, index, share) {
  return classRamps[index % classRamps.length][Math.round(Math.max(0, Math.min(1, share || 0)) * steps)];
}

/** @param {Palette} palette @param {number} index */
export function classColour({ classes }, index) {
  return classes[index % classes.length];
}

/** A darker shade of the same. @param {Palette} palette @param {number} index */
export function classDeepColour({ classDeep }, index) {
  return classDeep[index % classDeep.length];
}

/** @param {number} pixel of an ImageData */
export function cssOf(pixel) {
  return `rgb(${pixel & 255} ${(pixel >> 8) & 255} ${(pixel >> 16) & 255})`;
}

/** @param {Palette} palette @param {number} value −1…1 */
export function colourOf(palette, value) {
  return cssOf(palette.ramp[rampIndex(value)]);
}

/** Whether ink or its opposite reads better on a pixel. @param {number} pixel */
export function textOn(pixel) {
  const luminance = 0.2126 * (pixel & 255) + 0.7152 * ((pixel >> 8) & 255) + 0.0722 * ((pixel >> 16) & 255);
  return luminance > 125 ? '#14181d' : '#ffffff';
}
