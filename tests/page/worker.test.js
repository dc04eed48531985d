// glassnet/worker, on a page of one origin with the library from another, under a strict policy.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as library from 'glassnet';
import * as inWorker from 'glassnet/worker';
import { addressOf } from '../../web/serve.js';
import { browsers } from './browsers.js';
import { filesOf, serveTexts } from './elsewhere.js';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

const files = await serveTexts(filesOf(dist));
const elsewhere = addressOf(files);
const policy = (workers, types = '') => `default-src 'none'; script-src 'self' ${elsewhere} 'wasm-unsafe-eval'; `
  + `img-src data:; ${workers} ${types}`;
const html = (policy, scripts = '', body = '') => `<!doctype html><html lang="en"><meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}"><link rel="icon" href="data:,">${scripts}
  <script type="module" src="./page.js"></script><body>${body}</body></html>`;

const trustedTypes = "require-trusted-types-for 'script'; trusted-types glassnet";
const element = `<script src="${elsewhere}glass-net.js"></script>`;
const texts = {
  'plain.html': html(policy('worker-src blob:')),
  'strict.html': html(policy("worker-src 'none'")),
  'both.html': html(policy('worker-src blob:', trustedTypes), element, '<glass-net></glass-net>'),
  // What the tests use, and a count of the workers that are alive.
  'page.js': `
    window.workers = 0;
    window.Worker = class extends Worker {
      constructor(...args) { super(...args); window.workers++; }
      terminate() { super.terminate(); window.workers--; }
    };
    window.glassnet = await import('${elsewhere}worker.js');
    window.x = [[0, 0], [0, 1], [1, 0], [1, 1]];
    window.y = [[0], [1], [1], [0]];
    window.config = ${JSON.stringify({
      inputs: 2,
      layers: [{ units: 4, activation: 'tanh' }, { units: 1, activation: 'sigmoid' }],
      optimizer: { name: 'adam', learningRate: 0.05 },
    })};
    window.errorOf = async (promise) => {
      try { return { answer: await promise }; } catch (error) {
        const { name, code, message } = error;
        return { own: error instanceof glassnet.GlassnetError, name, code, text: message };
      }
    };
    window.ready = true;`,
};
const pages = await serveTexts((path) => texts[path]);
after(() => {
  files.close();
  pages.close();
});

describe('glassnet/worker beside glassnet', () => {
  test('has the same names', () => {
    assert.deepEqual(Object.keys(inWorker).sort(), Object.keys(library).sort());
    assert.deepEqual(Object.keys(inWorker.datasets).sort(), Object.keys(library.datasets).sort());
    for (const name of ['Network', 'Trainer', 'Scaler']) {
      const membersOf = (Class) => Reflect.ownKeys(Class.prototype).map(String).sort();
      assert.deepEqual(membersOf(inWorker[name]), membersOf(library[name]), name);
    }
  });

  test('has the same errors', () => assert.equal(inWorker.GlassnetError, library.GlassnetError));

  test('says where it works', () => assert.rejects(inWorker.createNetwork({ inputs: 1, layers: [{ units: 1 }] }),
    { code: 'unsupported', message: /needs a browser/ }));
});

