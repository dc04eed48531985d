import { addHeading } from '../tools/heading.js';
import { createBars } from './bars.js';

/** The gradient by layer, beside the loss. @type {import('../tools/types.js').PartKind} */
export const gradientsNow = {
  name: 'gradients-now', place: 'charts', needs: ['gradients'], applies: () => true,
  create(root, context) {
    addHeading(root, context.t('gradients.now'));
    const bars = createBars(context);
    root.append(...bars.elements);
    return { load: bars.load, draw: ({ gradients }) => bars.draw(gradients) };
  },
};
