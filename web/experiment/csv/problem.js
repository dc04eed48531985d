// What is wrong with a file: the key of a sentence in the language files, and what it names.

export class CsvProblem extends Error {
  /** @param {ProblemName} name @param {Record<string, string | number>} [parameters] of the sentence */
  constructor(name, parameters = {}) {
    super(name);
    this.key = `csv.problem.${name}`;
    this.parameters = parameters;
  }
}

/**
 * @typedef {'large' | 'binary' | 'empty' | 'onlyHeader' | 'oneColumn' | 'manyColumns' | 'noNumber' | 'constant' | 'manyClasses'
 *   | 'noFeature' | 'noRows' | 'manyCells'} ProblemName
 */

/** What is accepted: of a file, and of the rows that a network is to learn. */
export const limits = {
  bytes: 32 * 1024 * 1024, rows: 50_000, columns: 256, classes: 20, textsOfInput: 12,
  /** of the inputs of all rows */
  cells: 5_000_000,
};
