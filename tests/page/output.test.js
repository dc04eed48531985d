// What the network answers, beside the data: the threshold between two classes, shares of several, the fit of numbers.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createNetwork, datasets } from '../../web/lib/index.js';
import { addressOf, serve } from '../../web/serve.js';
import { countBins, countSides, rank } from '../../web/views/confusion/ranking.js';
import { browsers, openPage } from './browsers.js';

/** The area under the ROC curve from the sum of ranks, equal values sharing the mean of theirs. */
function areaByRanks(values, targets) {
  const order = [...values.keys()].sort((a, b) => values[a] - values[b]);
  const ranks = new Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2;
    from = to;
  }
  const positives = [...targets.keys()].filter((row) => targets[row] === 1), p = positives.length;
  const sum = positives.reduce((total, row) => total + ranks[row], 0);
  return (sum - p * (p + 1) / 2) / (p * (targets.length - p));
}

test('the area under the ROC curve is that of the ranks, and the library\'s, to the last bit', async () => {
  const { x, y } = await datasets.breastCancer();
  const net = await createNetwork({ inputs: 9, layers: [{ units: 4, activation: 'tanh' }, { units: 1, activation: 'sigmoid' }] });
  net.train(x, y, { epochs: 3 });
  const values = net.predict(Float64Array.from(x.flat())), targets = Float64Array.from(y.flat());
  const { auc, curve } = rank(values, targets);
  assert.equal(auc, areaByRanks(values, targets));
  assert.equal(auc, net.evaluate(x, y).auc);
  let area = 0;
  for (let i = 2; i < curve.length; i += 2) area += (curve[i] - curve[i - 2]) * (curve[i + 1] + curve[i - 1]) / 2;
  assert.ok(Math.abs(area - auc) < 1e-12, `${area} under the drawn curve`);
  net.dispose();
});

test('ranking: ties count half, one class alone has no area, what is no number is left out', () => {
  const of = (values, targets) => rank(Float32Array.from(values), Float32Array.from(targets));
  assert.equal(of([0.5, 0.5], [0, 1]).auc, 0.5);
  assert.equal(of([0.1, 0.9, 0.9], [0, 1, 0]).auc, 0.75);
  assert.deepEqual([...of([0.1, 0.9, 0.9], [0, 1, 0]).curve], [0, 0, 0.5, 1, 1, 1]);
  assert.equal(of([0.1, 0.9], [1, 1]).auc, NaN);
  assert.equal(of([0.1, NaN, 0.9], [0, 1, 1]).auc, 1);
});

test('what is at the threshold belongs to class 0, in the counts and in the bars', () => {
  const values = Float32Array.from([0, 0.5, 0.75, 1, 2, -1]), targets = Float32Array.from([0, 1, 1, 0, 1, 0]);
  assert.deepEqual(countSides(values, targets, 0.5), [[2, 1], [1, 2]]);
  assert.deepEqual(countBins(values, targets, 4).map((counts) => [...counts]), [[2, 0, 0, 1], [0, 1, 1, 1]]);
});

/** 120 rows of a sine of one input. */
const oneInput = `#${new URLSearchParams({
  dataset: 'wave', hidden: '12 tanh', scaler: 'standard', 'test-fraction': '0.3',
  data: JSON.stringify({
    x: Array.from({ length: 120 }, (_, i) => [i / 20]), y: Array.from({ length: 120 }, (_, i) => [Math.sin(i / 20)]), featureNames: ['hour'],
  }),
})}`;

let server, address;
before(async () => {
  server = await serve(fileURLToPath(new URL('../../dist/site', import.meta.url)), 0);
  address = addressOf(server);
});
after(() => server.close());

