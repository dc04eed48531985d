/* Rows on their way through the network and back: a group of panels at a time, each product a function of its own, since one
 * large function is slow in V8. Batches of few rows have a way of their own, few.h. */
#include "simd.h"

/* The rows of `source` (columns wide) into the lanes of a panel; zeros in the lanes after the last sample. */
static NOINLINE void gather(real *panel, const real *source, const uint32_t *order, size_t first, uint32_t columns,
                            uint32_t width, uint32_t samples) {
  for (uint32_t lane = 0; lane < width; lane += LANES) {
    const real *rows[LANES];
    vint live = v_live(lane, samples);
    vreal block[LANES] = {0};
#define FIND(k) {                                                                                    \
      size_t row = first + (lane + k < samples ? lane + k : samples - 1);                            \
      rows[k] = source + (order ? order[row] : row) * columns;                                       \
    }
#define TAKE(k) block[k] = v_load_anywhere(rows[k] + c);
#define PUT(k) v_store(to + k * width, (vreal)((vint)block[k] & live));
#define TAKE_ONE(k) block[0][k] = rows[k][c];
    EACH_LANE(FIND)
    uint32_t c = 0;
    for (; c + LANES <= columns; c += LANES) {
      real *to = panel + (size_t)c * width + lane;
      EACH_LANE(TAKE)
      v_transpose(block);
      EACH_LANE(PUT)
    }
    for (; c < columns; c++) {
      real *to = panel + (size_t)c * width + lane;
      EACH_LANE(TAKE_ONE)
      PUT(0)
    }
  }
}

static void scatter(real *out, const real *panel, size_t first, uint32_t columns, uint32_t width, uint32_t samples) {
  for (uint32_t s = 0; s < samples; s++)
    for (uint32_t c = 0; c < columns; c++) out[(first + s) * columns + c] = panel[c * width + s];
}

/* Rows of a group into the panels of the first layer and of the targets. */
static NOINLINE void take_in(const gn_network *n, const gn_workspace *w, const gn_rows *rows, size_t first, const gn_group *group) {
  for (uint32_t p = 0; p < group->panels; p++, first += PANEL) {
    uint32_t samples = gn_samples(group, p);
    gather(w->input + (size_t)p * n->layers[0].stride * PANEL, rows->x, rows->order, first, n->inputs, group->width, samples);
    if (rows->y)
      gather(w->target + (size_t)p * n->outputs * PANEL, rows->y, rows->order, first, n->outputs, group->width, samples);
  }
}

/* z, a and, with y, δ of each layer for the rows of one panel into gn_trace's `out`. */
static void scatter_trace(const gn_network *n, const gn_workspace *w, uint32_t p, real *out, const gn_rows *rows, size_t first,
                          uint32_t width, uint32_t samples) {
  for (uint32_t l = 0; l < n->layer_count; l++) {
    uint32_t units = n->layers[l].units;
    const gn_panels *panels = &w->layers[l];
    size_t at = (size_t)p * units * PANEL, at_a = (size_t)p * n->layers[l].height * PANEL, step = rows->count * units;
    scatter(out, panels->z + at, first, units, width, samples);
    scatter(out += step, panels->a + at_a, first, units, width, samples);
    if (rows->y) scatter(out += step, panels->delta + at, first, units, width, samples);
    out += step;
  }
}

/* What a pass asks for of a group, the other way. */
static NOINLINE void give_out(const gn_network *n, const gn_workspace *w, const gn_rows *rows, const gn_pass *pass, size_t first,
                              const gn_group *group) {
  uint32_t last = n->layer_count - 1;
  for (uint32_t p = 0; p < group->panels; p++, first += PANEL) {
    const real *a = w->layers[last].a + (size_t)p * n->layers[last].height * PANEL;
    if (pass->answers) scatter(pass->answers, a, first, n->outputs, group->width, gn_samples(group, p));
    if (pass->trace) scatter_trace(n, w, p, pass->trace, rows, first, group->width, gn_samples(group, p));
  }
}

/* What comes in after the inputs: a row of the constant that the bias meets, and rows of 0. */
static void end_input(const gn_layer *layer, real *in, uint32_t width) {
  real *at = in + (size_t)layer->inputs * width, *end = in + (size_t)layer->stride * width;
  vreal constant = V_SPLAT((real)layer->use_bias);
  for (uint32_t s = 0; s < width; s += LANES, at += LANES) v_store(at, constant);
  for (; at < end; at += LANES) v_store(at, V_SPLAT((real)0));
}

/* Makes the workspace ready for panels of another width: their constant rows lie elsewhere. */
static NOINLINE void change_width(const gn_network *n, gn_workspace *w, uint32_t width) {
  for (uint32_t l = 0; l < n->layer_count; l++) {
    const gn_layer *layer = &n->layers[l];
    const gn_panels *behind = l ? &w->layers[l - 1] : NULL;
    for (uint32_t p = 0; p < (w->width ? 1 : w->slots); p++) {
      uint32_t wide = p ? PANEL : width;
      size_t at = (size_t)p * layer->stride * PANEL;
      end_input(layer, (behind ? behind->a : w->input) + at, wide);
      if (behind) end_input(layer, behind->dropped + at, wide);
    }
  }
  w->width = width;
  w->held = NULL; /* it lies otherwise now */
}

