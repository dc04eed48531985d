/* The flat arrays from outside: parameters in their public order, statistics, and what training left besides. */
#include "core.h"
#include <string.h>

size_t gn_parameter_count(const gn_network *network) {
  size_t count = 0;
  for (uint32_t l = 0; l < network->layer_count; l++)
    count += (size_t)network->layers[l].units *
             (network->layers[l].inputs + network->layers[l].use_bias + 2u * network->layers[l].batch_normalization);
  return count;
}

size_t gn_statistic_count(const gn_network *network) { return network->statistics_length; }

/* Where the next parameter lies in the flat arrays. */
size_t gn_next_place(const gn_network *n, gn_walk *walk) {
  for (; walk->layer < n->layer_count; walk->layer++, walk->row = 0) {
    const gn_layer *layer = &n->layers[walk->layer];
    uint32_t own = layer->inputs + layer->use_bias, rows = own + (layer->batch_normalization ? 2 : 0);
    if (walk->row >= rows) continue;
    uint32_t row = walk->row, unit = walk->unit++;
    if (walk->unit == layer->units) walk->unit = 0, walk->row++;
    if (row < own) return layer->offset + (size_t)unit * layer->stride + row;
    return (row == own ? layer->gamma : layer->beta) + unit;
  }
  return GN_WALK_END;
}
void gn_read(const gn_network *network, gn_array array, real *out) {
  const real *flat = array == GN_GRADIENTS ? network->gradients : network->parameters;
  size_t i;
  if (array == GN_STATISTICS) memcpy(out, gn_statistics(network, network->parameters), network->statistics_length * sizeof(real));
  else FOR_EACH_PARAMETER(network, i) *out++ = flat[i];
}

static gn_status check_statistics(const gn_network *n, const real *statistics, gn_error *error) {
  for (uint32_t l = 0; l < n->layer_count; l++) {
    const real *variances = statistics + n->layers[l].statistics + n->layers[l].units;
    for (uint32_t u = 0; n->layers[l].batch_normalization && u < n->layers[l].units; u++)
      if (variances[u] < 0)
        return gn_fail(error, GN_INVALID_DATA, "layers[%u].movingVariance[%u] is %g; it must not be negative", (size_t)l,
                       (size_t)u, (double)variances[u]);
  }
  return GN_OK;
}

gn_status gn_write(gn_network *network, gn_array array, const real *numbers, gn_error *error) {
  bool statistics = array == GN_STATISTICS;
  size_t count = statistics ? network->statistics_length : gn_parameter_count(network);
  size_t i = gn_first_infinite(numbers, count);
  if (i < count) return gn_fail(error, GN_INVALID_DATA, "weight %u is %g; it must be a finite number", i, (double)numbers[i]);
  gn_status status = statistics ? check_statistics(network, numbers, error) : GN_OK;
  if (status) return status;
  if (statistics) memcpy(gn_statistics(network, network->parameters), numbers, count * sizeof(real));
  else FOR_EACH_PARAMETER(network, i) network->parameters[i] = *numbers++;
  network->has_previous = false;
  return GN_OK;
}

/* ---- A state is a row of doubles, which hold every float, every count below 2⁵³ and every word of a generator exactly. */

size_t gn_state_size(const gn_network *network) { return GN_STATE_WHOLE + 2 * gn_parameter_count(network); }

double *gn_read_words(const gn_xoshiro *generator, double *words) {
  for (int i = 0; i < 4; i++) *words++ = generator->state[i];
  return words;
}

void gn_write_words(gn_xoshiro *generator, const double *words) {
  for (int i = 0; i < 4; i++) generator->state[i] = (uint32_t)words[i];
}

void gn_read_state(gn_network *n, double *state) {
  *state++ = n->optimizer_steps;
  state = gn_read_words(&n->dropper, gn_read_words(&n->shuffler, state));
  size_t i;
  for (const real *part = n->state; part < n->state + 2 * n->length; part += n->length)
    FOR_EACH_PARAMETER(n, i) *state++ = (double)part[i];
}

gn_status gn_check_state(const double *state, size_t count, size_t expected, size_t counts, gn_error *error) {
  if (count != expected) return gn_fail(error, GN_INVALID_DATA, "the state has %u numbers; this training needs %u", count, expected);
  for (size_t i = 0; i < GN_STATE_WHOLE; i++)
    if (!(state[i] >= 0 && state[i] <= (i < counts ? 9e15 : UINT32_MAX) && state[i] == (double)(uint64_t)state[i]))
      return gn_fail(error, GN_INVALID_DATA, "number %u of the state is %g, which cannot be", i, state[i]);
  return GN_OK;
}

gn_status gn_write_state(gn_network *n, const double *state, size_t count, gn_error *error) {
  gn_status status = gn_check_state(state, count, gn_state_size(n), 1, error);
  for (size_t i = 0; i < count && !status; i++)
    if (!gn_is_finite(state[i])) status = gn_fail(error, GN_INVALID_DATA, "number %u of the state is %g", i, state[i]);
  if (status) return status;
  n->optimizer_steps = *state;
  gn_write_words(&n->shuffler, state + 1);
  gn_write_words(&n->dropper, state + 5);
  state += GN_STATE_WHOLE;
  size_t i;
  for (real *part = n->state; part < n->state + 2 * n->length; part += n->length)
    FOR_EACH_PARAMETER(n, i) part[i] = (real)*state++;
  n->has_previous = false;
  return GN_OK;
}
