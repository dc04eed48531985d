/* The vector type and its few operations. The only file that knows instructions: sixteen bytes
 * are one WebAssembly v128, one SSE or one NEON register; compilers turn these into the plain
 * instructions of each machine, none of which rounds differently from another. */
#ifndef GN_SIMD_H
#define GN_SIMD_H

#include "core.h"

typedef real vreal __attribute__((vector_size(16)));
#ifdef GN_FLOAT64
typedef int64_t lane_int;
#define V_SPLAT(x) ((vreal){(x), (x)})
#define V_SPLAT_INT(x) ((vint){(x), (x)})
#else
typedef int32_t lane_int;
#define V_SPLAT(x) ((vreal){(x), (x), (x), (x)})
#define V_SPLAT_INT(x) ((vint){(x), (x), (x), (x)})
#endif
typedef lane_int vint __attribute__((vector_size(16)));

enum { LANES = 16 / sizeof(real) };

enum { VECTORS = HALF_PANEL / LANES }; /* in half a panel: 1, or 2 of double */

/* Numbers at any address, not only at multiples of 16. */
typedef real unaligned_vreal __attribute__((vector_size(16), aligned(sizeof(real))));
static INLINE vreal v_load_anywhere(const real *p) { return *(const unaligned_vreal *)p; }

/* Vectors that are loaded anew wherever they are used: with all constants of a function in registers V8 runs out of them. */
static INLINE const vreal *v_near(const vreal *p) {
  __asm__("" : "+r"(p));
  return p;
}

static INLINE vreal v_load(const real *p) { return *(const vreal *)p; }
static INLINE void v_store(real *p, vreal v) { *(vreal *)p = v; }

/* mask lanes are all ones or all zeros, as comparisons make them. */
static INLINE vreal v_select(vint mask, vreal yes, vreal no) {
  return (vreal)((mask & (vint)yes) | (~mask & (vint)no));
}
static INLINE vreal v_abs(vreal x) { return (vreal)((vint)x & ~(vint)V_SPLAT((real)-0.0)); }
static INLINE vreal v_copy_sign(vreal magnitude, vreal sign) {
  vint bit = (vint)V_SPLAT((real)-0.0);
  return (vreal)(((vint)magnitude & ~bit) | ((vint)sign & bit));
}
/* A NaN in x stays. */
#if defined __wasm_simd128__ && !defined GN_FLOAT64
static INLINE vreal v_max(vreal x, vreal low) { return __builtin_wasm_pmax_f32x4(x, low); }
static INLINE vreal v_min(vreal x, vreal high) { return __builtin_wasm_pmin_f32x4(x, high); }
#else
static INLINE vreal v_max(vreal x, vreal low) { return v_select(x < low, low, x); }
static INLINE vreal v_min(vreal x, vreal high) { return v_select(x > high, high, x); }
#endif

/* Whether some lane of a mask is set. */
static INLINE bool v_any(vint mask) {
#ifdef __wasm_simd128__
#ifdef GN_FLOAT64
  return __builtin_wasm_bitmask_i64x2((long long __attribute__((vector_size(16))))mask) != 0;
#else
  return __builtin_wasm_bitmask_i32x4(mask) != 0;
#endif
#else
  typedef int64_t halves __attribute__((vector_size(16)));
  return (((halves)mask)[0] | ((halves)mask)[1]) != 0;
#endif
}

/* All bits set in the lanes of a vector, beginning at `lane`, that lie below `samples`. */
static INLINE vint v_live(uint32_t lane, uint32_t samples) {
#ifdef GN_FLOAT64
  return (vint){0, 1} < V_SPLAT_INT((lane_int)samples - (lane_int)lane);
#else
  return (vint){0, 1, 2, 3} < V_SPLAT_INT((lane_int)samples - (lane_int)lane);
#endif
}

/* Writes a line out for every lane: what a loop would keep in memory stays in registers. */
#ifdef GN_FLOAT64
#define EACH_LANE(line) line(0) line(1)
#else
#define EACH_LANE(line) line(0) line(1) line(2) line(3)
#endif

/* LANES rows of LANES numbers change places with their columns. */
static INLINE void v_transpose(vreal *rows) {
#ifdef GN_FLOAT64
  vreal a = rows[0], b = rows[1];
  rows[0] = __builtin_shufflevector(a, b, 0, 2);
  rows[1] = __builtin_shufflevector(a, b, 1, 3);
#else
  vreal ab_low = __builtin_shufflevector(rows[0], rows[1], 0, 4, 1, 5), ab_high = __builtin_shufflevector(rows[0], rows[1], 2, 6, 3, 7);
  vreal cd_low = __builtin_shufflevector(rows[2], rows[3], 0, 4, 1, 5), cd_high = __builtin_shufflevector(rows[2], rows[3], 2, 6, 3, 7);
  rows[0] = __builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5);
  rows[1] = __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7);
  rows[2] = __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5);
  rows[3] = __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7);
#endif
}

/* The sum of each of LANES vectors: lanes half a vector apart add up first. */
static INLINE vreal v_sums(const vreal *rows) {
#ifdef GN_FLOAT64
  return __builtin_shufflevector(rows[0], rows[1], 0, 2) + __builtin_shufflevector(rows[0], rows[1], 1, 3);
#else
  vreal ab = __builtin_shufflevector(rows[0], rows[1], 0, 1, 4, 5) + __builtin_shufflevector(rows[0], rows[1], 2, 3, 6, 7);
  vreal cd = __builtin_shufflevector(rows[2], rows[3], 0, 1, 4, 5) + __builtin_shufflevector(rows[2], rows[3], 2, 3, 6, 7);
  return __builtin_shufflevector(ab, cd, 0, 2, 4, 6) + __builtin_shufflevector(ab, cd, 1, 3, 5, 7);
#endif
}

/* A sum that runs in double, lane by lane, and joins at the end: 1e6 small numbers do not drown in their sum. */
typedef double vdouble __attribute__((vector_size(16)));
enum { PARTS = LANES / 2 };
typedef struct v_sum {
  vdouble part[PARTS];
} v_sum;

static INLINE void v_add_up(v_sum *sum, vreal values, vint live) {
  values = (vreal)((vint)values & live);
#ifdef GN_FLOAT64
  sum->part[0] += values;
#else
  sum->part[0] += (vdouble){values[0], values[1]};
  sum->part[1] += (vdouble){values[2], values[3]};
#endif
}

static INLINE double v_total(const v_sum *sum) {
  vdouble all = sum->part[0];
  for (int i = 1; i < PARTS; i++) all += sum->part[i];
  return all[0] + all[1];
}

static INLINE vreal v_sqrt(vreal x) {
#ifdef GN_FLOAT64
  return (vreal){__builtin_sqrt(x[0]), __builtin_sqrt(x[1])};
#else
  return (vreal){__builtin_sqrtf(x[0]), __builtin_sqrtf(x[1]), __builtin_sqrtf(x[2]), __builtin_sqrtf(x[3])};
#endif
}

#endif
