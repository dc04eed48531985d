// Prints what was measured.

const units = [['s', 1], ['ms', 1e-3], ['µs', 1e-6], ['ns', 1e-9]];

/** @param {number} seconds */
export function duration(seconds) {
  const [unit, size] = units.find(([, each]) => seconds >= each) ?? units.at(-1);
  return `${digits(seconds / size)} ${unit}`;
}

/** Two or three digits. @param {number} value */
export const digits = (value) => value >= 99.5 ? String(Math.round(value)) : value.toPrecision(value < 1 ? 2 : 3);

/** @param {number} bytes in thousands */
export const kilo = (bytes) => `${Math.round(bytes / 1000)} kB`;

/** Columns as wide as their widest text: the first to the left, the others to the right. @param {string[][]} lines */
function printColumns(lines) {
  const widths = lines[0].map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  for (const [name, ...rest] of lines) {
    const cells = [name.padEnd(widths[0]), ...rest.map((text, i) => text.padStart(widths[i + 1]))];
    console.log(`  ${cells.join('  ')}`.trimEnd());
  }
}

/** @param {{ id: string, title: string, what: string, rows: Record<string, any>[] }} section */
export function printSection({ id, title, what, rows }) {
  const peak = rows.find(({ name }) => name.startsWith('peak'))?.rate;
  console.log(`${id}: ${title}. ${what[0].toUpperCase()}${what.slice(1)}.`);
  printColumns(rows.filter(({ absent }) => !absent).map((row) => [row.name, ...cells(row, peak)]));
  for (const { name, absent } of rows) if (absent) console.log(`  ${name}: ${absent}`);
  console.log('');
}

/** @param {Record<string, any>} row @param {number} [peak] operations a second */
function cells({ seconds, ratio, least, leastRatio, rate, before, after, bytes, gzip }, peak) {
  if (bytes !== undefined) return [kilo(bytes), `${kilo(gzip)} gzip`, `${digits(ratio)} ×`];
  const speed = rate === undefined ? []
    : [`${digits(rate / 1e9)} GFLOP/s`, peak ? `${Math.round(100 * rate / peak)} % of the peak` : ''];
  const loss = after === undefined ? '' : `loss ${digits(before)} → ${digits(after)}`;
  return [duration(seconds), `${digits(ratio)} ×`, duration(least), `${digits(leastRatio)} ×`, ...speed, loss];
}

/** Rates, a column a section. @param {string} title @param {{ id: string, rows: Record<string, any>[] }[]} sections */
export function printMatrix(title, sections) {
  console.log(`${title}.`);
  const names = [...new Set(sections.flatMap(({ rows }) => rows.map(({ name }) => name)))];
  const cell = (rows, name) => {
    const { rate } = rows.find((row) => row.name === name) ?? {};
    return rate ? digits(rate / 1e9) : '';
  };
  printColumns([
    ['', ...sections.map(({ id }) => id)],
    ...names.map((name) => [name, ...sections.map(({ rows }) => cell(rows, name))]),
  ]);
  console.log('');
}
