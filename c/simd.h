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

static inline vreal v_load(const real *p) { return *(const vreal *)p; }
static inline void v_store(real *p, vreal v) { *(vreal *)p = v; }

/* mask lanes are all ones or all zeros, as comparisons make them. */
static inline vreal v_select(vint mask, vreal yes, vreal no) {
  return (vreal)((mask & (vint)yes) | (~mask & (vint)no));
}
static inline vreal v_abs(vreal x) { return (vreal)((vint)x & ~(vint)V_SPLAT((real)-0.0)); }
static inline vreal v_copy_sign(vreal magnitude, vreal sign) {
  vint bit = (vint)V_SPLAT((real)-0.0);
  return (vreal)(((vint)magnitude & ~bit) | ((vint)sign & bit));
}
/* A NaN in x stays. */
static inline vreal v_max(vreal x, vreal low) { return v_select(x < low, low, x); }
static inline vreal v_min(vreal x, vreal high) { return v_select(x > high, high, x); }

static inline vreal v_sqrt(vreal x) {
#ifdef GN_FLOAT64
  return (vreal){__builtin_sqrt(x[0]), __builtin_sqrt(x[1])};
#else
  return (vreal){__builtin_sqrtf(x[0]), __builtin_sqrtf(x[1]), __builtin_sqrtf(x[2]), __builtin_sqrtf(x[3])};
#endif
}

#endif
