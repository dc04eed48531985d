import { about } from './about.js';
import { data } from './data.js';
import { training } from './training.js';
import { transport } from './transport.js';
import { tutorial } from './tutorial.js';

/** Every group of controls, in the order in which they stand. @type {import('../views/tools/types.js').PartKind[]} */
export const controls = [transport, tutorial, data, training, about];
