/**
 * @typedef {import('../../tutorials/index.js').Printed} Printed
 * @typedef {import('../../tutorials/index.js').PrintedFunction} PrintedFunction
 * @typedef {import('../tools/types.js').Translate} Translate
 *
 * One line of the table: some numbers of the text, and those that come out.
 * @typedef {object} Line
 * @property {string} group the heading it stands under
 * @property {string} place when it was measured, or of what
 * @property {string} printed
 * @property {import('../../tutorials/index.js').Figure} figure
 * @property {string[]} digits as many as are printed, of each number
 */

/** So many significant digits of a figure of which only the bounds are known. */
const usualDigits = 6;

const minus = (/** @type {string} */ text) => text.replace(/-/g, '−');

/** What is printed of an experiment, a line each, in the groups of what is measured. @param {Printed[]} printed @param {Translate} t @returns {{ line: Line, index: number }[]} */
export function linesOf(printed, t) {
  const lines = printed.map((mark, index) => ({ index, line: {
    group: t(`measure.${mark.what}`), place: placeOf(mark, t), printed: textOf(mark, t), figure: mark,
    digits: [mark.value ?? []].flat(),
  } }));
  const groups = [...new Set(lines.map(({ line }) => line.group))];
  return groups.flatMap((group) => lines.filter(({ line }) => line.group === group));
}

/** Values of functions that a text prints. @param {PrintedFunction[]} functions @param {Translate} t @returns {Line[]} */
export function functionLines(functions, t) {
  return functions.map((one) => {
    const name = t.label('activation', one.activation);
    return {
      group: one.of === 'derivative' ? t('printed.derivative', { name }) : name,
      place: one.x.map((x) => minus(String(x))).join('\n'), printed: textOf(one, t), figure: one, digits: one.value,
    };
  });
}

/** When a mark is measured, and how. @param {Printed} mark @param {Translate} t */
function placeOf({ epoch, threshold, layer }, t) {
  const parts = [t.number(epoch)];
  if (threshold !== undefined) parts.push(t('printed.above', { value: t.number(threshold) }));
  if (layer !== undefined) parts.push(t('printed.layer', { n: layer + 1 }));
  return parts.join(' · ');
}

/** A figure as the text has it. @param {import('../../tutorials/index.js').Figure} figure @param {Translate} t */
function textOf({ value, within, min, max, ours }, t) {
  let text = [value ?? []].flat().map(minus).join('\n');
  if (within !== undefined) text = t('printed.within', { value: text, share: t.percent(within, within < 0.01 ? 1 : 0) });
  if (value === undefined) text = boundsOf(min, max, t);
  return ours ? t('printed.ours', { value: text }) : text;
}

/** @param {number | undefined} min @param {number | undefined} max @param {Translate} t */
function boundsOf(min, max, t) {
  const show = (/** @type {number} */ value) => t.number(value);
  if (min !== undefined && max !== undefined) return t('printed.between', { min: show(min), max: show(max) });
  return min === undefined ? t('printed.atMost', { value: show(max ?? 0) }) : t('printed.atLeast', { value: show(min) });
}

/**
 * Numbers with as many digits as are printed, so that the eye can compare them; with more where they differ all the same.
 * @param {ArrayLike<number>} numbers
 * @param {string[]} digits as printed
 * @param {boolean} agree
 */
export function numbersText(numbers, digits, agree) {
  return Array.from(numbers, (number, i) => {
    const text = digits[i];
    if (text === undefined) return minus(String(Number(number.toPrecision(usualDigits))));
    const [mantissa, exponent] = text.split('e'), decimals = mantissa.split('.')[1]?.length ?? 0;
    const shown = exponent === undefined ? number.toFixed(decimals) : exponential(number, decimals);
    return minus(agree || Number(shown) !== Number(text) ? shown : String(number));
  }).join('\n');
}

/** As Python and numpy write it: an exponent of two digits. @param {number} number @param {number} decimals */
function exponential(number, decimals) {
  return number.toExponential(decimals).replace(/e([+-])(\d)$/, 'e$10$2');
}
