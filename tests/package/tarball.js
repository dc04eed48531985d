// The tarball, as npm would publish it, installed in an empty folder and used from there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a command prints; fails with all of it where the command fails. */
export function run(command, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  assert.ifError(error);
  assert.equal(status, 0, stdout + stderr);
  return stdout;
}

const quiet = ['--no-audit', '--no-fund', '--ignore-scripts'];

export function installTarball() {
  const folder = mkdtempSync(join(tmpdir(), 'glassnet-package-'));
  const packing = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root);
  const [{ files, filename }] = JSON.parse(packing), tarball = join(folder, filename);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  run('npm', ['install', '--offline', ...quiet, tarball], folder);
  return {
    folder,
    tarball,
    installed: join(folder, 'node_modules/glassnet'),
    files: /** @type {string[]} */ (files.map(({ path }) => path)),

    write(name, text) {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },

    /** What a program prints that runs in the folder; `name` tells its kind: .mjs or .cjs. */
    runNode(name, text) {
      return run(process.execPath, ['--no-warnings', this.write(name, text)], folder).trim();
    },

    /** Adds a tool from npm's registry, at one version. */
    install: (...packages) => run('npm', ['install', '--prefer-offline', ...quiet, ...packages], folder),

    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Prints 0110 where the network has learned XOR. */
export const xor = `
  const net = await createNetwork({
    inputs: 2,
    layers: [{ units: 4, activation: 'tanh' }, { units: 1, activation: 'sigmoid' }],
    optimizer: { name: 'adam', learningRate: 0.05 },
  });
  const x = [[0, 0], [0, 1], [1, 0], [1, 1]], y = [[0], [1], [1], [0]];
  net.train(x, y, { epochs: 500 });
  console.log(net.predict(x).map(([p]) => Math.round(p)).join(''));`;
