/* One row an activation: its name, its function, its derivative. */
#include "vmath.h"
#include <stdlib.h>

/* VALUE is f(z). */
#define FORWARD(name, VALUE)                                                                         \
  static void name##_forward(const gn_layer *layer, const gn_group *group, const real *from, real *to) { \
    uint32_t size = layer->units * group->width, gap = (layer->height - layer->units) * PANEL;       \
    for (uint32_t p = group->panels; p > 0; p--, to += gap) {                                        \
      const real *end = from + size;                                                                 \
      do {                                                                                           \
        vreal z = v_load(from);                                                                      \
        v_store(to, VALUE);                                                                          \
        from += LANES, to += LANES;                                                                  \
      } while (from < end);                                                                          \
    }                                                                                                \
  }

/* SLOPE is f′(z), which may use both z and a = f(z). */
#define BACKWARD(name, SLOPE)                                                                        \
  static void name##_backward(const gn_layer *layer, const gn_group *group, const real *zs, const real *as, real *delta) { \
    uint32_t size = layer->units * group->width, gap = (layer->height - layer->units) * PANEL;       \
    for (uint32_t p = group->panels; p > 0; p--, as += gap) {                                        \
      const real *end = zs + size;                                                                   \
      do {                                                                                           \
        vreal z = v_load(zs), a = v_load(as);                                                        \
        (void)z, (void)a;                                                                            \
        v_store(delta, v_load(delta) * (SLOPE));                                                     \
        zs += LANES, as += LANES, delta += LANES;                                                    \
      } while (zs < end);                                                                            \
    }                                                                                                \
  }

#define ZERO V_SPLAT((real)0)
#define ONE V_SPLAT((real)1)
#define LEAK V_SPLAT((real)0.01)

#define SELU_SCALE V_SPLAT((real)1.0507009873554804934193349852946)
#define SELU_ALPHA V_SPLAT((real)1.6732632423543772848170429916717)

#define ELEMENTWISE(name, VALUE, SLOPE) FORWARD(name, VALUE) BACKWARD(name, SLOPE)

/* The identity: z */
ELEMENTWISE(linear, z, ONE)
/* 1 above 0, else 0; no gradient */
FORWARD(step, v_select(z > 0, ONE, v_select(z == z, ZERO, z)))
/* The logistic function: 1 / (1 + e⁻ᶻ), with the slope σ(1 − σ) */
ELEMENTWISE(sigmoid, v_sigmoid(z), a * (1 - a))
/* The hyperbolic tangent: (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ), with the slope 1 − tanh² */
ELEMENTWISE(tanh, v_tanh(z), 1 - a * a)
/* V. Nair and G. Hinton, 2010: max(0, z), with the slope 0 at 0 */
ELEMENTWISE(relu, v_max(z, ZERO), v_select(z > 0, ONE, ZERO))
/* A. Maas et al., 2013: z above 0, 0.01·z below */
ELEMENTWISE(leaky_relu, v_select(z > 0, z, z * LEAK), v_select(z > 0, ONE, LEAK))
/* D.-A. Clevert et al., "Exponential linear units", 2016, with α = 1 */
ELEMENTWISE(elu, v_select(z > 0, z, gn_expm1(z)), v_select(z > 0, ONE, a + 1))
/* G. Klambauer et al., "Self-normalizing neural networks", 2017 */
ELEMENTWISE(selu, SELU_SCALE * v_select(z > 0, z, SELU_ALPHA * gn_expm1(z)),
            v_select(z > 0, SELU_SCALE, a + SELU_SCALE * SELU_ALPHA))
/* D. Hendrycks and K. Gimpel, "Gaussian error linear units", 2016: z·Φ(z) */
ELEMENTWISE(gelu, z * gn_normal_cdf(z), gn_normal_cdf(z) + z * gn_normal_density(z))
/* S. Elfwing et al., 2018, also called swish: z·σ(z) */
ELEMENTWISE(silu, z * gn_sigmoid(z), gn_sigmoid(z) * (1 + z * gn_sigmoid(-z)))
/* g + z·σ(z)·(1 − g²) with g = tanh(ln w) and w = 1 + eᶻ, where 1 − g is 2 / (1 + w²): nothing cancels as g nears 1. */
static inline vreal mish_slope(vreal z, vreal gate) {
  vreal w = 1 + gn_exp(z);
  return gate + z * gn_sigmoid(z) * (1 + gate) * (2 / (1 + w * w));
}
/* D. Misra, 2020: z·tanh(ln(1 + eᶻ)) */
ELEMENTWISE(mish, z * gn_tanh(gn_softplus(z)), mish_slope(z, gn_tanh(gn_softplus(z))))
/* C. Dugas et al., 2001: ln(1 + eᶻ), whose slope is σ(z) */
ELEMENTWISE(softplus, gn_softplus(z), gn_sigmoid(z))
/* J. Bergstra et al., 2009: z / (1 + |z|) */
ELEMENTWISE(softsign, z / (1 + v_abs(z)), ONE / ((1 + v_abs(z)) * (1 + v_abs(z))))
/* As PyTorch: 0 below −3, 1 above 3, z/6 + ½ between */
ELEMENTWISE(hard_sigmoid, v_min(v_max(z / 6 + (real)0.5, ZERO), ONE), v_select((z > -3) & (z < 3), ONE / 6, ZERO))

