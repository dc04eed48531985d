/* Tiles of the products of backpropagation: for matmul.c, and for pass.c where few samples go all the way in one function.
 *   kernel, gradient   [unit][stride]
 *   in                 [column][width], column = input, then the constant row, then rows of 0 up to stride
 *   z, delta           [unit][width]
 * A tile of outputs stays in registers while the sum runs: its size must be literal in the source, or compilers
 * leave it in memory; hence macros. Sums run in one fixed order, the same in every build. */
#ifndef GN_TILE_H
#define GN_TILE_H

#include "simd.h"

enum { TILE_ROWS = 4 }; /* rows beyond a multiple of it go one by one */
/* Repeats a line for the rows of a tile. */
#define ROWS_1(line) line(0)
#define ROWS_4(line) line(0) line(1) line(2) line(3)

/* A tile's sums of weight · vector, of one term at least: the weights lie `across` apart from one of its rows to the next
 * and `along` apart from one term to the next, the vectors `step` apart. */
#define ADD_1(r) { real w = weight[(r) * across]; sum##r += V_SPLAT(w) * low; }
#define ADD_2(r) { real w = weight[(r) * across]; sum##r += V_SPLAT(w) * low; high_sum##r += V_SPLAT(w) * high; }
#define HIGH_1
#define HIGH_2 vreal high = v_load(from + LANES);
#define SUM_UP(rows, vectors, along, step)                                                           \
  do {                                                                                               \
    vreal low = v_load(from);                                                                        \
    HIGH_##vectors                                                                                   \
    ROWS_##rows(ADD_##vectors)                                                                       \
    weight += along, from += step;                                                                   \
  } while (from < end);

/* ---- z = kernel · in, and delta_in = kernelᵀ · delta --------------------------------------- */

#define START_1(r) vreal sum##r = goes_on ? v_load(to + (r) * width) : V_SPLAT((real)0);
#define STORE_1(r) v_store(to + (r) * width, sum##r);
#define START_2(r) START_1(r) vreal high_sum##r = goes_on ? v_load(to + (r) * width + LANES) : V_SPLAT((real)0);
#define STORE_2(r) STORE_1(r) v_store(to + (r) * width + LANES, high_sum##r);

#define TILE(rows, vectors)                                                                          \
  {                                                                                                  \
    const real *weight = row, *from = in + lane;                                                     \
    ROWS_##rows(START_##vectors)                                                                     \
    SUM_UP(rows, vectors, along, width)                                                              \
    ROWS_##rows(STORE_##vectors)                                                                     \
    row += (rows) * across, to += (rows) * width;                                                    \
  }

#define ALL_ROWS(vectors)                                                                            \
  {                                                                                                  \
    const real *row = weights;                                                                       \
    real *to = out + lane;                                                                           \
    uint32_t left = rows;                                                                            \
    for (; left >= TILE_ROWS; left -= TILE_ROWS) TILE(4, vectors)                                    \
    for (; left > 0; left--) TILE(1, vectors)                                                        \
  }

/* One panel; `goes_on` where `out` holds the sums of the terms before. */
static INLINE void gn_weighted_sums(const real *weights, size_t across, size_t along, const real *in, real *out, uint32_t rows,
                                    uint32_t terms, uint32_t width, bool goes_on) {
  const real *end = in + terms * width;
  uint32_t lane = 0;
  for (; lane + 2 * LANES <= width; lane += 2 * LANES) ALL_ROWS(2)
  if (lane < width) ALL_ROWS(1)
}

/* ---- gradient = delta · inᵀ of half a panel --------------------------------------------------
 * Lanes are samples: each product of two rows is a vector, and LANES sums of such vectors add up their lanes at once. LANES
 * rows of the input stay in registers while every unit meets them. */
static INLINE void gn_gradient_of_few(real *gradient, uint32_t stride, const real *deltas, const real *in, uint32_t units) {
  for (const real *end = gradient + stride; gradient < end; gradient += LANES, in += LANES * HALF_PANEL) {
    vreal rows[LANES][VECTORS], dots[LANES];
#define TAKE_ROW(k) for (int v = 0; v < VECTORS; v++) rows[k][v] = v_load(in + k * HALF_PANEL + v * LANES);
#define DOT(k) dots[k] = v_load(delta) * rows[k][0];
#define DOT_ON(k) dots[k] += v_load(delta + v * LANES) * rows[k][v];
    EACH_LANE(TAKE_ROW)
    const real *delta = deltas;
    real *to = gradient;
    for (uint32_t u = units; u > 0; u--, delta += HALF_PANEL, to += stride) {
      EACH_LANE(DOT)
      for (int v = 1; v < VECTORS; v++) { EACH_LANE(DOT_ON) }
      v_store(to, v_sums(dots));
    }
  }
}

#endif
