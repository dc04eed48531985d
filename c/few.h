/* Two to four rows to learn from: there and back in one function, inlined in the trainer's step, since a call costs as much as a
 * small layer. The same sums in the same order as on the way of any rows, pass.c. */
#ifndef GN_FEW_H
#define GN_FEW_H

#include "tile.h"

/* Whether a batch of `rows` rows goes this way: half a panel, neither normalized nor dropped. */
static INLINE bool gn_is_few(const gn_network *n, size_t rows) {
  return rows <= HALF_PANEL && rows > 1 && !n->normalizes && !n->drops;
}

/* δ = ∂L/∂z of each layer, last to first: Wᵀδ of the layer after it, times the slope; and the gradient δ·inᵀ. */
static INLINE void gn_back_few(gn_network *n, gn_workspace *w) {
  for (uint32_t l = n->layer_count; l-- > 0;) {
    const gn_layer *layer = &n->layers[l];
    gn_panels *panels = &w->layers[l];
    const real *in = w->input;
    if (l > 0) {
      const gn_layer *before = layer - 1;
      gn_panels *behind = panels - 1;
      in = behind->a;
      gn_weighted_sums(n->parameters + layer->offset, 1, layer->stride, panels->delta, behind->delta, layer->inputs, layer->units,
                       HALF_PANEL, false);
      before->activation->backward(before, &w->few, behind->z, behind->a, behind->delta);
    }
    gn_gradient_of_few(n->gradients + layer->offset, layer->stride, panels->delta, in, layer->units);
  }
}

/* As gn_run_rows. */
static INLINE double gn_learn_few(gn_network *n, gn_workspace *w, const gn_rows *rows, const gn_pass *pass) {
  const gn_group *group = &w->few;
  if (rows->order || w->held != rows->x) gn_hold_few(n, w, rows);
  const real *in = w->input;
  gn_panels *panels = w->layers;
  for (const gn_layer *layer = n->layers, *end = layer + n->layer_count; layer < end; layer++, panels++) {
    gn_weighted_sums(n->parameters + layer->offset, layer->stride, 1, in, panels->z, layer->units, layer->inputs + 1, HALF_PANEL,
                     false);
    layer->activation->forward(layer, group, panels->z, panels->a);
    in = panels->a;
  }
  double sum = gn_loss_of(n, w, pass, group, true);
  gn_back_few(n, w);
  return sum;
}

#endif
