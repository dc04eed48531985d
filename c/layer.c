/* One layer, forward and backward, over a group of panels: one panel, or the whole batch where it is normalized. */
#include "simd.h"
#include <string.h>

#define FOR_EACH_PANEL(p) for (uint32_t p = 0; p < group->panels; p++)

static inline bool drops(const gn_layer *layer, const gn_group *group) { return group->mode == GN_LEARN && layer->dropout > 0; }

/* Where panel p of something `rows` rows high begins. */
static real *panel_at(real *panels, uint32_t rows, uint32_t p) { return panels + (size_t)p * rows * PANEL; }

/* ---- Batch normalization: S. Ioffe and C. Szegedy, 2015 ------------------------------------
 * x̂ = (s − µ) / √(σ² + ε), z = γ x̂ + β, with µ and σ² of each unit over the batch, or the moving ones. */

#define EPSILON ((real)1e-5)
#define MOMENTUM ((real)0.1)

/* Mean and variance (over n) of one unit's sums. */
static void batch_moments(const real *sums, uint32_t units, uint32_t unit, const gn_group *group, double *mean, double *variance) {
  double sum = 0, squares = 0;
  FOR_EACH_PANEL(p)
    for (uint32_t s = 0; s < gn_samples(group, p); s++) sum += (double)sums[((size_t)p * units) * PANEL + unit * gn_width(group, p) + s];
  *mean = sum / (double)group->samples;
  FOR_EACH_PANEL(p)
    for (uint32_t s = 0; s < gn_samples(group, p); s++) {
      double off = (double)sums[((size_t)p * units) * PANEL + unit * gn_width(group, p) + s] - *mean;
      squares += off * off;
    }
  *variance = squares / (double)group->samples;
}

/* One step of the moving statistics, the variance unbiased; one row has none and leaves them alone. */
static void move_statistics(gn_network *n, const gn_layer *layer, uint32_t unit, size_t samples, double mean, double variance) {
  size_t at = layer->statistics + unit, after = at + layer->units;
  bool moves = samples > 1;
  real unbiased = moves ? (real)(variance * (double)samples / (double)(samples - 1)) : 0;
  n->other_statistics[at] = moves ? (1 - MOMENTUM) * n->statistics[at] + MOMENTUM * (real)mean : n->statistics[at];
  n->other_statistics[after] = moves ? (1 - MOMENTUM) * n->statistics[after] + MOMENTUM * unbiased : n->statistics[after];
}

/* z holds the weighted sums and receives γ x̂ + β. */
static NOINLINE void normalize(gn_network *n, const gn_layer *layer, gn_panels *panels, const gn_group *group) {
  for (uint32_t u = 0; u < layer->units; u++) {
    double mean = (double)n->statistics[layer->statistics + u];
    double variance = (double)n->statistics[layer->statistics + layer->units + u];
    if (group->mode != GN_ANSWER) batch_moments(panels->z, layer->units, u, group, &mean, &variance);
    if (group->mode == GN_LEARN) move_statistics(n, layer, u, group->samples, mean, variance);
    real shift = (real)mean, factor = 1 / (real)__builtin_sqrt(variance + (double)EPSILON);
    real gamma = n->parameters[layer->gamma + u], beta = n->parameters[layer->beta + u];
    panels->factor[u] = factor;
    FOR_EACH_PANEL(p) {
      uint32_t width = gn_width(group, p);
      size_t at = (size_t)p * layer->units * PANEL + u * width;
      for (uint32_t s = 0; s < width; s++) {
        real unit_normal = (panels->z[at + s] - shift) * factor;
        panels->normalized[at + s] = unit_normal;
        panels->z[at + s] = gamma * unit_normal + beta;
      }
    }
  }
}

/* From δ = ∂L/∂z: ∂L/∂γ = Σ δ x̂, ∂L/∂β = Σ δ, and of the weighted sums
 * γ / √(σ² + ε) · (δ − mean δ − x̂ · mean δx̂), which takes the place of x̂ and is answered. */
