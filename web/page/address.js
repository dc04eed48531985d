import { formatExperiment } from '../experiment/strings.js';

/** @typedef {import('../element/index.js').GlassNet} GlassNet */

/** What an address says besides the experiment: which controls are open, and which views there are. */
export const shownBy = ['controls', 'views'];

/** Longer addresses are cut off by messengers, and refused by some servers. */
const longest = 8000;

/** So many numbers are not even written out to be counted. */
const mostNumbers = 4000;

/**
 * What stands after the # of an address that opens the same again; null where it does not fit.
 * @param {GlassNet} lab
 * @param {Record<string, string>} [changed] what is to be shown otherwise
 */
export function hashOf(lab, changed = {}) {
  const kept = Object.fromEntries(shownBy.filter((name) => lab.hasAttribute(name))
    .map((name) => [name, lab.getAttribute(name) ?? '']));
  const said = lab.lesson ? { tutorial: lab.lesson } : writtenOut(lab.experiment);
  if (!said) return null;
  const hash = `#${new URLSearchParams({ ...said, ...kept, ...changed })}`;
  return hash.length > longest ? null : hash;
}

/** @param {import('../experiment/experiment.js').Experiment} experiment */
function writtenOut(experiment) {
  const { data } = experiment;
  return data && data.x.length * (data.x[0]?.length ?? 0) > mostNumbers ? null : formatExperiment(experiment);
}
