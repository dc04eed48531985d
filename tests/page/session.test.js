// A Session without a page: what changes live, and that a reset makes of it what a link would.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { defaultExperiment } from '../../web/experiment/experiment.js';
import { Session } from '../../web/experiment/session.js';

const begin = async (dataset, change = {}) => {
  const session = new Session();
  await session.load({ ...defaultExperiment(dataset), ...change });
  await session.need(['history', 'weights']);
  return session;
};
const train = async (session, epochs) => {
  for (let i = 0; i < epochs; i++) await session.step();
  return session.next();
};
/** The losses of a network that is made of an experiment and trained. */
const fresh = async (experiment, epochs) => {
  const session = new Session();
  await session.load(experiment);
  await session.need(['history']);
  const { history } = await train(session, epochs);
  await session.close();
  return history;
};
const layersWith = (experiment, more) => ({ layers: experiment.layers.map((layer, i) => i ? layer : { ...layer, ...more }) });
const circle = defaultExperiment('circle');

/** Each is made while the network trains; `live` where training goes on. */
const changes = {
  'learning rate': [{ learningRate: 0.3 }, true],
  'batch size': [{ batchSize: 16 }, true],
  'optimizer': [{ optimizer: 'rmsprop' }, true],
  'an optimizer\'s number': [{ beta1: 0.5 }, true],
  'weight decay': [{ weightDecay: 0.01 }, true],
  'clipping': [{ clipNorm: 0.1, clipValue: 0.01 }, true],
  'schedule': [{ schedule: { name: 'exponential', gamma: 0.9, warmup: 3 } }, true],
  'epochs': [{ epochs: 50 }, true],
  'activation': [layersWith(circle, { activation: 'relu' }), true],
  'penalty': [layersWith(circle, { kernelRegularizer: { l1: 0.01 } }), true],
  'dropout': [layersWith(circle, { dropout: 0.3 }), true],
  'batch normalization': [layersWith(circle, { batchNormalization: true }), false],
  'initializer': [layersWith(circle, { kernelInitializer: 'normal' }), false],
  'units': [layersWith(circle, { units: 5 }), false],
  'loss': [{ loss: 'meanSquaredError' }, false],
  'early stopping': [{ earlyStopping: { patience: 5 } }, false],
  'seed': [{ seed: 7 }, false],
  'precision': [{ dtype: 'float64' }, false],
};

describe('a session', () => {
  for (const [name, [change, live]] of Object.entries(changes)) {
    test(`${name} ${live ? 'changes while it trains' : 'needs a new network'}, and after a reset it is what a link makes`, async () => {
      const session = await begin('circle');
      await train(session, 3);
      const { experiment, info } = await session.set(change);
      assert.equal(info === undefined, live);
      const { epoch, history: { loss: before } } = await train(session, 2);
      assert.equal(epoch, live ? 5 : 2);
      if (live) assert.deepEqual(before.slice(0, 3), (await fresh(circle, 3)).loss);
      await session.reset();
      const { history } = await train(session, 12);
      assert.deepEqual(history, await fresh(experiment, 12));
      await session.close();
    });

    test(`${name} changed before the first step is as if it had been so from the start`, async () => {
      const session = await begin('circle');
      await session.set({ noise: 0.1 });
      const { experiment } = await session.set(change);
      const { history } = await train(session, 12);
      assert.deepEqual(history, await fresh(experiment, 12));
      await session.close();
    });
  }

  test('what is taken back is as it was', async () => {
    const session = await begin('circle', { clipNorm: 0.01, beta1: 0.5, schedule: { name: 'step', stepSize: 2, gamma: 0.5 } });
    await session.set({ clipNorm: undefined, beta1: undefined, schedule: undefined });
    const { history } = await train(session, 12);
    assert.deepEqual(history, await fresh(circle, 12));
    await session.close();
  });

  test('weights that a person set stay when another activation is chosen', async () => {
    const session = await begin('xor');
    await session.setWeight(0, 0, 0, 3);
    const { info, experiment } = await session.set(layersWith(defaultExperiment('xor'), { activation: 'relu' }));
    assert.equal(info, undefined);
    const { weights } = await session.next();
    assert.equal(weights[0].kernel[0], 3);
    await session.reset();
    const { history } = await train(session, 5);
    assert.deepEqual(history, await fresh(experiment, 5));
    await session.close();
  });

  test('closed while its network is being made, it leaves none', async () => {
    const session = new Session();
    const loaded = session.load(circle);
    await session.close();
    assert.equal((await loaded).trainRows > 0, true);
    await assert.rejects(session.step(), /No experiment is loaded/);
  });

  test('two changes at once are both made', async () => {
    const session = await begin('circle');
    const [, { experiment }] = await Promise.all([session.set({ seed: 7 }), session.set({ learningRate: 0.3 })]);
    assert.deepEqual([experiment.seed, experiment.learningRate], [7, 0.3]);
    const { history } = await train(session, 12);
    assert.deepEqual(history, await fresh(experiment, 12));
    await session.close();
  });

  test('another optimizer brings its usual learning rate; a rate of one\'s own stays', async () => {
    const session = await begin('xor');
    const change = async (asked) => {
      const { experiment: { learningRate }, notes } = await session.set(asked);
      return [learningRate, ...notes];
    };
    assert.deepEqual(await change({ optimizer: 'sgd' }), [0.01, 'note.rateFollows']);
    assert.deepEqual(await change({ optimizer: 'momentum' }), [0.01]);
    assert.deepEqual(await change({ optimizer: 'adadelta' }), [1, 'note.rateFollows']);
    assert.deepEqual(await change({ optimizer: 'adam' }), [0.05, 'note.rateFollows']);
    assert.deepEqual(await change({ learningRate: 0.3 }), [0.3]);
    assert.deepEqual(await change({ optimizer: 'sgd' }), [0.3, 'note.rateStays']);
    await session.close();
  });
});
