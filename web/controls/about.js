import { h, setText } from '../views/tools/dom.js';
import { addHeading } from '../views/tools/heading.js';

/** What the pictures mean, in the words of the data at hand. @type {import('../views/tools/types.js').PartKind} */
export const about = { name: 'about', place: 'choices', needs: [], applies: ({ lesson }) => !lesson, create };

/** @param {HTMLElement} root @param {import('../views/tools/types.js').Context} context */
function create(root, { t }) {
  addHeading(root, t('about.title'));
  const text = h('p', { class: 'note' });
  root.append(text);
  return {
    /** @param {import('../views/tools/types.js').Info} info */
    load({ experiment, inputs }) {
      const own = `dataset.${experiment.dataset}.seeing`;
      setText(text, t.has(own) && !experiment.data ? t(own) : t(inputs === 2 ? 'about.plane' : 'about.rows'));
    },
    draw() {},
  };
}
