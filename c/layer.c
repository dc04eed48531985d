/* Forward and backward of one layer over one panel. */
#include "core.h"

/* The constant row under the panel coming in: what the bias is multiplied by. */
static void set_constant_row(const gn_layer *layer, real *in, uint32_t width) {
  for (uint32_t s = 0; s < width; s++) in[layer->inputs * width + s] = layer->use_bias;
}

/* in: (inputs + 1, width) → z, a: (units, width) */
void gn_layer_forward(const gn_layer *layer, const real *parameters, real *in, uint32_t width) {
  set_constant_row(layer, in, width);
  gn_matmul(parameters + layer->offset, layer->stride, in, layer->z, layer->units, layer->inputs + 1, width);
  gn_activations[layer->activation].forward(layer->z, layer->a, layer->units, width);
}

/* From this layer's δ: its share of the gradients, and δ of the layer before (NULL before the first). */
void gn_layer_backward(const gn_layer *layer, const real *parameters, real *gradients, const real *in,
                       const gn_layer *before, uint32_t width) {
  gn_matmul_gradient(gradients + layer->offset, layer->stride, layer->delta, in, layer->units, layer->inputs + 1, width);
  if (!before) return;
  gn_matmul_transposed(parameters + layer->offset, layer->stride, layer->delta, before->delta, layer->units,
                       layer->inputs, width);
  gn_activations[before->activation].backward(before->z, before->a, before->delta, before->units, width);
}
