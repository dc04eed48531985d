import { diagram } from './diagram.js';
import { predictions } from './predictions.js';
import { hasPlane, kindOf, mostListed } from './scale.js';
import { surface } from './surface.js';
import { late } from './tools/late.js';

/** More sliders than these nobody moves. */
const mostSliders = 24;

/**
 * Every view but those under tabs, in the order in which they stand. What XOR does not show comes when it is wanted.
 * @type {import('./tools/types.js').PartKind[]}
 */
export const views = [
  diagram, surface, predictions,
  late({ name: 'curve', place: 'output', needs: ['curve'], applies: ({ line }) => line !== null },
    async () => (await import('./curve.js')).createCurve),
  late({
    name: 'confusion', place: 'output', needs: ['testPredictions'],
    applies: (info) => kindOf(info) !== 'numbers' && info.rows > mostListed,
  }, async () => (await import('./confusion.js')).createConfusion),
  late({
    name: 'fit', place: 'output', needs: ['testPredictions'],
    applies: (info) => kindOf(info) === 'numbers' && info.rows > mostListed,
  }, async () => (await import('./fit.js')).createFit),
  late({
    name: 'sample', place: 'output', needs: ['probe'],
    applies: (info) => !hasPlane(info) && info.rows > mostListed && info.inputs <= mostSliders,
  }, async () => (await import('./sample.js')).createSample),
  late({ name: 'printed', place: 'charts', needs: ['marks'], applies: ({ lesson }) => lesson !== null },
    async () => (await import('./printed.js')).createPrinted),
];
