// Every name and every sentence has its words in every language, so that a new row without words fails here.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fields } from '../../web/experiment/experiment.js';
import { languages as known, loadLanguage, translator } from '../../web/lang/index.js';
import { datasets } from '../../web/lib/datasets/index.js';
import { names } from '../../web/lib/generated/tables.js';
import { tutorials } from '../../web/tutorials/index.js';
import { namedChoices } from '../../web/views/tools/choices.js';

const web = new URL('../../web/', import.meta.url);
const rooms = ['controls', 'lab', 'page', 'views'];
const languages = await Promise.all(Object.values(known).map(async ({ name, load }) =>
  ({ name, ...(await load()).default })));
const explained = ['activation', 'loss', 'optimizer', 'initializer', 'schedule', 'metric'];

/** Keys of a language that are missing. */
const missing = (words, keys) => keys.filter((key) => !Object.hasOwn(words, key));

/** What stands in braces. */
const parameters = (sentence) => [...new Set(JSON.stringify(sentence).match(/\{\w+\}/g))].sort();

for (const { name, strings, glossary } of languages) {
  test(`${name}: every name of every table, with a sentence that explains it`, () => {
    const keys = explained.flatMap((table) => names[table].map((one) => `${table}.${one}`));
    keys.push(...fields.scaler.choices.map((one) => `scaler.${one}`));
    assert.deepEqual(missing(strings, keys), []);
    assert.deepEqual(missing(glossary, keys), []);
    for (const key of Object.keys(glossary)) {
      assert.match(glossary[key], /[.。]$/, key);
      assert.ok(glossary[key].length < 160, `${key} is long`);
    }
  });

  test(`${name}: every data set, every setting, every figure of the tutorials`, () => {
    const datasets = fields.dataset.choices.flatMap((one) =>
      [`dataset.${one}`, `dataset.${one}.about`, `dataset.${one}.seeing`]);
    const settings = Object.values(fields).map(({ label }) => label);
    const printed = tutorials.flatMap(({ experiments }) => experiments.flatMap((one) => one.printed));
    const measures = printed.map(({ what }) => `measure.${what}`);
    assert.deepEqual(missing(strings, [...datasets, ...settings, ...measures]), []);
  });

  test(`${name}: every sentence the page asks for`, () => {
    const asked = rooms.flatMap((room) => readdirSync(new URL(room, web), { recursive: true })
      .filter((file) => String(file).endsWith('.js'))
      .flatMap((file) => [...readFileSync(new URL(`${room}/${file}`, web), 'utf8').matchAll(/\bt\('([\w.]+)'/g)]
        .map(([, key]) => key)));
    assert.ok(asked.length > 80);
    assert.deepEqual(missing(strings, asked), []);
  });
}

test('every feature and every class of the data sets that is a word', async () => {
  const isSign = (/** @type {string} */ name) => /^(x[₁-₉]|\d)$/.test(name);
  for (const name of fields.dataset.choices) {
    const { featureNames, classNames } = await datasets[name]();
    const keys = [...featureNames.filter((one) => !isSign(one)).map((one) => `feature.${name}.${one}`),
      ...(classNames ?? []).filter((one) => !isSign(one)).map((one) => `class.${name}.${one}`)];
    for (const { strings } of languages) assert.deepEqual(missing(strings, keys), []);
  }
});

test('the languages say the same, with the same parameters', () => {
  const [first, ...others] = languages;
  for (const other of others) {
    for (const part of ['strings', 'glossary']) {
      assert.deepEqual(Object.keys(other[part]).sort(), Object.keys(first[part]).sort());
      for (const key of Object.keys(first[part])) {
        assert.deepEqual(parameters(other[part][key]), parameters(first[part][key]), key);
      }
    }
  }
});

test('menus hold every name once, the common ones first', async () => {
  await loadLanguage('en');
  const t = translator('en');
  for (const table of ['activation', 'loss', 'optimizer', 'initializer', 'schedule']) {
    const offered = namedChoices(t, table).map(({ value }) => value);
    assert.deepEqual([...offered].sort(), [...names[table]].sort());
  }
  assert.equal(namedChoices(t, 'activation')[0].group, 'Common');
  assert.ok(!namedChoices(t, 'activation', (name) => name !== 'softmax').some(({ value }) => value === 'softmax'));
});
