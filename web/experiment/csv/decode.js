// From the bytes of a file to its text.
import { CsvProblem, limits } from './problem.js';

/** Byte order marks, and what they stand for. */
const marks = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/** So many bytes show whether a file is text. */
const looked = 65536;

/**
 * @param {Uint8Array} bytes of a file
 * @param {string} [language] what wrote a file that is not Unicode: a spreadsheet program in Chinese another encoding
 *   than others
 * @returns {string} without byte order mark
 * @throws {CsvProblem}
 */
export function decode(bytes, language = 'en') {
  if (bytes.length > limits.bytes) {
    throw new CsvProblem('large', { size: megabytes(bytes.length), limit: megabytes(limits.bytes) });
  }
  const mark = marks.find((known) => known.bytes.every((byte, i) => bytes[i] === byte));
  if (!mark && bytes.subarray(0, looked).includes(0)) throw new CsvProblem('binary');
  if (mark) return new TextDecoder(mark.encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(language === 'zh' ? 'gb18030' : 'windows-1252').decode(bytes);
  }
}

/** @param {number} bytes */
function megabytes(bytes) {
  return Math.ceil(bytes / 1024 / 1024);
}
