// The plane on which two inputs are drawn, and rows that are still to come.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addPoints, beginDrawing, clearPoints } from '../../web/experiment/drawing.js';
import { prepare } from '../../web/experiment/data.js';
import { changeExperiment, defaultExperiment } from '../../web/experiment/experiment.js';
import { Session } from '../../web/experiment/session.js';

const planeOf = async (data) => (await prepare({ ...defaultExperiment(), data })).info.plane;
const own = (x) => ({ x, y: x.map(() => [1]), classNames: ['0', '1'] });

test('few points stand well inside the plane, many fill it', async () => {
  const { info: { plane: xor } } = await prepare(defaultExperiment('xor'));
  assert.deepEqual(xor, { x0: -0.3, x1: 1.3, y0: -0.3, y1: 1.3 });
  const { x0, x1 } = await planeOf(own(Array.from({ length: 101 }, (_, i) => [i, i])));
  assert.deepEqual([x0, x1], [-12, 112]);
});

test('inputs of different sizes each have their own margin', async () => {
  const { x0, x1, y0, y1 } = await planeOf(own([[0, 0], [10, 100_000]]));
  assert.deepEqual([x0, x1, y0, y1], [-3, 13, -30_000, 130_000]);
});

test('a single row, or a column of one value, still has a plane', async () => {
  assert.deepEqual(await planeOf(own([[0, 50]])), { x0: -0.5, x1: 0.5, y0: 25, y1: 75 });
  const { x0, x1, y0, y1 } = await planeOf(own([[7, 1], [7, 3]]));
  assert.ok(x0 < 7 && x1 > 7 && y0 < 1 && y1 > 3);
});

test('a session without points waits for them, learns on with more, and begins anew without', async () => {
  const session = new Session();
  await session.need(['predictions', 'testPredictions', 'surface', 'history', 'weights', 'gradients', 'layerHistograms']);
  const change = beginDrawing();
  const { rows, outputs } = await session.load(changeExperiment(defaultExperiment(), change).experiment);
  assert.deepEqual([rows, outputs], [0, 1]);
  const { weights: first, loss } = await session.next();
  assert.ok(Number.isNaN(loss));
  let { experiment } = await session.set({ learningRate: 0.05 });
  await session.play();
  ({ experiment } = await session.set(addPoints(experiment, [{ x: -0.5, y: 0, label: 0 }, { x: 0.5, y: 0, label: 1 }])));
  const reach = async (epoch) => {
    let snapshot = await session.next();
    while (snapshot.epoch < epoch) snapshot = await session.next();
    return snapshot;
  };
  await session.setSpeed(Infinity);
  await reach(50);
  await session.pause();
  const { epoch, weights: before } = await session.next();
  ({ experiment } = await session.set(addPoints(experiment, [{ x: 0.5, y: 0.5, label: 1 }])));
  const { epoch: after, weights, history } = await session.next();
  assert.deepEqual([after, weights], [epoch, before]);
  assert.equal(history.epoch.at(-1), epoch - 1);
  await session.step();
  const { epoch: next, history: longer } = await session.next();
  assert.deepEqual([next, longer.epoch.at(-1)], [epoch + 1, epoch]);
  await session.set(clearPoints(experiment));
  const cleared = await session.next();
  assert.deepEqual([cleared.epoch, cleared.weights], [0, first]);
  await session.close();
});
