/** @typedef {import('../tools/types.js').Numbers} Numbers */

/**
 * How well one number ranks rows of class 1 above rows of class 0.
 * @typedef {object} Ranking
 * @property {Float64Array} curve the ROC curve from (0, 0) to (1, 1): the share of class 0 that a threshold takes for
 *   class 1, then the share of class 1 that it finds, for every threshold from the highest down
 * @property {number} auc the area under it: how often a row of class 1 ranks above one of class 0, ties counting half.
 *   NaN where there are rows of one class only
 */

/**
 * @param {Numbers} values one a row; what is no number is left out
 * @param {Numbers} targets class 1 above ½
 * @returns {Ranking}
 */
export function rank(values, targets) {
  const [negatives, positives] = [0, 1].map((truth) =>
    values.filter((value, row) => Number(targets[row] > 0.5) === truth && !Number.isNaN(value)).sort());
  if (!negatives.length || !positives.length) return { curve: new Float64Array(0), auc: NaN };
  const points = [0, 0];
  let n = negatives.length, p = positives.length, wins = 0;
  while (n > 0 || p > 0) {
    const score = Math.max(n ? negatives[n - 1] : -Infinity, p ? positives[p - 1] : -Infinity);
    const before = n;
    let tied = 0;
    for (; p > 0 && positives[p - 1] === score; p--) tied++;
    while (n > 0 && negatives[n - 1] === score) n--;
    // Each of the tied rows of class 1 ranks above all of class 0 that are left, and half above those it ties with.
    wins += tied * (n + (before - n) / 2);
    points.push((negatives.length - n) / negatives.length, (positives.length - p) / positives.length);
  }
  return { curve: Float64Array.from(points), auc: wins / (positives.length * negatives.length) };
}

/**
 * What a threshold makes of the rows: [truth][answer].
 * @param {Numbers} values
 * @param {Numbers} targets
 * @param {number} threshold class 1 above it
 */
export function countSides(values, targets, threshold) {
  const counts = [[0, 0], [0, 0]];
  for (let row = 0; row < values.length; row++) counts[Number(targets[row] > 0.5)][Number(values[row] > threshold)]++;
  return counts;
}

/**
 * How many rows of either class lie in each of `bins` equal parts of 0…1; what lies beyond counts to the ends. The upper
 * bound of a part belongs to it, as what is at the threshold belongs to class 0.
 * @param {Numbers} values
 * @param {Numbers} targets
 * @param {number} bins
 * @returns {[Uint32Array, Uint32Array]} of class 0, of class 1
 */
export function countBins(values, targets, bins) {
  /** @type {[Uint32Array, Uint32Array]} */
  const counts = [new Uint32Array(bins), new Uint32Array(bins)];
  for (let row = 0; row < values.length; row++) {
    const bin = Math.max(0, Math.min(bins - 1, Math.ceil(values[row] * bins) - 1));
    counts[targets[row] > 0.5 ? 1 : 0][bin]++;
  }
  return counts;
}
