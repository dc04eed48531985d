/**
 * What a page lets a person change, group by group, by the names that the attribute `controls` takes. Those of settings
 * are their terms in the glossary, written as attributes are. The network's are in its picture.
 */
export const controlNames = {
  transport: ['play', 'step', 'reset', 'speed', 'seed'],
  tutorial: [],
  data: ['dataset', 'noise', 'test-fraction'],
  network: ['layers', 'activation', 'bias', 'weights'],
  training: ['loss', 'optimizer', 'learning-rate', 'batch-size', 'penalty', 'initializer', 'scaler', 'schedule',
    'clip-norm', 'clip-value', 'momentum', 'beta1', 'beta2', 'rho', 'epsilon', 'weight-decay', 'dropout',
    'batch-normalization', 'epochs', 'early-stopping', 'generator', 'dtype'],
  about: [],
};

/** @typedef {keyof typeof controlNames} ControlGroup */
/** The names that are open; null: all of them. @typedef {Set<string> | null} OpenControls */

/** @type {Record<string, readonly string[]>} */
const groups = controlNames;

/** What a changed setting wants before it shows anything. */
export const running = ['play', 'step', 'reset'];

/**
 * What a list opens: the groups and controls in it, and with any single setting what runs it, unless it says that itself.
 * @param {string[] | null | undefined} list none: all is open
 * @returns {{ open: OpenControls, unknown: string[] }}
 */
export function readControls(list) {
  if (!list) return { open: null, unknown: [] };
  const settings = Object.entries(groups).flatMap(([group, names]) => group === 'transport' ? [] : names);
  const known = [...Object.keys(groups), ...groups.transport, ...settings];
  const open = new Set(list);
  const runs = [...open].some((name) => name === 'transport' || groups.transport.includes(name));
  if (!runs && list.some((name) => settings.includes(name))) running.forEach((name) => open.add(name));
  return { open, unknown: list.filter((name) => !known.includes(name)) };
}

/** All that may be named. */
export const knownControls = () => Object.entries(groups).flat(2);

/** Whether a control may be used. @param {OpenControls} open @param {string} group @param {string} name */
export function allows(open, group, name) {
  return !open || open.has(group) || open.has(name);
}

/** Whether anything of a group is open. @param {OpenControls} open @param {string} group */
export function showsGroup(open, group) {
  return !open || open.has(group) || (groups[group] ?? []).some((name) => open.has(name));
}
