/** @typedef {import('../tools/types.js').PartKind} PartKind @typedef {import('../tools/types.js').Info} Info */
/**
 * @typedef {object} Tab
 * @property {string} name as the attribute `views` has it
 * @property {boolean} trains whether it has something to show only where a network is trained
 * @property {(wanted: (name: string) => boolean) => Promise<PartKind[]>} load what stands in it, side by side
 */

/** Every tab under the network, in its order. What stands in one is loaded when it is first opened. @type {Tab[]} */
export const tabs = [
  {
    name: 'loss', trains: true,
    load: async (wanted) => {
      const { loss } = await import('../loss.js');
      return wanted('gradients') ? [loss, (await import('../gradients/now.js')).gradientsNow] : [loss];
    },
  },
  { name: 'step', trains: true, load: async () => [(await import('../step/index.js')).step] },
  { name: 'gradients', trains: true, load: async () => [(await import('../gradients/index.js')).gradients] },
  { name: 'landscape', trains: true, load: async () => [(await import('../landscape/index.js')).landscape] },
  { name: 'activations', trains: false, load: async () => [(await import('../activations/index.js')).activations] },
  { name: 'code', trains: false, load: async () => [(await import('../code/index.js')).code] },
];
