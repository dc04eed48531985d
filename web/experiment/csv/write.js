// Rows as a CSV file, which the page reads again as it wrote it.

/**
 * @param {Pick<import('../session.js').Info, 'x' | 'y' | 'inputs' | 'outputs' | 'rows' | 'isTest' | 'featureNames' | 'classNames'
 *   | 'experiment' | 'testRows'> & { targetName?: string }} info
 * @returns {string} a line for the names and one for each row: features, target and, where some are, whether it is held out
 */
export function writeCsv({ x, y, inputs, outputs, rows, isTest, testRows, featureNames, classNames, experiment: { data }, targetName }) {
  const { mean = 0, deviation = 1 } = data?.targetScale ?? {};
  const target = targetName ?? data?.targetName ?? 'target';
  const several = outputs > 1 && !classNames;
  const answer = (/** @type {number} */ row) => {
    const values = Array.from(y.subarray(row * outputs, (row + 1) * outputs));
    if (!classNames) return values.map((value) => String(value * deviation + mean));
    return [classNames[outputs === 1 ? Number(values[0] > 0.5) : values.indexOf(1)] ?? ''];
  };
  const names = several ? Array.from({ length: outputs }, (_, i) => `${target} ${i + 1}`) : [target];
  const lines = [[...featureNames, ...names, ...(testRows ? ['held out'] : [])]];
  for (let row = 0; row < rows; row++) {
    const features = Array.from(x.subarray(row * inputs, (row + 1) * inputs), String);
    lines.push([...features, ...answer(row), ...(testRows ? [String(isTest[row])] : [])]);
  }
  const text = lines.map((cells) => cells.map(quoted).join(',')).join('\r\n') + '\r\n';
  // Without the mark, spreadsheet programs take what is not ASCII for something else.
  return (/^[\0-\x7f]*$/.test(text) ? '' : '\ufeff') + text;
}

/** @param {string} cell */
function quoted(cell) {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
