// The speed of a session, from one step a second on, and what it notes on the way. Nothing here asserts a time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultExperiment, stepsPerEpoch } from '../../web/experiment/experiment.js';
import { Session } from '../../web/experiment/session.js';
import { Trail, epochsAtOnce } from '../../web/experiment/trail.js';
import { speedsOf } from '../../web/controls/transport/speeds.js';

/** Plays until a snapshot holds. */
async function playUntil(session, holds) {
  await session.play();
  let snapshot;
  do snapshot = await session.next(); while (!holds(snapshot));
  await session.pause();
  return snapshot;
}

test('the slowest speed is one step a second, also in the middle of an epoch', async () => {
  const experiment = { ...defaultExperiment('circle'), batchSize: 32 }, session = new Session();
  const { trainRows } = await session.load(experiment);
  const steps = stepsPerEpoch(trainRows, experiment);
  assert.equal(steps, 11);
  assert.deepEqual(speedsOf(steps).slice(0, 4), [1 / 11, 2 / 11, 5 / 11, 10 / 11]);
  assert.deepEqual([speedsOf(1)[0], speedsOf(1).at(-1)], [1, Infinity]);
  await session.setSpeed(speedsOf(steps)[0]);
  const { step, epoch } = await playUntil(session, ({ step }) => step >= 1);
  assert.equal(epoch, 0);
  assert.ok(step < steps, `${step} steps`);
  await session.close();
});

test('whole epochs where they are fast', async () => {
  const session = new Session();
  const info = await session.load({ ...defaultExperiment('circle'), batchSize: 32 });
  await session.setSpeed(300);
  const { step, epoch } = await playUntil(session, ({ epoch }) => epoch >= 5);
  assert.equal(step, epoch * stepsPerEpoch(info.trainRows, info.experiment));
  await session.close();
});

test('the learning rate of every epoch of a schedule is noted, and R² of numbers', async () => {
  const session = new Session();
  await session.load({ ...defaultExperiment('wave'), schedule: { name: 'step', stepSize: 3, gamma: 0.5 }, learningRate: 0.08, epochs: 8 });
  await session.need(['history']);
  await session.setSpeed(Infinity);
  const { history: { trail }, r2 } = await playUntil(session, ({ done }) => done);
  assert.deepEqual([...trail.epoch], [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual([...trail.learningRate].map((rate) => Number(rate.toPrecision(6))).slice(0, 8),
    [0.08, 0.08, 0.08, 0.04, 0.04, 0.04, 0.02, 0.02]);
  assert.equal(trail.r2.at(-1), r2);
  assert.ok(r2 > trail.r2[0], `${trail.r2[0]} to ${r2}`);
  await session.close();
});

test('a trail keeps its first and last point and thins what is between', () => {
  const trail = new Trail();
  for (let epoch = 0; epoch <= 10_000; epoch++) trail.add({ epoch, learningRate: 1 / (epoch + 1) }, NaN);
  const { epoch, learningRate } = trail.points;
  assert.ok(epoch.length <= 2048 && epoch.length > 1000, `${epoch.length} points`);
  assert.deepEqual([epoch[0], epoch.at(-1)], [0, 10_000]);
  epoch.forEach((at, i) => assert.equal(learningRate[i], 1 / (at + 1)));
  assert.equal(epochsAtOnce(defaultExperiment('xor'), 5), Infinity);
  assert.equal(epochsAtOnce({ ...defaultExperiment('xor'), schedule: { name: 'cosine', epochs: 100 } }, 100), Infinity);
});
