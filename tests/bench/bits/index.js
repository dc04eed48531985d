// The same seed gives the same bits: trains many networks in every place there is, and compares. `npm run bits`
import { compare } from './compare.js';
import { places } from './places.js';

console.log(`Training in ${places.length} places:`);
const { rows, differences } = await compare(places, (place, seconds) =>
  console.log(`  ${place} (${seconds.toFixed(1)} s)`));

console.log('\ndtype    optimizer  networks  numbers  hash              where');
for (const { dtype, optimizer, networks, numbers, hash, others } of rows) {
  const where = others.length ? `differs in ${others.join('; ')}` : `the same in all ${places.length} places`;
  const counts = String(networks).padStart(10) + String(numbers).padStart(9);
  console.log(`${dtype}  ${optimizer.padEnd(9)}${counts}  ${hash}  ${where}`);
}
for (const difference of differences) console.log(`\n${difference}`);
if (differences.length) process.exitCode = 1;
