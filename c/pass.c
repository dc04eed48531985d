/* Rows on their way through the network, panel by panel. */
#include "simd.h"

/* The rows of `source` (columns wide) into the lanes of a panel; zeros in the lanes after the last sample. */
static void gather(real *panel, const real *source, const uint32_t *order, size_t first, uint32_t columns,
                   uint32_t width, uint32_t samples) {
  for (uint32_t lane = 0; lane < width; lane += LANES) {
    const real *rows[LANES];
    uint32_t live = 0;
    for (; live < LANES && lane + live < samples; live++)
      rows[live] = source + (size_t)(order ? order[first + lane + live] : first + lane + live) * columns;
    uint32_t c = 0;
    for (; live == LANES && c + LANES <= columns; c += LANES) {
      real *to = panel + (size_t)c * width + lane;
      vreal block[LANES];
#define TAKE(k) block[k] = v_load_anywhere(rows[k] + c);
#define PUT(k) v_store(to + k * width, block[k]);
      EACH_LANE(TAKE)
      v_transpose(block);
      EACH_LANE(PUT)
    }
    for (; c < columns; c++)
      for (uint32_t k = 0; k < LANES; k++) panel[(size_t)c * width + lane + k] = k < live ? rows[k][c] : 0;
  }
}

static void scatter(real *out, const real *panel, size_t first, uint32_t columns, uint32_t width, uint32_t samples) {
  for (uint32_t s = 0; s < samples; s++)
    for (uint32_t c = 0; c < columns; c++) out[(first + s) * columns + c] = panel[c * width + s];
}

/* z, a and, with y, δ of each layer for the rows of one panel into gn_trace's `out`. */
static void scatter_trace(const gn_network *n, const gn_workspace *w, uint32_t p, real *out, const gn_rows *rows, size_t first,
                          uint32_t width, uint32_t samples) {
  for (uint32_t l = 0; l < n->layer_count; l++) {
    uint32_t units = n->layers[l].units;
    const gn_panels *panels = &w->layers[l];
    size_t at = (size_t)p * units * PANEL, at_a = (size_t)p * gn_padded(units + 1) * PANEL, step = rows->count * units;
    scatter(out, panels->z + at, first, units, width, samples);
    scatter(out += step, panels->a + at_a, first, units, width, samples);
    if (rows->y) scatter(out += step, panels->delta + at, first, units, width, samples);
    out += step;
  }
}

enum { GROUP_PANELS = 8, GROUP_ROWS = 32 }; /* a group of panels pays where the gradient is summed over all its samples */

uint32_t gn_slots(const gn_network *network, size_t rows) {
  size_t panels = (rows + PANEL - 1) / PANEL;
  if (network->normalizes) return (uint32_t)panels;
  if (rows < GROUP_ROWS) return 1;
  return panels < GROUP_PANELS ? (uint32_t)panels : GROUP_PANELS;
}

/* The loss of one panel, and δ of the output. */
static double measure_panel(gn_network *n, gn_workspace *w, uint32_t p, const gn_rows *rows, const gn_pass *pass, size_t first,
                            uint32_t width, uint32_t samples) {
  const gn_layer *output = &n->layers[n->layer_count - 1];
  const gn_panels *panels = &w->layers[n->layer_count - 1];
  const real *z = panels->z + (size_t)p * output->units * PANEL, *a = panels->a + (size_t)p * gn_padded(output->units + 1) * PANEL;
  real *delta = pass->scale != 0 ? panels->delta + (size_t)p * output->units * PANEL : NULL;
  if (!w->held.count) gather(w->target, rows->y, rows->order, first, n->outputs, width, samples);
  const gn_loss_row *loss = &gn_losses[n->loss];
  double sum = loss->panel(z, a, w->target, delta, (real)pass->scale, n->outputs, width, samples);
  if (delta && !loss->output) gn_activations[output->activation].backward(z, a, delta, output->units, width);
  if (pass->tally) gn_tally_panel(pass->tally, n, a, w->target, pass->threshold, width, samples);
  return sum;
}

/* The panels of one group forward and, where `scale` is not 0, backward through all layers. */
static double run_group(gn_network *n, gn_workspace *w, const gn_rows *rows, const gn_pass *pass, size_t first, const gn_group *group) {
  double sum = 0;
  for (uint32_t p = 0; p < group->panels; p++)
    if (w->widths[p] != gn_width(group, p)) gn_change_width(n, w, p, gn_width(group, p));
  for (uint32_t p = 0; p < group->panels && !w->held.count; p++)
    gather(w->input + (size_t)p * n->layers[0].stride * PANEL, rows->x, rows->order, first + (size_t)p * PANEL, n->inputs,
           gn_width(group, p), gn_samples(group, p));
  gn_forward(n, w, group);
  for (uint32_t p = 0; p < group->panels && rows->y; p++)
    sum += measure_panel(n, w, p, rows, pass, first + (size_t)p * PANEL, gn_width(group, p), gn_samples(group, p));
  if (pass->scale != 0) gn_backward(n, w, group);
  for (uint32_t p = 0; p < group->panels && (pass->answers || pass->trace); p++) {
    size_t at = first + (size_t)p * PANEL;
    const real *a = w->layers[n->layer_count - 1].a + (size_t)p * gn_padded(n->outputs + 1) * PANEL;
    if (pass->answers) scatter(pass->answers, a, at, n->outputs, gn_width(group, p), gn_samples(group, p));
    if (pass->trace) scatter_trace(n, w, p, pass->trace, rows, at, gn_width(group, p), gn_samples(group, p));
  }
  return sum;
}

/* Sends rows through, group by group: as many panels as the workspace has slots for. Answers the sum of the rows'
 * losses; without `y` 0. Networks that learn and normalize need a slot for every panel. */
double gn_run_rows(gn_network *n, gn_workspace *w, const gn_rows *rows, const gn_pass *pass) {
  double sum = 0;
  /* A batch of one panel that comes again and again need not be gathered again. */
  const gn_rows *held = &w->held;
  bool holds = pass->mode == GN_LEARN && rows->count <= PANEL && !rows->order;
  if (!holds || held->x != rows->x || held->y != rows->y || held->count != rows->count) w->held.count = 0;
  for (size_t first = 0; first < rows->count;) {
    size_t left = rows->count - first, room = (size_t)w->slots * PANEL, samples = left < room ? left : room;
    uint32_t panels = (uint32_t)((samples + PANEL - 1) / PANEL);
    uint32_t last = (uint32_t)(samples - (size_t)(panels - 1) * PANEL);
    gn_group group = {.panels = panels, .last_width = panels > 1 || last > HALF_PANEL ? PANEL : HALF_PANEL, .samples = samples, .mode = pass->mode,
                      .goes_on = first > 0};
    sum += run_group(n, w, rows, pass, first, &group);
    first += samples;
  }
  if (holds) w->held = *rows;
  return sum;
}
