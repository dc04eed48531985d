// The learning rate that comes with an optimizer.
import { suggestions } from '../lib/datasets/suggestions.js';
import { optimizerDefaults } from '../lib/generated/tables.js';

/** @typedef {import('./experiment.js').Experiment} Experiment */

/** What an optimizer begins with: as suggested for the data, or as the core has it. @param {Experiment} experiment */
function usualRate({ dataset, optimizer }) {
  const suggested = /** @type {Record<string, import('../lib/datasets/index.js').Suggestion>} */ (suggestions)[dataset];
  return suggested.optimizer === optimizer ? suggested.learningRate : optimizerDefaults[optimizer].learningRate;
}

/**
 * Another optimizer brings its usual learning rate. One that a person chose stays.
 * @param {Experiment} experiment
 * @param {Partial<Experiment>} change what a person asked for
 * @returns {{ change: Partial<Experiment>, notes: string[] }} notes: keys of sentences that say which
 */
export function withUsualRate(experiment, change) {
  const { optimizer = experiment.optimizer, learningRate, dataset } = change;
  if (optimizer === experiment.optimizer || learningRate !== undefined || dataset !== undefined) return { change, notes: [] };
  const usual = usualRate({ ...experiment, optimizer });
  if (experiment.learningRate === usual) return { change, notes: [] };
  if (experiment.learningRate !== usualRate(experiment)) return { change, notes: ['note.rateStays'] };
  return { change: { ...change, learningRate: usual }, notes: ['note.rateFollows'] };
}