enum { GROUP_PANELS = 8, GROUP_ROWS = 32 }; /* a group of panels pays where the gradient is summed over all its samples */

/* Sums round as their groups are cut, so this depends on nothing but the rows that are sent through together. */
uint32_t gn_slots(const gn_network *network, size_t rows) {
  size_t panels = (rows + PANEL - 1) / PANEL;
  if (network->normalizes) return (uint32_t)panels;
  if (rows < GROUP_ROWS) return 1;
  return panels < GROUP_PANELS ? (uint32_t)panels : GROUP_PANELS;
}

static INLINE bool drops(const gn_layer *layer, const gn_group *group) { return group->mode == GN_LEARN && layer->dropout > 0; }

/* z = W·in + b and a = f(z), layer by layer. */
static INLINE void forward(gn_network *n, gn_workspace *w, const gn_group *group) {
  const real *in = w->input;
  gn_panels *panels = w->layers;
  for (const gn_layer *layer = n->layers, *end = layer + n->layer_count; layer < end; layer++, panels++) {
    gn_matmul(layer, group, n->parameters + layer->offset, in, panels->z);
    if (layer->batch_normalization) gn_normalize(n, layer, panels, group);
    layer->activation->forward(layer, group, panels->z, panels->a);
    in = panels->a;
    if (!drops(layer, group)) continue;
    gn_drop(n, layer, panels, group);
    in = panels->dropped;
  }
}

/* δ = ∂L/∂z of the last layer is in place, and comes to the layers before: Wᵀδ, times the slope of what made them. */
static INLINE void backward(gn_network *n, gn_workspace *w, const gn_group *group) {
  for (uint32_t l = n->layer_count; l-- > 0;) {
    const gn_layer *layer = &n->layers[l];
    gn_panels *panels = &w->layers[l];
    const real *in = w->input;
    const real *delta = layer->batch_normalization ? gn_unnormalize(n, layer, panels, group) : panels->delta;
    if (l > 0) { /* first, while the kernel is still near: forward came through it last */
      const gn_layer *before = layer - 1;
      gn_panels *behind = panels - 1;
      bool dropped = drops(before, group);
      in = dropped ? behind->dropped : behind->a;
      gn_matmul_transposed(layer, group, n->parameters + layer->offset, delta, behind->delta);
      if (dropped) gn_drop_back(before, behind, group);
      before->activation->backward(before, group, behind->z, behind->a, behind->delta);
    }
    gn_matmul_gradient(layer, group, w, delta, in, n->gradients + layer->offset);
  }
}

void gn_tally_group(const gn_network *n, const gn_workspace *w, const gn_pass *pass, const gn_group *group) {
  uint32_t last = n->layer_count - 1;
  for (uint32_t p = 0; p < group->panels; p++)
    gn_tally_panel(pass->tally, n, w->layers[last].a + (size_t)p * n->layers[last].height * PANEL,
                   w->target + (size_t)p * n->outputs * PANEL, pass->threshold, group->width, gn_samples(group, p));
}

/* Sends rows through, group by group, and answers the sum of their losses; without `y` 0. To learn needs gn_slots of them; for
 * answers one is enough. */
double gn_run_rows(gn_network *n, gn_workspace *w, const gn_rows *rows, const gn_pass *pass) {
  double sum = 0;
  bool holds = pass->mode == GN_LEARN && rows->count <= PANEL && !rows->order;
  uint32_t slots = gn_slots(n, rows->count);
  size_t room = (size_t)(slots < w->slots ? slots : w->slots) * PANEL;
  for (size_t first = 0, left = rows->count; left > 0;) {
    size_t samples = left < room ? left : room;
    gn_group group = {(uint32_t)((samples + PANEL - 1) / PANEL), samples > 1 ? PANEL : HALF_PANEL, samples, pass->mode,
                      first > 0};
    if (w->width != group.width) change_width(n, w, group.width);
    if (!holds || w->held != rows->x) take_in(n, w, rows, first, &group);
    forward(n, w, &group);
    if (rows->y) sum += gn_loss_of(n, w, pass, &group, pass->mode != GN_ANSWER);
    if (pass->mode != GN_ANSWER) backward(n, w, &group);
    if (pass->answers || pass->trace) give_out(n, w, rows, pass, first, &group);
    first += samples, left -= samples;
  }
  w->held = holds ? rows->x : NULL;
  return sum;
}

void gn_hold_few(const gn_network *n, gn_workspace *w, const gn_rows *rows) {
  if (w->width != HALF_PANEL) change_width(n, w, HALF_PANEL);
  w->few = (gn_group){1, HALF_PANEL, rows->count, GN_LEARN, false};
  take_in(n, w, rows, 0, &w->few);
  w->held = rows->order ? NULL : rows->x;
}
