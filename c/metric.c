/* One row a metric: a figure read off what a pass over the rows has counted. */
#include "core.h"

static double accuracy(const gn_tally *tally) { return tally->right / tally->answers; }

const gn_metric_row gn_metrics[] = {
  {"accuracy", accuracy},
  {NULL, NULL},
};

static uint32_t strongest(const real *panel, uint32_t lane, uint32_t units, uint32_t width) {
  uint32_t best = 0;
  for (uint32_t u = 1; u < units; u++)
    if (panel[u * width + lane] > panel[best * width + lane]) best = u;
  return best;
}

/* An output that mixes its units gives one answer a row, the strongest class (the first of equals);
 * any other gives one an output: the side of the threshold it lies on. */
void gn_tally_panel(gn_tally *tally, const gn_network *network, double threshold, uint32_t width, uint32_t samples) {
  const gn_layer *output = gn_output_layer(network);
  const real *a = output->a, *target = network->target;
  uint32_t units = output->units, right = 0;
  if (gn_activations[output->activation].output_only) {
    for (uint32_t s = 0; s < samples; s++) right += strongest(a, s, units, width) == strongest(target, s, units, width);
    tally->answers += samples;
  } else {
    for (uint32_t u = 0; u < units; u++)
      for (uint32_t s = 0; s < samples; s++)
        right += ((double)a[u * width + s] > threshold) == (target[u * width + s] > (real)0.5);
    tally->answers += (double)samples * units;
  }
  tally->right += right;
}
