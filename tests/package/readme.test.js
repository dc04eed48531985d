// The README keeps what it promises: its programs run as printed, its links lead somewhere, its numbers come out.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { names } from '../../web/lib/generated/tables.js';
import { sizes } from '../../web/sizes.js';
import { tutorials } from '../../web/tutorials/index.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/** What stands in fences of a language. */
const blocks = (language) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map(([, text]) => text);

/** The rows of the table that begins with a heading, without its two first lines. */
function tableBelow(heading) {
  const [, text] = readme.match(new RegExp(`^## ${heading}\n[^]*?((?:^\\|.*\n)+)`, 'm'));
  return text.trim().split('\n').slice(2).map((row) => row.split('|').slice(1, -1).map((cell) => cell.trim()));
}

/** `1.5…` stands for any number that begins like this. */
const asPattern = (expected) =>
  new RegExp(`^${expected.replace(/[[\]().]/g, '\\$&').replaceAll('…', '\\d*').replaceAll(' ', '')}$`);

describe('the README', () => {
  test('its programs, one after the other, run as printed', () => {
    const expectations = [];
    const program = blocks('js').join('\n').replace(/^(.*?);\s+\/\/ (.*)$/gm, (_, expression, expected) => {
      expectations.push(expected);
      return `console.log(JSON.stringify(${expression}));`;
    });
    assert.ok(expectations.length >= 4);
    const args = ['--no-warnings', '--input-type=module', '--eval', program];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    const printed = stdout.trim().split('\n');
    assert.equal(printed.length, expectations.length, stdout);
    printed.forEach((line, i) => assert.match(line, asPattern(expectations[i])));
  });

  test('its links within the project lead somewhere', () => {
    const targets = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target)
      .filter((target) => !target.startsWith('https:'));
    assert.ok(targets.length >= 4);
    for (const target of targets) assert.ok(existsSync(root + target), target);
  });

  test('its commands are there', () => {
    for (const [, name] of readme.matchAll(/npm (?:run )?(start|test|sizes)\b/g)) assert.ok(scripts[name], name);
  });

  test('its sizes are those of npm run sizes, to a tenth', () => {
    const printed = tableBelow('How large').map(([name, ...texts]) => [name, ...texts.map((text) => parseFloat(text))]);
    const measured = sizes();
    assert.deepEqual(printed.map(([name]) => name), measured.map(({ name }) => name));
    measured.forEach(({ name, bytes, gzip }, i) => {
      for (const [is, says] of [[bytes / 1000, printed[i][1]], [gzip / 1000, printed[i][2]]]) {
        assert.ok(Math.abs(is - says) <= 0.1 * is, `${name} is ${Math.round(is)} kB; the README says ${says}`);
      }
    });
  });

  test('its counts of names are those of the tables', () => {
    for (const table of ['activation', 'loss', 'optimizer', 'initializer', 'schedule', 'metric']) {
      const [, count] = readme.match(new RegExp(`(\\d+) ${table}(?:s|es)\\b`)) ?? [];
      assert.equal(Number(count), names[table].length, table);
    }
  });

  test('its digits of tutorials are those that the tests compare with', () => {
    const known = new Set(tutorials.flatMap(({ experiments, functions = [] }) =>
      [...experiments.flatMap(({ printed }) => printed), ...functions].flatMap(({ value = [] }) => value)).map(Number));
    const digits = tableBelow('Tutorials, to the printed digit').flatMap(([, , numbers]) => numbers.split(', '));
    assert.ok(digits.length > 5);
    for (const number of digits) assert.ok(known.has(Number(number)), number);
  });
});
