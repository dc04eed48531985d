// Who races. `learns`: 'together' are those whose weights must move exactly as this library's do (the same batches
// from the same weights), 'roughly' those with an order of updates of their own.
import { readFileSync, statSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openForked } from './forked.js';
import { openNative } from './native.js';
import { openPython } from './python.js';

/** @typedef {import('./workloads.js').Workload} Workload */
/**
 * @typedef {object} Entrant
 * @property {string} name
 * @property {string} group the library, of which a table may want the best call only
 * @property {'together' | 'roughly'} learns
 * @property {(workload: Workload) => Promise<import('./glassnet.js').Contestant>} open
 * @property {number} [largest] width in the sweep up to which it takes part
 * @property {boolean} [predicts] false where another entrant of its group predicts by the same call
 * @property {string} [predictsAs] its name there
 */

/** @type {Entrant[]} */
const own = [
  ...['float32', 'float64'].map((dtype) => ({
    name: `glassnet ${dtype}`, group: `glassnet ${dtype}`, learns: 'together', largest: 1024,
    open: (workload) => openForked(workload, './glassnet.js', 'openGlassnet', { dtype }),
  })),
  ...['float32', 'float64'].map((dtype) => ({
    name: `the same C, native ${dtype}`, group: `native ${dtype}`, learns: 'together', largest: 1024,
    open: (workload) => openNative(workload, dtype),
  })),
];

/** @param {string} backend @param {string} call @param {string} text @returns {Entrant} */
const tensorflow = (backend, call, text) => ({
  name: `TensorFlow.js ${backend}, ${text}`, group: 'TensorFlow.js', learns: 'together', predicts: call !== 'minimize',
  predictsAs: `TensorFlow.js ${backend}, ${call === 'fit' ? 'model.predict' : text}`,
  largest: call !== 'operations' ? 0 : backend === 'wasm' ? 1024 : 64,
  open: (workload) => openForked(workload, './peers/tensorflow.js', 'openTensorflow', backend, call),
});

/** @type {Entrant[]} */
const peers = [
  ...['cpu', 'wasm'].flatMap((backend) => [
    tensorflow(backend, 'fit', 'model.fit'),
    tensorflow(backend, 'minimize', 'minimize'),
    tensorflow(backend, 'operations', 'by hand'),
  ]),
  {
    name: 'brain.js', group: 'brain.js', learns: 'roughly', largest: 128,
    open: (workload) => openForked(workload, './peers/brain.js', 'openBrain'),
  },
  {
    name: 'synaptic', group: 'synaptic', learns: 'roughly', largest: 32,
    open: (workload) => openForked(workload, './peers/synaptic.js', 'openSynaptic'),
  },
  {
    name: 'ConvNetJS', group: 'ConvNetJS', learns: 'roughly', largest: 128,
    open: (workload) => openForked(workload, './peers/convnetjs.js', 'openConvnet'),
  },
  {
    name: 'numpy', group: 'numpy', learns: 'together', largest: 1024,
    open: (workload) => openPython(workload, 'numpy'),
  },
  {
    name: 'PyTorch', group: 'PyTorch', learns: 'together', largest: 1024,
    open: (workload) => openPython(workload, 'torch'),
  },
];

/** @param {boolean} withPeers */
export const entrants = (withPeers) => withPeers ? [...own, ...peers] : own;

const folder = fileURLToPath(new URL('peers/', import.meta.url));

const changed = (file) => statSync(folder + file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * Installs what peers/package.json names, as its lock file has it, where that is not done yet. No script of it runs.
 * @returns {Record<string, string>} versions by package
 */
export function installPeers() {
  const { dependencies } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));
  if (changed('node_modules/.package-lock.json') > changed('package-lock.json')) return dependencies;
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('The other libraries could not be installed; --no-peers measures without them.');
  return dependencies;
}
