// Plain notation: names with their places, and numbers that tell all their digits when asked.
import { h } from '../tools/dom.js';

/**
 * What stands in a formula: text, a name, or a number.
 * @typedef {string | Node} Piece
 * @typedef {{ t: import('../tools/types.js').Translate, exact: boolean, deep: boolean, counts: number[] }} Notation
 *   exact: all digits; deep: whether there are layers to tell apart; counts: neurons of each column, inputs first
 */

/** Pieces in one element. @param {...Piece} pieces */
export function formula(...pieces) {
  return h('span', { class: 'formula' }, ...pieces);
}

/**
 * A letter with its layer above and its place below.
 * @param {Notation} notation @param {string} letter @param {number} column 0: the inputs @param {string} place
 */
function name({ deep }, letter, column, place) {
  const above = deep && column > 0 ? h('sup', {}, `(${column})`) : null;
  return h('var', {}, letter, h('span', { class: 'places' }, above, place ? h('sub', {}, place) : null));
}

/** The place of a unit, left out where it is alone. @param {Notation} notation @param {number} column @param {number} unit */
function placeOf({ counts }, column, unit) {
  return counts[column] === 1 ? '' : String(unit + 1);
}

/** z, δ or b of a unit. @param {Notation} n @param {'z' | 'δ' | 'b'} letter @param {number} column @param {number} unit */
export const ofUnit = (n, letter, column, unit) => name(n, letter, column, placeOf(n, column, unit));

/** The weight from one unit to another. @param {Notation} n @param {number} column of the second @param {number} from @param {number} to */
export function ofWeight(n, column, from, to) {
  const places = [placeOf(n, column - 1, from), placeOf(n, column, to)].filter(Boolean);
  return name(n, 'w', column, places.join(places.some((place) => place.length > 1) ? ',' : ''));
}

/** What a unit answers: x of an input, ŷ of the output, a of all others. @param {Notation} n @param {number} column @param {number} unit */
export function answer(n, column, unit) {
  const last = n.counts.length - 1, place = placeOf(n, column, unit);
  if (column === 0) return name(n, 'x', 0, place);
  return column === last ? h('var', {}, 'ŷ', place ? h('sub', {}, place) : null) : name(n, 'a', column, place);
}

/** @param {Notation} n @param {number} unit */
export function targetOf(n, unit) {
  const place = placeOf(n, n.counts.length - 1, unit);
  return h('var', {}, 'y', place ? h('sub', {}, place) : null);
}

/** ∂L/∂ of something. @param {Node} of */
export const slopeOf = (of) => h('span', { class: 'slope' }, '∂', h('var', {}, 'L'), '/∂', of);

/** @param {Notation} n @param {number} value */
export function figure({ t, exact }, value) {
  const sign = value > 0 ? 'pos' : value < 0 ? 'neg' : '';
  const whole = Number.isInteger(value) && Math.abs(value) < 1e5;
  return h('span', { class: `num ${sign}`, data: { value } }, exact ? t.exact(value) : whole ? t.number(value) : t.loss(value));
}

/** A number that has no sign to show. @param {Notation} n @param {number} value */
export function amount({ t, exact }, value) {
  return h('strong', { class: 'num', data: { value } }, exact ? t.exact(value) : t.loss(value));
}

/** A number inside a product or a sum: a negative one between brackets. @param {Notation} n @param {number} value */
export function factor(n, value) {
  return value < 0 ? h('span', {}, '(', figure(n, value), ')') : figure(n, value);
}

/** A result, which the eye looks for. @param {Notation} n @param {number} value */
export function result(n, value) {
  return h('strong', {}, figure(n, value));
}

const mostTerms = 6;

/**
 * A sum written out; of a long one the first terms.
 * @param {Notation} n
 * @param {number} count
 * @param {(i: number) => Piece[]} term
 */
export function sum({ t }, count, term) {
  const shown = count > mostTerms + 1 ? mostTerms : count;
  const pieces = Array.from({ length: shown }, (_, i) => [...i ? [' + '] : [], ...term(i)]).flat();
  return shown < count ? [...pieces, ' + ', h('span', { class: 'more' }, t('step.terms', { n: count - shown }))] : pieces;
}
