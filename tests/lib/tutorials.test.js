// Every experiment of every tutorial, and the figures its text prints. Those that take long run with GLASSNET_TESTS=all.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activations, datasets } from 'glassnet';
import { Session } from '../../web/experiment/session.js';
import { formatExperiment, parseExperiment } from '../../web/experiment/strings.js';
import { tutorials } from '../../web/tutorials/index.js';
import { agrees, runEntry } from '../../web/tutorials/run.js';

const all = process.env.GLASSNET_TESTS === 'all';
const entries = tutorials.flatMap((tutorial) => tutorial.experiments.map((entry) => ({ tutorial, entry })));

for (const { name, source, experiments, functions = [] } of tutorials) {
  const chosen = experiments.filter(({ slow }) => all || !slow);
  test(`${source.author}, ${name}: ${chosen.length} of ${experiments.length} experiments`, async (t) => {
    assert.ok(chosen.length > 0);
    for (const entry of chosen) {
      await t.test(entry.title.en, async () => {
        const results = await runEntry(entry, entry.printed);
        entry.printed.forEach((figure, i) => assert.ok(agrees(figure, results[i]),
          `${JSON.stringify(figure)}: ${results[i]} came out`));
      });
    }
    const known = await activations();
    for (const figure of functions) {
      const numbers = known[figure.activation][figure.of](figure.x);
      assert.ok(agrees(figure, numbers), `${JSON.stringify(figure)}: ${numbers} came out`);
    }
  });
}

test('functions by name, and σ′ = σ(1 − σ)', async () => {
  const { sigmoid, tanh, relu, leakyRelu, softmax, step, linear } = await activations();
  for (const named of [sigmoid, tanh, relu, leakyRelu, softmax, step, linear]) assert.equal(typeof named.value, 'function');
  for (let x = -5; x <= 5; x += 0.5) {
    const s = 1 / (1 + Math.exp(-x));
    assert.ok(Math.abs(sigmoid.value(x) - s) < 1e-15);
    assert.ok(Math.abs(sigmoid.derivative(x) - s * (1 - s)) < 1e-15);
  }
  for (const row of [[0.3, 2.9, 4], [1010, 1000, 990], [0.03, 29, 0.4]]) {
    assert.ok(Math.abs(softmax.value(row).reduce((sum, value) => sum + value) - 1) < 1e-15);
  }
});

test('the cancer network\'s rows are those of its text', async () => {
  const { y } = await datasets.breastCancer();
  const { trainRows, testRows } = entries.find(({ entry }) => entry.name === 'rate-0.01').entry.experiment;
  const malignant = ([first, last]) => y.slice(first, last + 1).filter(([one]) => one === 1).length;
  assert.deepEqual([malignant(trainRows), malignant(testRows)], [197, 41]);
  assert.deepEqual([trainRows[1] - trainRows[0] + 1, testRows[1] - testRows[0] + 1], [500, 182]);
});

test('every text is there in both languages, every name once', () => {
  const names = entries.map(({ tutorial, entry }) => `${tutorial.name}/${entry.name}`);
  assert.equal(new Set(names).size, names.length);
  const texts = [...tutorials.flatMap(({ title, note }) => [title, note]), ...entries.map(({ entry }) => entry.title)];
  for (const { en, zh } of texts) {
    assert.match(en, /^[^\u4e00-\u9fff]+$/);
    assert.match(zh, /[\u4e00-\u9fff]/);
  }
});

test('every experiment survives an address', () => {
  for (const { tutorial, entry } of entries) {
    const { experiment, problems } = parseExperiment(formatExperiment(entry.experiment));
    assert.deepEqual(problems, []);
    assert.deepEqual(experiment, entry.experiment, `${tutorial.name}/${entry.name}`);
  }
});

test('a session measures the same figures on its way', async () => {
  const { experiment, printed } = entries.find(({ entry }) => entry.name === 'three-layers').entry;
  const session = new Session();
  await session.load(experiment, printed);
  await session.need(['marks']);
  await session.setSpeed(Infinity);
  const first = await session.next();
  assert.ok(agrees(printed[0], first.marks[0]));
  assert.deepEqual(first.marks.slice(1), printed.slice(1).map(() => null));
  await session.play();
  let snapshot = first;
  while (!snapshot.done) snapshot = await session.next();
  printed.forEach((figure, i) => assert.ok(agrees(figure, snapshot.marks[i])));
  await session.reset();
  assert.deepEqual((await session.next()).marks.slice(1), printed.slice(1).map(() => null));
  await session.close();
});

test('figures agree as far as they are printed, and no further', () => {
  const cases = [
    [{ value: '0.962' }, 0.9624, 0.9626],
    [{ value: '0.00858452565325', digits: 10 }, 0.0085845256534, 0.0085845256539],
    [{ value: '0.5', digits: 9 }, 0.5000000004, 0.500000001],
    [{ value: '4.53978686e-05' }, 4.539786864e-5, 4.539786866e-5],
    [{ value: '6.001', digits: 8 }, 6.00100004, 6.0010001],
    [{ value: '140' }, 140.4, 141],
    [{ value: '0' }, 0, 1],
    [{ value: '0.00094', within: 0.01 }, 0.000949, 0.00095],
    [{ min: 0.75, max: 0.85 }, 0.75, 0.74],
  ];
  for (const [figure, right, wrong] of cases) {
    assert.ok(agrees(figure, [right]), `${JSON.stringify(figure)} and ${right}`);
    assert.ok(!agrees(figure, [wrong]), `${JSON.stringify(figure)} and ${wrong}`);
    assert.ok(!agrees(figure, [NaN]));
  }
  assert.ok(!agrees({ value: ['1', '2'] }, [1]));
});
