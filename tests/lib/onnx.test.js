// A network as ONNX: read back byte by byte and computed by what the ONNX documents say of each operator; in the long
// run by onnxruntime as well.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { names } from '../../web/lib/generated/tables.js';
import { activations } from '../../web/lib/onnx.js';
import { onlyInAll } from '../long.js';
import { configs, createExported, createRows, inFolder } from './exported.js';
import { answer, readModel } from './onnx-reader.js';
import { assertClose, createXor, glassnetError } from './tools.js';

const RUNTIME = 'onnxruntime-web@1.30.0';

test('every activation has its operators', () => {
  assert.deepEqual(Object.keys(activations), names.activation);
});

test('XOR: the model, its names, shapes and weights', async () => {
  const net = await createXor();
  const { graph, ...model } = readModel(await net.toONNX());
  const [first, second] = net.getWeights();
  assert.deepEqual(model, {
    irVersion: 8, producerName: 'glassnet', opsetImport: [{ domain: '', version: 18 }],
  });
  assert.deepEqual(graph, {
    name: 'network',
    node: [
      ['x', 'layer1.kernel', 'layer1.bias', 'Gemm', 'layer1.Gemm'], ['layer1.Gemm', 'Tanh', 'layer1.Tanh'],
      ['layer1.Tanh', 'layer2.kernel', 'layer2.bias', 'Gemm', 'layer2.Gemm'], ['layer2.Gemm', 'Sigmoid', 'y'],
    ].map((words, i) => {
      const output = words.pop(), opType = words.pop(), name = i < 3 ? output : 'layer2.Sigmoid';
      return { input: words, output: [output], name, opType, attribute: [] };
    }),
    initializer: [
      { name: 'layer1.kernel', dims: [2, 4], dataType: 1, floatData: first.kernel },
      { name: 'layer1.bias', dims: [4], dataType: 1, floatData: first.bias },
      { name: 'layer2.kernel', dims: [4, 1], dataType: 1, floatData: second.kernel },
      { name: 'layer2.bias', dims: [1], dataType: 1, floatData: second.bias },
    ],
    input: [{ name: 'x', type: { elemType: 1, shape: ['N', 2] } }],
    output: [{ name: 'y', type: { elemType: 1, shape: ['N', 1] } }],
  });
});

describe('read back and computed, it answers as the network', () => {
  for (const dtype of ['float32', 'float64']) {
    for (const [name, config] of Object.entries(configs)) {
      test(`${name}, ${dtype}`, async () => {
        const net = await createExported(config, dtype), rows = createRows(net, 20);
        assertClose(answer(readModel(await net.toONNX()), rows), net.predict(rows), 1e-6);
      });
    }
  }
});

test('a scaler far from 0 loses nothing to float32', async () => {
  const net = await createExported({
    inputs: 1, layers: [{ units: 1 }], scaler: { offset: [2010.3721], scale: [0.01] },
  }, 'float32');
  const rows = [[2010.5], [2010.25], [2011]];
  assertClose(answer(readModel(await net.toONNX()), rows), net.predict(rows), 1e-4);
});

test('numbers beyond float32 are refused by name', async () => {
  const net = await createExported(configs.tanh, 'float64');
  const [first, second] = net.getWeights();
  first.bias[1] = 1e39;
  net.setWeights([first, second]);
  await assert.rejects(async () => net.toONNX(), glassnetError('unsupported', /layer1\.bias has a number beyond/));
  const scaler = { offset: [0, 0, 0], scale: [1, 1e-50, 1] };
  const narrow = await createExported({ ...configs.tanh, scaler }, 'float64');
  await assert.rejects(async () => narrow.toONNX(), glassnetError('unsupported', /scaler\.scale/));
});

test('onnxruntime answers as the network', { skip: onlyInAll }, () => inFolder(async (folder) => {
  // 150 MB, too much to be installed with every clone.
  const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await promisify(execFile)('npm', ['install', '--prefix', folder, ...options, RUNTIME]);
  const runtime = createRequire(join(folder, 'index.js'))('onnxruntime-web');
  runtime.env.wasm.numThreads = 1;
  for (const dtype of ['float32', 'float64']) {
    for (const [name, config] of Object.entries(configs)) {
      const net = await createExported(config, dtype), rows = createRows(net, 20);
      const session = await runtime.InferenceSession.create(await net.toONNX());
      const x = new runtime.Tensor('float32', Float32Array.from(rows.flat()), [rows.length, config.inputs]);
      const { y } = await session.run({ x });
      const expected = net.predict(rows);
      assert.deepEqual(y.dims, [rows.length, expected[0].length], name);
      assertClose(y.data, expected.flat(), 1e-6, `${name}, ${dtype}`);
      await session.release();
    }
  }
}));
