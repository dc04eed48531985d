/* Where everything lies: one allocation a network, and one for the workspace of a batch that is normalized or summed whole. */
#include "core.h"
#include <stdlib.h>
#include <string.h>

static void *take(char *base, uint64_t *at, uint64_t bytes) {
  void *p = base ? base + *at : NULL;
  *at += (bytes + 15) & ~(uint64_t)15;
  return p;
}

/* Points the arrays of a workspace into `base` (NULL: only counts) and answers the bytes of them all. */
static uint64_t arrange_workspace(const gn_network *n, gn_workspace *w, char *base) {
  uint64_t at = 0, panel = (uint64_t)w->slots * PANEL * sizeof(real);
  gn_panels *layers = take(base, &at, (uint64_t)n->layer_count * sizeof *layers);
  if (base) w->layers = layers;
  w->widths = take(base, &at, (uint64_t)w->slots * sizeof *w->widths);
  w->input = take(base, &at, n->layers[0].stride * panel);
  w->target = take(base, &at, n->outputs * PANEL * sizeof(real));
  uint32_t widest = 0, tallest = 0;
  for (uint32_t l = 0; l < n->layer_count; l++) {
    if (n->layers[l].stride > widest) widest = n->layers[l].stride;
    if (n->layers[l].units > tallest) tallest = n->layers[l].units;
  }
  w->turned = take(base, &at, w->slots > 1 ? widest * panel : 0);
  w->turned_delta = take(base, &at, w->slots > 1 ? tallest * panel : 0);
  for (uint32_t l = 0; l < n->layer_count; l++) {
    uint64_t units = n->layers[l].units;
    gn_panels p = {0};
    p.z = take(base, &at, units * panel);
    p.delta = take(base, &at, units * panel);
    p.a = take(base, &at, gn_padded((uint32_t)units + 1) * panel);
    p.dropped = take(base, &at, gn_padded((uint32_t)units + 1) * panel);
    p.kept = take(base, &at, units * panel);
    p.normalized = take(base, &at, n->layers[l].batch_normalization ? units * panel : 0);
    p.factor = take(base, &at, n->layers[l].batch_normalization ? units * sizeof(real) : 0);
    if (base) layers[l] = p;
  }
  return at;
}

/* The same for a network. No product here can overflow: plan_network bounds the length, and 1000 layers of 65536 units
 * stay far below 2⁶⁴ bytes. */
static uint64_t arrange(gn_network *n, char *base) {
  uint64_t at = 0, array = (uint64_t)n->length * sizeof(real), statistics = (uint64_t)n->statistics_length * sizeof(real);
  take(base, &at, sizeof *n);
  gn_layer *layers = take(base, &at, (uint64_t)n->layer_count * sizeof *layers);
  if (base) n->layers = layers;
  n->parameters = take(base, &at, array);
  n->other = take(base, &at, array);
  n->gradients = take(base, &at, array);
  n->state = take(base, &at, 2 * array);
  n->statistics = take(base, &at, statistics);
  n->other_statistics = take(base, &at, statistics);
  n->workspace.slots = 1;
  return at + arrange_workspace(n, &n->workspace, base ? base + at : NULL);
}

gn_workspace *gn_take_workspace(gn_network *network, size_t rows) {
  if (gn_slots(network, rows) == 1) return &network->workspace;
  gn_workspace plan = {.slots = gn_slots(network, rows)};
  uint64_t head = (sizeof plan + 15) & ~(uint64_t)15, bytes = head + arrange_workspace(network, &plan, NULL);
  char *block = bytes <= PTRDIFF_MAX ? aligned_alloc(16, (size_t)bytes) : NULL;
  if (!block) return NULL;
  memset(block, 0, (size_t)bytes);
  gn_workspace *workspace = memcpy(block, &plan, sizeof plan);
  arrange_workspace(network, workspace, block + head);
  return workspace;
}

void gn_give_workspace(gn_network *network, gn_workspace *workspace) {
  if (workspace != &network->workspace) free(workspace);
}

/* A copy of the plan `n` and its layers, in one block with room for every array, all zeros. */
gn_network *gn_allocate(gn_network *n, gn_error *error) {
  uint64_t bytes = arrange(n, NULL);
  char *block = bytes <= PTRDIFF_MAX ? aligned_alloc(16, (size_t)bytes) : NULL;
  if (!block) {
    gn_fail(error, GN_OUT_OF_MEMORY, "no memory for a network of %g bytes; use fewer units or layers", (double)bytes);
    return NULL;
  }
  memset(block, 0, (size_t)bytes);
  gn_network *network = memcpy(block, n, sizeof *n);
  uint64_t at = 0;
  take(block, &at, sizeof *n);
  network->layers = memcpy(block + at, n->layers, n->layer_count * sizeof *n->layers);
  network->bytes = (size_t)bytes;
  arrange(network, block);
  return network;
}

void gn_free(gn_network *network) { free(network); }
