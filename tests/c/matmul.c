/* The register tiles against the plain loops, to the last bit: every size from 1 to 40, every tail. */
#include "../../c/tile.h"
#include "check.h"

static real *numbers(size_t n, uint32_t seed) {
  real *p = aligned_alloc(16, (n * sizeof *p + 15) & ~(size_t)15);
  if (!p) exit(1);
  fill_random(p, n, seed);
  return p;
}

static bool same(const real *a, const real *b, size_t n) { return memcmp(a, b, n * sizeof *a) == 0; }

/* The three products over a group, of which each picks the kernel that suits, against the plain loops; for a few samples those
 * that gn_learn_few has in their place. A row by itself lies in lane 0 of a panel whose other lanes hold 0. */
static void test_group(uint32_t units, uint32_t inputs, size_t samples) {
  uint32_t panels = (uint32_t)(samples + PANEL - 1) / PANEL, width = samples <= HALF_PANEL ? HALF_PANEL : PANEL;
  bool few = samples > 1 && samples <= HALF_PANEL;
  gn_layer layer = {.units = units, .inputs = inputs, .stride = gn_padded(inputs + 1)};
  gn_group group = {.panels = panels, .width = width, .samples = samples};
  uint32_t stride = layer.stride, in_panel = stride * width, out_panel = units * width, back_panel = inputs * width;
  size_t kernel_size = (size_t)units * stride, in_size = (size_t)in_panel * panels, out_size = (size_t)out_panel * panels;
  real *kernel = numbers(kernel_size, units), *in = numbers(in_size, inputs), *delta = numbers(out_size, width);
  for (size_t i = 0; i < in_size && samples == 1; i++) if (i % width || i / width > inputs) in[i] = 0;
  for (size_t i = 0; i < out_size && samples == 1; i++) if (i % width) delta[i] = 0;
  real *tiled = numbers(in_size + out_size, 1), *plain = numbers(in_size + out_size, 1);
  if (few) gn_weighted_sums(kernel, stride, 1, in, tiled, units, inputs + 1, HALF_PANEL, false);
  else gn_matmul(&layer, &group, kernel, in, tiled);
  for (uint32_t p = 0; p < panels; p++)
    gn_plain_matmul(kernel, stride, in + p * in_panel, plain + p * out_panel, units, inputs + 1, width);
  CHECK(same(tiled, plain, out_size));
  if (few) gn_weighted_sums(kernel, 1, stride, delta, tiled, inputs, units, HALF_PANEL, false);
  else gn_matmul_transposed(&layer, &group, kernel, delta, tiled);
  for (uint32_t p = 0; p < panels; p++)
    gn_plain_matmul_transposed(kernel, stride, delta + p * out_panel, plain + p * back_panel, units, inputs, width);
  for (size_t i = 0; i < (size_t)back_panel * panels; i++) CHECK(tiled[i] == plain[i]);
  gn_workspace workspace = {.turned = numbers(in_size, 3), .turned_delta = numbers(out_size, 3)};
  real *gradient = numbers(kernel_size, 4), *plain_gradient = calloc(kernel_size, sizeof(real));
  for (int goes_on = 0; goes_on <= !few; goes_on++) {
    group.goes_on = goes_on;
    if (few) gn_gradient_of_few(gradient, stride, delta, in, units);
    else gn_matmul_gradient(&layer, &group, &workspace, delta, in, gradient);
    if (samples > 24 && units >= 8) gn_plain_matmul_gradient_batch(plain_gradient, stride, delta, in, units, panels);
    else gn_plain_matmul_gradient(plain_gradient, stride, delta, in, units, panels, width);
    CHECK(same(gradient, plain_gradient, kernel_size));
  }
  free(kernel), free(in), free(delta), free(tiled), free(plain), free(workspace.turned), free(workspace.turned_delta);
  free(gradient), free(plain_gradient);
}

void test_matmul(void) {
  for (uint32_t units = 1; units <= 40; units++)
    for (uint32_t inputs = 1; inputs <= 40; inputs++) {
      test_group(units, inputs, 1);
      test_group(units, inputs, HALF_PANEL);
      test_group(units, inputs, PANEL);
      if (units % 3 == 0 || inputs % 5 == 0) test_group(units, inputs, (1 + (units + inputs) % 5) * PANEL);
    }
  test_group(131, 785, PANEL);
  test_group(131, 785, 8 * PANEL);
}
