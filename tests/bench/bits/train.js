// Trains the cases by the library, in whichever engine this runs; train.c does the same natively.
import { casesOf } from './cases.js';

/**
 * Every number that comes of a case, by what it is.
 * @param {typeof import('glassnet').createNetwork} createNetwork
 * @param {import('./cases.js').Case} one
 * @returns {Promise<Record<string, number[]>>}
 */
async function train(createNetwork, { config, options, x, y }) {
  const net = await createNetwork(config);
  const { loss } = net.train(x, y, options), layers = net.getWeights();
  const pick = (...keys) => layers.flatMap((layer) => keys.flatMap((key) => [...layer[key] ?? []]));
  const numbers = {
    'loss of epoch': loss,
    'weight': pick('kernel', 'bias', 'gamma', 'beta'),
    'moving average': pick('movingMean', 'movingVariance'),
    'evaluated loss': [net.evaluate(x, y).loss],
    'answer': [...net.predict(x)],
  };
  net.dispose();
  return numbers;
}

/**
 * All cases, one after the other.
 * @param {typeof import('glassnet').createNetwork} createNetwork
 * @param {import('./cases.js').Dtype} dtype
 */
export async function trainAll(createNetwork, dtype) {
  const results = [];
  for (const one of casesOf(dtype)) {
    const { name, optimizer } = one;
    results.push({ name, optimizer, numbers: await train(createNetwork, one) });
  }
  return results;
}

/** The numbers of all cases as one row. @param {Awaited<ReturnType<typeof trainAll>>} results */
export const inOneRow = (results) =>
  Float64Array.from(results.flatMap(({ numbers }) => Object.values(numbers).flat()));
