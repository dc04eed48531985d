import { confusion } from './confusion.js';
import { diagram } from './diagram.js';
import { fit } from './fit.js';
import { predictions } from './predictions.js';
import { printed } from './printed.js';
import { sample } from './sample.js';
import { surface } from './surface.js';

/** Every view but those under tabs, in the order in which they stand. @type {import('./tools/types.js').PartKind[]} */
export const views = [diagram, surface, predictions, confusion, fit, sample, printed];
