// A network as a program: each program is run and answers as the network does.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { names } from '../../web/lib/generated/tables.js';
import { onlyInAll } from '../long.js';
import { configs, createExported, createRows, inFolder } from './exported.js';
import { assertClose, createXor, glassnetError } from './tools.js';

const run = promisify(execFile);
const languages = ['js', 'numpy', 'pytorch', 'c'];
const dtypes = { float32: 1e-6, float64: 1e-12 };

/** The answers a program prints: a line a row. */
const readAnswers = (stdout) => stdout.trim().split('\n').map((line) => line.split(' ').map(Number));

/** Writes the JavaScript program of a network and imports it. */
async function importProgram(net, folder, name) {
  const file = join(folder, `${name}.mjs`);
  await writeFile(file, await net.toCode('js'));
  return { file, ...await import(pathToFileURL(file).href) };
}

test('every language knows every activation', async () => {
  for (const language of languages) {
    const { activations } = await import(`../../web/lib/code/${language}.js`);
    assert.deepEqual(Object.keys(activations), names.activation, language);
  }
});

test('another language is refused with the known ones', async () => {
  const net = await createXor();
  for (const language of ['fortran', undefined, 'toString']) {
    await assert.rejects(async () => net.toCode(language), glassnetError('invalid-config', /js, numpy, pytorch, c\.$/));
  }
});

test('a program holds only the activations in use', async () => {
  const net = await createXor();
  for (const language of languages) {
    const program = await net.toCode(language);
    assert.match(program, /tanh/i, language);
    assert.match(program, /sigmoid/i, language);
    assert.doesNotMatch(program, /softmax|relu|\berf\b|scale|variance/i, language);
  }
});

test('the examples of a network with a scaler are raw rows around what it expects', () => inFolder(async (folder) => {
  const net = await createExported(configs['batch normalization'], 'float64');
  const { examples } = await importProgram(net, folder, 'examples');
  assert.deepEqual(examples, [[100, 0.1], [100, 0.1 + 1e-3], [150, 0.1], [150, 0.1 + 1e-3]]);
}));

for (const [dtype, Reals] of Object.entries({ float32: Float32Array, float64: Float64Array })) {
  test(`every weight stands in every program, exactly: ${dtype}`, async () => {
    // 0.10000002384185791 is a float32 that only nine digits tell from its neighbours.
    const extremes = [-0, 1e20, 3e-39, 0.1, 0.10000002384185791, 16777217, -2.5e-7, 123456789];
    const net = await createExported({ inputs: 8, layers: [{ units: 1 }, { units: 7 }] }, dtype);
    const [{ bias }, second] = net.getWeights();
    net.setWeights([{ kernel: extremes, bias }, second]);
    for (const language of languages) {
      const found = (await net.toCode(language)).match(/-?\b\d+(\.\d+)?(e[+-]?\d+)?\b/g).map(Number);
      const written = [...Reals.from(found)].map((value) => (Object.is(value, -0) ? '-0' : `${value}`)).join(' ');
      for (const { kernel } of net.getWeights()) {
        const expected = [...kernel].map((value) => (Object.is(value, -0) ? '-0' : `${value}`)).join(' ');
        assert.ok(written.includes(expected), `${language}: ${expected}`);
      }
    }
  });

  describe(`js, ${dtype}`, { concurrency: 2 }, () => {
    for (const [name, config] of Object.entries(configs)) {
      test(name, () => inFolder(async (folder) => {
        const net = await createExported(config, dtype);
        const { file, predict, examples } = await importProgram(net, folder, 'network');
        const rows = createRows(net, 40);
        assertClose(predict(rows), net.predict(rows), dtypes[dtype]);
        const { stdout } = await run(process.execPath, [file]);
        assertClose(readAnswers(stdout), net.predict(examples), dtypes[dtype]);
      }));
    }
  });

  describe(`c, ${dtype}`, { concurrency: 2 }, () => {
    for (const [name, config] of Object.entries(configs)) {
      test(name, () => inFolder(async (folder) => {
        const net = await createExported(config, dtype);
        const { examples } = await importProgram(net, folder, 'network');
        const file = join(folder, 'network.c'), program = join(folder, 'network');
        await writeFile(file, await net.toCode('c'));
        const warnings = ['-Wall', '-Wextra', '-pedantic', '-Werror'];
        await run('gcc', ['-std=c99', ...warnings, file, '-o', program, '-lm']);
        const { stdout } = await run(program);
        assertClose(readAnswers(stdout), net.predict(examples), dtypes[dtype]);
      }));
    }
  });
}

test('the JavaScript program is silent when imported', () => inFolder(async (folder) => {
  const { file } = await importProgram(await createXor(), folder, 'network');
  const other = join(folder, 'other.mjs');
  await writeFile(other, `import { predict } from ${JSON.stringify(file)};\nconsole.log(predict([[0, 1]]).length);\n`);
  assert.equal((await run(process.execPath, [other])).stdout, '1\n');
}));

/** The first Python on this machine that has the module. */
async function findPython(module) {
  for (const python of ['python3', '/usr/bin/python3', 'python']) {
    const found = await run(python, ['-c', `import ${module}`]).then(() => true, () => false);
    if (found) return python;
  }
  const line = 'sudo apt-get install -y python3-numpy python3-torch';
  return assert.fail(`No Python with ${module}. Install it with:\n  ${line}\nor with pip: numpy torch`);
}

/** Runs programs one after the other in one Python, since importing torch takes seconds. */
const driver = `
import runpy, sys, warnings
warnings.simplefilter('error')
for file in sys.argv[1:]:
    runpy.run_path(file, run_name='__main__')
    print('end')
`;

for (const [language, module] of [['numpy', 'numpy'], ['pytorch', 'torch']]) {
  for (const [dtype, tolerance] of [['float32', 1e-6], ['float64', language === 'numpy' ? 1e-12 : 1e-6]]) {
    test(`${language}, ${dtype}: every network`, { skip: onlyInAll }, () => inFolder(async (folder) => {
      const python = await findPython(module);
      const made = await Promise.all(Object.entries(configs).map(async ([name, config], i) => {
        const net = await createExported(config, dtype), file = join(folder, `network${i}.py`);
        await writeFile(file, await net.toCode(language));
        const { examples } = await importProgram(net, folder, `network${i}`);
        return { name, file, expected: net.predict(examples) };
      }));
      const { stdout } = await run(python, ['-c', driver, ...made.map(({ file }) => file)]);
      const answers = stdout.split('end\n');
      made.forEach(({ name, expected }, i) => assertClose(readAnswers(answers[i]), expected, tolerance, name));
    }));
  }
}
