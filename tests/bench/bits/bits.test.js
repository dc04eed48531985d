// The same seed gives the same bits, in one place of each kind. `npm run bits` goes to all of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { names } from '../../../web/lib/generated/tables.js';
import { casesOf } from './cases.js';
import { compare, dtypes } from './compare.js';
import { fewPlaces } from './places.js';

test(`the same bits in ${fewPlaces.map(({ name }) => name).join(', ')}`, async () => {
  const { rows, differences } = await compare(fewPlaces);
  assert.deepEqual(differences, []);
  assert.equal(rows.length, dtypes.length * names.optimizer.length);
});

test('every name that has to do with training is among the cases', () => {
  const words = new Set(JSON.stringify(casesOf('float32').map(({ config }) => config)).match(/\w+/g));
  const { activation, loss, optimizer, initializer, layout, generator, schedule } = names;
  const all = [activation, loss, optimizer, initializer, layout, generator, schedule].flat();
  assert.deepEqual(all.filter((name) => !words.has(name)), []);
});
