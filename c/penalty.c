/* L1 and L2 penalties on kernels, as Keras counts them: l1·Σ|w| + l2·Σw². */
#include "simd.h"

static double penalize_layer(const gn_layer *layer, const real *kernel, real *gradient) {
  vreal l1 = V_SPLAT((real)layer->l1), l2 = V_SPLAT((real)layer->l2);
  v_sum sum = {0};
  for (uint32_t u = 0; u < layer->units; u++)
    for (uint32_t c = 0; c < layer->stride; c += LANES) {
      size_t i = (size_t)u * layer->stride + c;
      vint live = v_live(c, layer->inputs); /* the bias after them goes free */
      vreal w = v_load(kernel + i), slope = (vreal)((vint)v_copy_sign(l1, w) & (w != 0)) + 2 * l2 * w;
      v_add_up(&sum, l1 * v_abs(w) + l2 * w * w, live);
      if (gradient) v_store(gradient + i, v_load(gradient + i) + (vreal)((vint)slope & live));
    }
  return v_total(&sum);
}

double gn_penalty(const gn_network *network, real *gradients) {
  double sum = 0;
  for (uint32_t l = 0; l < network->layer_count && network->penalized; l++) {
    const gn_layer *layer = &network->layers[l];
    if (layer->l1 != 0 || layer->l2 != 0)
      sum += penalize_layer(layer, network->parameters + layer->offset, gradients ? gradients + layer->offset : NULL);
  }
  return sum;
}
