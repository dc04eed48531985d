/* Dropout: N. Srivastava et al., 2014, survivors scaled so that the sum keeps its mean. */
#include "core.h"

/* Drawn sample by sample, unit by unit, so that it does not depend on how samples lie in panels. */
void gn_drop(gn_network *n, const gn_layer *layer, gn_panels *panels, const gn_group *group) {
  uint32_t units = layer->units, width = group->width;
  real scale = (real)(1 / (1 - layer->dropout));
  uint32_t dropped_below = (uint32_t)(layer->dropout * 4294967296.0);
  gn_xoshiro dropper = n->dropper;
  for (uint32_t p = 0; p < group->panels; p++) {
    real *kept = panels->kept + (size_t)p * units * PANEL;
    const real *a = panels->a + (size_t)p * layer->height * PANEL;
    real *dropped = panels->dropped + (size_t)p * layer->height * PANEL;
    uint32_t samples = gn_samples(group, p);
    for (uint32_t s = 0; s < width; s++)
      for (uint32_t i = s; i < units * width; i += width) {
        kept[i] = s < samples && gn_xoshiro_next(&dropper) >= dropped_below ? scale : 0;
        dropped[i] = a[i] * kept[i];
      }
  }
  n->dropper = dropper;
}

void gn_drop_back(const gn_layer *layer, gn_panels *panels, const gn_group *group) {
  for (size_t i = 0; i < (size_t)layer->units * group->width * group->panels; i++) panels->delta[i] *= panels->kept[i];
}
