/* The three products of backpropagation, one layer and one panel at a time.
 * Plain loops: the order of additions they fix is the one every faster form must keep.
 *   kernel   [unit][stride]     stride ≥ columns
 *   in       [column][width]    column = input, then the constant row
 *   z, delta [unit][width] */
#include "core.h"

#define FOR_LANES(s) for (uint32_t s = 0; s < width; s++)

/* z = kernel · in */
static inline void product(const real *restrict kernel, uint32_t stride, const real *restrict in, real *restrict z,
                           uint32_t units, uint32_t columns, uint32_t width) {
  for (uint32_t u = 0; u < units; u++) {
    const real *row = kernel + (size_t)u * stride;
    real sums[PANEL];
    FOR_LANES(s) sums[s] = row[0] * in[s];
    for (uint32_t c = 1; c < columns; c++) {
      FOR_LANES(s) sums[s] += row[c] * in[c * width + s];
    }
    FOR_LANES(s) z[u * width + s] = sums[s];
  }
}

/* delta_in = kernelᵀ · delta, the bias column left out */
static inline void product_transposed(const real *restrict kernel, uint32_t stride, const real *restrict delta,
                                      real *restrict delta_in, uint32_t units, uint32_t inputs, uint32_t width) {
  for (uint32_t i = 0; i < inputs; i++) {
    real sums[PANEL];
    FOR_LANES(s) sums[s] = kernel[i] * delta[s];
    for (uint32_t u = 1; u < units; u++) {
      real weight = kernel[(size_t)u * stride + i];
      FOR_LANES(s) sums[s] += weight * delta[u * width + s];
    }
    FOR_LANES(s) delta_in[i * width + s] = sums[s];
  }
}

/* gradient += delta · inᵀ: the lanes of a panel first, in a fixed tree, then panel after panel */
static inline void product_gradient(real *restrict gradient, uint32_t stride, const real *restrict delta,
                                    const real *restrict in, uint32_t units, uint32_t columns, uint32_t width) {
  for (uint32_t u = 0; u < units; u++)
    for (uint32_t c = 0; c < columns; c++) {
      const real *d = delta + u * width, *a = in + c * width;
      real sums[HALF_PANEL];
      for (uint32_t s = 0; s < HALF_PANEL; s++) sums[s] = d[s] * a[s];
      for (uint32_t s = HALF_PANEL; s < width; s++) sums[s - HALF_PANEL] += d[s] * a[s];
      gradient[(size_t)u * stride + c] += (sums[0] + sums[2]) + (sums[1] + sums[3]);
    }
}

/* The width as a literal, so that the compiler unrolls the lanes into registers. */
#define FOR_WIDTH(call_full, call_half) if (width == PANEL) call_full; else call_half

void gn_matmul(const real *kernel, uint32_t stride, const real *in, real *z, uint32_t units, uint32_t columns, uint32_t width) {
  FOR_WIDTH(product(kernel, stride, in, z, units, columns, PANEL), product(kernel, stride, in, z, units, columns, HALF_PANEL));
}

void gn_matmul_transposed(const real *kernel, uint32_t stride, const real *delta, real *delta_in, uint32_t units,
                          uint32_t inputs, uint32_t width) {
  FOR_WIDTH(product_transposed(kernel, stride, delta, delta_in, units, inputs, PANEL),
            product_transposed(kernel, stride, delta, delta_in, units, inputs, HALF_PANEL));
}

void gn_matmul_gradient(real *gradient, uint32_t stride, const real *delta, const real *in, uint32_t units,
                        uint32_t columns, uint32_t width) {
  FOR_WIDTH(product_gradient(gradient, stride, delta, in, units, columns, PANEL),
            product_gradient(gradient, stride, delta, in, units, columns, HALF_PANEL));
}
