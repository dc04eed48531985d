/* Batch normalization: S. Ioffe and C. Szegedy, 2015.
 * x̂ = (s − µ) / √(σ² + ε), z = γ x̂ + β, with µ and σ² of each unit over the batch, or the moving ones. */
#include "core.h"

#define FOR_EACH_PANEL(p) for (uint32_t p = 0; p < group->panels; p++)
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
  const real *now = gn_statistics(n, n->parameters);
  real *next = gn_statistics(n, n->other);
  size_t at = layer->statistics + unit, after = at + layer->units;
  bool moves = samples > 1;
  real unbiased = moves ? (real)(variance * (double)samples / (double)(samples - 1)) : 0;
  next[at] = moves ? (1 - MOMENTUM) * now[at] + MOMENTUM * (real)mean : now[at];
  next[after] = moves ? (1 - MOMENTUM) * now[after] + MOMENTUM * unbiased : now[after];
}

/* z holds the weighted sums and receives γ x̂ + β. */
void gn_normalize(gn_network *n, const gn_layer *layer, gn_panels *panels, const gn_group *group) {
  const real *statistics = gn_statistics(n, n->parameters) + layer->statistics;
  for (uint32_t u = 0; u < layer->units; u++) {
    double mean = (double)statistics[u], variance = (double)statistics[layer->units + u];
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
real *gn_unnormalize(gn_network *n, const gn_layer *layer, gn_panels *panels, const gn_group *group) {
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
