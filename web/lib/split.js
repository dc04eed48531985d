import { check, isWhole, shapeError } from './errors.js';
import { shuffledOrder } from './random.js';
import { numbersOf } from './rows.js';

/**
 * Rows in two parts, each in the form in which x and y were given, in an order drawn anew.
 * @template X, Y
 * @typedef {{ train: { x: X, y: Y }, test: { x: X, y: Y } }} Split
 */

/**
 * Parts rows at random into some to train on and some to test on; what is given is left alone.
 * @template {readonly import('./rows.js').Row[] | import('./rows.js').TypedArray} X
 * @template {import('./rows.js').Rows} Y
 * @param {X} x an array of rows, or a flat typed array and `inputs`
 * @param {Y} y as many rows, or one number a row
 * @param {object} [options]
 * @param {number} [options.testFraction] how much goes to the test, 0 up to but not 1; 0.25. Rounded to whole rows
 * @param {number} [options.seed] 0 … 2³²−1, the same seed, the same parts; 1
 * @param {boolean} [options.stratify] keep the shares of equal targets in both parts; false
 * @param {number} [options.inputs] numbers a row of a typed x
 * @returns {Split<X, Y>}
 * @throws {GlassnetError} `invalid-config`, `invalid-shape`
 */
export function split(x, y, { testFraction = 0.25, seed = 1, stratify = false, inputs } = {}) {
  check(testFraction >= 0 && testFraction < 1, 'testFraction', testFraction, 'a number from 0 up to but not 1');
  check(isWhole(seed, 0, 0xffffffff), 'seed', seed, 'a whole number from 0 to 4294967295');
  const takeX = picker(x, 'x', inputs), takeY = picker(y, 'y', ArrayBuffer.isView(y) ? y.length / takeX.rows : 1);
  if (takeX.rows !== takeY.rows) {
    throw shapeError(`y has ${takeY.rows} rows and x has ${takeX.rows}; both must have as many.`);
  }
  const order = Array.from(shuffledOrder(seed, takeX.rows));
  const isTest = new Set(stratify ? chooseFromGroups(order, takeY.take, testFraction) : chooseLast(order, testFraction));
  /** @param {boolean} test */
  const part = (test) => {
    const rows = order.filter((row) => isTest.has(row) === test);
    return { x: /** @type {X} */ (takeX.take(rows)), y: /** @type {Y} */ (takeY.take(rows)) };
  };
  return { train: part(false), test: part(true) };
}

/** @param {number[]} order @param {number} fraction */
const chooseLast = (order, fraction) => order.slice(order.length - Math.round(order.length * fraction));

/**
 * The last of each group of equal targets. Where shares are not whole, the groups that lose most by rounding down
 * get one row more (the method of largest remainders).
 * @param {number[]} order @param {(rows: number[]) => unknown} take answers targets @param {number} fraction
 */
function chooseFromGroups(order, take, fraction) {
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  for (const row of order) {
    const target = String(take([row])), group = groups.get(target);
    if (group) group.push(row);
    else groups.set(target, [row]);
  }
  const shares = [...groups.values()].map((rows) => ({ rows, exact: rows.length * fraction, count: 0 }));
  for (const share of shares) share.count = Math.floor(share.exact);
  let left = Math.round(order.length * fraction) - shares.reduce((sum, { count }) => sum + count, 0);
  const neediest = [...shares].sort((a, b) => (b.exact - b.count) - (a.exact - a.count));
  for (const share of neediest) if (left-- > 0) share.count++;
  return shares.flatMap(({ rows, count }) => rows.slice(rows.length - count));
}

/**
 * What copies chosen rows out, in the form given.
 * @param {import('./rows.js').Rows} rows
 * @param {string} name
 * @param {number} [columns] of a flat typed array
 */
function picker(rows, name, columns) {
  if (ArrayBuffer.isView(rows)) {
    const count = rows.length / Number(columns);
    if (!Number.isInteger(count) || count < 1) {
      throw shapeError(`${name} has ${rows.length} numbers, flat; give the option inputs, the numbers a row of x.`);
    }
    const width = Number(columns);
    /** @param {number[]} chosen */
    const take = (chosen) => /** @type {typeof Float64Array} */ (rows.constructor).from(
      { length: chosen.length * width }, (_, i) => rows[chosen[Math.floor(i / width)] * width + i % width]);
    return { rows: count, take };
  }
  check(Array.isArray(rows) && rows.length > 0, name, rows, 'an array of rows', shapeError);
  const bad = rows.findIndex((row) => !numbersOf(row) && (name === 'x' || typeof row !== 'number'));
  check(bad < 0, `${name}[${bad}]`, rows[bad], 'a row of numbers', shapeError);
  return {
    rows: rows.length,
    take: (/** @type {number[]} */ chosen) => chosen.map((r) => numbersOf(rows[r])?.slice() ?? rows[r]),
  };
}
