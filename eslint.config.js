import js from '@eslint/js';
import globals from 'globals';

// The rooms of web/ from the top of the house to the ground: a file may import from its own room and from
// rows below its own. views/tools, with what every part is built from, is open to its neighbour as well.
const house = [
  ['page', 'gallery'], ['element'], ['lab'], ['views', 'controls'], ['tutorials'], ['lang'], ['experiment'], ['lib'],
];

const html = {
  selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
  message: 'Build elements and set textContent: text must never be read as HTML.',
};

const exact = 'sqrt|floor|ceil|trunc|round|fround|abs|sign|min|max|imul|clz32';
const inexact = 'JavaScript engines differ in its last bits, so the same seed would give another network. '
  + 'Take it from the C core.';
const arithmetic = [
  { selector: `MemberExpression[object.name="Math"][property.name!=/^(${exact})$/]`, message: inexact },
  { selector: 'VariableDeclarator[init.name="Math"]', message: 'Write Math.sqrt, so that the linter sees which.' },
  { selector: 'BinaryExpression[operator="**"]', message: inexact },
  { selector: 'AssignmentExpression[operator="**="]', message: inexact },
];

/** What a file in row `row` must not import: other rooms of its own row, and every row above. */
function layer(row) {
  return house[row].map((room) => {
    const above = house.slice(0, row + 1).flat().filter((other) => other !== room);
    const ownRestrictions = above.length === 0 ? [] : [{
      regex: `^\\.{1,2}/(.*/)?(${above.join('|')})/${room === 'controls' ? '(?!tools/)' : ''}`,
      message: `web/${room} must not know web/${above.join(', web/')}: dependencies run down the house.`,
    }];
    return {
      files: [`web/${room}/**/*.js`],
      rules: { 'no-restricted-imports': ['error', { patterns: ownRestrictions }] },
    };
  });
}

export default [
  { ignores: ['dist/', 'dist.part/', 'node_modules/', 'web/lib/generated/'] },
  js.configs.recommended,
  {
    rules: {
      'eqeqeq': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-console': ['error', { allow: ['warn'] }],
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'max-lines': ['error', { max: 400, skipBlankLines: true }],
    },
  },
  {
    files: ['web/**/*.js'],
    rules: { 'no-restricted-syntax': ['error', html] },
  },
  {
    files: ['web/*/**/*.js'],
    ignores: ['web/lib/**'],
    languageOptions: { globals: globals.browser },
  },
  {
    // A language is one file: a list of sentences, which is read by key.
    files: ['web/lang/*.js'],
    rules: { 'max-lines': 'off' },
  },
  {
    // The library runs in Node and in browsers and knows no document.
    files: ['web/lib/**/*.js'],
    languageOptions: { globals: globals['shared-node-browser'] },
  },
  {
    files: ['web/lib/**/*.js', 'web/experiment/**/*.js'],
    rules: { 'no-restricted-syntax': ['error', html, ...arithmetic] },
  },
  ...house.flatMap((_, row) => layer(row)),
  {
    files: ['*.js', 'web/*.js', 'tests/**/*.js'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
  {
    // Functions given to a browser to run there.
    files: ['tests/page/**/*.js', 'tests/bench/page.js'],
    languageOptions: { globals: globals.browser },
  },
];
