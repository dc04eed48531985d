import { h } from '../views/tools/dom.js';

/** @typedef {import('../views/tools/types.js').PartKind} PartKind */

/**
 * @typedef {object} MountedPart
 * @property {PartKind} kind
 * @property {HTMLElement} element
 * @property {import('../views/tools/types.js').Part} part
 * @property {boolean} applies
 */

/** In the order in which they are read, which is the order on a phone. */
const places = /** @type {const} */ (['transport', 'tutorial', 'network', 'output', 'charts', 'choices']);

/**
 * Puts each part into its place on the stage.
 * @param {HTMLElement} stage
 * @param {PartKind[]} kinds
 * @param {(group: string) => import('../views/tools/types.js').Context} contextOf a group of controls
 * @param {boolean} within a text, which may hold several labs: landmarks of the same name would lead nowhere
 * @returns {MountedPart[]}
 */
export function buildParts(stage, kinds, contextOf, within) {
  const columns = h('div', { class: 'columns' });
  stage.append(columns);
  /** @type {MountedPart[]} */
  const mounted = [];
  for (const place of places) {
    const here = kinds.filter((kind) => kind.place === place);
    if (!here.length) {
      columns.classList.add(`no-${place}`);
      continue;
    }
    const area = h('div', { class: `area ${place}` });
    if (place === 'transport') stage.prepend(area);
    else columns.append(area);
    for (const kind of here) {
      const element = h('section', { class: `part ${kind.name}` });
      if (within) element.setAttribute('role', 'group');
      area.append(element);
      mounted.push({ kind, element, part: kind.create(element, contextOf(kind.group ?? kind.name)), applies: false });
    }
  }
  return mounted;
}

/**
 * The parts that are drawn now: all that apply, but while it trains only one of those that take much of a frame.
 * @param {MountedPart[]} parts
 * @param {import('../views/tools/types.js').Info | null} training nothing while it stands
 * @param {number} turn counts pictures
 */
export function inTurn(parts, training, turn) {
  const applying = parts.filter(({ applies }) => applies);
  const costly = training ? applying.filter(({ kind }) => kind.costly?.(training)) : [];
  return applying.filter((part) => !costly.includes(part) || part === costly[turn % costly.length]);
}
