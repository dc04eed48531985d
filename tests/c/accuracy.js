// Prints how exact the elementary functions of the C core are, in both dtypes. `npm run accuracy`
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arithmetic, clang, core, defines, root, sources, warnings, wrap } from './compilers.js';

const folder = mkdtempSync(join(tmpdir(), 'glassnet-accuracy-')), program = join(folder, 'tests');
const say = /** @type {const} */ ({ cwd: root, stdio: 'inherit' });
try {
  for (const define of Object.values(defines)) {
    const files = [...core, ...sources('tests/c')];
    execFileSync(clang, ['-O3', ...warnings, ...arithmetic, ...define, ...files, wrap, '-lm', '-o', program], say);
    execFileSync(program, ['accuracy'], say);
    console.log();
  }
} finally {
  rmSync(folder, { recursive: true });
}
