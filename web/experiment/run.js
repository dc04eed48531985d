// Runs an experiment to its end without a session: for tests, and where nobody watches.
import { buildNetwork, buildTrainer } from './build.js';
import { prepare } from './data.js';
import { measure } from './marks.js';

/**
 * @param {import('./experiment.js').Experiment} experiment
 * @param {import('./marks.js').Mark[]} marks
 * @returns {Promise<number[][]>} the numbers of each mark; rejects with a GlassnetError
 */
export async function runExperiment(experiment, marks) {
  const data = await prepare(experiment);
  const network = await buildNetwork(experiment, data);
  try {
    /** @type {import('../lib/index.js').Trainer | null} */
    let trainer = null; // a network whose layers cannot be trained may still be asked
    /** @type {number[][]} */
    const results = [];
    for (const mark of [...marks].sort((a, b) => a.epoch - b.epoch)) {
      if (mark.epoch > 0) {
        trainer ??= buildTrainer(network, experiment, data);
        trainer.run({ epochs: mark.epoch - trainer.epoch });
      }
      results[marks.indexOf(mark)] = measure({ network, data, losses: () => trainer?.history.loss ?? [] }, mark);
    }
    return results;
  } finally {
    network.dispose();
  }
}