static NOINLINE real *unnormalize(gn_network *n, const gn_layer *layer, gn_panels *panels, const gn_group *group) {
  for (uint32_t u = 0; u < layer->units; u++) {
    double sum = 0, product = 0;
    FOR_EACH_PANEL(p) {
      size_t at = (size_t)p * layer->units * PANEL + u * gn_width(group, p);
      for (uint32_t s = 0; s < gn_samples(group, p); s++) {
        sum += (double)panels->delta[at + s];
        product += (double)panels->delta[at + s] * (double)panels->normalized[at + s];
      }
    }
    n->gradients[layer->beta + u] = (real)sum;
    n->gradients[layer->gamma + u] = (real)product;
    real gamma = n->parameters[layer->gamma + u];
    real mean = (real)(sum / (double)group->samples), slope = (real)(product / (double)group->samples);
    FOR_EACH_PANEL(p) {
      uint32_t width = gn_width(group, p);
      size_t at = (size_t)p * layer->units * PANEL + u * width;
      for (uint32_t s = 0; s < width; s++) {
        real back = panels->factor[u] * gamma * (panels->delta[at + s] - mean - panels->normalized[at + s] * slope);
        panels->normalized[at + s] = s < gn_samples(group, p) ? back : 0;
      }
    }
  }
  return panels->normalized;
}

/* ---- Dropout: N. Srivastava et al., 2014, survivors scaled so that the sum keeps its mean --- */

static void multiply(real *values, const real *factors, size_t count) {
  for (size_t i = 0; i < count; i++) values[i] *= factors[i];
}

/* Drawn sample by sample, unit by unit, so that it does not depend on how samples lie in panels. */
static NOINLINE void drop(gn_network *n, const gn_layer *layer, gn_panels *panels, uint32_t p, const gn_group *group) {
  uint32_t units = layer->units, height = gn_padded(units + 1), width = gn_width(group, p), samples = gn_samples(group, p);
  real *kept = panel_at(panels->kept, units, p), *dropped = panel_at(panels->dropped, height, p);
  real scale = (real)(1 / (1 - layer->dropout));
  uint32_t dropped_below = (uint32_t)(layer->dropout * 4294967296.0);
  for (uint32_t s = 0; s < width; s++)
    for (uint32_t u = 0; u < units; u++)
      kept[u * width + s] = s < samples && gn_xoshiro_next(&n->dropper) >= dropped_below ? scale : 0;
  memcpy(dropped, panel_at(panels->a, height, p), (size_t)units * width * sizeof *dropped);
  multiply(dropped, kept, (size_t)units * width);
}

/* ---- Both ways ----------------------------------------------------------------------------- */

/* What comes in after the inputs: a row of the constant that the bias meets, and rows of 0. */
static void end_input(const gn_layer *layer, real *in, uint32_t width) {
  real *at = in + (size_t)layer->inputs * width, *end = in + (size_t)layer->stride * width;
  vreal constant = V_SPLAT((real)layer->use_bias);
  for (uint32_t s = 0; s < width; s += LANES, at += LANES) v_store(at, constant);
  for (; at < end; at += LANES) v_store(at, V_SPLAT((real)0));
}

void gn_change_width(const gn_network *n, gn_workspace *w, uint32_t p, uint32_t width) {
  w->widths[p] = width;
  for (uint32_t l = 0; l < n->layer_count; l++) {
    const gn_layer *layer = &n->layers[l];
    end_input(layer, panel_at(l ? w->layers[l - 1].a : w->input, layer->stride, p), width);
    if (l && w->layers[l - 1].dropped) end_input(layer, panel_at(w->layers[l - 1].dropped, layer->stride, p), width);
  }
}

