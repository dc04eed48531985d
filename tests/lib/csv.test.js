// CSV files of every kind: what is found in them, and what a network is given.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { suggestChoice } from '../../web/experiment/csv/choose.js';
import { decode } from '../../web/experiment/csv/decode.js';
import { readCells } from '../../web/experiment/csv/read.js';
import { takeRows } from '../../web/experiment/csv/rows.js';
import { experimentFor } from '../../web/experiment/csv/suggest.js';
import { describeTable, hasHeader } from '../../web/experiment/csv/table.js';
import { writeCsv } from '../../web/experiment/csv/write.js';
import { prepare } from '../../web/experiment/data.js';
import { changeExperiment, defaultExperiment } from '../../web/experiment/experiment.js';
import { runExperiment } from '../../web/experiment/run.js';
import en from '../../web/lang/en.js';

async function open(text) {
  const { rows, delimiter, cut } = await readCells(text);
  return { ...await describeTable(rows, hasHeader(rows)), delimiter, cut };
}

/** As a person takes it who changes nothing. */
async function take(text, change = {}) {
  const table = await open(text);
  return takeRows(table, { ...suggestChoice(table.columns), ...change });
}

const problemOf = (key) => ({ key: `csv.problem.${key}` });
const lines = (...all) => all.join('\n');

describe('what stands in a CSV file', () => {
  test('names, kinds, quotes, empty lines and a byte order mark', async () => {
    const table = await open('\ufeff"a, b","say ""x""",kind\r\n1,"2\r\n",u\r\n\r\n-3.5e2,.5,v\r\n');
    assert.equal(table.header, true);
    assert.deepEqual(table.columns.map(({ name, kind }) => [name, kind]),
      [['a, b', 'number'], ['say "x"', 'number'], ['kind', 'text']]);
    assert.deepEqual(table.rows, [['1', '2', 'u'], ['-3.5e2', '.5', 'v']]);
  });

  for (const [name, delimiter] of Object.entries({ comma: ',', semicolon: ';', tab: '\t', bar: '|', space: ' ' })) {
    test(`delimiter: ${name}`, async () => {
      const table = await open(['a b c', '1 2 3', '4 5 6'].join('\n').replaceAll(' ', delimiter));
      assert.equal(table.delimiter, delimiter);
      assert.deepEqual(table.columns.map((column) => column.name), ['a', 'b', 'c']);
    });
  }

  test('decimal commas between semicolons, with points between thousands', async () => {
    const { data } = await take(lines('a;b', '1,5;2', '1.200,25;-1', '0;0', '3;1'));
    assert.deepEqual(data.x, [[1.5], [1200.25], [0], [3]]);
    const { delimiter } = await open(lines('1,5;2,5', '3,5;4,5'));
    assert.equal(delimiter, ';');
  });

  test('a header is found, or not', () => {
    assert.equal(hasHeader([['a', 'b'], ['1', '2']]), true);
    assert.equal(hasHeader([['1', '2'], ['3', '4']]), false);
    assert.equal(hasHeader([['5.1', 'setosa'], ['4.9', 'setosa']]), false);
    assert.equal(hasHeader([['taste', 'colour'], ['sweet', 'red'], ['sour', 'red']]), true);
    assert.equal(hasHeader([['sweet', 'red'], ['sour', 'red']]), false);
  });

  test('names of columns without one, twice the same one, of rows, and delimiters at the end', async () => {
    const named = async (text) => (await open(text)).columns.map(({ name }) => name);
    assert.deepEqual(await named(lines('a,,a', '1,2,3', '4,5,6')), ['a', 'x2', 'a (2)']);
    assert.deepEqual(await named(lines('1,2', '3,4')), ['x1', 'x2']);
    assert.deepEqual(await named(lines('a,b,', '1,2,', '3,4,')), ['a', 'b']);
    assert.deepEqual(await named(lines('a,b', 'row one,1,2', 'row two,3,4')), ['x1', 'a', 'b']);
  });

  test('encodings: UTF-8, UTF-16, and what spreadsheet programs write', () => {
    const utf16 = (text) => Uint8Array.from([0xff, 0xfe, ...new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer)]);
    assert.equal(decode(new TextEncoder().encode('\ufeff长,宽')), '长,宽');
    assert.equal(decode(utf16('长,宽')), '长,宽');
    assert.equal(decode(Uint8Array.of(0xb3, 0xa4, 0x2c, 0xbf, 0xed), 'zh'), '长,宽');
    assert.equal(decode(Uint8Array.of(0x4c, 0xe4, 0x6e, 0x67, 0x65)), 'Länge');
  });

  test('cells over the border of two slices are whole', async () => {
    const rows = Array.from({ length: 40_000 }, (_, i) => `${i},"a ""quoted"", long text, number ${i}",${i % 2}`);
    const table = await open(lines('n,text,y', ...rows));
    assert.equal(table.rows.length, 40_000);
    assert.ok(table.rows.every(([n, text], i) => n === String(i) && text === `a "quoted", long text, number ${i}`));
  });
});

