/** @typedef {import('./generated/tables.js')} Generated the same, for those who have no core */
/** @typedef {'number' | 'count' | 'flag' | 'choice'} Kind */
/** A member of a config struct; its default is NaN where it depends. @typedef {{ name: string, kind: Kind, table: TableName, fallback: number }} Field */
/** @typedef {import('./generated/tables.js').TableName} TableName */
/** @typedef {keyof Generated['fields']} StructName */

// In the order of gn_table, gn_struct and gn_kind in c/glassnet.h.
/** @type {TableName[]} */
const tables = ['activation', 'loss', 'optimizer', 'initializer', 'layout', 'generator', 'schedule', 'metric', 'status'];
/** @type {StructName[]} */
const structs = ['config', 'layer', 'optimizer', 'train'];
/** @type {Kind[]} */
const kinds = ['number', 'count', 'flag', 'choice'];

/** What the names of each table are, once a core is loaded. */
export const names = /** @type {Generated['names']} */ ({});

/** What the members of each config struct are, likewise: member i is the double at byte 8·i. */
export const fields = /** @type {Record<StructName, Field[]>} */ ({});

/**
 * Calls `read` with the addresses that the core answers for 0, 1, … up to NULL.
 * @template T
 * @param {import('./core.js').Core} core
 * @param {string} name @param {number} which
 * @param {(address: number) => T} read
 */
function collect(core, name, which, read) {
  const list = [];
  for (let address; (address = core.ask(name, which, list.length)) !== 0;) list.push(read(address));
  return list;
}

/** Reads them from the core, which has them anyway. @param {import('./core.js').Core} core */
export function readTables(core) {
  tables.forEach((table, which) => {
    Object.assign(names, { [table]: collect(core, 'gn_name', which, (address) => core.text(address)) });
  });
  structs.forEach((struct, which) => {
    // gn_field: name at 0, minimum, maximum and fallback from 8, kind at 32, table at 36.
    fields[struct] = collect(core, 'gn_field_at', which, (address) => {
      const words = core.words(address, 10), fallback = core.withDoubles(address, 4, (numbers) => numbers[3]);
      return { name: core.text(words[0]), kind: kinds[words[8]], table: tables[words[9]], fallback };
    });
  });
}
