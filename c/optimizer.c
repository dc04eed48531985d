/* One row an optimizer: a loop over the flat parameters. Each writes the next parameters beside the
 * present ones, so that a step that led nowhere can be taken back. Formulas as PyTorch documents them. */
#include "scalar.h"
#include "vmath.h"

#define STEP(name)                                                                                   \
  static void name(const gn_optimizer_config *o, double learning_rate, double step, const real *parameters, \
                   const real *gradients, real *state, real *next, size_t length)
#define FOR_EACH_VECTOR(i) for (size_t i = 0; i < length; i += LANES)
#define SPLAT(x) V_SPLAT((real)(x))

/* w ← w − η g */
STEP(sgd) {
  (void)o, (void)step, (void)state;
  vreal rate = SPLAT(learning_rate);
#define DESCEND(at) v_store(next + at, v_load(parameters + at) - rate * v_load(gradients + at));
  for (size_t i = 0; i < length; i += 2 * LANES) { /* a network of few weights is here as often as in all the rest */
    DESCEND(i)
    DESCEND(i + LANES)
  }
}

/* v ← µ v + g, w ← w − η v */
STEP(momentum) {
  (void)step;
  vreal rate = SPLAT(learning_rate), keep = SPLAT(o->momentum);
  FOR_EACH_VECTOR(i) {
    vreal velocity = keep * v_load(state + i) + v_load(gradients + i);
    v_store(state + i, velocity);
    v_store(next + i, v_load(parameters + i) - rate * velocity);
  }
}

/* Y. Nesterov, 1983, as I. Sutskever et al., 2013, use it: v ← µ v + g, w ← w − η (g + µ v) */
STEP(nesterov) {
  (void)step;
  vreal rate = SPLAT(learning_rate), keep = SPLAT(o->momentum);
  FOR_EACH_VECTOR(i) {
    vreal g = v_load(gradients + i), velocity = keep * v_load(state + i) + g;
    v_store(state + i, velocity);
    v_store(next + i, v_load(parameters + i) - rate * (g + keep * velocity));
  }
}

/* J. Duchi et al., 2011: s ← s + g², w ← w − η g / (√s + ε) */
STEP(adagrad) {
  (void)step;
  vreal rate = SPLAT(learning_rate), epsilon = SPLAT(o->epsilon);
  FOR_EACH_VECTOR(i) {
    vreal g = v_load(gradients + i), sum = v_load(state + i) + g * g;
    v_store(state + i, sum);
    v_store(next + i, v_load(parameters + i) - rate * g / (v_sqrt(sum) + epsilon));
  }
}

/* M. Zeiler, 2012: s ← ρ s + (1−ρ) g², Δ = g √(u + ε) / √(s + ε), u ← ρ u + (1−ρ) Δ², w ← w − η Δ */
STEP(adadelta) {
  (void)step;
  vreal rate = SPLAT(learning_rate), keep = SPLAT(o->rho), add = SPLAT(1 - o->rho), epsilon = SPLAT(o->epsilon);
  real *squares = state, *updates = state + length;
  FOR_EACH_VECTOR(i) {
    vreal g = v_load(gradients + i), square = keep * v_load(squares + i) + add * g * g;
    vreal delta = g * v_sqrt(v_load(updates + i) + epsilon) / v_sqrt(square + epsilon);
    v_store(squares + i, square);
    v_store(updates + i, keep * v_load(updates + i) + add * delta * delta);
    v_store(next + i, v_load(parameters + i) - rate * delta);
  }
}

/* G. Hinton, lecture 6e, 2012: s ← ρ s + (1−ρ) g², w ← w − η g / (√s + ε) */
STEP(rmsprop) {
  (void)step;
  vreal rate = SPLAT(learning_rate), keep = SPLAT(o->rho), add = SPLAT(1 - o->rho), epsilon = SPLAT(o->epsilon);
  FOR_EACH_VECTOR(i) {
    vreal g = v_load(gradients + i), square = keep * v_load(state + i) + add * g * g;
    v_store(state + i, square);
    v_store(next + i, v_load(parameters + i) - rate * g / (v_sqrt(square) + epsilon));
  }
}

/* D. Kingma and J. Ba, "Adam", 2015:
 * m ← β₁ m + (1−β₁) g, v ← β₂ v + (1−β₂) g², w ← w − η m̂ / (√v̂ + ε) with m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ) */
