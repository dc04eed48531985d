import { GlassnetError } from './errors.js';
import { encode } from './onnx/proto.js';

/** @typedef {import('./onnx/proto.js').Message} Message */

// TensorProto.DataType and AttributeProto.AttributeType of onnx.proto
const FLOAT = 1, FLOAT_ATTRIBUTE = 1, INT_ATTRIBUTE = 2;

/** Opset 18 came with IR version 8 in ONNX 1.13. */
const IR_VERSION = 8, OPSET = 18;

/** What keeps batch normalization from dividing by 0, as in the core. */
const EPSILON = 1e-5;

/** @param {string} name @param {number} f @returns {Message} */
const float = (name, f) => ({ name, f, type: FLOAT_ATTRIBUTE });

/** @param {string} name @param {number} i @returns {Message} */
const int = (name, i) => ({ name, i, type: INT_ATTRIBUTE });

/** A graph under construction. Values are called by what made them: `layer1.Gemm`, `layer1.Tanh`. */
class Graph {
  /** @type {{ input: string[], output: string[], name: string, opType: string, attribute: Message[] }[]} */
  nodes = [];
  /** @type {Map<string, Message>} */
  tensors = new Map();

  /** What comes before the names of the next nodes. */
  part = '';

  /**
   * One operation; answers the name of its result.
   * @param {string} opType
   * @param {string[]} input
   * @param {...Message} attribute
   */
  node(opType, input, ...attribute) {
    const plain = `${this.part}.${opType}`;
    const again = this.nodes.filter(({ name }) => name === plain || name.startsWith(`${plain}_`)).length;
    const name = again ? `${plain}_${again + 1}` : plain;
    this.nodes.push({ input, output: [name], name, opType, attribute });
    return name;
  }

  /**
   * Numbers that are part of the model; answers their name.
   * @param {string} name
   * @param {ArrayLike<number>} numbers
   * @param {number[]} [dims] none for a single number
   * @throws {GlassnetError} `unsupported`
   */
  tensor(name, numbers, dims = []) {
    const floatData = Float32Array.from(numbers);
    if (!floatData.every(Number.isFinite)) {
      throw new GlassnetError('unsupported', `${name} has a number beyond 3.4e38; ONNX is written in float32.`);
    }
    this.tensors.set(name, { dims, dataType: FLOAT, floatData: [floatData], name });
    return name;
  }

  /** @param {string} name @param {number} value */
  number(name, value) {
    return this.tensor(name, [value]);
  }
}

/** An activation that is one operator. @param {string} opType @param {...Message} attributes */
const operator = (opType, ...attributes) =>
  (/** @type {Graph} */ graph, /** @type {string} */ z) => graph.node(opType, [z], ...attributes);

/**
 * Each activation by the operators of ONNX.
 * @type {Record<import('./generated/tables.js').ActivationName, (graph: Graph, z: string) => string>}
 */
export const activations = {
  linear: (_graph, z) => z,
  step: (graph, z) => graph.node('Cast', [graph.node('Greater', [z, graph.number('zero', 0)])], int('to', FLOAT)),
  sigmoid: operator('Sigmoid'),
  tanh: operator('Tanh'),
  relu: operator('Relu'),
  leakyRelu: operator('LeakyRelu', float('alpha', 0.01)),
  elu: operator('Elu', float('alpha', 1)),
  selu: operator('Selu', float('alpha', 1.6732632423543772), float('gamma', 1.0507009873554805)),
  // z · (1 + erf(z / √2)) / 2: an operator of its own came with opset 20
  gelu: (graph, z) => {
    const error = graph.node('Erf', [graph.node('Div', [z, graph.number('sqrt2', Math.sqrt(2))])]);
    const share = graph.node('Div', [graph.node('Add', [error, graph.number('one', 1)]), graph.number('two', 2)]);
    return graph.node('Mul', [z, share]);
  },
  silu: (graph, z) => graph.node('Mul', [z, graph.node('Sigmoid', [z])]),
  mish: (graph, z) => graph.node('Mul', [z, graph.node('Tanh', [graph.node('Softplus', [z])])]),
  softplus: operator('Softplus'),
  softsign: operator('Softsign'),
  hardSigmoid: operator('HardSigmoid', float('alpha', 1 / 6), float('beta', 0.5)),
  softmax: operator('Softmax', int('axis', -1)),
};

