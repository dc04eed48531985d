// A link is a reproducible experiment: the same loss curve to the last digit, in either browser, and in Node.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../../web/experiment/strings.js';
import { Session } from '../../web/experiment/session.js';
import { inBrowsers } from './browsers.js';

const steps = 12;

/** Presses the key that trains one epoch, again and again: [epoch, loss, test loss, test accuracy] after each. */
const curveOf = ({ page }) => page.evaluate(async (steps) => {
  const net = document.querySelector('glass-net');
  const curve = [];
  for (let i = 0; i < steps; i++) {
    const told = new Promise((resolve) => {
      net.addEventListener('glassnet-epoch', function listen({ detail }) {
        if (detail.epoch !== i + 1) return;
        net.removeEventListener('glassnet-epoch', listen);
        resolve(detail);
      });
    });
    net.step();
    const { epoch, loss, testLoss, testAccuracy } = await told;
    curve.push([epoch, loss, testLoss, testAccuracy].map(String));
  }
  return curve;
}, steps);

/** The same without a page. */
async function curveInNode(hash) {
  const { experiment, problems } = parseExperiment(Object.fromEntries(new URLSearchParams(hash.slice(1))));
  assert.deepEqual(problems, []);
  const session = new Session();
  await session.load(experiment);
  const curve = [];
  for (let i = 0; i < steps; i++) {
    await session.step();
    const { epoch, loss, testLoss, testAccuracy } = await session.next();
    curve.push([epoch, loss, testLoss, testAccuracy].map(String));
  }
  await session.close();
  return curve;
}

/** Links with something of everything; the last one is an old one, as pages had them that knew fewer settings. */
const links = [
  '#dataset=spiral&seed=7&noise=0.1&layers=[{"units":8,"activation":"gelu","dropout":0.2,"batchNormalization":true},'
    + '{"units":1,"activation":"sigmoid","kernelRegularizer":{"l2":0.001}}]&optimizer=adamw&schedule={"name":"cosine",'
    + '"epochs":20,"warmup":3}&clip-norm=1&batch-size=16&early-stopping={"patience":50,"restoreBest":true}',
  '#dataset=iris&generator=numpy&dtype=float64&optimizer=nesterov&momentum=0.8&learning-rate=0.02&hidden=5 selu, 4 mish',
  '#dataset=wave&optimizer=rmsprop&rho=0.9&loss=huber&scaler=standard&clip-value=0.5&epochs=40',
  '#dataset=xor&hidden=4+relu&optimizer=sgd',
];

/** The first browser's, for the other to be held against. @type {Map<string, string[][]>} */
const curves = new Map();

inBrowsers('links', ({ open, visit }) => {
  for (const link of links) {
    test(`the same curve as in Node, to the last digit: ${link.slice(0, 40)}…`, () => visit(link, async (opened) => {
      const curve = await curveOf(opened);
      assert.deepEqual(curve, await curveInNode(link));
      assert.deepEqual(curve, curves.get(link) ?? curve);
      curves.set(link, curve);
    }));
  }

  test('what was changed by hand is in the address, and gives the same curve after a reset and reopened', () => visit('#dataset=moons', async (opened) => {
    const { page, lab } = opened;
    const set = async (control, value) => {
      const field = await lab.find(`.more [data-control="${control}"] :is(input, select)`);
      if (await field.evaluate((one) => one.matches('select'))) return field.select(value);
      await field.type(value);
      await field.press('Tab');
    };
    await lab.press('Train one epoch');
    await lab.choose('Hidden 1: activation', 'relu');
    await (await lab.find('.more summary')).click();
    await lab.find('.settings');
    await set('weight-decay', '0.01');
    await set('schedule', 'exponential');
    await set('clip-norm', '0.5');
    await lab.press('Hidden 1: settings');
    await (await lab.find('.layer-panel .slider input')).press('ArrowRight');
    const penalty = await lab.find('.layer-panel [data-control="penalty"] input');
    await penalty.type('0.002');
    await penalty.press('Tab');
    const wanted = { weightDecay: 0.01, clipNorm: 0.5, dropout: 0.05, activation: 'relu', l1: 0.002, gamma: 0.99 };
    const made = () => page.$eval('glass-net', ({ experiment: { layers: [{ dropout, activation, kernelRegularizer }], ...all } }) =>
      ({ weightDecay: all.weightDecay, clipNorm: all.clipNorm, dropout, activation, l1: kernelRegularizer?.l1, gamma: all.schedule?.gamma }));
    await lab.until(async () => JSON.stringify(await made()) === JSON.stringify(wanted), 3000, JSON.stringify(wanted));
    await lab.press('Reset to the first weights');
    await lab.reaches({ exactly: 0 });
    const curve = await curveOf(opened), link = await page.evaluate('location.hash');
    assert.deepEqual(curve, await curveInNode(link));
    const again = await open(link);
    try {
      assert.deepEqual(await curveOf(again), curve);
      again.check();
    } finally {
      await again.close();
    }
  }));
});