STEP(adam) {
  vreal rate = SPLAT(learning_rate / (1 - s_power(o->beta1, step)));
  vreal correction = SPLAT(1 / __builtin_sqrt(1 - s_power(o->beta2, step)));
  vreal keep1 = SPLAT(o->beta1), add1 = SPLAT(1 - o->beta1), keep2 = SPLAT(o->beta2), add2 = SPLAT(1 - o->beta2);
  vreal epsilon = SPLAT(o->epsilon);
  real *means = state, *squares = state + length;
  FOR_EACH_VECTOR(i) {
    vreal g = v_load(gradients + i);
    vreal mean = keep1 * v_load(means + i) + add1 * g;
    vreal square = keep2 * v_load(squares + i) + add2 * g * g;
    v_store(means + i, mean);
    v_store(squares + i, square);
    v_store(next + i, v_load(parameters + i) - rate * mean / (v_sqrt(square) * correction + epsilon));
  }
}

const gn_optimizer_row gn_optimizers[] = {
  /* name, learning rate, rho, epsilon, weight decay, apart from the gradient, step */
  {"sgd", 0.01, 0, 1e-8, 0, false, sgd},
  {"momentum", 0.01, 0, 1e-8, 0, false, momentum},
  {"nesterov", 0.01, 0, 1e-8, 0, false, nesterov},
  {"adagrad", 0.01, 0, 1e-10, 0, false, adagrad},
  {"adadelta", 1, 0.9, 1e-6, 0, false, adadelta},
  {"rmsprop", 0.01, 0.99, 1e-8, 0, false, rmsprop},
  {"adam", 0.001, 0, 1e-8, 0, false, adam},
  /* I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", 2019: w ← w − η λ w before the step */
  {"adamw", 0.001, 0, 1e-8, 0.01, true, adam},
  {NULL, 0, 0, 0, 0, false, NULL},
};

gn_status gn_resolve_optimizer(gn_optimizer_config *optimizer, gn_error *error) {
  gn_status status = gn_check_fields(GN_OPTIMIZER_CONFIG, optimizer, NULL, error);
  if (status) return status;
  if (optimizer->name != optimizer->name) optimizer->name = gn_find(GN_OPTIMIZER, "adam");
  const gn_optimizer_row *row = &gn_optimizers[(int)optimizer->name];
  if (optimizer->learning_rate != optimizer->learning_rate) optimizer->learning_rate = row->learning_rate;
  if (optimizer->rho != optimizer->rho) optimizer->rho = row->rho;
  if (optimizer->epsilon != optimizer->epsilon) optimizer->epsilon = row->epsilon;
  if (optimizer->weight_decay != optimizer->weight_decay) optimizer->weight_decay = row->weight_decay;
  return GN_OK;
}

/* Scales all gradients by min(1, c / (norm + 1e-6)) with their common norm (R. Pascanu et al., 2013), then cuts each
 * to ±clip_value. */
void gn_clip(const gn_optimizer_config *o, real *gradients, size_t length) {
  if (o->clip_norm < GN_INFINITY) {
    double sum = 0;
    for (size_t i = 0; i < length; i++) sum += (double)gradients[i] * (double)gradients[i];
    double factor = o->clip_norm / (__builtin_sqrt(sum) + 1e-6);
    if (factor < 1) FOR_EACH_VECTOR(i) v_store(gradients + i, v_load(gradients + i) * SPLAT(factor));
  }
  if (o->clip_value < GN_INFINITY) {
    vreal high = SPLAT(o->clip_value);
    FOR_EACH_VECTOR(i) v_store(gradients + i, v_max(v_min(v_load(gradients + i), high), -high));
  }
}

/* Weight decay reaches all parameters: through the gradient, or apart from it where the optimizer says so. */
void gn_decay(double factor, const real *from, real *to, size_t length) {
  FOR_EACH_VECTOR(i) v_store(to + i, v_load(to + i) + SPLAT(factor) * v_load(from + i));
}

void gn_use_optimizer(gn_network *n, const gn_optimizer_config *o) {
  n->optimizer = *o;
  n->rule = &gn_optimizers[(int)o->name];
  n->clips = o->clip_norm < GN_INFINITY || o->clip_value < GN_INFINITY;
  n->decays = o->weight_decay != 0;
}
