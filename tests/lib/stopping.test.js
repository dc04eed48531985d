// Early stopping, as Keras' EarlyStopping does it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNetwork } from 'glassnet';
import fc from 'fast-check';
import { createXor, glassnetError, numbers, xorRows } from './tools.js';

const { x, y } = xorRows;
const EPOCHS = 60;

const next = numbers(7);
const rows = Array.from({ length: 24 }, () => [next(), next()]);
const targets = rows.map(([a, b]) => Number(a * b + next() > 0));
const validationData = [rows.slice(16), targets.slice(16)];

/** Learns so hastily that its figures go up and down. */
function create() {
  return createNetwork({
    inputs: 2, optimizer: { name: 'adam', learningRate: 0.15 },
    layers: [{ units: 8, activation: 'tanh', batchNormalization: true }, { units: 1, activation: 'sigmoid' }],
  });
}

async function learn(options) {
  const net = await create();
  const all = { epochs: EPOCHS, batchSize: 5, validationData, metrics: ['accuracy', 'meanAbsoluteError'], ...options };
  return { net, history: net.train(rows.slice(0, 16), targets.slice(0, 16), all) };
}

/** The loop of keras.callbacks.EarlyStopping: how many epochs it lets pass, and which was the best. */
function keras(figures, { patience, minDelta, higher }) {
  let best = higher ? -Infinity : Infinity, bestEpoch = 0, wait = 0;
  for (const [epoch, figure] of figures.entries()) {
    wait++;
    if (higher ? figure - minDelta > best : figure + minDelta < best) {
      [best, bestEpoch, wait] = [figure, epoch, 0];
    } else if (wait >= patience && epoch > 0) return { epochs: epoch + 1, bestEpoch };
  }
  return { epochs: figures.length, bestEpoch };
}

const { history: whole } = await learn();
const higher = new Set(['accuracy', 'valAccuracy']);

test('stops where Keras does, for any patience, minDelta and column', async () => {
  const settings = fc.record({
    patience: fc.integer({ min: 0, max: 12 }),
    minDelta: fc.constantFrom(0, 0.003, 0.02, 0.1),
    monitor: fc.constantFrom(...Object.keys(whole).filter((key) => key !== 'epoch')),
  });
  const property = fc.asyncProperty(settings, async (earlyStopping) => {
    const { monitor } = earlyStopping;
    const expected = keras(whole[monitor], { ...earlyStopping, higher: higher.has(monitor) });
    const { net, history } = await learn({ earlyStopping });
    assert.equal(history.epoch.length, expected.epochs);
    for (const key of Object.keys(whole)) assert.deepEqual(history[key], whole[key].slice(0, expected.epochs), key);
    net.dispose();
  });
  await fc.assert(property, { seed: 3, numRuns: 80 });
});

test('the validation loss is watched, or the loss where there is none', async () => {
  const withRows = await learn({ earlyStopping: { patience: 3 } });
  assert.equal(withRows.history.epoch.length, keras(whole.valLoss, { patience: 3, minDelta: 0 }).epochs);
  const { history: alone } = await learn({ validationData: undefined });
  const stopped = await learn({ validationData: undefined, earlyStopping: { patience: 3 } });
  assert.equal(stopped.history.epoch.length, keras(alone.loss, { patience: 3, minDelta: 0 }).epochs);
  assert.ok(withRows.history.epoch.length < EPOCHS && stopped.history.epoch.length < EPOCHS);
});

test('restoreBest puts the weights of the best epoch back, moving averages included', async () => {
  const { bestEpoch } = keras(whole.valLoss, { patience: 4, minDelta: 0 });
  const { net: best } = await learn({ epochs: bestEpoch + 1 });
  const { net, history } = await learn({ earlyStopping: { patience: 4, restoreBest: true } });
  assert.ok(history.epoch.length > bestEpoch + 1);
  assert.deepEqual(net.getWeights(), best.getWeights());
  assert.equal(net.evaluate(...validationData).loss, whole.valLoss[bestEpoch]);
  const { net: last } = await learn({ earlyStopping: { patience: 4 } });
  assert.notDeepEqual(last.getWeights(), net.getWeights());
});

test('restoreBest without patience: all epochs, and then the best', async () => {
  const lowest = whole.valLoss.indexOf(Math.min(...whole.valLoss));
  const { net, history } = await learn({ earlyStopping: { restoreBest: true } });
  assert.equal(history.epoch.length, EPOCHS);
  assert.equal(net.evaluate(...validationData).loss, whole.valLoss[lowest]);
});

test('a trainer without a last epoch comes to its end this way', async () => {
  const net = await createXor({ optimizer: { name: 'sgd', learningRate: 0 } });
  const trainer = net.trainer(x, y, { earlyStopping: { patience: 4 } });
  let turns = 0;
  for await (const { epoch } of trainer) assert.ok(++turns && epoch <= 5);
  // The first epoch is the best so far; four that are no better follow.
  assert.deepEqual([trainer.epoch, trainer.done, trainer.run({ epochs: 9 }).epoch], [5, true, 5]);
  net.trainer(x, y).dispose();
});

test('bad settings', async () => {
  const net = await createXor();
  const refused = [
    [3, /options\.earlyStopping is 3/],
    [{ patience: 1.5 }, /earlyStopping\.patience is 1\.5.*whole/],
    [{ patience: -1 }, /earlyStopping\.patience is -1/],
    [{ patience: '5' }, /options\.earlyStopping\.patience is '5'/],
    [{ minDelta: -0.1 }, /earlyStopping\.minDelta is -0\.1/],
    [{ delta: 1 }, /'delta'.*patience, minDelta, monitor, restoreBest/],
    [{ restoreBest: 1 }, /restoreBest is 1; it must be true or false/],
    [{ monitor: 'val_loss' }, /monitor is 'val_loss'.*valLoss/],
    [{ monitor: 3 }, /monitor is 3; it must be one of loss/],
    [{ patience: 2, monitor: 'valLoss' }, /validationData/],
    [{ patience: 2, monitor: 'auc' }, /monitor is auc, which metrics does not have/],
    [{ restoreBest: true, monitor: 'auc' }, /monitor is auc/],
  ];
  for (const [earlyStopping, sentence] of refused) {
    const train = () => net.train(x, y, { epochs: 1, earlyStopping });
    assert.throws(train, glassnetError('invalid-config', sentence), JSON.stringify(earlyStopping));
  }
  assert.equal(net.train(x, y, { epochs: 2, earlyStopping: { monitor: 'accuracy', patience: 9 } }).loss.length, 2);
});
