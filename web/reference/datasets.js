// The data sets: what they are, how large, where they are from.
import { defaultOptions } from '../lib/datasets/options.js';
import { datasets } from '../lib/index.js';
import { h, line, table } from './html.js';
import { datasetPicture } from './pictures.js';

/** @param {string} name @returns {name is import('../lib/datasets/index.js').GeneratedName} */
const isDrawn = (name) => Object.hasOwn(defaultOptions, name);

/** @param {import('./declarations.js').Entry[]} members of `datasets` @param {import('./html.js').Links} links */
export async function datasetTable(members, links) {
  const rows = await Promise.all(members.map(async ({ name, text }) => {
    const { x, source, licence } = await datasets[/** @type {keyof typeof datasets} */ (name)]();
    const picture = isDrawn(name) && await datasetPicture(name);
    const size = `${x.length} × ${x[0].length}`;
    return {
      id: `datasets.${name}`,
      cells: [h('code', {}, name), picture, line(text, links), size, `${source} ${licence}.`],
    };
  }));
  return table('The data sets by name', ['name', 'points', 'what it is', 'rows × features', 'source, licence'], rows);
}
