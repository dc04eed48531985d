// A contestant that is a program of its own: it reads the rows, then one command a line, and answers each with a line.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Starts a program with sizes, rows, batch and learning rate as arguments, and sends it x, y, then kernel and bias of
 * each layer, as 32-bit floats. Its commands: `train EPOCHS` and `predict ROWS TIMES`, which it answers with seconds,
 * and `answers`, with the answers to all rows.
 * @param {string} command
 * @param {string[]} args
 * @param {import('./workloads.js').Workload} workload
 * @param {Record<string, string>} [environment]
 * @returns {import('./glassnet.js').Contestant}
 */
export function openProcess(command, args, { sizes, rows, batch, learningRate, x, y, weights }, environment) {
  const child = spawn(command, [...args, ...[...sizes, rows, batch, learningRate].map(String)],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...environment } });
  /** @type {{ resolve(line: string): void, reject(error: Error): void }[]} */
  const waiting = [];
  let failure = null;
  const fail = (error) => {
    failure = error;
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  child.on('error', fail);
  child.on('exit', () => fail(new Error(`${command} ended`)));
  child.stdin.on('error', fail);
  createInterface(child.stdout).on('line', (line) => waiting.shift()?.resolve(line));

  /** @param {string} line @returns {Promise<string>} */
  const ask = (line) => new Promise((resolve, reject) => {
    if (failure) reject(failure);
    waiting.push({ resolve, reject });
    child.stdin.write(`${line}\n`);
  });
  for (const part of [x, y, ...weights.flatMap(({ kernel, bias }) => [kernel, bias])]) {
    child.stdin.write(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  }
  return {
    train: async (epochs) => Number(await ask(`train ${epochs}`)),
    answers: async () => (await ask('answers')).split(' ').map(Number),
    predict: async (count, times) => Number(await ask(`predict ${count} ${times}`)),
    close() {
      child.removeAllListeners('exit');
      child.stdin.end();
    },
  };
}
