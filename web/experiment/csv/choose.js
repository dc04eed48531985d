// What of a table a network could learn: what is asked, and what is given to answer it.
import { CsvProblem, limits } from './problem.js';

/**
 * @typedef {import('./table.js').Column} Column
 *
 * @typedef {object} Choice
 * @property {number} target the column of the answers
 * @property {boolean} classes whether these are classes, not numbers
 * @property {number[]} features the columns of the inputs
 */

/** What a column of answers is often called. */
const targetName = /^(target|label|class|species|diagnosis|outcome|y)$/i;

/** Numbers that only count the rows, and what a file written here says of the rows held out. */
const noFeatureName = /^(id|index|no\.?|nr\.?|#|row|held out|)$/i;

/** Whole numbers of so few kinds are more likely grades or kinds than amounts. */
const fewKinds = 10;

/** @param {Column} column @returns {{ classes: boolean, numbers: boolean }} what its values may be as answers */
export function answersOf({ kind, different, whole }) {
  const few = different >= 2 && different <= limits.classes;
  return {
    classes: few && (kind === 'text' || whole || different === 2),
    numbers: kind === 'number' && different > 2,
  };
}

/** @param {Column} column whether it can be an input: text only of few kinds, and not as the name of each row */
export function canBeFeature({ kind, different, unique }) {
  return different > 1 && (kind === 'number' || kind === 'text' && different <= limits.textsOfInput && !unique);
}

/** Whether a column's answers are classes, where that can be either: of those, each comes more than once. @param {Column} column */
export function areClasses(column) {
  const { classes, numbers } = answersOf(column);
  return classes && (!numbers || column.different <= fewKinds && !column.unique);
}

/**
 * What is most likely asked of a table.
 * @param {Column[]} columns
 * @returns {Choice}
 * @throws {CsvProblem}
 */
export function suggestChoice(columns) {
  if (!columns.some(canBeFeature)) throw new CsvProblem('noNumber', { limit: limits.textsOfInput });
  const could = columns.flatMap((column, i) => {
    const { classes, numbers } = answersOf(column), asked = classes || numbers && !noFeatureName.test(column.name);
    return asked && suggestFeatures(columns, i).length ? [i] : [];
  });
  const target = could.find((i) => targetName.test(columns[i].name)) ?? could[could.length - 1] ?? columns.length - 1;
  return { target, classes: areClasses(columns[target]), features: suggestFeatures(columns, target) };
}

/** @param {Column[]} columns @param {number} target @returns {number[]} */
export function suggestFeatures(columns, target) {
  return columns.flatMap((column, i) => i !== target && canBeFeature(column) && !countsRows(column) ? [i] : []);
}

/** @param {Column} column */
function countsRows({ name, unique, whole }) {
  return noFeatureName.test(name) || unique && whole && /^x1$|(^|[ _])id$/i.test(name);
}

/**
 * @param {Column[]} columns @param {Choice} choice
 * @throws {CsvProblem} where it cannot be learned
 */
export function checkChoice(columns, { target, features }) {
  const { name, different } = columns[target], { classes, numbers } = answersOf(columns[target]);
  if (different < 2) throw new CsvProblem('constant', { name });
  if (!classes && !numbers) throw new CsvProblem('manyClasses', { name, limit: limits.classes });
  if (!features.length) throw new CsvProblem('noFeature');
}
