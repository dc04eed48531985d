// The experiment as a program of a few lines that trains the same network, bit for bit.
import { dataOptions, optimizerNumbers } from '../../experiment/experiment.js';

/** @typedef {import('../tools/types.js').Info} Info */

/** What writes a scaler, made from the training rows. */
const scalers = {
  none: '', minMax: 'minMaxScaler(train.x)', minusOneToOne: 'minMaxScaler(train.x, { min: -1, max: 1 })',
  standard: 'standardScaler(train.x)',
};

/** @param {Info} info @param {number} reached how many epochs it has trained */
export function writeExperiment({ experiment, classNames, testRows }, reached) {
  const { data, dataset, seed, testFraction, trainRows, testRows: testRange, scaler, layers, loss, weights } = experiment;
  const options = dataOptions(experiment), split = !trainRows && !testRange && testFraction > 0;
  const imports = ['createNetwork', ...data ? [] : ['datasets'], ...split ? ['split'] : [], ...scaler === 'none' ? [] : [scalers[scaler].split('(')[0]]];
  const range = (/** @type {[number, number]} */ [from, to]) =>
    `{ x: x.slice(${from}, ${to + 1}), y: y.slice(${from}, ${to + 1}) }`;
  const parts = split
    ? [`const { train, test } = split(x, y, ${inline({ testFraction, seed, stratify: classNames !== null })});`]
    : [`const train = ${trainRows ? range(trainRows) : '{ x, y }'};`, ...testRange ? [`const test = ${range(testRange)};`] : []];
  const { optimizer: name, learningRate, generator, dtype, batchSize, earlyStopping } = experiment;
  const config = {
    inputs: raw('x[0].length'), layers, loss,
    optimizer: { name, learningRate, ...optimizerNumbers(experiment) }, seed, generator, dtype,
  };
  const train = {
    epochs: reached || 100, batchSize, earlyStopping, validationData: testRows ? raw('test') : undefined,
  };
  return [
    '// npm install glassnet',
    `import { ${imports.join(', ')} } from 'glassnet';`,
    '',
    data ? `const x = ${rowsOf(data.x)};\nconst y = ${rowsOf(data.y)};`
      : `const { x, y } = await datasets.${dataset}(${options ? inline({ ...options, seed }) : ''});`,
    ...parts,
    '',
    `const net = await createNetwork(${block({ ...config, ...scaler === 'none' ? {} : { scaler: raw(scalers[scaler]) } })});`,
    ...weights ? [`net.setWeights(${inline(weights)});`] : [],
    `net.train(train.x, train.y, ${inline(train)});`,
    '',
    `console.log(net.evaluate(${testRows ? 'test.x, test.y' : 'train.x, train.y'}));`,
    '',
  ].join('\n');
}

/** Text that is code already. @param {string} code */
const raw = (code) => ({ code });

/** A value as a literal on one line; what is undefined is left out. @param {unknown} value @returns {string} */
function inline(value) {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (ArrayBuffer.isView(value)) return inline(Array.from(/** @type {Float64Array} */ (value)));
  if (value === null || typeof value !== 'object') return typeof value === 'string' ? `'${value}'` : String(value);
  if ('code' in value) return String(value.code);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{ ${members.map(([key, member]) => `${key}: ${inline(member)}`).join(', ')} }`;
}

/** The same with a line for each member. @param {Record<string, unknown>} object */
function block(object) {
  const members = Object.entries(object).filter(([, member]) => member !== undefined);
  return `{\n${members.map(([key, member]) => `  ${key}: ${key === 'layers' ? list(/** @type {unknown[]} */ (member)) : inline(member)},\n`).join('')}}`;
}

/** @param {unknown[]} members */
function list(members) {
  return `[\n${members.map((member) => `    ${inline(member)},\n`).join('')}  ]`;
}

/** @param {number[][]} rows */
function rowsOf(rows) {
  return `[\n${rows.map((row) => `  [${row.join(', ')}],\n`).join('')}]`;
}
