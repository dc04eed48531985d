// The rows of every data set, for its picture in the menu.
import { defaultExperiment, fields } from '../experiment/experiment.js';
import { openSession } from '../experiment/host.js';

/**
 * @typedef {object} Preview
 * @property {import('../experiment/snapshot.js').Numbers} x (rows, inputs)
 * @property {import('../experiment/snapshot.js').Numbers} y (rows, outputs)
 * @property {number} inputs @property {number} outputs @property {number} rows
 * @property {boolean} classes
 */

/** Of data sets that are drawn: more would not be seen at the size of a thumb. */
const points = 240;

/** @type {Promise<Map<string, Preview>> | null} */
let previews = null;

/** Read once a page, by a session of their own. A failure is none of the page's: the pictures stay empty. */
export function loadPreviews() {
  previews ??= read().catch(() => {
    previews = null;
    return new Map();
  });
  return previews;
}

async function read() {
  const session = await openSession();
  try {
    /** @type {Map<string, Preview>} */
    const found = new Map();
    for (const name of fields.dataset.choices) {
      const experiment = defaultExperiment(name);
      const { x, y, inputs, outputs, rows, classNames } = await session.load({
        ...experiment, ...(experiment.points ? { points } : {}),
      });
      found.set(name, { x, y, inputs, outputs, rows, classes: classNames !== null });
    }
    return found;
  } finally {
    await session.close();
  }
}
