// Cold start: from the start of a Node process to its end, with XOR learned in between.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { summary } from './race.js';
import { withRatios } from './training.js';

const programs = [
  ['glassnet', 'glassnet float32', 'start/glassnet.js', false],
  ['an empty process', 'an empty process', 'start/empty.js', false],
  ['TensorFlow.js cpu, model.fit', 'TensorFlow.js', 'peers/start/tensorflow.js', true],
  ['brain.js', 'brain.js', 'peers/start/brain.js', true],
  ['synaptic', 'synaptic', 'peers/start/synaptic.js', true],
  ['ConvNetJS', 'ConvNetJS', 'peers/start/convnetjs.js', true],
];

/** @param {string} path @returns {number} seconds */
function launch(path) {
  const begun = performance.now();
  const program = fileURLToPath(new URL(path, import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [program], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1) || 'has not learned XOR');
  return (performance.now() - begun) / 1000;
}

/** @param {boolean} peers @param {{ rounds: number, progress: (text: string) => void }} options */
export async function measureStarts(peers, { rounds, progress }) {
  const lanes = programs.filter(([, , , peer]) => peers || !peer)
    .map(([name, group, path]) => ({ name, group, path, times: [], absent: undefined }));
  for (let round = 0; round <= rounds; round++) {
    progress(`round ${round} of ${rounds}`);
    for (const lane of lanes.filter(({ absent }) => !absent)) {
      try {
        const seconds = launch(lane.path);
        // The first only brings the files into memory.
        if (round > 0) lane.times.push(seconds);
      } catch (error) {
        lane.absent = error.message;
      }
    }
  }
  const rows = lanes.map(({ name, group, times, absent }) =>
    absent ? { name, group, absent } : { name, group, ...summary(times) });
  const what = 'from the start of a Node process to its end; every program checks that it has learned XOR';
  return { id: 'start', title: 'cold start', what, rows: withRatios(rows) };
}
