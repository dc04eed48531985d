/* A group of panels through all layers, forward and backward: one panel, or the whole batch where it is normalized. */
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
    for (uint32_t s = 0; s < gn_samples(group, p); s++) sum += (double)sums[((size_t)p * units) * PANEL + unit * group->width + s];
  *mean = sum / (double)group->samples;
  FOR_EACH_PANEL(p)
    for (uint32_t s = 0; s < gn_samples(group, p); s++) {
      double off = (double)sums[((size_t)p * units) * PANEL + unit * group->width + s] - *mean;
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
      uint32_t width = group->width;
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
      size_t at = (size_t)p * layer->units * PANEL + u * group->width;
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
      uint32_t width = group->width;
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
static NOINLINE void drop(gn_network *n, const gn_layer *layer, gn_panels *panels, const gn_group *group) {
  uint32_t units = layer->units, width = group->width;
  real scale = (real)(1 / (1 - layer->dropout));
  uint32_t dropped_below = (uint32_t)(layer->dropout * 4294967296.0);
  FOR_EACH_PANEL(p) {
    real *kept = panel_at(panels->kept, units, p), *dropped = panel_at(panels->dropped, layer->height, p);
    for (uint32_t s = 0; s < width; s++)
      for (uint32_t u = 0; u < units; u++)
        kept[u * width + s] = s < gn_samples(group, p) && gn_xoshiro_next(&n->dropper) >= dropped_below ? scale : 0;
    memcpy(dropped, panel_at(panels->a, layer->height, p), (size_t)units * width * sizeof *dropped);
    multiply(dropped, kept, (size_t)units * width);
  }
}

/* ---- Both ways ----------------------------------------------------------------------------- */

/* What comes in after the inputs: a row of the constant that the bias meets, and rows of 0. */
static void end_input(const gn_layer *layer, real *in, uint32_t width) {
  real *at = in + (size_t)layer->inputs * width, *end = in + (size_t)layer->stride * width;
  vreal constant = V_SPLAT((real)layer->use_bias);
  for (uint32_t s = 0; s < width; s += LANES, at += LANES) v_store(at, constant);
  for (; at < end; at += LANES) v_store(at, V_SPLAT((real)0));
}

void gn_change_width(const gn_network *n, gn_workspace *w, uint32_t width) {
  for (uint32_t l = 0; l < n->layer_count; l++) {
    const gn_layer *layer = &n->layers[l];
    const gn_panels *behind = l ? &w->layers[l - 1] : NULL;
    for (uint32_t p = 0; p < (w->width ? 1 : w->slots); p++) {
      uint32_t wide = p ? PANEL : width;
      end_input(layer, panel_at(behind ? behind->a : w->input, layer->stride, p), wide);
      if (behind) end_input(layer, panel_at(behind->dropped, layer->stride, p), wide);
    }
  }
  w->width = width;
}

void gn_forward(gn_network *n, gn_workspace *w, const gn_group *group) {
  const real *in = w->input;
  gn_panels *panels = w->layers;
  for (const gn_layer *layer = n->layers, *end = layer + n->layer_count; layer < end; layer++, panels++) {
    const real *kernel = n->parameters + layer->offset;
    if (group->samples == 1 && layer->units >= LANES) gn_matmul_row(kernel, layer->stride, in, panels->z, layer->units);
    else gn_matmul(kernel, layer->stride, in, panels->z, layer->units, layer->inputs + 1, group->panels, group->width);
    if (layer->batch_normalization) normalize(n, layer, panels, group);
    gn_activations[layer->activation].forward(layer, group, panels->z, panels->a);
    in = panels->a;
    if (!drops(layer, group)) continue;
    drop(n, layer, panels, group);
    in = panels->dropped;
  }
}

enum { BATCH_ROWS = 32, BATCH_UNITS = 8 }; /* from here on a sum over all samples beats one panel after the other */

/* ∂L/∂kernel and ∂L/∂bias: δ · inᵀ */
static INLINE void sum_gradient(gn_workspace *w, const gn_layer *layer, const gn_group *group, const real *delta, const real *in,
                                real *gradient) {
  uint32_t units = layer->units, stride = layer->stride, panels = group->panels;
  if (group->samples == 1) return gn_matmul_gradient_row(gradient, stride, delta, in, units, group->goes_on);
  if (panels * PANEL < BATCH_ROWS || units < BATCH_UNITS)
    return gn_matmul_gradient(gradient, stride, delta, in, units, panels, group->width, group->goes_on);
  gn_turn_panels(in, w->turned, stride, panels);
  gn_turn_delta(delta, w->turned_delta, units, panels);
  gn_matmul_gradient_batch(gradient, stride, w->turned_delta, w->turned, units, panels * PANEL, group->goes_on);
}

/* δ = ∂L/∂z of the last layer is in place, and comes to the layers before: Wᵀδ, times the slope of what made them. */
void gn_backward(gn_network *n, gn_workspace *w, const gn_group *group) {
  for (uint32_t l = n->layer_count; l-- > 0;) {
    const gn_layer *layer = &n->layers[l], *before = layer - 1;
    gn_panels *panels = &w->layers[l], *behind = panels - 1;
    const real *kernel = n->parameters + layer->offset, *in = w->input;
    const real *delta = layer->batch_normalization ? unnormalize(n, layer, panels, group) : panels->delta;
    if (l > 0) { /* first, while the kernel is still near: forward came through it last */
      in = drops(before, group) ? behind->dropped : behind->a;
      if (group->samples == 1) gn_matmul_transposed_row(kernel, layer->stride, delta, behind->delta, layer->units, layer->inputs);
      else
        gn_matmul_transposed(kernel, layer->stride, delta, behind->delta, layer->units, layer->inputs, group->panels, group->width);
      if (drops(before, group)) multiply(behind->delta, behind->kept, (size_t)before->units * group->width * group->panels);
      gn_activations[before->activation].backward(before, group, behind->z, behind->a, behind->delta);
    }
    sum_gradient(w, layer, group, delta, in, n->gradients + layer->offset);
  }
}
