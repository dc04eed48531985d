/**
 * The colours of values, read from the style sheet, so that canvas and CSS never disagree.
 * @typedef {{
 *   pos: string, neg: string, zero: string, ink: string, muted: string, line: string, bg: string, panel: string,
 *   posText: string, negText: string, font: string, ramp: Uint32Array,
 * }} Palette
 */

const steps = 256;

/** @param {Element} element @returns {Palette} */
export function readPalette(element) {
  const style = getComputedStyle(element);
  const token = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  const pos = token('pos'), neg = token('neg'), zero = token('zero');
  return {
    pos, neg, zero,
    ink: token('ink'), muted: token('muted'), line: token('line'), bg: token('bg'), panel: token('panel'),
    posText: token('pos-text'), negText: token('neg-text'),
    font: style.fontFamily,
    ramp: makeRamp(rgb(neg), rgb(zero), rgb(pos)),
  };
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

/** @param {Palette} palette @param {number} value −1…1 */
export function colourOf(palette, value) {
  const pixel = palette.ramp[rampIndex(value)];
  return `rgb(${pixel & 255} ${(pixel >> 8) & 255} ${(pixel >> 16) & 255})`;
}

/** Whether ink or its opposite reads better on the colour of a value. @param {Palette} palette @param {number} value */
export function textOn(palette, value) {
  const pixel = palette.ramp[rampIndex(value)];
  const luminance = 0.2126 * (pixel & 255) + 0.7152 * ((pixel >> 8) & 255) + 0.0722 * ((pixel >> 16) & 255);
  return luminance > 125 ? '#14181d' : '#ffffff';
}
