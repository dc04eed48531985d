/* L1 and L2 penalties on kernels, as Keras counts them: l1·Σ|w| + l2·Σw². */
#include "core.h"

static double penalize_layer(const gn_layer *layer, const real *kernel, real *gradient) {
  real l1 = (real)layer->l1, l2 = (real)layer->l2;
  double sum = 0;
  for (uint32_t u = 0; u < layer->units; u++)
    for (uint32_t c = 0; c < layer->inputs; c++) {
      size_t i = (size_t)u * layer->stride + c;
      real w = kernel[i];
      sum += layer->l1 * (double)(w < 0 ? -w : w) + layer->l2 * (double)w * (double)w;
      if (gradient) gradient[i] += (w > 0 ? l1 : w < 0 ? -l1 : 0) + 2 * l2 * w;
    }
  return sum;
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
