import { names } from '../../lib/generated/tables.js';
import { h } from './dom.js';

/**
 * @typedef {{ value: string, label: string, group?: string }} Choice group: the heading it stands under
 * @typedef {'activation' | 'loss' | 'optimizer' | 'initializer' | 'schedule'} Table
 */

/** What a menu says first, and under which heading. A name that is in none of the groups stands in the last, `others`. */
const groups = /** @type {Record<Table, { [group: string]: string[] }>} */ ({
  activation: {
    common: ['relu', 'tanh', 'sigmoid', 'linear', 'softmax'],
    rectifiers: ['leakyRelu', 'elu', 'selu', 'gelu', 'silu', 'mish', 'softplus'],
  },
  loss: {
    classes: ['binaryCrossentropy', 'categoricalCrossentropy', 'hinge'],
    numbers: ['meanSquaredError', 'meanAbsoluteError', 'huber'],
  },
  optimizer: { common: ['adam', 'sgd', 'momentum'] },
  initializer: { common: ['glorotUniform', 'glorotNormal', 'heUniform', 'heNormal'] },
  schedule: {},
});

/**
 * The names of a table as a menu has them.
 * @param {import('./types.js').Translate} t
 * @param {Table} table
 * @param {(name: string) => boolean} [offered]
 * @returns {Choice[]}
 */
export function namedChoices(t, table, offered = () => true) {
  /** @type {readonly string[]} */
  const all = names[table];
  const grouped = Object.entries(groups[table]);
  const first = new Set(grouped.flatMap(([, members]) => members));
  const parts = [...grouped, ['others', all.filter((name) => !first.has(name))]];
  return /** @type {[string, string[]][]} */ (parts).flatMap(([group, members]) => members
    .filter((name) => all.includes(name) && offered(name))
    .map((name) => ({
      value: name, label: t.label(table, name), group: grouped.length ? t(`menu.${group}`) : undefined,
    })));
}

/** @type {WeakMap<HTMLSelectElement, string>} */
const shown = new WeakMap();

/**
 * Makes the options anew only where they differ, so that an open menu stays open.
 * @param {HTMLSelectElement} select
 * @param {Choice[]} choices
 */
export function showChoices(select, choices) {
  const text = JSON.stringify(choices);
  if (shown.get(select) === text) return;
  shown.set(select, text);
  /** @type {Map<string, HTMLOptGroupElement>} */
  const headings = new Map();
  select.replaceChildren();
  for (const { value, label, group } of choices) {
    const option = h('option', { value }, label);
    if (!group) {
      select.append(option);
      continue;
    }
    const heading = headings.get(group) ?? h('optgroup', { label: group });
    if (!headings.has(group)) select.append(heading);
    headings.set(group, heading);
    heading.append(option);
  }
}
