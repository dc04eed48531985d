// What a page downloads before it can train: each file after gzip.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import esbuild from 'esbuild';
import { sizes } from '../../web/sizes.js';

const modules = fileURLToPath(new URL('peers/node_modules/', import.meta.url));
const tensorflow = '@tensorflow/tfjs/dist/tf.min.js', wasm = '@tensorflow/tfjs-backend-wasm/dist/';

/** The files that each library's own page names for a script element. */
const peerFiles = [
  ['TensorFlow.js', 'TensorFlow.js', [tensorflow]],
  ['TensorFlow.js with its wasm backend', 'TensorFlow.js',
    [tensorflow, `${wasm}tf-backend-wasm.min.js`, `${wasm}tfjs-backend-wasm-simd.wasm`]],
  ['brain.js', 'brain.js', ['brain.js/dist/browser.js']],
  ['synaptic', 'synaptic', ['synaptic/dist/synaptic.min.js']],
  ['ConvNetJS', 'ConvNetJS', ['convnetjs/build/convnet-min.js']],
];

/** @param {string} file as it is, or minified where its authors have not done so */
async function read(file) {
  const content = readFileSync(modules + file);
  if (file.includes('min') || file.endsWith('.wasm')) return content;
  const { code } = await esbuild.transform(content.toString(), { loader: 'js', minify: true, logLevel: 'error' });
  return Buffer.from(code);
}

/** @param {boolean} peers */
export async function measureBytes(peers) {
  const [library] = sizes();
  const rows = [{ name: 'glassnet', group: 'glassnet float32', bytes: library.bytes, gzip: library.gzip }];
  for (const [name, group, files] of peers ? peerFiles : []) {
    const contents = await Promise.all(files.map(read));
    const sum = (list) => list.reduce((total, { length }) => total + length, 0);
    const packed = contents.map((content) => gzipSync(content, { level: 9 }));
    rows.push({ name, group, bytes: sum(contents), gzip: sum(packed) });
  }
  return {
    id: 'bytes', title: 'download', what: 'what a page loads before it can train, minified',
    rows: rows.map((row) => ({ ...row, ratio: row.gzip / rows[0].gzip })),
  };
}
