/**
 * Marching squares: the line segments along which values cross a level. Where a square has all four sides crossed,
 * its two segments are paired in the order of its sides; at 96 squares across nobody sees which.
 * @param {import('./tools/types.js').Numbers} values (size, size, channels)
 * @param {number} size
 * @param {number} channels
 * @param {number} level
 * @param {(x0: number, y0: number, x1: number, y1: number) => void} segment in units of one square
 */
export function contour(values, size, channels, level, segment) {
  const at = (/** @type {number} */ i, /** @type {number} */ j) => values[(j * size + i) * channels] - level;
  const crossing = new Float64Array(8);
  for (let j = 0; j + 1 < size; j++) {
    for (let i = 0; i + 1 < size; i++) {
      const a = at(i, j), b = at(i + 1, j), c = at(i + 1, j + 1), d = at(i, j + 1);
      let n = 0;
      const cross = (/** @type {number} */ x, /** @type {number} */ y) => {
        crossing[n++] = x;
        crossing[n++] = y;
      };
      if (a > 0 !== b > 0) cross(i + a / (a - b), j);
      if (b > 0 !== c > 0) cross(i + 1, j + b / (b - c));
      if (d > 0 !== c > 0) cross(i + d / (d - c), j + 1);
      if (a > 0 !== d > 0) cross(i, j + a / (a - d));
      for (let k = 0; k + 3 < n; k += 4) segment(crossing[k], crossing[k + 1], crossing[k + 2], crossing[k + 3]);
    }
  }
}
