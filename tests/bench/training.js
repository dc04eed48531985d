// Measures steps and predictions, after each contestant has shown that it learns.
import { openGlassnet } from './glassnet.js';
import { race } from './race.js';
import { meanSquaredError } from './workloads.js';

/** @typedef {import('./workloads.js').Workload} Workload */
/** @typedef {import('./contestants.js').Entrant} Entrant */
/** @typedef {{ rounds: number, milliseconds: number, progress: (text: string) => void }} Options */
/**
 * A line of a table. Of one that could not take part only `name` and `absent`.
 * @typedef {{ name: string, group?: string, absent?: string, ratio?: number, leastRatio?: number, before?: number,
 *   after?: number } & Partial<import('./race.js').Times>} Row
 */

/** How far a loss may lie from this library's, as a share of what was learned: float32 against float64, say. */
const TOLERANCE = 0.02;

/**
 * Opens every entrant, trains it a little, and compares its loss with this library's.
 * @param {Workload} workload @param {Entrant[]} entrants @param {Options} options
 */
export async function admit(workload, entrants, { progress }) {
  const admitted = [], absent = [];
  const expected = await openAndLearn(workload, { open: openGlassnet });
  expected.contestant.close();
  for (const entrant of entrants) {
    progress(`${entrant.name}: does it learn?`);
    try {
      const { contestant, before, after } = await openAndLearn(workload, entrant);
      admitted.push({ entrant, contestant, before, after });
      check(entrant, expected, before, after);
    } catch (error) {
      if (admitted.at(-1)?.entrant === entrant) admitted.pop().contestant.close();
      absent.push({ name: entrant.name, group: entrant.group, absent: error.message });
    }
  }
  return { admitted, absent };
}

/** @param {Workload} workload @param {Pick<Entrant, 'open'>} entrant */
async function openAndLearn(workload, { open }) {
  const contestant = await open(workload);
  const before = meanSquaredError(workload, await contestant.answers());
  await contestant.train(workload.checkEpochs);
  return { contestant, before, after: meanSquaredError(workload, await contestant.answers()) };
}

/** @param {Entrant} entrant @param {{ before: number, after: number }} expected */
function check({ learns }, expected, before, after) {
  const learned = expected.before - expected.after;
  const same = Math.abs(after - expected.after) <= TOLERANCE * learned;
  if (learns === 'together' ? same : after < before) return;
  const [from, to, wanted] = [before, after, expected.after].map((loss) => loss.toPrecision(4));
  throw new Error(`does not learn the same: loss from ${from} to ${to}, expected ${wanted}`);
}

/**
 * Seconds a step, a row for each entrant.
 * @param {Workload} workload @param {Entrant[]} entrants @param {Options} options
 * @param {{ name: string, run: (count: number) => number, operations: number } | null} [peak] measured beside them
 * @returns {Promise<Row[]>}
 */
export async function measureSteps(workload, entrants, options, peak = null) {
  const { admitted, absent } = await admit(workload, entrants, options);
  const runners = admitted.map(({ entrant, contestant }) => ({ name: entrant.name, run: contestant.train }));
  const results = await race(peak ? [...runners, peak] : runners, options);
  const rows = results.map((result, i) => {
    const share = i < admitted.length ? workload.batches : 1;
    const { entrant, before, after } = admitted[i] ?? {};
    return { ...divide(result, share), group: entrant?.group, before, after };
  });
  for (const { contestant } of admitted) contestant.close();
  return withRatios([...rows, ...absent]);
}

/** @param {import('./race.js').Times} times @param {number} by */
const divide = ({ seconds, low, high, least, ...rest }, by) =>
  ({ ...rest, seconds: seconds / by, low: low / by, high: high / by, least: least / by });

/**
 * Seconds to answer the first `count` rows.
 * @param {Workload} workload @param {Entrant[]} entrants @param {number} count @param {Options} options
 * @returns {Promise<Row[]>}
 */
export async function measurePredictions(workload, entrants, count, options) {
  const { admitted, absent } = await admit(workload, entrants.filter(({ predicts }) => predicts !== false), options);
  const runners = admitted.map(({ entrant, contestant }) =>
    ({ name: entrant.predictsAs ?? entrant.name, run: (times) => contestant.predict(count, times) }));
  const results = await race(runners, options);
  for (const { contestant } of admitted) contestant.close();
  return withRatios([...results.map((result, i) => ({ ...result, group: admitted[i].entrant.group })), ...absent]);
}

/** Each row's time as a multiple of the first one's. @param {Row[]} rows @returns {Row[]} */
export const withRatios = (rows) => rows.map((row) => row.absent ? row
  : { ...row, ratio: row.seconds / rows[0].seconds, leastRatio: row.least / rows[0].least });

/** What this library takes for more than plain descent, on a workload and on its twin for softmax. */
export async function measureOwn(workload, twin, options) {
  const plain = { name: 'sgd, sigmoid, mean squared error', with: {} };
  const ways = [
    plain,
    { name: 'momentum', with: { optimizer: 'momentum' } },
    { name: 'adam', with: { optimizer: 'adam' } },
    { name: 'rows shuffled every epoch', with: { shuffle: true } },
    { name: 'accuracy every epoch', with: { metrics: ['accuracy'] } },
  ];
  const pair = [
    { ...plain, name: `${plain.name} (${twin.title})` },
    { name: 'softmax, categorical cross-entropy', with: { output: 'softmax', loss: 'categoricalCrossentropy' } },
  ];
  const open = (of, list) =>
    Promise.all(list.map(async (way) => ({ name: way.name, ...await openGlassnet(of, way.with) })));
  const contestants = [...await open(workload, ways), ...await open(twin, pair)];
  const results = await race(contestants.map(({ name, train }) => ({ name, run: train })), options);
  for (const contestant of contestants) contestant.close();
  const rows = results.map((result) => divide(result, workload.batches));
  return [...withRatios(rows.slice(0, ways.length)), ...withRatios(rows.slice(ways.length))];
}
