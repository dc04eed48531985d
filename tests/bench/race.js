// Times contestants side by side: in every round each has its turn, so that a slow moment of the machine meets all.

/**
 * @typedef {object} Runner
 * @property {string} name
 * @property {(count: number) => number | Promise<number>} run does its work `count` times; answers seconds
 */
/**
 * Seconds for doing it once: the median over the rounds, the quartiles, and the fastest round.
 * @typedef {{ seconds: number, low: number, high: number, least: number, rounds: number }} Times
 */

/**
 * @param {Runner[]} runners
 * @param {{ rounds: number, milliseconds: number, progress?: (text: string) => void }} options a turn lasts about
 *   `milliseconds`; one that cannot be shorter than 20 times that gets fewer rounds
 * @returns {Promise<(Times & { name: string })[]>}
 */
export async function race(runners, { rounds, milliseconds, progress = () => {} }) {
  const seconds = milliseconds / 1000;
  const lanes = [];
  for (const runner of runners) {
    progress(`${runner.name}: warming up`);
    const { count, taken } = await warmUp(runner, seconds);
    const ownRounds = taken > 20 * seconds ? Math.min(rounds, 3) : rounds;
    lanes.push({ ...runner, count, rounds: ownRounds, times: [] });
  }
  for (let round = 0; round < rounds; round++) {
    progress(`round ${round + 1} of ${rounds}`);
    for (let i = 0; i < lanes.length; i++) {
      const lane = lanes[(i + round) % lanes.length];
      if (round < lane.rounds) lane.times.push(await lane.run(lane.count) / lane.count);
    }
  }
  return lanes.map(({ name, times }) => ({ name, ...summary(times) }));
}

/** @param {number[]} times @returns {Times} */
export const summary = (times) => ({
  seconds: quantile(times, 0.5), low: quantile(times, 0.25), high: quantile(times, 0.75), least: quantile(times, 0),
  rounds: times.length,
});

/** How often the work is to be done for a turn. The engine's compilers have time to do theirs. */
async function warmUp({ run }, seconds) {
  let count = 1, taken = await run(count);
  for (let spent = taken; taken < seconds / 2 || spent < 2 * seconds; spent += taken) {
    if (taken < seconds / 2) count = Math.ceil(count * Math.min(16, Math.max(2, seconds / (taken + 1e-9))));
    taken = await run(count);
  }
  return { count: Math.max(1, Math.round(count * Math.min(1, seconds / taken))), taken };
}

/** @param {number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b), at = share * (sorted.length - 1), below = Math.floor(at);
  return sorted[below] + (at - below) * ((sorted[below + 1] ?? 0) - sorted[below] || 0);
}

/** By the clock on the wall, or by what the process used of the processor: all contestants go by this variable. */
const byProcessor = () => process.env.GLASSNET_BENCH_CLOCK === 'cpu';

/** Seconds since some moment. */
export function now() {
  if (!byProcessor()) return performance.now() / 1000;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Seconds that `work` takes. @param {() => void} work */
export function timed(work) {
  const begun = now();
  work();
  return now() - begun;
}
