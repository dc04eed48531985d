// Runs what a tutorial says and compares it with what is printed.
import { runExperiment } from '../experiment/run.js';

/**
 * @typedef {import('./index.js').TutorialExperiment} TutorialExperiment
 * @typedef {import('./index.js').Printed} Printed
 * @typedef {import('./index.js').Figure} Figure
 */

/**
 * @param {TutorialExperiment} entry
 * @param {Printed[]} [printed] some of its own
 * @returns {Promise<number[][]>} the numbers of each, means where there are seeds; rejects with a GlassnetError
 */
export async function runEntry({ experiment, seeds = [experiment.seed] }, printed = []) {
  /** @type {number[][][]} */
  const runs = [];
  for (const seed of seeds) runs.push(await runExperiment({ ...experiment, seed }, printed));
  return printed.map((_, p) => runs[0][p].map((_, i) =>
    runs.reduce((sum, results) => sum + results[p][i], 0) / runs.length));
}

/**
 * Whether numbers that came out are those printed.
 * @param {Figure} figure
 * @param {ArrayLike<number>} numbers
 */
export function agrees({ value = [], digits, within, min = -Infinity, max = Infinity }, numbers) {
  const texts = [value].flat(), list = Array.from(numbers);
  const between = list.every((number) => number >= min && number <= max);
  const near = texts.every((text, i) =>
    Math.abs(list[i] - Number(text)) <= (within === undefined ? rounding(text, digits) : within * Math.abs(Number(text))));
  return between && near && (texts.length === 0 || texts.length === list.length);
}

/**
 * Half a unit of the last digit, a little more for rounding itself.
 * @param {string} text such as '0.0120' or '4.5e-05'
 * @param {number} [digits] significant ones; all that are printed
 */
function rounding(text, digits) {
  const [mantissa, exponent = '0'] = text.split('e');
  const [whole, decimals = ''] = mantissa.replace('-', '').split('.');
  const printed = decimals.length;
  // Place of the first significant digit behind the point: 1 for 0.5, 3 for 0.0012, 0 for 7.
  const first = /[1-9]/.test(whole) ? 1 - whole.length : 1 + decimals.search(/[1-9]/);
  const last = digits === undefined || first > printed ? printed : first + digits - 1;
  return 0.5 * 10 ** (Number(exponent) - last) * (1 + 1e-6);
}