for (const { name, launch } of browsers) {
  describe(`the output in ${name}`, () => {
    let browser;
    before(async () => { browser = await launch(); });
    after(() => browser?.close());
    const visit = async (hash, work) => {
      const opened = await openPage(browser, address + hash);
      try {
        await work(opened);
        opened.check();
      } finally {
        await opened.close();
      }
    };

    test('a threshold moves matrix, rates and verdict together, by pointer and by keyboard', () => visit('#dataset=breastCancer', async ({ page, lab }) => {
      await lab.press('Play');
      await lab.reaches({ least: 60 });
      await lab.press('Pause');
      await lab.shows('Play');
      const shown = () => lab.ask((root) => ({
        cut: Number(root.querySelector('.cut b').textContent),
        says: root.querySelector('.verdict .says').textContent,
        rates: [...root.querySelectorAll('.confusion .rates strong')].map((one) => one.textContent),
        counts: [...root.querySelectorAll('.matrix tbody strong')].map((one) => Number(one.textContent)),
      }));
      const reaches = (cut) => lab.until(async () => (await shown()).cut === cut, 2000, `a threshold of ${cut}`);
      await reaches(0.5);
      const begun = await shown();
      assert.equal(begun.counts.reduce((sum, n) => sum + n), 205);
      await (await lab.find('.threshold input')).focus();
      await page.keyboard.press('End');
      await reaches(1);
      const strict = await shown();
      assert.deepEqual(strict.rates.slice(1), ['0.0%', '100.0%', begun.rates[3]]);
      assert.match(strict.says, /says benign/);
      assert.deepEqual([strict.counts[1], strict.counts[3]], [0, 0]);
      await page.keyboard.press('Home');
      await reaches(0);
      assert.deepEqual((await shown()).rates.slice(1), ['100.0%', '0.0%', begun.rates[3]]);
      const { x, y, width, height } = await (await lab.find('.histogram')).boundingBox();
      await page.mouse.move(x + width * 0.9, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
      await page.mouse.up();
      await reaches(0.5);
      assert.deepEqual(await shown(), begun);
    }));

    test('numbers of one input: a curve, and R² beside the loss and over the epochs', () => visit(oneInput, async ({ page, lab }) => {
      await lab.find('.curve-plot');
      await lab.press('Train one epoch');
      await lab.reaches({ exactly: 1 });
      const r2 = () => lab.stat('r2');
      assert.equal(await r2(), await lab.ask((root) => root.querySelector('.fit .rates strong')?.textContent));
      assert.equal(await lab.ask((root) => root.querySelector('.stat.accuracy').hidden), true);
      const before = await lab.ask((root) => root.querySelector('.curve-plot').toDataURL());
      await lab.press('Play');
      await lab.until(async () => Number(await r2()) > 0.9, 20_000, 'a fit');
      assert.notEqual(await lab.ask((root) => root.querySelector('.curve-plot').toDataURL()), before);
      await lab.press('Pause');
      for (const [measure, words] of [['score', /R²: 0\.9\d+/], ['rate', /Learning rate: 0\.02/], ['loss', /train: 0\.0\d+/]]) {
        await lab.ask((root, measure) => root.querySelector(`.segment input[value=${measure}]`).click(), measure);
        const chart = await lab.find('.chart canvas');
        await chart.focus();
        await page.keyboard.press('ArrowLeft');
        await lab.until(async () => words.test(await lab.ask((root) => root.querySelector('.tip').textContent)), 2000, String(words));
      }
    }));

    test('several classes: each says its recall and its precision on focus', () => visit('#dataset=iris', async ({ page, lab }) => {
      await lab.press('Train one epoch');
      await lab.reaches({ exactly: 1 });
      const counts = await lab.confusion();
      const sum = (numbers) => numbers.reduce((total, n) => total + n);
      const says = async (selector, words) => {
        await page.keyboard.press('Tab'); // so that the focus is that of a keyboard
        await (await lab.find(selector)).focus();
        await lab.until(async () => (await lab.ask((root) => root.querySelector('.tip').textContent)).startsWith(words), 2000, words);
      };
      await says('.matrix tbody tr:nth-child(2) th .term', `Of ${sum(counts[1])} in truth versicolor, ${counts[1][1]} are`);
      await says('.matrix thead th:nth-child(4) .term', `Of ${sum(counts.map((row) => row[2]))} said to be virginica, ${counts[2][2]} are`);
    }));

    test('as fast as possible says how fast that is', () => visit('', async ({ lab }) => {
      const speed = () => lab.ask((root) => root.querySelector('.pace .value').textContent);
      await lab.fastest();
      await lab.until(async () => await speed() === 'as fast as possible', 2000, 'full speed');
      await lab.press('Play');
      await lab.until(async () => /^[\d,]+ epochs\/s$/.test(await speed()), 5000, 'what is reached');
      await lab.press('Pause');
      await lab.until(async () => await speed() === 'as fast as possible', 2000, 'what is chosen');
    }));
  });
}
