// A TypeScript project that uses the package: what must compile, and what must not.
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { installTarball, root, run } from './tarball.js';

const right = `
  import {
    GlassnetError, Network, Trainer, activations, createNetwork, datasets, minMaxScaler, oneHot, split,
    type ErrorCode, type LayerConfig, type NetworkConfig, type Progress, type SavedNetwork, type TrainOptions,
  } from 'glassnet';

  const hidden: LayerConfig = { units: 4, activation: 'gelu', dropout: 0.1, kernelRegularizer: { l2: 0.01 } };
  const config: NetworkConfig = {
    inputs: 2,
    layers: [hidden, { units: 1, activation: 'sigmoid' }],
    optimizer: { name: 'adamw', weightDecay: 0.1, schedule: { name: 'cosine', epochs: 10 } },
    loss: 'binaryCrossentropy',
    dtype: 'float64',
  };
  const net: Network = await createNetwork(config);
  const onEpoch = ({ loss, done }: Progress) => { if (done) console.log(loss); };
  const options: TrainOptions = { epochs: 1, batchSize: 'full', metrics: ['auc'], onEpoch };
  const losses: number[] = net.train([[0, 1]], [[1]], options).loss;
  const rows: number[][] = net.predict([[0, 1]]), row: number[] = net.predict([0, 1]);
  const typed: Float32Array | Float64Array = net.predict(new Float32Array([0, 1]));
  const trainer: Trainer = net.trainer([[0, 1]], [1]);
  for await (const { epoch, valLoss } of trainer) if (epoch > 5 || valLoss === 0) break;
  trainer.set({ learningRate: 0.1, layers: [{ activation: 'tanh' }] });
  const saved: SavedNetwork = net.toJSON({ training: true });
  const again: Network = await Network.fromJSON(saved);
  const bytes: Uint8Array = await again.toONNX(), code: string = await again.toCode('numpy');
  const { x, y } = await datasets.moons({ noise: 0.1 });
  const parts: number[][] = split(x, y, { stratify: true }).train.x;
  const scaled: number[][] = minMaxScaler(parts).transform(parts), hot: number[][] = oneHot([0, 1]);
  const half: number = (await activations()).tanh.value(0.5);
  try { again.predict([]); } catch (error) {
    if (error instanceof GlassnetError) { const code: ErrorCode = error.code; console.log(code); }
  }
  { using temporary = again.clone(); console.log(temporary.parameterCount); }
  console.log(losses, rows, row, typed, bytes, code, scaled, hot, half);`;

const rightInWorker = `
  import {
    GlassnetError, Network, Trainer, createNetwork, datasets, split, standardScaler, type TrainOptions,
  } from 'glassnet/worker';

  const scaler = await standardScaler([[1, 2], [3, 4]]);
  const net: Network = await createNetwork({ inputs: 2, layers: [{ units: 1, activation: 'sigmoid' }], scaler });
  const options: TrainOptions = { epochs: 1, signal: new AbortController().signal, onEpoch: async () => {} };
  const losses: number[] = (await net.train([[0, 1]], [[1]], options)).loss;
  const rows: number[][] = await net.predict([[0, 1]]), units: number = net.layers[0].units;
  const trainer: Trainer = await net.trainer([[0, 1]], [1]);
  for await (const { epoch } of trainer) if (epoch > 5) break;
  const { epoch, done }: { epoch: number, done: boolean } = await trainer.run({ epochs: 1 });
  await trainer.set({ learningRate: 0.1 });
  const copy: Network = await Network.fromJSON(JSON.stringify(await net.toJSON()));
  const { x, y } = await datasets.iris(), { train } = await split(x, y), first: number[] = train.x[0];
  await copy.dispose();
  console.log(GlassnetError, losses, rows, units, epoch, done, first);`;

const rightElsewhere = `
  import { GlassNet } from 'glassnet/element';
  import 'glassnet/glass-net.js';
  const element: HTMLElement = new GlassNet();
  const bytes = await (await fetch('glassnet-float32.wasm')).arrayBuffer();
  const { instance } = await WebAssembly.instantiate(bytes);
  const core = instance.exports as typeof import('glassnet/glassnet-float32.wasm');
  const pointer: number = core.gn_alloc(8);
  console.log(element, pointer, core.memory.buffer);`;

const wrong = (from) => `
  import { createNetwork } from '${from}';
  const net = await createNetwork({ inputs: 2, layers: [{ units: 1 }] });
  // @ts-expect-error: not the name of an activation
  await createNetwork({ inputs: 2, layers: [{ units: 1, activation: 'sigmod' }] });
  // @ts-expect-error: not the name of a loss
  await createNetwork({ inputs: 2, layers: [{ units: 1 }], loss: 'mse' });
  // @ts-expect-error: not the name of an optimizer
  await createNetwork({ inputs: 2, layers: [{ units: 1 }], optimizer: { name: 'adamax' } });
  // @ts-expect-error: not the name of an initializer
  await createNetwork({ inputs: 2, layers: [{ units: 1, kernelInitializer: 'heNormale' }] });
  // @ts-expect-error: inputs are missing
  await createNetwork({ layers: [{ units: 1 }] });
  // @ts-expect-error: epochs are missing
  await net.train([[0, 1]], [[1]], {});
  // @ts-expect-error: not the name of a metric
  await net.train([[0, 1]], [[1]], { epochs: 1, metrics: ['f1'] });
  // @ts-expect-error: not a language
  await net.toCode('cobol');
  // @ts-expect-error: no rows
  await net.predict('0 1');
  // @ts-expect-error: a property to read
  net.parameterCount = 5;`;

const programs = {
  'right.ts': right, 'worker.ts': rightInWorker, 'elsewhere.ts': rightElsewhere,
  'wrong.ts': wrong('glassnet'), 'wrongInWorker.ts': wrong('glassnet/worker'),
};

describe('the types of the package', () => {
  /** @type {ReturnType<typeof installTarball>} */
  let tarball;
  before(() => {
    tarball = installTarball();
    for (const [name, text] of Object.entries(programs)) tarball.write(name, `${text}\nexport {};\n`);
  });
  after(() => tarball?.remove());

  for (const module of ['nodenext', 'esnext']) {
    test(`accept what is right and refuse what is wrong, module ${module}`, () => {
      const compilerOptions = {
        strict: true, noEmit: true, target: 'es2022', module, lib: ['es2022', 'dom', 'esnext.disposable'], types: [],
        ...module === 'esnext' && { moduleResolution: 'bundler' },
      };
      tarball.write('tsconfig.json', JSON.stringify({ compilerOptions, files: Object.keys(programs) }));
      run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], tarball.folder);
    });
  }
});