describe('what a network is given', () => {
  test('two texts: a sigmoid of 0 and 1; more: one-hot; numbers: a regression', async () => {
    const output = ({ data }) => {
      const { layers, loss } = experimentFor(data, 'standard');
      return [layers[layers.length - 1].units, layers[layers.length - 1].activation, loss];
    };
    const two = await take(lines('a,answer', '1,yes', '2,no', '3,no'));
    assert.deepEqual([two.data.classNames, two.data.y], [['no', 'yes'], [[1], [0], [0]]]);
    assert.deepEqual(output(two), [1, 'sigmoid', 'binaryCrossentropy']);
    const three = await take(lines('a,kind', '1,u', '2,v', '3,w'));
    assert.deepEqual([three.data.classNames, three.data.y], [['u', 'v', 'w'], [[1, 0, 0], [0, 1, 0], [0, 0, 1]]]);
    assert.deepEqual(output(three), [3, 'softmax', 'categoricalCrossentropy']);
    const numbers = await take(lines('a,b', '1,0.5', '2,-0.25', '3,1'));
    assert.deepEqual([numbers.data.classNames, numbers.data.y], [null, [[0.5], [-0.25], [1]]]);
    assert.deepEqual(output(numbers), [1, 'linear', 'meanSquaredError']);
  });

  test('whole numbers of few kinds are classes, or numbers where so chosen', async () => {
    const text = lines('a,grade', '1,3', '2,4', '3,5', '4,4');
    assert.deepEqual((await take(text)).data.classNames, ['3', '4', '5']);
    assert.equal((await take(text, { classes: false })).data.classNames, null);
  });

  test('text as an input: one-hot, one column for two kinds, and left out where there are many', async () => {
    const { data } = await take(lines('sex,colour,name,y', 'f,red,Ann,1', 'm,blue,Bob,0', 'f,green,Cid,0', 'f,red,Dan,1'),
      { features: [0, 1] });
    assert.deepEqual(data.featureNames, ['sex = m', 'colour = blue', 'colour = green', 'colour = red']);
    assert.deepEqual(data.x, [[0, 0, 0, 1], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]);
    const table = await open(lines('id,n,name,y', ...Array.from({ length: 30 }, (_, i) => `${i},${i * i},name ${i},${i % 2}`)));
    assert.deepEqual(suggestChoice(table.columns), { target: 3, classes: true, features: [1] });
  });

  test('rows with a missing value are skipped, and the columns named', async () => {
    const many = Array.from({ length: 20 }, (_, i) => `${i},${i * i},${i % 2}`);
    const { data, skipped, missing } = await take(lines('a,b,y', ...many, ',2,1', 'NA,?,0', '3,oops,1', '4', '5,25,'));
    assert.equal(data.x.length, 20);
    assert.equal(skipped, 5);
    assert.deepEqual(missing, [{ name: 'y', count: 2 }, { name: 'a', count: 2 }, { name: 'b', count: 3 }]);
  });

  test('large targets are brought near to 1, and go out of the page as they came in', async () => {
    const text = lines('size,price', '1,100000', '2,250000', '3,310000', '4,420000');
    const { data } = await take(text);
    assert.ok(data.y.every(([value]) => Math.abs(value) < 2));
    const { experiment } = changeExperiment(defaultExperiment(), experimentFor(data, 'standard'));
    const { info } = await prepare(experiment);
    const prices = writeCsv({ ...info, experiment }).split('\r\n').slice(1, 5).map((line) => Math.round(Number(line.split(',')[1])));
    assert.deepEqual(prices, [100_000, 250_000, 310_000, 420_000]);
  });

  test('what is written is read again as it was', async () => {
    const experiment = defaultExperiment('iris'), { info } = await prepare(experiment);
    const text = writeCsv({ ...info, experiment });
    const { data } = await take(text);
    assert.deepEqual(data.x.flat(), Array.from(info.x));
    assert.deepEqual(data.y.flat(), Array.from(info.y));
    assert.deepEqual([data.featureNames, data.classNames], [info.featureNames, info.classNames]);
    const quoted = lines('"a,1","b ""x""",y', '1,2,0', '3,4,1');
    const own = { ...defaultExperiment(), data: (await take(quoted)).data };
    assert.match(writeCsv({ ...(await prepare(own)).info, experiment: own }), /^"a,1","b ""x""",y\r\n1,2,0\r\n/);
  });

  test('a CSV file is learned: iris, to 95 % of the held-out rows', async () => {
    const iris = defaultExperiment('iris'), { info } = await prepare(iris);
    const { data } = await take(writeCsv({ ...info, experiment: iris }));
    const { experiment } = changeExperiment(iris, experimentFor(data, 'standard'));
    const [[accuracy]] = await runExperiment(experiment, [{ what: 'testAccuracy', epoch: 60 }]);
    assert.ok(accuracy >= 0.95, String(accuracy));
  });
});