for (const { name, launch } of browsers) {
  describe(`glassnet/worker in ${name}`, () => {
    let browser, page;
    const open = async (file) => {
      const opened = await browser.newPage();
      await opened.goto(addressOf(pages) + file);
      await opened.waitForFunction(() => window.ready);
      return opened;
    };
    before(async () => {
      browser = await launch();
      page = await open('plain.html');
    });
    after(() => browser?.close());

    /** Runs a function in the page, and sees to it that no worker is left. */
    const inPage = async (run, ...args) => {
      const answer = await page.evaluate(run, ...args);
      await page.waitForFunction(() => window.workers === 0, { timeout: 10_000 });
      return answer;
    };

    test('answers as the library does, to the last bit', async () => {
      const there = await inPage(async () => {
        const { x, y, config } = window, net = await window.glassnet.createNetwork(config);
        const { loss } = await net.train(x, y, { epochs: 300 });
        const trace = await net.trace(x, y);
        const answers = {
          loss, predicted: await net.predict(x), row: await net.predict([0, 1]),
          typed: [...await net.predict(new Float32Array([0, 1]))], evaluated: await net.evaluate(x, y),
          gradient: [...(await net.gradients(x, y)).layers[0].kernel], update: trace.layers[0].kernelUpdate,
          saved: await net.toJSON({ training: true }), code: await net.toCode('js'), onnx: [...await net.toONNX()],
          layers: net.layers, parameterCount: net.parameterCount, config: net.config,
        };
        net.dispose();
        return answers;
      });
      const { createNetwork } = library;
      const net = await createNetwork(there.config);
      const x = [[0, 0], [0, 1], [1, 0], [1, 1]], y = [[0], [1], [1], [0]];
      const { loss } = net.train(x, y, { epochs: 300 });
      assert.deepEqual(there, {
        loss, predicted: net.predict(x), row: net.predict([0, 1]), typed: [...net.predict(new Float32Array([0, 1]))],
        evaluated: net.evaluate(x, y), gradient: [...net.gradients(x, y).layers[0].kernel],
        update: net.trace(x, y).layers[0].kernelUpdate, saved: net.toJSON({ training: true }),
        code: await net.toCode('js'), onnx: [...await net.toONNX()],
        layers: net.layers, parameterCount: net.parameterCount, config: net.config,
      });
      assert.deepEqual(there.predicted.map(([p]) => Math.round(p)), [0, 1, 1, 0]);
    });

    test('errors keep class, code and sentence', async () => {
      const errors = await inPage(async () => {
        const { glassnet: { createNetwork, Network }, config, errorOf, x, y } = window;
        const net = await createNetwork(config);
        const results = [
          await errorOf(createNetwork({ inputs: 2, layers: [{ units: 1, activation: 'sigmod' }] })),
          await errorOf(net.predict([[1]])),
          await errorOf(net.predict([[1, () => {}]])),
          await errorOf(net.train(x, y, {})),
          await errorOf(net.train(x, y, { epochs: 1, onEpoch: 5 })),
          await errorOf(net.train(x, y, { epochs: 1, signal: 'stop' })),
          await errorOf(Network.fromJSON('{}')),
          await errorOf((async () => new Network())()),
        ];
        net.dispose();
        return [...results, await errorOf(net.predict(x))];
      });
      assert.deepEqual(errors.map(({ own, code }) => own && code), ['invalid-config', 'invalid-shape', 'invalid-data',
        'invalid-config', 'invalid-config', 'invalid-config', 'invalid-data', 'unsupported', 'disposed']);
      assert.match(errors[0].text, /'sigmod'.*tanh/);
    });

    test('after a divergence, properties tell where it stands', async () => {
      const { error, epoch, finite } = await inPage(async () => {
        const { createNetwork } = window.glassnet;
        const optimizer = { name: 'sgd', learningRate: 9 };
        const net = await createNetwork({ inputs: 1, layers: [{ units: 1 }], optimizer });
        const trainer = await net.trainer([[1], [2]], [[1], [5]], { batchSize: 'full' });
        const error = await window.errorOf(trainer.run({ epochs: 1000 }));
        const finite = (await net.predict([[1]])).flat().every(Number.isFinite), { epoch } = trainer;
        net.dispose();
        return { error, epoch, finite };
      });
      assert.equal(error.code, 'diverged');
      assert.ok(epoch > 1 && epoch < 1000, `epoch ${epoch}`);
      assert.ok(finite);
    });

    test('onEpoch is waited for, and what it throws comes out', async () => {
      const { epochs, most, thrown, last } = await inPage(async () => {
        const { x, y, config } = window, net = await window.glassnet.createNetwork(config);
        const epochs = [];
        let running = 0, most = 0;
        await net.train(x, y, {
          epochs: 20,
          onEpoch: async ({ epoch }) => {
            most = Math.max(most, ++running);
            epochs.push(epoch);
            await new Promise((resolve) => setTimeout(resolve, 1));
            running--;
          },
        });
        const failing = (at) => ({
          epochs: 3,
          onEpoch({ epoch }) { if (epoch === at) throw new RangeError('enough'); },
        });
        const thrown = await net.train(x, y, failing(1)).catch((error) => error instanceof RangeError && error.message);
        const last = await net.train(x, y, failing(3)).catch((error) => error.message);
        net.dispose();
        return { epochs, most, thrown, last };
      });
      assert.deepEqual(epochs, Array.from({ length: 20 }, (_, i) => i + 1));
      assert.equal(most, 1);
      assert.equal(thrown, 'enough');
      assert.equal(last, 'enough');
    });

    test('train stops on a signal, and other calls are answered meanwhile', async () => {
      const result = await inPage(async () => {
        const { x, y, config, errorOf } = window, net = await window.glassnet.createNetwork(config);
        const control = new AbortController(), before = await net.predict([0, 1]);
        const training = errorOf(net.train(x, y, { epochs: 1e9, signal: control.signal }));
        await new Promise((resolve) => setTimeout(resolve, 100));
        const during = await net.predict([0, 1]), busy = await errorOf(net.train(x, y, { epochs: 1 }));
        control.abort();
        const ended = await training, again = await errorOf(net.train(x, y, { epochs: 5, signal: control.signal }));
        const { answer: { loss } } = await errorOf(net.train(x, y, { epochs: 5 }));
        net.dispose();
        const changed = during[0] !== before[0];
        return { changed, busy: busy.code, ended: ended.name, again: again.name, epochs: loss.length };
      });
      assert.deepEqual(result, { changed: true, busy: 'busy', ended: 'AbortError', again: 'AbortError', epochs: 5 });
    });

    test('train\'s history has every epoch, however many', async () => {
      const { length, last } = await inPage(async () => {
        const { x, y, config } = window, net = await window.glassnet.createNetwork(config);
        const { epoch } = await net.train(x, y, { epochs: 10_000 });
        net.dispose();
        return { length: epoch.length, last: epoch.at(-1) };
      });
      assert.deepEqual({ length, last }, { length: 10_000, last: 9999 });
    });

    test('a trainer is iterated, left, gone on with, changed and stopped', async () => {
      const result = await inPage(async () => {
        const { x, y, config, errorOf } = window, net = await window.glassnet.createNetwork(config);
        const control = new AbortController();
        const trainer = await net.trainer(x, y, { signal: control.signal });
        let slices = 0;
        for await (const { epoch } of trainer) if (++slices === 3 && epoch > 0) break;
        const left = trainer.epoch;
        const endless = await errorOf(trainer.run());
        const progress = await trainer.run({ epochs: 7 });
        await trainer.set({ learningRate: 0.5, layers: [{ activation: 'relu' }] });
        const changed = [trainer.learningRate, net.config.optimizer.learningRate, net.layers[0].activation];
        for await (const _ of trainer) if (++slices === 6) control.abort();
        const stopped = trainer.epoch, running = trainer.run({ epochs: 1e9 });
        await new Promise((resolve) => setTimeout(resolve, 50));
        await trainer.dispose();
        const ended = await errorOf(running);
        const other = await net.trainer(x, y, { epochs: 30 });
        const [first, second] = await Promise.all([other.run({ epochs: 10 }), other.run({ epochs: 10 })]);
        for await (const _ of other) { /* to the end */ }
        const { done, history, network } = other;
        net.dispose();
        return {
          went: left > 0 && progress.epoch === left + 7, endless: endless.code, changed, slices,
          history: trainer.history.epoch.length > 7, moved: stopped > progress.epoch, ended: ended.code,
          inTurn: [first.epoch, second.epoch], done, epochs: history.loss.length, network: network === net,
        };
      });
      assert.deepEqual(result, {
        went: true, endless: 'invalid-config', changed: [0.5, 0.5, 'relu'], slices: 6, history: true, moved: true,
        ended: 'disposed', inTurn: [10, 20], done: true, epochs: 30, network: true,
      });
    });

    test('the worker ends with the last network, not before, and a call on its way is refused', async () => {
      const result = await inPage(async () => {
        const { x, y, config, errorOf, glassnet: { createNetwork, Network } } = window;
        const [net, twin] = await Promise.all([createNetwork(config), createNetwork(config)]);
        const copy = await net.clone(), loaded = await Network.fromJSON(await twin.toJSON());
        const together = window.workers;
        for (const one of [net, twin, copy]) await one.dispose();
        const still = window.workers;
        const answer = await loaded.predict([0, 0]);
        const trainer = await loaded.trainer(x, y);
        const way = [errorOf(loaded.train(x, y, { epochs: 1e9 })), errorOf(trainer.run({ epochs: 1e9 }))];
        const loop = (async () => { for await (const _ of trainer) { /* until it is disposed */ } })();
        await new Promise((resolve) => setTimeout(resolve, 50));
        loaded.dispose();
        await loaded.dispose();
        const ended = window.workers;
        const codes = (await Promise.all(way)).map(({ code }) => code);
        await loop;
        const next = await createNetwork(config), again = window.workers;
        next.dispose();
        return { together, still, answers: answer.length, ended, codes, again };
      });
      assert.deepEqual(result,
        { together: 1, still: 1, answers: 1, ended: 0, codes: ['busy', 'disposed'], again: 1 });
    });

    test('data sets, scalers, splits, labels and activations', async () => {
      const there = await inPage(async () => {
        const { datasets, split, standardScaler, oneHot, activations, createNetwork } = window.glassnet;
        const { x, y } = await datasets.iris(), { train } = await split(x, y, { seed: 3 });
        const scaler = await standardScaler(train.x);
        const net = await createNetwork({ inputs: 4, layers: [{ units: 3, activation: 'softmax' }], scaler });
        const answers = {
          first: train.x[0], scale: scaler.scale, scaled: (await scaler.transform(train.x))[0],
          back: await scaler.inverse(await scaler.transform([[5, 3, 1, 2]])), hot: await oneHot([0, 2]),
          tanh: await (await activations()).tanh.value(0.5), drawn: (await datasets.moons({ points: 4 })).x,
          predicted: await net.predict(train.x[0]), unknown: (await window.errorOf(datasets.xor({ dots: 1 }))).code,
        };
        net.dispose();
        return answers;
      });
      const { datasets, split, standardScaler, oneHot, activations, createNetwork } = library;
      const { x, y } = await datasets.iris(), { train } = split(x, y, { seed: 3 }), scaler = standardScaler(train.x);
      const net = await createNetwork({ inputs: 4, layers: [{ units: 3, activation: 'softmax' }], scaler });
      assert.deepEqual(there, {
        first: train.x[0], scale: scaler.scale, scaled: scaler.transform(train.x)[0],
        back: scaler.inverse(scaler.transform([[5, 3, 1, 2]])), hot: oneHot([0, 2]),
        tanh: (await activations()).tanh.value(0.5), drawn: (await datasets.moons({ points: 4 })).x,
        predicted: net.predict(train.x[0]), unknown: 'invalid-config',
      });
    });

    test('where no worker may start, it says what is missing', async () => {
      const strict = await open('strict.html');
      const { own, code, text } = await strict.evaluate(() =>
        window.errorOf(window.glassnet.createNetwork(window.config)));
      await strict.close();
      assert.ok(own);
      assert.equal(code, 'unsupported');
      assert.match(text, /worker-src blob:/);
    });

    test('beside an element, where only the policy glassnet may make script addresses', async () => {
      const both = await open('both.html');
      await both.waitForSelector('glass-net >>> button.play', { visible: true });
      const answer = await both.evaluate(async () => {
        const net = await window.glassnet.createNetwork(window.config), answer = await net.predict([0, 1]);
        const together = window.workers;
        await net.dispose();
        return { length: answer.length, ended: together - window.workers };
      });
      await both.close();
      assert.deepEqual(answer, { length: 1, ended: 1 });
    });
  });
}
