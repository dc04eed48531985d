/* A network: one allocation, where each number lies in it, and the ways through it. */
#include "core.h"
#include <stdlib.h>
#include <string.h>

/* ---- Memory ------------------------------------------------------------------------------- */

static void *take(char *base, uint64_t *at, uint64_t bytes) {
  void *p = base ? base + *at : NULL;
  *at += (bytes + 15) & ~(uint64_t)15;
  return p;
}

/* Points every array into `base` (NULL: only counts) and answers the bytes of them all. No product
 * here can overflow: 10⁶ layers of 65536 · 65540 doubles stay below 2⁶⁴. */
static uint64_t arrange(gn_network *n, char *base) {
  uint64_t at = 0, panel = PANEL * sizeof(real), array = (uint64_t)n->length * sizeof(real);
  take(base, &at, sizeof *n);
  gn_layer *layers = take(base, &at, (uint64_t)n->layer_count * sizeof *layers);
  if (base) n->layers = layers;
  n->parameters = take(base, &at, array);
  n->other = take(base, &at, array);
  n->gradients = take(base, &at, array);
  n->state = take(base, &at, 2 * array);
  n->input = take(base, &at, (n->inputs + 1) * panel);
  n->target = take(base, &at, n->outputs * panel);
  for (uint32_t l = 0; l < n->layer_count; l++) {
    gn_layer layer = n->layers[l];
    layer.z = take(base, &at, layer.units * panel);
    layer.a = take(base, &at, (layer.units + 1) * panel);
    layer.delta = take(base, &at, layer.units * panel);
    if (base) n->layers[l] = layer;
  }
  return at;
}