describe('bad CSV files', () => {
  const manyNames = Array.from({ length: 300 }, (_, i) => `c${i}`).join();
  const files = {
    empty: ['', ' \n\n', '\ufeff', ',,\n,,'],
    onlyHeader: ['a,b,c', 'a,b\n\n'],
    oneColumn: ['a\n1\n2\n3', 'just a sentence\nand another'],
    manyColumns: [`${manyNames}\n${manyNames.replaceAll('c', '')}`],
    noNumber: [lines('first,last', ...Array.from({ length: 30 }, (_, i) => `Name ${i},Other ${i}`))],
    binary: ['PK\u0003\u0004\0\0'],
    constant: [lines('a,y', '1,7', '2,7', '3,7'), lines('a,y', '1,7', ',8', '3,7')],
    noRows: [lines('a,b,y', '1,,0', ',2,1', '3,,0', ',4,1')],
    manyClasses: [lines('n,who', ...Array.from({ length: 30 }, (_, i) => `${i},Name ${i}`))],
  };
  for (const [problem, texts] of Object.entries(files)) {
    texts.forEach((text, i) => test(`${problem}, ${i + 1}`, async () => {
      const change = problem === 'manyClasses' ? { target: 1, classes: true, features: [0] }
        : problem === 'constant' ? { target: 1, features: [0] } : {};
      await assert.rejects(take(text, change), problemOf(problem));
      assert.ok(en.strings[`csv.problem.${problem}`], 'a sentence for it');
    }));
  }

  test('too large, and binary', () => {
    assert.throws(() => decode(new Uint8Array(40 * 1024 * 1024)), problemOf('large'));
    assert.throws(() => decode(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13)), problemOf('binary'));
  });

  test('no feature chosen', () => assert.rejects(take(lines('a,y', '1,0', '2,1'), { features: [] }), problemOf('noFeature')));

  test('of too many rows the first 50,000 are taken', async () => {
    const table = await open(lines('a,y', ...Array.from({ length: 60_000 }, (_, i) => `${i},${i % 2}`)));
    assert.equal(table.cut, true);
    assert.equal(table.rows.length, 50_000);
  });

  test('rows that are too long are left out and counted', async () => {
    const table = await open(lines('a,b', '1,2', '3,4,5', '6,7'));
    assert.deepEqual([table.rows.length, table.long], [2, 1]);
  });
});
