/* One row an optimizer: a loop over the flat parameters. Each writes the next parameters beside the
 * present ones, so that a step that led nowhere can be taken back. */
#include "vmath.h"

#define STEP(name)                                                                                   \
  static void name(const gn_optimizer_config *o, double step, const real *parameters, const real *gradients, \
                   real *state, real *next, size_t length)

/* w ← w − η g */
STEP(sgd) {
  (void)step, (void)state;
  vreal rate = V_SPLAT((real)o->learning_rate);
  for (size_t i = 0; i < length; i += LANES) v_store(next + i, v_load(parameters + i) - rate * v_load(gradients + i));
}

/* v ← µ v + g, w ← w − η v (as PyTorch's SGD) */
STEP(momentum) {
  (void)step;
  vreal rate = V_SPLAT((real)o->learning_rate), keep = V_SPLAT((real)o->momentum);
  for (size_t i = 0; i < length; i += LANES) {
    vreal velocity = keep * v_load(state + i) + v_load(gradients + i);
    v_store(state + i, velocity);
    v_store(next + i, v_load(parameters + i) - rate * velocity);
  }
}

/* βⁿ by squaring: pow of libm is not the same everywhere. */
static double power(double base, double exponent) {
  double result = 1;
  for (uint64_t n = (uint64_t)exponent; n; n >>= 1, base *= base)
    if (n & 1) result *= base;
  return result;
}

/* D. Kingma and J. Ba, "Adam", 2015:
 * m ← β₁ m + (1−β₁) g, v ← β₂ v + (1−β₂) g², w ← w − η m̂ / (√v̂ + ε) with m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ) */
STEP(adam) {
  vreal rate = V_SPLAT((real)(o->learning_rate / (1 - power(o->beta1, step))));
  vreal correction = V_SPLAT((real)(1 / __builtin_sqrt(1 - power(o->beta2, step))));
  vreal keep1 = V_SPLAT((real)o->beta1), add1 = V_SPLAT((real)(1 - o->beta1));
  vreal keep2 = V_SPLAT((real)o->beta2), add2 = V_SPLAT((real)(1 - o->beta2));
  vreal epsilon = V_SPLAT((real)o->epsilon);
  real *means = state, *squares = state + length;
  for (size_t i = 0; i < length; i += LANES) {
    vreal g = v_load(gradients + i);
    vreal mean = keep1 * v_load(means + i) + add1 * g;
    vreal square = keep2 * v_load(squares + i) + add2 * g * g;
    v_store(means + i, mean);
    v_store(squares + i, square);
    v_store(next + i, v_load(parameters + i) - rate * mean / (v_sqrt(square) * correction + epsilon));
  }
}

const gn_optimizer_row gn_optimizers[] = {
  {"sgd", 0.01, sgd},
  {"momentum", 0.01, momentum},
  {"adam", 0.001, adam},
  {NULL, 0, NULL},
};

gn_status gn_resolve_optimizer(gn_optimizer_config *optimizer, gn_error *error) {
  gn_status status = gn_check_fields(GN_OPTIMIZER_CONFIG, optimizer, false, "optimizer.", error);
  if (status) return status;
  if (optimizer->name != optimizer->name) optimizer->name = gn_find(GN_OPTIMIZER, "adam");
  if (optimizer->learning_rate != optimizer->learning_rate)
    optimizer->learning_rate = gn_optimizers[(int)optimizer->name].learning_rate;
  return GN_OK;
}
