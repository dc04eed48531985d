// Makes what web/lib needs from the .wasm files: their bytes as modules, and the names, fields
// and types of the C tables. Usage: node web/generate.js FOLDER, where the .wasm files are.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateAsync } from '@gfx/zopfli';
import { pack } from './pack.js';

const folder = process.argv[2];

// In the order of gn_table, gn_struct and gn_kind in c/glassnet.h.
const tables = ['activation', 'loss', 'optimizer', 'initializer', 'layout', 'generator', 'schedule', 'metric', 'status'];
const structs = ['config', 'layer', 'optimizer', 'train'];
const kinds = ['number', 'count', 'flag', 'choice'];

// gn_field in 32-bit WebAssembly: name at 0, three doubles from 8, kind at 32, table at 36.
const FIELD = { minimum: 8, maximum: 16, fallback: 24, kind: 32, table: 36 };

/** Of a gn_error. */
const ERROR_BYTES = 384;

const capital = (/** @type {string} */ word) => word[0].toUpperCase() + word.slice(1);
const quoted = (/** @type {string} */ text) => `'${text}'`;

/** @param {string} file */
async function open(file) {
  const { instance } = await WebAssembly.instantiate(readFileSync(file));
  const exports = /** @type {any} */ (instance.exports);
  exports._initialize?.();
  const bytes = new Uint8Array(exports.memory.buffer);
  const view = new DataView(exports.memory.buffer);
  /** @param {number} address */
  const text = (address) => new TextDecoder().decode(bytes.subarray(address, bytes.indexOf(0, address)));
  return { exports, view, text };
}

/**
 * Calls `at(0)`, `at(1)`, … until it answers null.
 * @template T @param {(index: number) => T | null} at @returns {T[]}
 */
function collect(at) {
  const list = [];
  for (let item = at(0); item !== null; item = at(list.length)) list.push(item);
  return list;
}

/** @param {Awaited<ReturnType<typeof open>>} core */
function readTables({ exports, view, text }) {
  /** @param {number} table @param {number} index */
  const name = (table, index) => text(exports.gn_name(table, index) >>> 0);
  const names = tables.map((_, table) =>
    collect((index) => exports.gn_name(table, index) ? name(table, index) : null));

  /** @param {number} which @param {number} index */
  const field = (which, index) => {
    const address = exports.gn_field_at(which, index) >>> 0;
    if (!address) return null;
    const number = (/** @type {number} */ offset) => view.getFloat64(address + offset, true);
    const kind = kinds[view.getInt32(address + FIELD.kind, true)];
    const fallback = number(FIELD.fallback);
    return [
      `name: ${quoted(text(view.getUint32(address, true)))}`,
      `kind: ${quoted(kind)}`,
      `min: ${number(FIELD.minimum)}, max: ${number(FIELD.maximum)}`,
      `default: ${Number.isNaN(fallback) ? null : fallback}`,
      ...kind === 'choice' ? [`table: ${quoted(tables[view.getInt32(address + FIELD.table, true)])}`] : [],
    ].join(', ');
  };
  const outputs = names[tables.indexOf('loss')].map((loss, index) => {
    const address = exports.gn_loss_output(index) >>> 0;
    return address ? `${loss}: ${quoted(text(address))}` : `${loss}: null`;
  });
  const fields = structs.map((_, which) => collect((index) => field(which, index)));
  return { names, outputs, fields };
}

/**
 * The numbers of each optimizer by default, as a network that is given its name alone has them.
 * @param {Awaited<ReturnType<typeof open>>} core
 * @returns {string[]} a line for each optimizer
 */
function readOptimizers({ exports, view, text }) {
  /** @param {string} struct */
  const members = (struct) => collect((index) => {
    const address = exports.gn_field_at(structs.indexOf(struct), index) >>> 0;
    if (!address) return null;
    return { name: text(view.getUint32(address, true)), kind: kinds[view.getInt32(address + FIELD.kind, true)] };
  });
  /** @param {string} struct @param {Record<string, number>} given @returns {number} where it lies */
  const put = (struct, given) => {
    const all = members(struct), address = exports.gn_alloc(8 * all.length) >>> 0;
    all.forEach(({ name }, i) => view.setFloat64(address + 8 * i, given[name] ?? NaN, true));
    return address;
  };
  const layer = put('layer', { units: 1 }), error = exports.gn_alloc(ERROR_BYTES) >>> 0;
  return collect((index) => {
    const address = exports.gn_name(tables.indexOf('optimizer'), index) >>> 0;
    if (!address) return null;
    const config = put('config', { inputs: 1, 'optimizer.name': index });
    const network = exports.gn_create(config, layer, 1, error) >>> 0;
    const numbers = members('optimizer').flatMap(({ name, kind }, i) =>
      kind === 'number' && !name.includes('.') ? [`${name}: ${exports.gn_optimizer_number(network, i)}`] : []);
    return `${text(address)}: { ${numbers.join(', ')} }`;
  });
}

/** @param {ReturnType<typeof readTables>} read @param {string[]} optimizers */
function writeTables({ names, outputs, fields }, optimizers) {
  const union = (/** @type {string[]} */ list) => list.map(quoted).join('|') || 'never';
  const tableUnion = union(tables);
  return `// Made from the tables in c/ by web/generate.js.

${tables.map((table, i) => `/** @typedef {${union(names[i])}} ${capital(table)}Name */`).join('\n')}
/** @typedef {${tableUnion}} TableName */
/**
 * One member of a config struct: member i is the double at byte 8·i. \`default\` is null where it depends
 * on another member or must be given.
 * @typedef {{ name: string, kind: 'number'|'count'|'flag'|'choice', min: number, max: number,
 *   default: number|null, table?: TableName }} Field
 */

/** @type {{ ${tables.map((table) => `${table}: ${capital(table)}Name[]`).join(', ')} }} */
export const names = {
${tables.map((table, i) => `  ${table}: [${names[i].map(quoted).join(', ')}],`).join('\n')}
};

/** The activation each loss needs at the output, null where any will do. @type {Record<LossName, ActivationName | null>} */
export const lossOutputs = { ${outputs.join(', ')} };

/** The numbers of each optimizer where they are not given. @satisfies {Record<OptimizerName, Record<string, number>>} */
export const optimizerDefaults = {
${optimizers.map((line) => `  ${line},\n`).join('')}};

/** @type {{ ${structs.map((struct) => `${struct}: Field[]`).join(', ')} }} */
export const fields = {
${structs.map((struct, i) => `  ${struct}: [\n${fields[i].map((f) => `    { ${f} },\n`).join('')}  ],`).join('\n')}
};
`;
}

for (const name of ['float32', 'float64', 'synthetic']) {
  const bytes = readFileSync(join(folder, `glassnet-${name}.wasm`));
  const packed = Buffer.from(await deflateAsync(pack(bytes), { numiterations: 60, blocksplittingmax: 30 })).toString('base64');
  writeFileSync(join(folder, `core-${name}.js`), `export default /** @type {string} */ ('${packed}');\n`);
}
const core = await open(join(folder, 'glassnet-float32.wasm'));
writeFileSync(join(folder, 'tables.js'), writeTables(readTables(core), readOptimizers(core)));
