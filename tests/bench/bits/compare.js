// Compares what the places answer with what this process does, to the last bit.
import { createHash } from 'node:crypto';
import { createNetwork } from 'glassnet';
import { inOneRow, trainAll } from './train.js';

/** @typedef {Awaited<ReturnType<typeof trainAll>>} Results */
/**
 * What one optimizer led to, and the places where it led elsewhere.
 * @typedef {{ dtype: string, optimizer: string, networks: number, numbers: number, hash: string, others: string[] }} Row
 */

export const dtypes = /** @type {const} */ (['float32', 'float64']);

/**
 * A sentence about the first number in which a place differs, or null.
 * @param {Results} results @param {Float64Array} there
 */
function firstDifference(results, there) {
  let at = 0;
  for (const { name, numbers } of results) {
    for (const [what, list] of Object.entries(numbers)) {
      const i = list.findIndex((number, i) => !Object.is(number, there[at + i]));
      if (i >= 0) return `network ${name}: ${what} ${i} is ${there[at + i]}, and here ${list[i]}`;
      at += list.length;
    }
  }
  return at === there.length ? null : `${there.length} numbers, and here ${at}`;
}

/** The first 64 bits of SHA-256. @param {Float64Array} numbers */
const hashOf = (numbers) => createHash('sha256').update(new Uint8Array(numbers.buffer)).digest('hex').slice(0, 16);

/**
 * The part of a place's numbers that comes of one optimizer.
 * @param {Results} results @param {string} optimizer @param {Float64Array} there
 */
function partOf(results, optimizer, there) {
  const part = [];
  let at = 0;
  for (const one of results) {
    const { length } = inOneRow([one]);
    if (one.optimizer === optimizer) part.push(...there.subarray(at, at + length));
    at += length;
  }
  return Float64Array.from(part);
}

/**
 * @param {import('./places.js').Place[]} places
 * @param {(place: string, seconds: number) => void} [onPlace] called after each
 * @returns {Promise<{ rows: Row[], differences: string[] }>} a row for each dtype and optimizer
 */
export async function compare(places, onPlace = () => {}) {
  const here = [], answers = [], differences = [];
  for (const dtype of dtypes) here.push(await trainAll(createNetwork, dtype));
  for (const { name, train } of places) {
    const begun = performance.now(), there = await train([...dtypes]);
    dtypes.forEach((dtype, i) => {
      const difference = firstDifference(here[i], there[i]);
      if (difference) differences.push(`${name}, ${dtype}, ${difference}`);
    });
    answers.push({ name, there });
    onPlace(name, (performance.now() - begun) / 1000);
  }
  const rows = dtypes.flatMap((dtype, i) => [...new Set(here[i].map((one) => one.optimizer))].map((optimizer) => {
    const own = here[i].filter((one) => one.optimizer === optimizer), numbers = inOneRow(own), hash = hashOf(numbers);
    const others = answers.filter(({ there }) => hashOf(partOf(here[i], optimizer, there[i])) !== hash)
      .map(({ name }) => name);
    return { dtype, optimizer, networks: own.length, numbers: numbers.length, hash, others };
  }));
  return { rows, differences };
}