/**
 * A network as an ONNX model in float32: input x (N, inputs), raw rows if the network has a scaler, and output
 * y (N, outputs).
 * @param {import('./wanted.js').Written} network
 * @returns {Uint8Array} the bytes of an .onnx file
 * @throws {GlassnetError} `unsupported` for numbers beyond float32
 */
export function writeONNX({ config: { inputs, scaler }, layers, weights }) {
  const graph = new Graph();
  let value = 'x';
  if (scaler) value = addScaler(graph, value, scaler);
  layers.forEach((layer, index) => {
    graph.part = `layer${index + 1}`;
    const sum = addDense(graph, value, layer, weights[index]);
    value = activations[layer.activation](graph, addNormalization(graph, sum, weights[index]));
  });
  graph.nodes[graph.nodes.length - 1].output = ['y'];
  return encode('Model', {
    irVersion: IR_VERSION,
    producerName: 'glassnet',
    opsetImport: { domain: '', version: OPSET },
    graph: {
      name: 'network',
      node: graph.nodes,
      initializer: [...graph.tensors.values()],
      input: describeRows('x', inputs),
      output: describeRows('y', layers[layers.length - 1].units),
    },
  });
}

/**
 * (x − offset) / scale. What float32 leaves of an offset goes in a second step, since it can be much beside a small
 * scale: of years around 2000, 0.0001.
 * @param {Graph} graph
 * @param {string} x
 * @param {import('./scaler.js').ScalerData} scaler
 */
function addScaler(graph, x, { offset, scale }) {
  graph.part = 'scaler';
  const dims = [scale.length];
  if (scale.some((value) => Math.fround(value) === 0)) {
    throw new GlassnetError('unsupported', 'scaler.scale has a number below 1e-45; ONNX is written in float32.');
  }
  const rest = offset.map((value) => value - Math.fround(value));
  let shifted = graph.node('Sub', [x, graph.tensor('scaler.offset', offset, dims)]);
  if (rest.some(Boolean)) shifted = graph.node('Sub', [shifted, graph.tensor('scaler.offset.rest', rest, dims)]);
  return graph.node('Div', [shifted, graph.tensor('scaler.scale', scale, dims)]);
}

/**
 * The weighted sums, (N, units).
 * @param {Graph} graph
 * @param {string} a (N, inputs)
 * @param {{ inputs: number, units: number }} layer
 * @param {import('./weights.js').LayerNumbers} weights
 */
function addDense(graph, a, { inputs, units }, { kernel, bias }) {
  const operands = [a, graph.tensor(`${graph.part}.kernel`, kernel, [inputs, units])];
  if (bias) operands.push(graph.tensor(`${graph.part}.bias`, bias, [units]));
  return graph.node('Gemm', operands);
}

/** @param {Graph} graph @param {string} z @param {import('./weights.js').LayerNumbers} weights */
function addNormalization(graph, z, { gamma, beta, movingMean, movingVariance }) {
  if (!gamma || !beta || !movingMean || !movingVariance) return z;
  const operands = Object.entries({ gamma, beta, movingMean, movingVariance }).map(([name, numbers]) =>
    graph.tensor(`${graph.part}.${name}`, numbers, [numbers.length]));
  return graph.node('BatchNormalization', [z, ...operands], float('epsilon', EPSILON));
}

/** Rows of `columns` numbers, as many as are given. @param {string} name @param {number} columns */
const describeRows = (name, columns) => (
  { name, type: { tensorType: { elemType: FLOAT, shape: { dim: [{ dimParam: 'N' }, { dimValue: columns }] } } } });
