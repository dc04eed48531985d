import { listLayers } from './config.js';
import { readInputs, readPair } from './data.js';
import { writeRows } from './rows.js';
import { readGradients, splitByLayer } from './weights.js';

/** @typedef {import('./rows.js').TypedArray} TypedArray */
/** @typedef {import('./core.js').Reals} Reals */
/**
 * (inputs, units): rows, or flat for a typed x.
 * @template T
 * @typedef {T extends TypedArray ? Reals : number[][]} Kernel
 */
/**
 * (units)
 * @template T
 * @typedef {T extends TypedArray ? Reals : number[]} Bias
 */
/**
 * The numbers of one layer. Only z and a are there without targets; the bias's are null in a layer without bias; those
 * of gamma and beta are there with batch normalization, which z has behind it: z = γ x̂ + β.
 * @template T
 * @typedef {object} LayerTrace
 * @property {import('./rows.js').Answer<T>} z weighted sums, (rows, units)
 * @property {import('./rows.js').Answer<T>} a activations, (rows, units)
 * @property {import('./rows.js').Answer<T>} [delta] the slope of the loss along z, (rows, units)
 * @property {Kernel<T>} [kernelGradient] the slope of the loss along each weight, (inputs, units)
 * @property {Bias<T> | null} [biasGradient] along each bias, (units)
 * @property {Bias<T>} [gammaGradient] along each gamma, (units)
 * @property {Bias<T>} [betaGradient] along each beta, (units)
 * @property {Kernel<T>} [kernelUpdate] what the optimizer would add to each weight, (inputs, units)
 * @property {Bias<T> | null} [biasUpdate] to each bias, (units)
 * @property {Bias<T>} [gammaUpdate] to each gamma, (units)
 * @property {Bias<T>} [betaUpdate] to each beta, (units)
 */
/**
 * One step layer by layer, hidden ones first, and with targets the loss it starts from, penalties included.
 * @template T
 * @typedef {{ loss?: number, layers: LayerTrace<T>[] }} Trace
 */

/**
 * @template T
 * @param {import('./network.js').Model} model
 * @param {T} x
 * @param {unknown} y
 * @returns {Trace<T>}
 */
export function readTrace(model, x, y) {
  const { core, pointer } = model, shapes = listLayers(model.config);
  const { x: inputs, y: targets } = y === undefined ? { x: readInputs(model, x), y: null } : readPair(model, x, y);
  const { data, rows, form } = inputs;
  const kinds = targets ? ['z', 'a', 'delta'] : ['z', 'a'];
  const length = kinds.length * rows * shapes.reduce((sum, { units }) => sum + units, 0);
  const count = targets ? core.ask('gn_parameter_count', pointer) >>> 0 : 0;
  const [flat, updates, [loss]] = core.read([[core.Reals, length], [core.Reals, count], [Float64Array, 1]],
    'gn_trace', pointer, data, targets, rows);
  /** @type {Record<string, unknown>[]} */
  const layers = shapes.map(() => ({}));
  let at = 0;
  shapes.forEach(({ units }, l) => {
    for (const kind of kinds) layers[l][kind] = writeRows(flat.slice(at, at += rows * units), units, form);
  });
  if (!targets) return /** @type {Trace<T>} */ ({ layers });
  addParameters(layers, shapes, readGradients(model), 'Gradient', form);
  addParameters(layers, shapes, splitByLayer(updates, shapes), 'Update', form);
  return /** @type {Trace<T>} */ ({ loss, layers });
}

/**
 * Adds `kernelGradient`, `biasGradient` … to each layer.
 * @param {Record<string, unknown>[]} layers
 * @param {import('./weights.js').LayerShape[]} shapes
 * @param {import('./weights.js').LayerParameters[]} numbers
 * @param {string} what
 * @param {import('./rows.js').Form} form
 */
function addParameters(layers, shapes, numbers, what, form) {
  numbers.forEach(({ kernel, ...vectors }, l) => {
    layers[l][`kernel${what}`] = writeRows(kernel, shapes[l].units, form === 'typed' ? 'typed' : 'rows');
    for (const [key, vector] of Object.entries(vectors)) {
      layers[l][`${key}${what}`] = form === 'typed' || !vector ? vector : Array.from(vector);
    }
  });
}
