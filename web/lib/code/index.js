import { indexOfName } from '../errors.js';
import { writeC } from './c.js';
import { writeJs } from './js.js';
import { writeNumpy } from './numpy.js';
import { readProgram } from './program.js';
import { writePytorch } from './pytorch.js';

/** A row a language. @type {Record<Language, (program: import('./program.js').Program) => string>} */
const languages = { js: writeJs, numpy: writeNumpy, pytorch: writePytorch, c: writeC };

/**
 * What a program is written in: js is an ES module that exports predict, numpy and pytorch are Python 3, c is C99.
 * @typedef {'js' | 'numpy' | 'pytorch' | 'c'} Language
 */

/**
 * A network as a complete program in its plainest form: its weights, exactly, and the forward pass over them. Run by
 * itself it prints the answers to a few rows, one line each.
 * @param {import('../wanted.js').Written} network
 * @param {Language} language
 * @throws {GlassnetError} `invalid-config`
 */
export function writeCode(network, language) {
  indexOfName(Object.keys(languages), language, 'language');
  return languages[language](readProgram(network));
}
