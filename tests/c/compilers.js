// The C compilers, and what they are given.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The .c files of a folder, as the compiler is to be told. @param {string} folder */
export const sources = (folder) =>
  readdirSync(join(root, folder)).filter((name) => name.endsWith('.c')).map((name) => join(folder, name));

export const core = sources('c');
export const warnings = ['-std=c11', '-Wall', '-Wextra', '-Werror', '-Ic'];
export const arithmetic = ['-ffp-contract=off', '-fno-math-errno'];
/** For the linker: allocation.c in tests/c counts what is allocated. */
export const wrap = '-Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=aligned_alloc,--wrap=free';
export const defines = { float32: [], float64: ['-DGN_FLOAT64'] };

const versions = Array.from({ length: 9 }, (_, i) => `clang-${22 - i}`);
export const gcc = 'gcc';
export const clang = ['clang', ...versions].find((name) => spawnSync(name, ['--version']).status === 0) ?? 'clang';
