// numpy and PyTorch, where a python3 has them; one thread each, as all other contestants.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openProcess } from './process.js';

const script = fileURLToPath(new URL('peer.py', import.meta.url));
const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

/** The first python3 that can import a package, or undefined. @param {string} name */
const pythonWith = (name) => ['python3', '/usr/bin/python3']
  .find((python) => spawnSync(python, ['-c', `import numpy, ${name}`]).status === 0);

/** The version of a package, or null where it is not installed. @param {string} name */
export function pythonVersion(name) {
  const python = pythonWith(name);
  if (!python) return null;
  return spawnSync(python, ['-c', `import ${name}; print(${name}.__version__)`], { encoding: 'utf8' }).stdout.trim();
}

/** @param {import('./workloads.js').Workload} workload @param {'numpy' | 'torch'} name */
export async function openPython(workload, name) {
  const python = pythonWith(name);
  if (!python) throw new Error('not installed');
  return openProcess(python, [script, name], workload, oneThread);
}
