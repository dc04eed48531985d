// Metrics, against counting by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNetwork } from 'glassnet';
import fc from 'fast-check';
import { names } from '../../web/lib/generated/tables.js';
import { assertClose, createXor, glassnetError, xorRows } from './tools.js';

const { x, y } = xorRows;

/** Answers σ(x), and so puts rows in the order of x. */
async function createScorer(change) {
  const layers = [{ units: 1, activation: 'sigmoid', useBias: false, kernelInitializer: 'ones' }];
  return createNetwork({ inputs: 1, layers, dtype: 'float64', optimizer: { name: 'sgd', learningRate: 0 }, ...change });
}

/** Each metric the slow way. */
function count(answers, targets, threshold = 0.5) {
  const pairs = answers.map((answer, i) => ({ says: answer > threshold, is: targets[i] === 1, answer }));
  const share = (some, all) => (all.length ? all.filter(some).length / all.length : 0);
  const positive = pairs.filter(({ is }) => is), negative = pairs.filter(({ is }) => !is);
  const duels = positive.flatMap((p) => negative.map((n) => (Math.sign(p.answer - n.answer) + 1) / 2));
  return {
    accuracy: share(({ says, is }) => says === is, pairs),
    meanAbsoluteError: answers.reduce((sum, answer, i) => sum + Math.abs(answer - targets[i]), 0) / answers.length,
    precision: share(({ is }) => is, pairs.filter(({ says }) => says)),
    recall: share(({ says }) => says, positive),
    ...duels.length && { auc: duels.reduce((sum, duel) => sum + duel) / duels.length },
  };
}

function assertMetrics(actual, expected, place) {
  const { loss: _loss, ...metrics } = actual;
  assert.deepEqual(Object.keys(metrics), Object.keys(expected), place);
  for (const [name, value] of Object.entries(expected)) assertClose(metrics[name], value, 1e-12, `${place} ${name}`);
}

test('eight answers, counted by hand', async () => {
  const net = await createScorer();
  const rows = [[-2], [-1], [-0.5], [0.2], [0.2], [1], [1.5], [2]], targets = [0, 1, 0, 1, 0, 1, 0, 1];
  const { accuracy, precision, recall, auc } = net.evaluate(rows, targets);
  // Above a half: 5 answers, 3 of them right; 3 of the 4 ones are found; of 16 pairs 10 are in order and one is a tie.
  assert.deepEqual([accuracy, precision, recall, auc], [5 / 8, 3 / 5, 3 / 4, 10.5 / 16]);
});

test('any answers, with ties, and any threshold', async () => {
  const net = await createScorer();
  const row = fc.record({ score: fc.integer({ min: -4, max: 4 }), target: fc.constantFrom(0, 1) });
  const list = fc.array(row, { minLength: 1, maxLength: 40 }), any = fc.double({ min: 0, max: 1, noNaN: true });
  const property = fc.property(list, any, (pairs, threshold) => {
    const rows = pairs.map(({ score }) => [score / 2]), targets = pairs.map(({ target }) => target);
    const answers = net.predict(rows).flat();
    assertMetrics(net.evaluate(rows, targets, { threshold }), count(answers, targets, threshold), 'evaluate');
  });
  fc.assert(property, { seed: 1, numRuns: 300 });
});

test('while training, by the answers before each update, and of validation rows after it', async () => {
  const net = await createScorer();
  const rows = Array.from({ length: 45 }, (_, i) => [Math.sin(i * i)]), targets = rows.map((_, i) => i % 3 % 2);
  const others = rows.map(([value]) => [-value]);
  const history = net.train(rows, targets, {
    epochs: 2, batchSize: 8, metrics: names.metric, validationData: [others, targets],
  });
  const columns = ['loss', ...names.metric];
  const validated = columns.map((name) => `val${name[0].toUpperCase()}${name.slice(1)}`);
  assert.deepEqual(Object.keys(history), ['epoch', ...columns, ...validated]);
  const expected = net.evaluate(rows, targets), expectedValidated = net.evaluate(others, targets);
  columns.forEach((name, i) => {
    assertClose(history[name], [expected[name], expected[name]], 1e-12, name);
    assertClose(history[validated[i]], [expectedValidated[name], expectedValidated[name]], 1e-12, validated[i]);
  });
});

test('in a network that learns, the training metrics are of its passing answers', async () => {
  const net = await createXor({ dtype: 'float64' });
  const before = net.evaluate(x, y), history = net.train(x, y, { epochs: 5, metrics: ['auc', 'meanAbsoluteError'] });
  assert.deepEqual(Object.keys(history), ['epoch', 'loss', 'meanAbsoluteError', 'auc'], 'in the order of the table');
  assertClose(history.meanAbsoluteError[0], before.meanAbsoluteError, 1e-15);
  assertClose(history.auc[0], before.auc, 0);
});

test('precision and recall are 0 where there is nothing to divide by, auc is absent', async () => {
  const net = await createScorer();
  const { precision, recall, auc } = net.evaluate([[-1], [-2]], [0, 0]);
  assert.deepEqual([precision, recall, auc], [0, 0, undefined]);
  const history = net.train([[-1], [-2]], [0, 0], { epochs: 2, metrics: ['auc'] });
  assert.deepEqual(history.auc, [NaN, NaN], 'a column that was asked for is there');
});

test('several outputs: accuracy counts each, softmax the strongest; the others of classes need one', async () => {
  const net = await createNetwork({ inputs: 2, layers: [{ units: 2, activation: 'sigmoid' }] });
  net.setWeights([{ kernel: [[1, 0], [0, 1]], bias: [0, 0] }]);
  const metrics = net.evaluate([[1, -1], [1, 1]], [[1, 0], [0, 1]]);
  assert.deepEqual(Object.keys(metrics), ['loss', 'accuracy', 'meanAbsoluteError']);
  assert.equal(metrics.accuracy, 0.75);
  for (const name of ['precision', 'recall', 'auc']) {
    const train = () => net.train([[1, 1]], [[1, 1]], { epochs: 1, metrics: [name] });
    assert.throws(train, glassnetError('invalid-config', new RegExp(`${name}.*one output.*2`)));
  }
});

test('without classes there is the mean absolute error, unless another is asked for', async () => {
  const net = await createNetwork({ inputs: 1, layers: [{ units: 1 }] });
  net.setWeights([{ kernel: [1], bias: [0] }]);
  const { meanAbsoluteError } = net.evaluate([[1], [2]], [3, 2.5]);
  assert.equal(meanAbsoluteError, 1.25);
  const history = net.train([[1], [2]], [3, 2.5], { epochs: 1, metrics: ['accuracy', 'meanAbsoluteError'] });
  assert.deepEqual([history.accuracy, history.meanAbsoluteError], [[1], [1.25]]);
});
