import { brownleeRelu } from './brownlee-relu.js';
import { ideamiCancer } from './ideami-cancer.js';
import { loyFromScratch } from './loy-from-scratch.js';
import { scratchForward } from './scratch-forward.js';
import { traskAlpha } from './trask-alpha.js';
import { traskNext } from './trask-next.js';
import { traskThreeLayers } from './trask-three-layers.js';
import { traskTwoLayers } from './trask-two-layers.js';

/**
 * A tutorial as experiments that run, with the figures its text prints beside those that come out here.
 * @typedef {{ en: string, zh: string }} Text for people, in each language
 *
 * @typedef {object} Figure
 * @property {string | string[]} [value] as it is printed; of several numbers in a mark's order
 * @property {number} [digits] how many significant digits agree; all that are printed
 * @property {number} [within] or by what share it may differ
 * @property {number} [min] @property {number} [max] or only where it must lie
 * @property {true} [ours] found here and printed nowhere
 * @typedef {import('../experiment/marks.js').Mark & Figure} Printed
 *
 * @typedef {object} TutorialExperiment
 * @property {string} name of its own within the tutorial
 * @property {Text} title
 * @property {import('../experiment/experiment.js').Experiment} experiment
 * @property {number[]} [seeds] the figures are means over these
 * @property {true} [slow] takes seconds or minutes
 * @property {Printed[]} printed
 *
 * @typedef {object} PrintedFunction
 * @property {import('../experiment/experiment.js').ActivationName} activation
 * @property {'value' | 'derivative'} of
 * @property {number[]} x @property {string[]} value
 * @property {number} [digits] @property {true} [ours]
 *
 * @typedef {object} Tutorial
 * @property {string} name in addresses
 * @property {Text} title
 * @property {{ author: string, text: string }} source
 * @property {TutorialExperiment[]} experiments
 * @property {PrintedFunction[]} [functions]
 * @property {Text} note what a teacher would add
 */

/** In the order in which to read them. @type {Tutorial[]} */
export const tutorials = [
  traskTwoLayers, traskThreeLayers, traskAlpha, traskNext, loyFromScratch, scratchForward, ideamiCancer, brownleeRelu,
];
