// The script of the worker: it holds the networks and trainers of a page and answers its calls.
import { transfer } from 'comlink';
import { Scaler, activations, createNetwork, datasets, minMaxScaler, oneHot, split, standardScaler, Network }
  from '../index.js';
import { HostedNetwork } from './hosted.js';
import { buffersOf, offer } from './wire.js';

/** @typedef {import('./hosted.js').HostedNetwork | import('./hosted.js').HostedTrainer} Hosted */
/** A network or a trainer as the page gets to know it. @typedef {{ id: number, properties: any }} Opened */

/** @type {Map<number, Hosted>} */
const objects = new Map();
let count = 0;

/** @param {Hosted} hosted @returns {Opened} */
function open(hosted) {
  objects.set(++count, hosted);
  return { id: count, properties: hosted.properties() };
}

/** @param {number} id @returns {any} */
const find = (id) => objects.get(id);

/** What needs no network. @type {Record<string, (...args: any[]) => unknown>} */
const helpers = {
  split, oneHot, minMaxScaler, standardScaler,
  transform: (scaler, x) => new Scaler(scaler).transform(x),
  inverse: (scaler, x) => new Scaler(scaler).inverse(x),
  dataset: (/** @type {keyof typeof datasets} */ name, options) => datasets[name](options),
  activationNames: async () => Object.keys(await activations()),
  /** @param {keyof Awaited<ReturnType<typeof activations>>} name @param {'value' | 'derivative'} which */
  activation: async (name, which, x) => (await activations())[name][which](x),
};

/** @template T @param {T} answer */
const moved = (answer) => Object(answer) === answer ? transfer(answer, buffersOf(answer)) : answer;

const api = {
  /** @param {import('../config.js').NetworkConfig} config */
  createNetwork: async (config) => open(new HostedNetwork(await createNetwork(config))),

  /** @param {unknown} json */
  fromJSON: async (json) => open(new HostedNetwork(await Network.fromJSON(json))),

  /** @param {number} id of a network */
  clone: (id) => open(find(id).clone()),

  /** @param {number} id of a network @param {unknown[]} args */
  trainer: (id, ...args) => open(find(id).trainer(...args)),

  /** @param {number} id @param {string} method @param {unknown[]} args */
  async call(id, method, ...args) {
    const hosted = find(id);
    const value = await hosted.call(method, args);
    return moved({ value, properties: hosted.properties() });
  },

  /** @param {number} id */
  properties: (id) => find(id).properties(),

  /** @param {number} id */
  release(id) {
    find(id).dispose();
    objects.delete(id);
  },

  /** @param {string} name @param {unknown[]} args */
  help: async (name, ...args) => moved(await helpers[name](...args)),
};

/** @typedef {typeof api} WorkerApi */
offer(api);