/* softmax(z)ᵢ = e^(zᵢ−m) / Σⱼ e^(zⱼ−m) with m = max z, so that nothing overflows. Samples are lanes. */
static void softmax_forward(const gn_layer *layer, const gn_group *group, const real *z, real *a) {
  uint32_t units = layer->units, width = group->width;
  for (uint32_t p = group->panels; p > 0; p--, z += units * PANEL, a += layer->height * PANEL)
    for (uint32_t lane = 0; lane < width; lane += LANES) {
      vreal top = v_load(z + lane), sum = ZERO;
      for (uint32_t u = 1; u < units; u++) top = v_max(top, v_load(z + u * width + lane));
      for (uint32_t u = 0; u < units; u++) {
        vreal power = v_exp(v_load(z + u * width + lane) - top);
        v_store(a + u * width + lane, power);
        sum += power;
      }
      for (uint32_t u = 0; u < units; u++) v_store(a + u * width + lane, v_load(a + u * width + lane) / sum);
    }
}

/* ∂aᵢ/∂zⱼ = aᵢ ([i = j] − aⱼ), so δᵢ ← aᵢ (δᵢ − Σⱼ δⱼ aⱼ). */
static void softmax_backward(const gn_layer *layer, const gn_group *group, const real *z, const real *a, real *delta) {
  (void)z;
  uint32_t units = layer->units, width = group->width;
  for (uint32_t p = group->panels; p > 0; p--, delta += units * PANEL, a += layer->height * PANEL)
    for (uint32_t lane = 0; lane < width; lane += LANES) {
      vreal sum = ZERO;
      for (uint32_t u = 0; u < units; u++) sum += v_load(delta + u * width + lane) * v_load(a + u * width + lane);
      for (uint32_t u = 0; u < units; u++) {
        real *d = delta + u * width + lane;
        v_store(d, v_load(a + u * width + lane) * (v_load(d) - sum));
      }
    }
}

#define ROW(name, functions, initializer) {name, functions##_forward, functions##_backward, initializer, false}

const gn_activation_row gn_activations[] = {
  ROW("linear", linear, "glorotUniform"),
  {"step", step_forward, NULL, "glorotUniform", false},
  ROW("sigmoid", sigmoid, "glorotUniform"),
  ROW("tanh", tanh, "glorotUniform"),
  ROW("relu", relu, "heNormal"),
  ROW("leakyRelu", leaky_relu, "heNormal"),
  ROW("elu", elu, "heNormal"),
  ROW("selu", selu, "lecunNormal"),
  ROW("gelu", gelu, "heNormal"),
  ROW("silu", silu, "heNormal"),
  ROW("mish", mish, "heNormal"),
  ROW("softplus", softplus, "glorotUniform"),
  ROW("softsign", softsign, "glorotUniform"),
  ROW("hardSigmoid", hard_sigmoid, "glorotUniform"),
  {"softmax", softmax_forward, softmax_backward, "glorotUniform", true},
  {NULL, NULL, NULL, NULL, false},
};

/* In panels four lanes wide: n numbers side by side, or one a unit where units are mixed. */
gn_status gn_activate(int activation, const real *x, size_t n, real *value, real *derivative, gn_error *error) {
  gn_status status = gn_check_number(gn_field_at(GN_LAYER_CONFIG, 1), activation, "", error);
  if (status) return status;
  const gn_activation_row *row = &gn_activations[activation];
  if (derivative && (!row->backward || row->output_only))
    return gn_fail(error, GN_UNSUPPORTED, "%s has no derivative of one number; ask for its value only", row->name);
  size_t gap = row->output_only ? HALF_PANEL : 1, units = (n * gap + HALF_PANEL - 1) / HALF_PANEL;
  size_t length = units * HALF_PANEL;
  if (n == 0 || n > (1u << 24)) return gn_fail(error, GN_INVALID_SHAPE, "x has %u numbers; it must have 1 to 16777216", n);
  real *z = gn_take(3 * length * sizeof *z, error);
  if (!z) return GN_OUT_OF_MEMORY;
  real *a = z + length, *slope = a + length;
  for (size_t i = 0; i < n; i++) z[i * gap] = x[i], slope[i] = 1;
  gn_layer layer = {.units = (uint32_t)units, .height = (uint32_t)units};
  gn_group group = {.panels = 1, .width = HALF_PANEL};
  row->forward(&layer, &group, z, a);
  if (derivative) row->backward(&layer, &group, z, a, slope);
  for (size_t i = 0; i < n; i++) {
    if (value) value[i] = a[i * gap];
    if (derivative) derivative[i] = slope[i];
  }
  free(z);
  return GN_OK;
}
