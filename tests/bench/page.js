// How quick the built site is in a headless Chromium: npm run bench:page. On a machine with nothing else to do.
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createNetwork, datasets, split } from 'glassnet';
import { addressOf, serve } from '../../web/serve.js';
import { browsers, openPage } from '../page/browsers.js';

const FRAME_MILLISECONDS = 1000 / 60;
const loads = 7, framesSeconds = 6, startSeconds = 1;

const site = fileURLToPath(new URL('../../dist/site', import.meta.url));
const server = await serve(site, 0);
const browser = await browsers[0].launch();

/** The value below which a share of all lies. */
const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))];
const print = (name, text) => console.log(`${name.padEnd(46)}${text}`);
const milliseconds = (value) => `${value.toFixed(1)} ms`;

/** From the start of the navigation until XOR is drawn and answers to the button, in a browser that never saw it. */
async function timeUntilInteractive() {
  const context = await browser.createBrowserContext(), page = await context.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  await page.evaluateOnNewDocument(() => {
    addEventListener('glassnet-epoch', () => { window.interactive ??= performance.now(); }, { once: true });
  });
  await page.goto(addressOf(server));
  const handle = await page.waitForFunction(() => window.interactive);
  const time = await handle.jsonValue();
  await context.close();
  return time;
}

/** Of animation frames while it trains, with the page as busy as it gets. @param {string} hash */
async function intervals(hash) {
  const { page, lab, close } = await openPage(browser, addressOf(server) + hash);
  await lab.fastest();
  await lab.press('Play');
  await pause(startSeconds * 1000);
  const before = await lab.epoch();
  const list = await page.evaluate((seconds) => new Promise((resolve) => {
    const intervals = [], start = performance.now();
    let last = start;
    const step = (now) => {
      intervals.push(now - last);
      last = now;
      if (now - start < seconds * 1000) requestAnimationFrame(step);
      else resolve(intervals.slice(1));
    };
    requestAnimationFrame(step);
  }), framesSeconds);
  const rate = (await lab.epoch() - before) / framesSeconds;
  await close();
  return { list, rate };
}

/** The share of held-out rows on the right side after 600 epochs. */
async function playground() {
  const { x, y } = await datasets.circle({ points: 500, noise: 0 });
  const { train, test } = split(x, y.map(([is]) => [is ? 1 : -1]), { testFraction: 0.5 });
  const layers = [4, 2, 1].map((units) => ({ units, activation: 'tanh' }));
  const network = await createNetwork({
    inputs: 2, layers, loss: 'halfSquaredError', optimizer: { name: 'sgd', learningRate: 0.03 },
  });
  network.train(train.x, train.y, { epochs: 600, batchSize: 10 });
  const right = network.predict(test.x).filter(([answer], row) => answer > 0 === test.y[row][0] > 0);
  return right.length / test.x.length;
}

/** The page's own circle with hidden layers of 4 and 2, at full speed for a tenth of a second. */
async function tenthOfASecond() {
  const { page, lab, close } = await openPage(browser, `${addressOf(server)}#dataset=circle&hidden=4,2`);
  await lab.fastest();
  await page.$eval('glass-net', async (net) => {
    net.play();
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    net.pause();
  });
  await lab.shows('Play');
  await pause(300);
  const result = { epoch: await lab.epoch(), accuracy: await lab.stat('accuracy') };
  await close();
  return result;
}

const times = [];
for (let i = 0; i < loads; i++) times.push(await timeUntilInteractive());
print('interactive, from a local server', `${milliseconds(quantile(times, 0.5))} (median of ${loads}; `
  + `${milliseconds(Math.min(...times))} … ${milliseconds(Math.max(...times))})`);

const { list, rate } = await intervals('#dataset=breastCancer&hidden=64,64');
const missed = list.reduce((sum, interval) => sum + Math.max(0, Math.round(interval / FRAME_MILLISECONDS) - 1), 0);
print('cancer, 9-64-64-1, at full speed', `${Math.round(rate)} epochs a second`);
print('  between two animation frames', `${milliseconds(quantile(list, 0.5))} (median), `
  + `${milliseconds(quantile(list, 0.95))} (95 %), ${(100 * missed / (list.length + missed)).toFixed(1)} % missed`);

// TensorFlow Playground trains one epoch a frame, 60 a second: 600 in ten seconds, each over the training half of its
// 500 points in batches of 10, with its own defaults: tanh, also at the output, with targets −1 and 1, gradient descent
// at 0.03. Here the same is trained to its end, and the page gets a tenth of a second from the press of its button.
const there = await playground();
const { epoch, accuracy } = await tenthOfASecond();
print('circle, 4-2: 600 epochs as Playground trains', `${(100 * there).toFixed(1)} % of the held-out rows right`);
print('circle, 4-2: this page 0.1 s after play', `${accuracy} of the held-out rows right, ${epoch} epochs`);

await browser.close();
server.close();
