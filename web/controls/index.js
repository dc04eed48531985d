import { late } from '../views/tools/late.js';
import { about } from './about.js';
import { data } from './data.js';
import { training } from './training.js';
import { transport } from './transport.js';

const tutorial = late({ name: 'tutorial', place: 'tutorial', needs: [], applies: ({ lesson }) => lesson !== null },
  async () => (await import('./tutorial.js')).createTutorial);

/** Every group of controls, in the order in which they stand. @type {import('../views/tools/types.js').PartKind[]} */
export const controls = [transport, tutorial, data, training, about];
