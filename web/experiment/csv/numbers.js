// What a cell says.

/** What stands for a value that is not there. */
const missing = new Set(['', '?', '-', '.', 'na', 'n/a', '#n/a', 'nan', 'null']);

/** @param {string | undefined} cell trimmed; none where the row is too short */
export function isMissing(cell) {
  return cell === undefined || missing.has(cell.toLowerCase());
}

const withPoint = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const withComma = /^[+-]?(\d+|\d{1,3}(\.\d{3})+)?,\d+(e[+-]?\d+)?$/i;

/**
 * How a number is written.
 * @param {string} cell trimmed
 * @returns {'whole' | 'point' | 'comma' | null} null: it is none
 */
export function numberForm(cell) {
  if (withPoint.test(cell)) return /^[+-]?\d+$/.test(cell) ? 'whole' : 'point';
  return withComma.test(cell) ? 'comma' : null;
}

/**
 * @param {string} cell trimmed
 * @param {boolean} comma whether its column has decimal commas
 * @returns {number} NaN where it is none
 */
export function numberOf(cell, comma) {
  const form = numberForm(cell);
  if (form === null || form === (comma ? 'point' : 'comma')) return NaN;
  const value = Number(comma ? cell.replaceAll('.', '').replace(',', '.') : cell);
  return Number.isFinite(value) ? value : NaN;
}
