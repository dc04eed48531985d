// Measures this library beside others, all in one run. Usage:
//   npm run bench -- [--only W1,W2,W3,W4,own,sweep,start,bytes] [--json FILE] [--readme] [--no-peers]
//                    [--rounds 15] [--milliseconds 50] [--clock wall]
// --clock cpu counts what a contestant uses of the processor, for a machine with much else to do; helping threads of
// the engine count too, as those that clean the heap; a start is timed by the wall in any case.
// --readme puts the table into README.md, between its two comments. Every turn of a contestant lasts about
// --milliseconds; the figures are medians over the rounds.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { entrants, installPeers } from './contestants.js';
import { measureBytes } from './bytes.js';
import { openPeak } from './native.js';
import { pythonVersion } from './python.js';
import { readmeTable, writeReadme } from './readme.js';
import { printMatrix, printSection } from './report.js';
import { measureStarts } from './start.js';
import { measureOwn, measurePredictions, measureSteps } from './training.js';
import { operations, square, twoOutputs, workloads } from './workloads.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'W1,W2,W3,W4,own,sweep,start,bytes' },
    json: { type: 'string' },
    readme: { type: 'boolean', default: false },
    'no-peers': { type: 'boolean', default: false },
    rounds: { type: 'string', default: '15' },
    milliseconds: { type: 'string', default: '50' },
    clock: { type: 'string', default: 'wall' },
  },
});
const wanted = values.only.split(','), peers = !values['no-peers'];
const rounds = Number(values.rounds), milliseconds = Number(values.milliseconds);
const field = entrants(peers);
process.env.GLASSNET_BENCH_CLOCK = values.clock;

/** Shows on one line of the terminal what is being done. @param {string} section */
const progressOf = (section) => (/** @type {string} */ text) =>
  process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${section}: ${text}` : `${section}: ${text}\n`);
const options = (section) => ({ rounds, milliseconds, progress: progressOf(section) });

const peak = async () => ({ name: 'peak of simd128', ...await openPeak() });
const withRate = (rows, count, ceiling) => rows.map((row) => row.seconds === undefined ? row
  : { ...row, rate: (row.name === ceiling?.name ? ceiling.operations : count) / row.seconds });

async function steps(id) {
  const workload = await workloads[id](), ceiling = id === 'W3' ? await peak() : null;
  const rows = await measureSteps(workload, field, options(id), ceiling);
  const what = 'one training step: forward, backward, update; per step, from the same weights on the same rows';
  const rated = id === 'W3' ? withRate(rows, operations(workload), ceiling) : rows;
  return [{ id, title: workload.title, what, rows: rated }];
}

async function predictions() {
  const workload = await workloads.W2(), sections = [];
  for (const [id, count] of [['W4 one row', 1], ['W4 683 rows', 683]]) {
    const rows = await measurePredictions(workload, field, count, options(id));
    const what = 'the answers to rows that are ready in the form each library takes';
    sections.push({ id, title: '9-16-1', what, rows });
  }
  return sections;
}

async function own() {
  const w2 = await workloads.W2(), w3 = await workloads.W3(), sections = [];
  for (const [id, workload, twin] of [['W2 own', w2, await twoOutputs()], ['W3 own', w3, w3]]) {
    const rows = await measureOwn(workload, twin, options(id));
    const what = 'what more than plain descent costs glassnet float32, per step';
    sections.push({ id, title: workload.title, what, rows });
  }
  return sections;
}

async function sweep() {
  const sections = [], ceiling = await peak();
  for (const width of [8, 16, 32, 64, 128, 256, 512, 1024]) {
    const workload = await square(width), id = `width ${width}`;
    const rows = await measureSteps(workload, field.filter(({ largest = 0 }) => width <= largest),
      { ...options(id), rounds: Math.min(rounds, 9) }, ceiling);
    const rated = withRate(rows, operations(workload), ceiling);
    sections.push({ id, title: workload.title, what: 'one training step', rows: rated });
  }
  return sections;
}

const parts = {
  W1: () => steps('W1'), W2: () => steps('W2'), W3: () => steps('W3'), W4: predictions, own, sweep,
  start: async () => [await measureStarts(peers, { rounds, progress: progressOf('start') })],
  bytes: async () => [await measureBytes(peers)],
};

/** What the figures depend on. */
const machine = () => ({
  processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version, v8: process.versions.v8,
  numpy: pythonVersion('numpy'), torch: pythonVersion('torch'),
});

const packages = peers ? installPeers() : {};
const report = { machine: machine(), packages, rounds, milliseconds, clock: values.clock, sections: [] };
const { processor, cores, node, numpy, torch } = report.machine;
console.log(`${processor}, ${cores} cores; Node ${node}; numpy ${numpy ?? 'not installed'}; `
  + `PyTorch ${torch ?? 'not installed'}. One thread each.`);
for (const [name, version] of Object.entries(packages)) console.log(`${name} ${version}`);
console.log('Medians and their ratios, then the fastest round and its. Other work on the machine moves medians by a\n'
  + 'tenth and more, ratios less, the fastest rounds least.\n');
for (const [name, measure] of Object.entries(parts)) {
  if (!wanted.includes(name)) continue;
  const sections = await measure();
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  report.sections.push(...sections);
  if (name === 'sweep') printMatrix('n-n-n, batch 64: GFLOP/s of one training step', sections);
  else sections.forEach(printSection);
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
const table = readmeTable(report);
if (values.readme) writeReadme(table);
else if (table) console.log(`For the README:\n${table}`);
