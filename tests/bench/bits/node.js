// Trains all cases and writes the numbers as bytes. Usage: node [V8's flags] node.js DTYPE
import { createNetwork } from 'glassnet';
import { inOneRow, trainAll } from './train.js';

const numbers = inOneRow(await trainAll(createNetwork, process.argv[2]));
process.stdout.write(new Uint8Array(numbers.buffer));