/* The panels coming in → z, a and, with dropout, what it leaves of a; answers what the next layer takes in. */
static INLINE real *forward(gn_network *n, const gn_layer *layer, gn_panels *panels, real *in, const gn_group *group) {
  const real *kernel = n->parameters + layer->offset;
  uint32_t units = layer->units, height = gn_padded(units + 1);
  const gn_activation_row *activation = &gn_activations[layer->activation];
  if (group->samples == 1 && units >= LANES) gn_matmul_row(kernel, layer->stride, in, panels->z, units);
  else gn_matmul(kernel, layer->stride, in, panels->z, units, layer->inputs + 1, group->panels, group->last_width);
  if (layer->batch_normalization) normalize(n, layer, panels, group);
  FOR_EACH_PANEL(p)
    activation->forward(panel_at(panels->z, units, p), panel_at(panels->a, height, p), units, gn_width(group, p));
  if (!drops(layer, group)) return panels->a;
  FOR_EACH_PANEL(p) drop(n, layer, panels, p, group);
  return panels->dropped;
}

void gn_forward(gn_network *n, gn_workspace *w, const gn_group *group) {
  real *in = w->input;
  for (uint32_t l = 0; l < n->layer_count; l++) in = forward(n, &n->layers[l], &w->layers[l], in, group);
}

enum { BATCH_ROWS = 32, BATCH_UNITS = 8 }; /* from here on a sum over all samples beats one panel after the other */

/* ∂L/∂kernel and ∂L/∂bias: δ · inᵀ */
static INLINE void add_gradient(gn_network *n, gn_workspace *w, const gn_layer *layer, real *deltas, real *in, const gn_group *group) {
  real *gradient = n->gradients + layer->offset;
  if (w->slots > 1 && group->panels * PANEL >= BATCH_ROWS && layer->units >= BATCH_UNITS) {
    gn_turn_panels(in, w->turned, layer->stride, group->panels);
    gn_turn_delta(deltas, w->turned_delta, layer->units, group->panels);
    gn_matmul_gradient_batch(gradient, layer->stride, w->turned_delta, w->turned, layer->units, group->panels * PANEL, group->goes_on);
    return;
  }
  if (group->samples == 1) return gn_matmul_gradient_row(gradient, layer->stride, deltas, in, layer->units, group->goes_on);
  gn_matmul_gradient(gradient, layer->stride, deltas, in, layer->units, group->panels, group->last_width, group->goes_on);
}

/* From δ = ∂L/∂z of a layer to that of the layer before. */
static INLINE void pass_back(gn_network *n, const gn_layer *layer, real *deltas, gn_panels *behind, const gn_group *group) {
  const gn_layer *before = layer - 1;
  uint32_t units = before->units, height = gn_padded(units + 1);
  const real *kernel = n->parameters + layer->offset;
  if (group->samples == 1) gn_matmul_transposed_row(kernel, layer->stride, deltas, behind->delta, layer->units, units);
  else gn_matmul_transposed(kernel, layer->stride, deltas, behind->delta, layer->units, units, group->panels, group->last_width);
  FOR_EACH_PANEL(p) {
    uint32_t width = gn_width(group, p);
    real *delta = panel_at(behind->delta, units, p);
    if (drops(before, group)) multiply(delta, panel_at(behind->kept, units, p), (size_t)units * width);
    gn_activations[before->activation].backward(panel_at(behind->z, units, p), panel_at(behind->a, height, p), delta, units, width);
  }
}

void gn_backward(gn_network *n, gn_workspace *w, const gn_group *group) {
  for (uint32_t l = n->layer_count; l-- > 0;) {
    const gn_layer *layer = &n->layers[l];
    gn_panels *panels = &w->layers[l], *behind = l ? panels - 1 : NULL;
    real *deltas = panels->delta, *in = !behind ? w->input : drops(layer - 1, group) ? behind->dropped : behind->a;
    if (layer->batch_normalization) deltas = unnormalize(n, layer, panels, group);
    if (behind) pass_back(n, layer, deltas, behind, group); /* first: the kernel was used last of all when this began */
    add_gradient(n, w, layer, deltas, in, group);
  }
}
