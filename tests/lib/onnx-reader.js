// Reads ONNX models and computes them in double: what the tests need of both, apart from the code under test.
import { PbfReader } from 'pbf';

// Field numbers from https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (ModelProto, GraphProto …)

/** How to read a message: `fields` has, by field number, what a field does to the result. */
const message = (create, fields) => {
  const readField = (number, result, pbf) => {
    if (!fields[number]) throw new Error(`field ${number} is not expected beside ${JSON.stringify(result)}`);
    fields[number](result, pbf);
  };
  return (pbf) => (pbf.pos === 0 ? pbf.readFields(readField, create()) : pbf.readMessage(readField, create()));
};
const set = (name, read) => (result, pbf) => { result[name] = read(pbf); };
const push = (name, read) => (result, pbf) => { result[name].push(read(pbf)); };
const int = (pbf) => pbf.readVarint(true), string = (pbf) => pbf.readString(), float = (pbf) => pbf.readFloat();

const readOpset = message(() => ({}), { 1: set('domain', string), 2: set('version', int) });
const readDimension = message(() => ({}), { 1: set('value', int), 2: set('value', string) });
const readShape = message(() => ({ dims: [] }), { 1: push('dims', (pbf) => readDimension(pbf).value) });
const readTensorType = message(() => ({}), { 1: set('elemType', int), 2: set('shape', (pbf) => readShape(pbf).dims) });
const readType = message(() => ({}), { 1: set('tensor', readTensorType) });
const readValue = message(() => ({}), { 1: set('name', string), 2: set('type', (pbf) => readType(pbf).tensor) });
const readTensor = message(() => ({ dims: [] }), {
  1: push('dims', int), 2: set('dataType', int), 8: set('name', string),
  4: set('floatData', (pbf) => Float32Array.from(pbf.readPackedFloat())),
});
const readAttribute = message(() => ({}), {
  1: set('name', string), 2: set('value', float), 3: set('value', int), 20: set('type', int),
});
const readNode = message(() => ({ input: [], output: [], attribute: [] }), {
  1: push('input', string), 2: push('output', string), 3: set('name', string), 4: set('opType', string),
  5: push('attribute', readAttribute),
});
const readGraph = message(() => ({ node: [], initializer: [], input: [], output: [] }), {
  1: push('node', readNode), 2: set('name', string), 5: push('initializer', readTensor), 11: push('input', readValue),
  12: push('output', readValue),
});

/** The model in the bytes of an .onnx file. */
export const readModel = (bytes) => message(() => ({ opsetImport: [] }), {
  1: set('irVersion', int), 2: set('producerName', string), 7: set('graph', readGraph),
  8: push('opsetImport', readOpset),
})(new PbfReader(bytes));

/** f of two tables, where one row or one number stands for all. */
const zip = (f) => ([a, b]) => a.map((row, r) => row.map((value, j) => {
  const other = b[r] ?? b[0];
  return f(value, other[j] ?? other[0]);
}));
const each = (f) => ([rows], attributes) => rows.map((row) => row.map((value) => f(value, attributes)));

/** erf x = 2/√π ∫ e^(−t²) dt from 0 to x, by Simpson's rule. */
function erf(x) {
  const steps = 400, end = Math.max(-6, Math.min(6, x)), h = end / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) sum += (i % steps === 0 ? 1 : 2 + 2 * (i % 2)) * Math.exp(-((i * h) ** 2));
  return 2 / Math.sqrt(Math.PI) * sum * h / 3;
}

/** Operators as https://onnx.ai/onnx/operators/ has them at opset 18, on rows of numbers. */
const operators = {
  Add: zip((a, b) => a + b),
  Sub: zip((a, b) => a - b),
  Div: zip((a, b) => a / b),
  Mul: zip((a, b) => a * b),
  Gemm: ([a, b, c]) => a.map((row) =>
    b[0].map((_, j) => row.reduce((sum, value, i) => sum + value * b[i][j], c ? c[0][j] : 0))),
  BatchNormalization: ([x, [scale], [shift], [mean], [variance]], { epsilon }) => x.map((row) =>
    row.map((value, j) => (value - mean[j]) / Math.sqrt(variance[j] + epsilon) * scale[j] + shift[j])),
  Greater: zip((a, b) => a > b),
  Cast: each((x, { to }) => (to === 1 ? Number(x) : NaN)),
  Sigmoid: each((x) => 1 / (1 + Math.exp(-x))),
  Tanh: each(Math.tanh),
  Relu: each((x) => Math.max(0, x)),
  LeakyRelu: each((x, { alpha }) => (x < 0 ? alpha * x : x)),
  Elu: each((x, { alpha }) => (x < 0 ? alpha * (Math.exp(x) - 1) : x)),
  Selu: each((x, { alpha, gamma }) => gamma * (x <= 0 ? alpha * Math.exp(x) - alpha : x)),
  Softplus: each((x) => Math.log(Math.exp(x) + 1)),
  Softsign: each((x) => x / (1 + Math.abs(x))),
  HardSigmoid: each((x, { alpha, beta }) => Math.max(0, Math.min(1, alpha * x + beta))),
  Erf: each(erf),
  Softmax: ([rows], { axis }) => rows.map((row) => {
    const powers = row.map(Math.exp), sum = powers.reduce((a, b) => a + b);
    return axis === -1 ? powers.map((power) => power / sum) : NaN;
  }),
};

/** The answers of a model to rows: those in its output `y`. */
export function answer({ graph }, rows) {
  const values = { x: rows };
  for (const { name, dims, floatData } of graph.initializer) {
    const columns = dims[dims.length - 1] ?? 1;
    values[name] = Array.from({ length: floatData.length / columns }, (_, r) =>
      Array.from(floatData.subarray(r * columns, (r + 1) * columns)));
  }
  for (const { opType, input, output, attribute } of graph.node) {
    const attributes = Object.fromEntries(attribute.map(({ name, value }) => [name, value]));
    values[output[0]] = operators[opType](input.map((name) => values[name]), attributes);
  }
  return values.y;
}