/* A copy of the plan `n` and its layers, in one block with room for every array, all zeros. */
static gn_network *allocate(gn_network *n, gn_error *error) {
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

gn_network *gn_clone(const gn_network *network, gn_error *error) {
  gn_network plan = *network;
  gn_network *copy = allocate(&plan, error);
  if (!copy) return NULL;
  memcpy(copy->parameters, network->parameters, network->length * sizeof(real));
  memcpy(copy->state, network->state, 2 * network->length * sizeof(real));
  copy->trainer = NULL;
  copy->has_previous = false;
  return copy;
}

/* ---- Making one --------------------------------------------------------------------------- */

enum { MOST_LAYERS = 1000 };

static gn_status plan_layer(gn_layer *layer, const gn_layer_config *given, uint32_t inputs, size_t index, bool last,
                            gn_error *error) {
  char prefix[] = "layers[000].";
  for (size_t i = 9, n = index; i >= 7; i--, n /= 10) prefix[i] = (char)('0' + n % 10);
  size_t zeros = index > 99 ? 0 : index > 9 ? 1 : 2;
  memmove(prefix + 7, prefix + 7 + zeros, sizeof prefix - 7 - zeros);
  gn_layer_config config = *given;
  gn_status status = gn_check_fields(GN_LAYER_CONFIG, &config, false, prefix, error);
  if (status) return status;
  const gn_activation_row *activation = &gn_activations[(int)config.activation];
  if (activation->output_only && !last)
    return gn_fail(error, GN_INVALID_CONFIG, "%sactivation is %s, which only the last layer may have", prefix, activation->name);
  *layer = (gn_layer){.inputs = inputs, .units = (uint32_t)config.units, .stride = (inputs + 1 + 3) & ~3u,
    .activation = (int)config.activation, .use_bias = config.use_bias != 0,
    .kernel_initializer = config.kernel_initializer, .bias_initializer = config.bias_initializer};
  return gn_resolve_initializers(layer, error);
}

static gn_status check_pair(int loss, int activation, gn_error *error) {
  const char *needed = gn_losses[loss].output, *given = gn_activations[activation].name;
  if (!needed || !strcmp(needed, given)) return GN_OK;
  return gn_fail(error, GN_INVALID_CONFIG, "loss %s needs a %s output; the last layer's activation is %s",
                 gn_losses[loss].name, needed, given);
}

static gn_status plan_network(gn_network *n, gn_layer *plan, const gn_config *given, const gn_layer_config *layers,
                              size_t layer_count, gn_error *error) {
  gn_config config = *given;
  gn_status status = gn_check_fields(GN_CONFIG, &config, false, "", error);
  if (!status) status = gn_resolve_optimizer(&config.optimizer, error);
  if (status) return status;
  *n = (gn_network){.inputs = (uint32_t)config.inputs, .layer_count = (uint32_t)layer_count, .layers = plan,
    .generator = (int)config.generator, .optimizer = config.optimizer};
  uint32_t width = n->inputs;
  uint64_t length = 0;
  for (size_t l = 0; l < layer_count; l++) {
    status = plan_layer(&plan[l], &layers[l], width, l, l + 1 == layer_count, error);
    if (status) return status;
    plan[l].offset = (size_t)length;
    length += (uint64_t)plan[l].units * plan[l].stride;
    if (length > PTRDIFF_MAX / (8 * sizeof(real)))
      return gn_fail(error, GN_OUT_OF_MEMORY, "no memory for %g parameters; use fewer units or layers", (double)length);
    width = plan[l].units;
  }
  n->outputs = width;
  n->length = (size_t)length;
  n->loss = config.loss == config.loss ? (int)config.loss : gn_default_loss(plan[layer_count - 1].activation);
  return check_pair(n->loss, plan[layer_count - 1].activation, error);
}

gn_network *gn_create(const gn_config *config, const gn_layer_config *layers, size_t layer_count, gn_error *error) {
  if (layer_count < 1 || layer_count > MOST_LAYERS) {
    gn_fail(error, GN_INVALID_CONFIG, "layers has %u members; it must have 1 to %d", layer_count, MOST_LAYERS);
    return NULL;
  }
  gn_layer *plan = malloc(layer_count * sizeof *plan);
  if (!plan) {
    gn_fail(error, GN_OUT_OF_MEMORY, "no memory for %u layers", layer_count);
    return NULL;
  }
  gn_network n, *network = NULL;
  if (!plan_network(&n, plan, config, layers, layer_count, error)) network = allocate(&n, error);
  free(plan);
  if (network) gn_reset(network, config->seed == config->seed ? config->seed : 1, NULL);
  return network;
}

/* What training left besides the weights. */
void gn_forget_training(gn_network *n) {
  memset(n->state, 0, 2 * n->length * sizeof *n->state);
  n->optimizer_steps = 0;
  n->has_previous = false;
}

enum { SHUFFLE_STREAM = 0x53485546 }; /* sets the order of rows apart from the draws of weights */

gn_status gn_reset(gn_network *network, double seed, gn_error *error) {
  if (!(seed >= 0 && seed <= 4294967295.0 && seed == (double)(uint32_t)seed))
    return gn_fail(error, GN_INVALID_CONFIG, "seed is %g; it must be a whole number from 0 to 4294967295", seed);
  if (network->trainer) return gn_fail(error, GN_BUSY, "the network has a trainer; dispose of it before reset");
  memset(network->parameters, 0, network->length * sizeof(real));
  memset(network->gradients, 0, network->length * sizeof(real));
  gn_draw_parameters(network, (uint32_t)seed);
  gn_xoshiro_start(&network->shuffler, (uint32_t)seed ^ SHUFFLE_STREAM);
  gn_forget_training(network);
  return GN_OK;
}

/* ---- Reading and changing ----------------------------------------------------------------- */

size_t gn_parameter_count(const gn_network *network) {
  size_t count = 0;
  for (uint32_t l = 0; l < network->layer_count; l++)
    count += (size_t)network->layers[l].units * (network->layers[l].inputs + network->layers[l].use_bias);
  return count;
}

int gn_loss_in_use(const gn_network *network) { return network->loss; }

double gn_optimizer_number(const gn_network *network, size_t index) {
  return gn_field_at(GN_OPTIMIZER_CONFIG, index) ? ((const double *)&network->optimizer)[index] : GN_NAN;
}

/* Calls `visit` for each parameter in the public order: kernel (inputs, units) row-major, then bias. */
#define FOR_EACH_PARAMETER(network, at, visit)                                                       \
  for (uint32_t l_ = 0; l_ < (network)->layer_count; l_++) {                                         \
    const gn_layer *layer_ = &(network)->layers[l_];                                                 \
    for (uint32_t column_ = 0; column_ < layer_->inputs + layer_->use_bias; column_++)               \
      for (uint32_t unit_ = 0; unit_ < layer_->units; unit_++) {                                     \
        size_t at = layer_->offset + (size_t)unit_ * layer_->stride + column_;                       \
        visit;                                                                                       \
      }                                                                                              \
  }

void gn_read(const gn_network *network, gn_array array, real *out) {
  const real *parameters = network->parameters, *next = network->other;
  switch (array) {
  case GN_PARAMETERS: FOR_EACH_PARAMETER(network, i, *out++ = parameters[i]); break;
  case GN_GRADIENTS: FOR_EACH_PARAMETER(network, i, *out++ = network->gradients[i]); break;
  case GN_UPDATES: FOR_EACH_PARAMETER(network, i, *out++ = next[i] - parameters[i]); break;
  }
}

bool gn_all_finite(const real *numbers, size_t length) {
  real sum = 0;
  for (size_t i = 0; i < length; i++) sum += numbers[i] - numbers[i];
  return sum == 0;
}

gn_status gn_write(gn_network *network, const real *parameters, gn_error *error) {
  size_t count = gn_parameter_count(network);
  for (size_t i = 0; i < count; i++)
    if (!gn_is_finite((double)parameters[i]))
      return gn_fail(error, GN_INVALID_DATA, "weight %u is %g; it must be a finite number", i, (double)parameters[i]);
  FOR_EACH_PARAMETER(network, i, network->parameters[i] = *parameters++);
  network->has_previous = false;
  return GN_OK;
}

gn_status gn_set_optimizer(gn_network *network, const gn_optimizer_config *optimizer, gn_error *error) {
  gn_optimizer_config merged = *optimizer;
  gn_status status = gn_check_fields(GN_OPTIMIZER_CONFIG, &merged, true, "optimizer.", error);
  if (status) return status;
  bool another = merged.name == merged.name && merged.name != network->optimizer.name;
  const double *present = (const double *)&network->optimizer;
  double *members = (double *)&merged;
  for (size_t i = 0; i < sizeof merged / sizeof *members && !another; i++)
    if (members[i] != members[i]) members[i] = present[i];
  status = gn_resolve_optimizer(&merged, error);
  if (status) return status;
  if (another) gn_forget_training(network);
  network->optimizer = merged;
  return GN_OK;
}

gn_status gn_set_activation(gn_network *network, size_t layer, int activation, gn_error *error) {
  if (layer >= network->layer_count)
    return gn_fail(error, GN_INVALID_CONFIG, "layer is %u; the network has layers 0 to %u", layer, (size_t)network->layer_count - 1);
  if (activation < 0 || !gn_name(GN_ACTIVATION, (size_t)activation))
    return gn_fail(error, GN_INVALID_CONFIG, "activation is %d; it must be a row of its table", activation);
  const gn_activation_row *row = &gn_activations[activation];
  bool last = layer + 1 == network->layer_count;
  if (row->output_only && !last)
    return gn_fail(error, GN_INVALID_CONFIG, "activation %s is for the last layer only; this is layer %u", row->name, layer);
  gn_status status = last ? check_pair(network->loss, activation, error) : GN_OK;
  if (!status && network->trainer && !row->backward)
    status = gn_fail(error, GN_UNSUPPORTED, "%s has no gradient, and the network is being trained", row->name);
  if (!status) network->layers[layer].activation = activation;
  return status;
}

/* ---- Checks ------------------------------------------------------------------------------- */

static gn_status check_finite(const char *name, const real *numbers, size_t rows, uint32_t columns, gn_error *error) {
  size_t n = rows * columns;
  if (gn_all_finite(numbers, n)) return GN_OK;
  size_t i = 0;
  while (gn_is_finite((double)numbers[i])) i++;
  return gn_fail(error, GN_INVALID_DATA, "%s[%u][%u] is %g; every value must be a finite number", name, i / columns,
                 i % columns, (double)numbers[i]);
}

gn_status gn_check_rows(const gn_network *network, const char *x_name, const real *x, const char *y_name, const real *y,
                        size_t rows, gn_error *error) {
  if (rows == 0) return gn_fail(error, GN_INVALID_SHAPE, "%s has no rows; it must have at least one", x_name);
  gn_status status = check_finite(x_name, x, rows, network->inputs, error);
  if (status || !y) return status;
  status = check_finite(y_name, y, rows, network->outputs, error);
  const gn_loss_row *loss = &gn_losses[network->loss];
  for (size_t i = 0; !status && i < rows * network->outputs; i++)
    if (!((double)y[i] >= loss->target_min && (double)y[i] <= loss->target_max))
      status = gn_fail(error, GN_INVALID_DATA, "%s[%u][%u] is %g; %s takes targets from %g to %g", y_name,
                       i / network->outputs, i % network->outputs, (double)y[i], loss->name, loss->target_min, loss->target_max);
  return status;
}

bool gn_has_classes(const gn_network *n, const gn_rows *rows) {
  if (gn_losses[n->loss].output) return true;
  if (n->layers[n->layer_count - 1].activation != gn_find(GN_ACTIVATION, "sigmoid")) return false;
  for (size_t i = 0; i < rows->count * n->outputs; i++)
    if (rows->y[i] != 0 && rows->y[i] != 1) return false;
  return true;
}

gn_status gn_check_gradient(const gn_network *network, gn_error *error) {
  for (uint32_t l = 0; l < network->layer_count; l++) {
    const gn_activation_row *row = &gn_activations[network->layers[l].activation];
    if (!row->backward)
      return gn_fail(error, GN_UNSUPPORTED, "layers[%u].activation is %s, which has no gradient to train by; it can only predict",
                     (size_t)l, row->name);
  }
  return GN_OK;
}

/* ---- Through the network ------------------------------------------------------------------ */

/* Rows first … first + samples of `source` (columns wide) into lanes; zeros in the lanes after. */
static void gather(real *panel, const real *source, const uint32_t *order, size_t first, uint32_t columns,
                   uint32_t width, uint32_t samples) {
  for (uint32_t s = 0; s < width; s++) {
    size_t row = first + s;
    if (s < samples && order) row = order[row];
    const real *from = source + row * columns;
    for (uint32_t c = 0; c < columns; c++) panel[c * width + s] = s < samples ? from[c] : 0;
  }
}

static void scatter(real *out, const real *panel, size_t first, uint32_t columns, uint32_t width, uint32_t samples) {
  for (uint32_t s = 0; s < samples; s++)
    for (uint32_t c = 0; c < columns; c++) out[(first + s) * columns + c] = panel[c * width + s];
}

/* z, a and, if `deltas`, δ of each layer for the rows of one panel into gn_trace's `out`. */
static void scatter_trace(const gn_network *n, real *out, size_t rows, size_t first, bool deltas, uint32_t width, uint32_t samples) {
  for (uint32_t l = 0; l < n->layer_count; l++) {
    const gn_layer *layer = &n->layers[l];
    const real *panels[] = {layer->z, layer->a, layer->delta};
    for (int i = 0; i < 2 + deltas; i++, out += rows * layer->units)
      scatter(out, panels[i], first, layer->units, width, samples);
  }
}

static real *input_of(const gn_network *n, uint32_t l) { return l ? n->layers[l - 1].a : n->input; }

static void backward(gn_network *n, uint32_t width) {
  const gn_layer *output = gn_output_layer(n);
  if (!gn_losses[n->loss].output)
    gn_activations[output->activation].backward(output->z, output->a, output->delta, output->units, width);
  for (uint32_t l = n->layer_count; l-- > 0;)
    gn_layer_backward(&n->layers[l], n->parameters, n->gradients, input_of(n, l), l ? &n->layers[l - 1] : NULL, width);
}

/* Sends rows through, panel by panel; each goes forward and, where `scale` is not 0, backward through all
 * layers before the next one starts. Answers the sum of the rows' losses, without `y` 0. */
double gn_run_rows(gn_network *n, const gn_rows *rows, const gn_pass *pass) {
  const gn_layer *output = gn_output_layer(n);
  double sum = 0;
  for (size_t first = 0; first < rows->count;) {
    size_t left = rows->count - first;
    uint32_t width = left > HALF_PANEL ? PANEL : HALF_PANEL, samples = left < width ? (uint32_t)left : width;
    gather(n->input, rows->x, rows->order, first, n->inputs, width, samples);
    for (uint32_t l = 0; l < n->layer_count; l++) gn_layer_forward(&n->layers[l], n->parameters, input_of(n, l), width);
    if (rows->y) {
      gather(n->target, rows->y, rows->order, first, n->outputs, width, samples);
      sum += gn_losses[n->loss].panel(output->z, output->a, n->target, pass->scale != 0 ? output->delta : NULL,
                                      (real)pass->scale, n->outputs, width, samples);
      if (pass->tally) gn_tally_panel(pass->tally, n, pass->threshold, width, samples);
      if (pass->scale != 0) backward(n, width);
    }
    if (pass->answers) scatter(pass->answers, output->a, first, n->outputs, width, samples);
    if (pass->trace) scatter_trace(n, pass->trace, rows->count, first, rows->y != NULL, width, samples);
    first += samples;
  }
  return sum;
}

gn_status gn_predict(gn_network *network, const real *x, size_t rows, real *y, gn_error *error) {
  gn_status status = gn_check_rows(network, "x", x, NULL, NULL, rows, error);
  if (!status) gn_run_rows(network, &(gn_rows){.x = x, .count = rows}, &(gn_pass){.answers = y});
  return status;
}

void gn_measure(gn_network *network, const real *x, const real *y, size_t rows, double threshold, double *record) {
  gn_tally tally = {0};
  double sum = gn_run_rows(network, &(gn_rows){.x = x, .y = y, .count = rows},
                           &(gn_pass){.tally = &tally, .threshold = threshold});
  *record++ = sum * gn_loss_scale(network, rows);
  for (int i = 0; i < GN_METRIC_COUNT; i++) *record++ = gn_metrics[i].value(&tally);
}

gn_status gn_evaluate(gn_network *network, const real *x, const real *y, size_t rows, double threshold, double *record,
                      gn_error *error) {
  gn_status status = gn_check_rows(network, "x", x, "y", y, rows, error);
  if (status) return status;
  gn_measure(network, x, y, rows, threshold, record);
  bool classes = gn_has_classes(network, &(gn_rows){.y = y, .count = rows});
  for (int i = 0; i < GN_METRIC_COUNT && !classes; i++) record[1 + i] = GN_NAN;
  return GN_OK;
}

gn_status gn_gradients(gn_network *network, const real *x, const real *y, size_t rows, double *loss, gn_error *error) {
  return gn_trace(network, x, y, rows, NULL, loss, error);
}

void gn_optimizer_step(gn_network *n) {
  gn_optimizers[(int)n->optimizer.name].step(&n->optimizer, ++n->optimizer_steps, n->parameters, n->gradients, n->state,
                                             n->other, n->length);
}

/* Writes the step into `other` and gives the optimizer its state back. */
static gn_status try_step(gn_network *n, gn_error *error) {
  size_t bytes = 2 * n->length * sizeof(real);
  real *kept = malloc(bytes);
  if (!kept) return gn_fail(error, GN_OUT_OF_MEMORY, "no memory for %u bytes of optimizer state", bytes);
  memcpy(kept, n->state, bytes);
  gn_optimizer_step(n);
  n->optimizer_steps--;
  n->has_previous = false;
  memcpy(n->state, kept, bytes);
  free(kept);
  return GN_OK;
}

gn_status gn_trace(gn_network *network, const real *x, const real *y, size_t rows, real *out, double *loss, gn_error *error) {
  gn_status status = gn_check_rows(network, "x", x, "y", y, rows, error);
  if (!status && y) status = gn_check_gradient(network, error);
  if (status) return status;
  double scale = gn_loss_scale(network, rows);
  if (y) memset(network->gradients, 0, network->length * sizeof(real));
  double sum = gn_run_rows(network, &(gn_rows){.x = x, .y = y, .count = rows}, &(gn_pass){.scale = scale, .trace = out});
  if (!y) return GN_OK;
  if (loss) *loss = sum * scale;
  return out ? try_step(network, error) : GN_OK;
}
