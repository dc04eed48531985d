// How well a network does now.

/** @typedef {import('../lib/index.js').Network} Network @typedef {import('./data.js').Prepared} Prepared */

/**
 * How well numbers are met, on rows the network never learned from where there are any; NaN for classes.
 * @param {Network} network
 * @param {Prepared} data
 */
export function measureR2(network, { shown, info }) {
  return info.classNames || !shown.y.length ? NaN : rSquared(network.predict(shown.x), shown.y);
}

/** @param {Network} network @param {Prepared} data */
export function measureNow(network, data) {
  const { train, test, info } = data;
  const on = (/** @type {{ x: Float64Array, y: Float64Array }} */ { x, y }, /** @type {number} */ rows) => rows ? network.evaluate(x, y) : null;
  const now = on(train, info.trainRows), held = on(test, info.testRows);
  return {
    loss: now?.loss ?? NaN, accuracy: now?.accuracy ?? NaN,
    testLoss: held?.loss ?? NaN, testAccuracy: held?.accuracy ?? NaN, r2: measureR2(network, data),
  };
}

/**
 * R² = 1 − Σ(y − ŷ)² / Σ(y − mean)².
 * @param {import('./snapshot.js').Numbers} values
 * @param {import('./snapshot.js').Numbers} targets
 */
export function rSquared(values, targets) {
  let sum = 0, left = 0, all = 0;
  for (const target of targets) sum += target;
  const mean = sum / targets.length;
  for (let i = 0; i < targets.length; i++) {
    const miss = targets[i] - values[i], spread = targets[i] - mean;
    left += miss * miss;
    all += spread * spread;
  }
  return all > 0 ? 1 - left / all : NaN;
}
