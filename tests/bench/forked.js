// A contestant in a Node process of its own. In one process they would share a heap, whose cleaning one causes and
// another pays for, and what the engine's compilers learned of a function's types from all who called it.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * @param {import('./workloads.js').Workload} workload
 * @param {string} module beside this file
 * @param {string} open the function in it
 * @param {...unknown} options
 * @returns {Promise<import('./glassnet.js').Contestant>}
 */
export async function openForked(workload, module, open, ...options) {
  const child = fork(fileURLToPath(import.meta.url), [],
    { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ask = (...message) => new Promise((resolve, reject) => {
    const end = () => reject(new Error('its process has ended'));
    child.once('exit', end);
    child.once('message', ({ answer, error }) => {
      child.off('exit', end);
      if (error) reject(new Error(error));
      else resolve(answer);
    });
    child.send(message);
  });
  const close = () => {
    if (child.connected) child.disconnect();
  };
  try {
    await ask(module, open, workload, ...options);
  } catch (error) {
    close();
    throw error;
  }
  return {
    train: (epochs) => ask('train', epochs),
    answers: () => ask('answers'),
    predict: (rows, times) => ask('predict', rows, times),
    close,
  };
}

/** What the forked process does: the first message opens the contestant, every other one calls a method of it. */
function serve() {
  let contestant = null;
  process.on('message', async ([first, ...rest]) => {
    try {
      if (contestant) {
        process.send({ answer: await contestant[first](...rest) });
      } else {
        const [open, ...options] = rest;
        contestant = await (await import(first))[open](...options);
        process.send({});
      }
    } catch (error) {
      process.send({ error: error.message });
    }
  });
  process.on('disconnect', () => process.exit());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) serve();
