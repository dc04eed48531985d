/* Where everything lies: one allocation a network, and one for the workspace of a batch that is normalized or summed whole. */
#include "core.h"
#include <stdlib.h>
#include <string.h>

void *gn_take(uint64_t bytes, gn_error *error) {
  bytes = (bytes + 16) & ~(uint64_t)15;
  void *block = bytes <= PTRDIFF_MAX ? aligned_alloc(16, (size_t)bytes) : NULL;
  if (block) return memset(block, 0, (size_t)bytes);
  gn_fail(error, GN_OUT_OF_MEMORY, "no memory for %g bytes; use fewer rows, units or layers", (double)bytes);
  return NULL;
}

void *gn_part(char *base, uint64_t *at, uint64_t bytes) {
  void *p = base ? base + *at : NULL;
  *at += (bytes + 15) & ~(uint64_t)15;
  return p;
}

/* Points the arrays of a workspace into `base` (NULL: only counts) and answers the bytes of them all. */
static uint64_t arrange_workspace(const gn_network *n, gn_workspace *w, char *base) {
  uint64_t at = 0, panel = (uint64_t)w->slots * PANEL * sizeof(real);
  gn_panels *layers = gn_part(base, &at, (uint64_t)n->layer_count * sizeof *layers);
  if (base) w->layers = layers;
  w->input = gn_part(base, &at, n->layers[0].stride * panel);
  w->target = gn_part(base, &at, n->outputs * panel);
  uint32_t widest = 0, tallest = 0;
  for (uint32_t l = 0; l < n->layer_count; l++) {
    if (n->layers[l].stride > widest) widest = n->layers[l].stride;
    if (n->layers[l].units > tallest) tallest = n->layers[l].units;
  }
  w->turned = gn_part(base, &at, w->slots > 1 ? widest * panel : 0);
  w->turned_delta = gn_part(base, &at, w->slots > 1 ? tallest * panel : 0);
  for (uint32_t l = 0; l < n->layer_count; l++) {
    uint64_t units = n->layers[l].units;
    gn_panels p = {0};
    p.z = gn_part(base, &at, units * panel);
    p.delta = gn_part(base, &at, units * panel);
    p.a = gn_part(base, &at, n->layers[l].height * panel);
    p.dropped = gn_part(base, &at, n->layers[l].height * panel);
    p.kept = gn_part(base, &at, units * panel);
    p.normalized = gn_part(base, &at, n->layers[l].batch_normalization ? units * panel : 0);
    p.factor = gn_part(base, &at, n->layers[l].batch_normalization ? units * sizeof(real) : 0);
    if (base) layers[l] = p;
  }
  return at;
}

/* The same for a network. No product here can overflow: plan_network bounds the length, and 1000 layers of 65536 units
 * stay far below 2⁶⁴ bytes. */
static uint64_t arrange(gn_network *n, char *base) {
  uint64_t at = 0, array = ((uint64_t)n->length + SPARE) * sizeof(real), weights = gn_weights_length(n) * sizeof(real);
  gn_part(base, &at, sizeof *n);
  gn_layer *layers = gn_part(base, &at, (uint64_t)n->layer_count * sizeof *layers);
  if (base) n->layers = layers;
  n->parameters = gn_part(base, &at, weights);
  n->other = gn_part(base, &at, weights);
  n->gradients = gn_part(base, &at, array);
  n->state = gn_part(base, &at, 2 * array);
  n->workspace = (gn_workspace){.slots = 1};
  return at + arrange_workspace(n, &n->workspace, base ? base + at : NULL);
}

gn_workspace *gn_take_workspace(gn_network *network, size_t rows, gn_error *error) {
  gn_workspace plan = {.slots = gn_slots(network, rows)};
  if (plan.slots == 1) return &network->workspace;
  uint64_t head = 0;
  gn_part(NULL, &head, sizeof plan);
  char *block = gn_take(head + arrange_workspace(network, &plan, NULL), error);
  if (!block) return NULL;
  gn_workspace *workspace = memcpy(block, &plan, sizeof plan);
  arrange_workspace(network, workspace, block + head);
  return workspace;
}

void gn_give_workspace(gn_network *network, gn_workspace *workspace) {
  if (workspace != &network->workspace) free(workspace);
}

gn_network *gn_allocate(gn_network *plan, gn_error *error) {
  char *block = gn_take(arrange(plan, NULL), error);
  if (!block) return NULL;
  gn_network *network = memcpy(block, plan, sizeof *plan);
  uint64_t at = 0;
  gn_part(block, &at, sizeof *plan);
  memcpy(block + at, plan->layers, plan->layer_count * sizeof *plan->layers);
  arrange(network, block);
  return network;
}

void gn_free(gn_network *network) { free(network); }
