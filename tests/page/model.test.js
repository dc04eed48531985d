// A saved model goes on where it stood, bit for bit, and what is none is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultExperiment } from '../../web/experiment/experiment.js';
import { Session } from '../../web/experiment/session.js';
import { Network } from '../../web/lib/index.js';

/** Runs what is asked for, step by step, and answers the last picture. */
async function run(session, epochs) {
  for (let i = 0; i < epochs; i++) await session.step();
  await session.need(['weights', 'history']);
  return session.next();
}

const throughJson = (saved) => JSON.parse(JSON.stringify(saved));

/** What `next` answers, without what depends on the machine. */
const exact = ({ epoch, step, loss, testLoss, weights, history }) => ({ epoch, step, loss, testLoss, weights, history });

const experiments = {
  'XOR, saved between two epochs': { ...defaultExperiment('xor'), epochs: 40 },
  'small batches, shuffled, with dropout': {
    ...defaultExperiment('breastCancer'), batchSize: 16,
    layers: [{ units: 6, activation: 'relu', dropout: 0.2 }, { units: 1, activation: 'sigmoid' }],
  },
};

for (const [name, experiment] of Object.entries(experiments)) {
  test(`${name}: going on is as if it had never stopped`, async () => {
    const one = new Session(), other = new Session();
    await one.load(experiment);
    await run(one, 12);
    const saved = throughJson(await one.save());
    const info = await other.restore(saved);
    assert.deepEqual(info.experiment, throughJson(experiment));
    const before = exact(await run(one, 0));
    assert.equal(before.epoch, 12);
    assert.deepEqual(exact(await run(other, 0)), before);
    assert.deepEqual(exact(await run(other, 9)), exact(await run(one, 9)));
    // And so once more, from what was itself taken up.
    const again = new Session();
    await again.restore(throughJson(await other.save()));
    assert.deepEqual(exact(await run(again, 2)), exact(await run(one, 2)));
    await Promise.all([one, other, again].map((session) => session.close()));
  });
}

test('before the first step, and after the last epoch', async () => {
  const one = new Session(), other = new Session();
  await one.load({ ...defaultExperiment('xor'), epochs: 3 });
  await other.restore(throughJson(await one.save()));
  const first = await run(other, 0);
  assert.deepEqual([first.epoch, first.history.epoch.length, first.done], [0, 0, false]);
  const last = await run(one, 5);
  await other.restore(throughJson(await one.save()));
  const taken = await run(other, 2);
  assert.deepEqual([taken.epoch, taken.done], [3, true]);
  assert.deepEqual(exact(taken), exact(last));
  await other.reset();
  const again = await run(other, 3);
  assert.deepEqual(exact(again), exact(last));
});

test('the library reads the same file', async () => {
  const session = new Session();
  await session.load(defaultExperiment('moons'));
  await run(session, 2);
  const saved = await session.save(), network = await Network.fromJSON(throughJson(saved));
  const { weights } = await run(session, 0);
  assert.deepEqual(network.getWeights().map(({ kernel }) => kernel), weights.map(({ kernel }) => kernel));
});

test('what is no model is refused, and all goes on as before', async () => {
  const session = new Session();
  await session.load(defaultExperiment('xor'));
  const before = exact(await run(session, 2)), saved = throughJson(await session.save());
  const wrong = {
    nothing: null, 'a list': [], 'a network alone': { ...saved, experiment: undefined },
    'another data set': { ...saved, experiment: defaultExperiment('iris') },
    'other layers': { ...saved, experiment: { ...saved.experiment, layers: saved.experiment.layers.slice(1) } },
    'cut off': { ...saved, weights: saved.weights.slice(1) },
  };
  for (const [name, given] of Object.entries(wrong)) {
    await assert.rejects(session.restore(given), { name: 'GlassnetError', code: 'invalid-data' }, name);
  }
  assert.deepEqual(exact(await run(session, 0)), before);
});
