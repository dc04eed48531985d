/* The register tiles against the plain loops, to the last bit: every size from 1 to 40, every tail. */
#include "../../c/core.h"
#include "check.h"

static real *numbers(size_t n, uint32_t seed) {
  real *p = aligned_alloc(16, (n * sizeof *p + 15) & ~(size_t)15);
  if (!p) exit(1);
  fill_random(p, n, seed);
  return p;
}

/* A gradient takes the place of what was there, or is added to it. */
#define FOR_BOTH(goes_on) for (int goes_on = 0; goes_on <= 1; goes_on++)

static bool same(const real *a, const real *b, size_t n) { return memcmp(a, b, n * sizeof *a) == 0; }

/* Both products over one panel, and the gradient of one panel. */
static void test_panel(uint32_t units, uint32_t inputs, uint32_t width) {
  uint32_t stride = gn_padded(inputs + 1);
  size_t kernel_size = (size_t)units * stride, in_size = (size_t)stride * width, out_size = (size_t)units * width;
  real *kernel = numbers(kernel_size, units), *in = numbers(in_size, inputs), *delta = numbers(out_size, width);
  real *tiled = numbers(in_size + out_size, 1), *plain = numbers(in_size + out_size, 1);
  gn_matmul(kernel, stride, in, tiled, units, inputs + 1, 1, width);
  gn_plain_matmul(kernel, stride, in, plain, units, inputs + 1, width);
  CHECK(same(tiled, plain, out_size));
  gn_matmul_transposed(kernel, stride, delta, tiled, units, inputs, 1, width);
  gn_plain_matmul_transposed(kernel, stride, delta, plain, units, inputs, width);
  CHECK(same(tiled, plain, (size_t)inputs * width));
  real *gradient = numbers(kernel_size, 2), *plain_gradient = calloc(kernel_size, sizeof(real));
  FOR_BOTH(goes_on) {
    gn_matmul_gradient(gradient, stride, delta, in, units, 1, width, goes_on);
    gn_plain_matmul_gradient(plain_gradient, stride, delta, in, units, 1, width);
    CHECK(same(gradient, plain_gradient, kernel_size));
  }
  free(kernel), free(in), free(delta), free(tiled), free(plain), free(gradient), free(plain_gradient);
}

/* The three for one sample, in lane 0, against the plain loops over a panel whose other lanes hold 0. */
static void test_row(uint32_t units, uint32_t inputs) {
  uint32_t stride = gn_padded(inputs + 1), width = HALF_PANEL;
  size_t kernel_size = (size_t)units * stride, in_size = (size_t)stride * width, out_size = (size_t)units * width;
  real *kernel = numbers(kernel_size, units), *in = numbers(in_size, inputs), *delta = numbers(out_size, 5);
  for (size_t i = 0; i < in_size; i++) if (i % width || i / width > inputs) in[i] = 0;
  for (size_t i = 0; i < out_size; i++) if (i % width) delta[i] = 0;
  real *row = numbers(in_size + out_size, 1), *plain = numbers(in_size + out_size, 1);
  if (units >= 16 / sizeof(real)) {
    gn_matmul_row(kernel, stride, in, row, units);
    gn_plain_matmul(kernel, stride, in, plain, units, inputs + 1, width);
    CHECK(same(row, plain, out_size));
  }
  gn_matmul_transposed_row(kernel, stride, delta, row, units, inputs);
  gn_plain_matmul_transposed(kernel, stride, delta, plain, units, inputs, width);
  for (size_t i = 0; i < (size_t)inputs * width; i++) CHECK(i % width ? row[i] == 0 : row[i] == plain[i]);
  real *gradient = numbers(kernel_size, 2), *plain_gradient = calloc(kernel_size, sizeof(real));
  FOR_BOTH(goes_on) {
    gn_matmul_gradient_row(gradient, stride, delta, in, units, goes_on);
    gn_plain_matmul_gradient(plain_gradient, stride, delta, in, units, 1, width);
    CHECK(same(gradient, plain_gradient, kernel_size));
  }
  free(kernel), free(in), free(delta), free(row), free(plain), free(gradient), free(plain_gradient);
}

/* All three over several panels at once; for the gradient input and δ are turned about. */
static void test_batch(uint32_t units, uint32_t inputs, uint32_t panels) {
  uint32_t stride = gn_padded(inputs + 1), in_panel = stride * PANEL, out_panel = units * PANEL, samples = panels * PANEL;
  size_t kernel_size = (size_t)units * stride, in_size = (size_t)in_panel * panels, out_size = (size_t)out_panel * panels;
  real *kernel = numbers(kernel_size, 5), *in = numbers(in_size, inputs), *delta = numbers(out_size, units);
  real *tiled = numbers(in_size + out_size, 1), *plain = numbers(in_size + out_size, 1);
  gn_matmul(kernel, stride, in, tiled, units, inputs + 1, panels, PANEL);
  for (uint32_t p = 0; p < panels; p++)
    gn_plain_matmul(kernel, stride, in + p * in_panel, plain + p * out_panel, units, inputs + 1, PANEL);
  CHECK(same(tiled, plain, out_size));
  gn_matmul_transposed(kernel, stride, delta, tiled, units, inputs, panels, PANEL);
  for (uint32_t p = 0; p < panels; p++)
    gn_plain_matmul_transposed(kernel, stride, delta + p * out_panel, plain + p * inputs * PANEL, units, inputs, PANEL);
  CHECK(same(tiled, plain, (size_t)inputs * samples));
  real *turned = numbers(in_size, 3), *turned_delta = numbers(out_size, 3);
  gn_turn_panels(in, turned, stride, panels);
  gn_turn_delta(delta, turned_delta, units, panels);
  real *dots = numbers(kernel_size, 4), *plain_dots = calloc(kernel_size, sizeof(real));
  real *gradient = numbers(kernel_size, 4), *plain_gradient = calloc(kernel_size, sizeof(real));
  FOR_BOTH(goes_on) {
    gn_matmul_gradient(dots, stride, delta, in, units, panels, PANEL, goes_on);
    gn_plain_matmul_gradient(plain_dots, stride, delta, in, units, panels, PANEL);
    CHECK(same(dots, plain_dots, kernel_size));
    gn_matmul_gradient_batch(gradient, stride, turned_delta, turned, units, samples, goes_on);
    gn_plain_matmul_gradient_batch(plain_gradient, stride, delta, in, units, panels);
    CHECK(same(gradient, plain_gradient, kernel_size));
  }
  free(kernel), free(in), free(delta), free(tiled), free(plain), free(turned), free(turned_delta);
  free(dots), free(plain_dots), free(gradient), free(plain_gradient);
}

void test_matmul(void) {
  for (uint32_t units = 1; units <= 40; units++)
    for (uint32_t inputs = 1; inputs <= 40; inputs++) {
      test_panel(units, inputs, HALF_PANEL);
      test_panel(units, inputs, PANEL);
      test_row(units, inputs);
      if (units % 3 == 0 || inputs % 5 == 0) test_batch(units, inputs, 1 + (units + inputs) % 5);
    }
  test_panel(131, 785, PANEL);
  test_batch(131, 785, 8);
}
