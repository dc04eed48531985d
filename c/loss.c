/* One row a loss: its name, its value and gradient over a panel. */
#include "vmath.h"
#include <string.h>

/* δ of the live lanes. What is so small that its product with a number as small would be subnormal becomes 0: it moves no
 * weight, and processors take a hundred times as long over it, once training has converged. */
static INLINE vreal settle(vreal delta, vint live) {
  vreal least = V_SPLAT((real)(sizeof(real) == 8 ? 1e-153 : 1e-18));
  return (vreal)((vint)delta & live & ~(v_abs(delta) < least));
}

/* VALUE and GRADIENT of one output; z, a and t are the weighted sum, the answer and the target. */
#define ELEMENTWISE(name, VALUE, GRADIENT)                                                           \
  static double name(const gn_layer *layer, const gn_group *group, const real *zs, const real *as, const real *targets, \
                     real *delta, real scale) {                                                      \
    v_sum sum = {0};                                                                                 \
    uint32_t width = group->width, size = layer->units * width;                                      \
    for (uint32_t p = 0; p < group->panels; p++) {                                                   \
      uint32_t samples = gn_samples(group, p);                                                       \
      for (uint32_t i = 0; i < size; i += LANES) {                                                   \
        vint live = v_live(i & (width - 1), samples);                                                \
        vreal z = v_load(zs + i), a = v_load(as + i), t = v_load(targets + i);                       \
        (void)z, (void)a;                                                                            \
        v_add_up(&sum, VALUE, live);                                                                 \
        if (delta) v_store(delta + i, settle(scale * (GRADIENT), live));                             \
      }                                                                                              \
      zs += size, targets += size, as += layer->height * PANEL;                                      \
      if (delta) delta += size;                                                                      \
    }                                                                                                \
    return v_total(&sum);                                                                            \
  }

#define HALF V_SPLAT((real)0.5)
#define ONE V_SPLAT((real)1)
#define ZERO V_SPLAT((real)0)

/* (ŷ − y)² */
ELEMENTWISE(squared_error, (a - t) * (a - t), 2 * (a - t))
/* ½(ŷ − y)², whose slope is ŷ − y */
ELEMENTWISE(half_squared_error, HALF * (a - t) * (a - t), a - t)
/* |ŷ − y|, with the slope 0 at 0 */
ELEMENTWISE(absolute_error, v_abs(a - t), v_select(a > t, ONE, v_select(a < t, -ONE, ZERO)))
/* P. Huber, 1964, with δ = 1: ½e² within ±1, |e| − ½ beyond */
ELEMENTWISE(huber, v_select(v_abs(a - t) < 1, HALF * (a - t) * (a - t), v_abs(a - t) - HALF), v_max(v_min(a - t, ONE), -ONE))
/* max(0, 1 − yŷ), for targets −1 and 1 */
ELEMENTWISE(hinge, v_max(1 - t * a, ZERO), v_select(t * a < 1, -t, ZERO))
/* −t ln σ(z) − (1−t) ln(1−σ(z)) without a logarithm of 0: ln(1 + eᶻ) − z·t. Its slope is σ(z) − t. */
ELEMENTWISE(binary_cross_entropy, gn_softplus(z) - z * t, a - t)

/* −Σ t ln softmax(z) = Σ t (m + ln Σ e^(z−m) − z) with m = max z, whose a = softmax(z) is 1 / Σ e^(z−m): the largest.
 * Its slope is a·Σt − t. */
static double categorical_cross_entropy(const gn_layer *layer, const gn_group *group, const real *z, const real *a, const real *t,
                                        real *delta, real scale) {
  v_sum sum = {0};
  uint32_t units = layer->units, width = group->width;
  for (uint32_t p = 0; p < group->panels; p++) {
    for (uint32_t lane = 0; lane < width; lane += LANES) {
      vint live = v_live(lane, gn_samples(group, p));
      vreal top = v_load(z + lane), largest = v_load(a + lane), targets = v_load(t + lane), loss = ZERO;
      for (uint32_t u = 1; u < units; u++) {
        uint32_t i = u * width + lane;
        top = v_max(top, v_load(z + i));
        largest = v_max(largest, v_load(a + i));
        targets += v_load(t + i);
      }
      vreal log_powers = -gn_log(largest);
      for (uint32_t u = 0; u < units; u++) {
        uint32_t i = u * width + lane;
        loss += v_load(t + i) * (log_powers - (v_load(z + i) - top));
        if (delta) v_store(delta + i, settle(scale * (v_load(a + i) * targets - v_load(t + i)), live));
      }
      v_add_up(&sum, loss, live);
    }
    z += units * width, t += units * width, a += layer->height * PANEL;
    if (delta) delta += units * width;
  }
  return v_total(&sum);
}

#define ANY_TARGET -GN_INFINITY, GN_INFINITY

const gn_loss_row gn_losses[] = {
  {"meanSquaredError", NULL, MEAN_OVER_ALL, squared_error, ANY_TARGET},
  {"sumSquaredError", NULL, SUM_OVER_ALL, squared_error, ANY_TARGET},
  {"halfSquaredError", NULL, SUM_OVER_ALL, half_squared_error, ANY_TARGET},
  {"meanAbsoluteError", NULL, MEAN_OVER_ALL, absolute_error, ANY_TARGET},
  {"huber", NULL, MEAN_OVER_ALL, huber, ANY_TARGET},
  {"hinge", NULL, MEAN_OVER_ALL, hinge, -1, 1},
  {"binaryCrossentropy", "sigmoid", MEAN_OVER_ALL, binary_cross_entropy, 0, 1},
  {"categoricalCrossentropy", "softmax", MEAN_OVER_ROWS, categorical_cross_entropy, 0, 1},
  {NULL, NULL, MEAN_OVER_ALL, NULL, 0, 0},
};

const char *gn_loss_output(int loss) { return loss < 0 || !gn_name(GN_LOSS, (size_t)loss) ? NULL : gn_losses[loss].output; }

double gn_loss_scale(const gn_network *network, size_t rows) {
  switch (network->loss->reduction) {
  case MEAN_OVER_ALL: return 1 / ((double)rows * network->outputs);
  case MEAN_OVER_ROWS: return 1 / (double)rows;
  case SUM_OVER_ALL: break;
  }
  return 1;
}

/* The cross-entropy made for the output, else meanSquaredError, the first. */
const gn_loss_row *gn_default_loss(const gn_activation_row *output) {
  for (const gn_loss_row *row = gn_losses; row->name; row++)
    if (row->output && !strcmp(row->output, output->name)) return row;
  return gn_losses;
}
