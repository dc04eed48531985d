/**
 * A workload's rows one by one, as most libraries in plain JavaScript take them.
 * @template T
 * @param {import('../workloads.js').Workload} workload
 * @param {(row: Float32Array) => T} convert
 * @returns {{ input: T, output: T }[]}
 */
export function rowsOf({ rows, sizes: [inputs, , outputs], x, y }, convert) {
  return Array.from({ length: rows }, (_, i) => ({
    input: convert(x.slice(i * inputs, (i + 1) * inputs)),
    output: convert(y.slice(i * outputs, (i + 1) * outputs)),
  }));
}
