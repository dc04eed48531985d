/* A network: how it is made and changed, what it answers. */
#include "simd.h"
#include <stdlib.h>
#include <string.h>

/* ---- Making one --------------------------------------------------------------------------- */

enum { MOST_LAYERS = 1000 };

/* What goes with the layer's place; what is dropped is dropped from what the next layer gets, and after the last there is none. */
static gn_status check_layer(const gn_layer *layer, bool last, gn_error *error) {
  const gn_activation_row *activation = layer->activation;
  if (activation->output_only && !last)
    return gn_fail(error, GN_INVALID_CONFIG, "activation is %s, which only the last layer may have", activation->name);
  if (layer->dropout > 0 && last)
    return gn_fail(error, GN_INVALID_CONFIG, "dropout is %g; the output layer must have 0", layer->dropout);
  return GN_OK;
}

static gn_status plan_layer(gn_layer *layer, const gn_layer_config *given, uint32_t inputs, bool last, gn_error *error) {
  gn_layer_config config = *given;
  gn_status status = gn_check_fields(GN_LAYER_CONFIG, &config, NULL, error);
  if (status) return status;
  *layer = (gn_layer){.inputs = inputs, .units = (uint32_t)config.units, .stride = gn_padded(inputs + 1),
                      .height = gn_padded((uint32_t)config.units + 1),
    .activation = &gn_activations[(int)config.activation], .use_bias = config.use_bias != 0,
    .batch_normalization = config.batch_normalization != 0, .dropout = config.dropout, .l1 = config.l1, .l2 = config.l2,
    .kernel_initializer = config.kernel_initializer, .bias_initializer = config.bias_initializer};
  status = check_layer(layer, last, error);
  return status ? status : gn_resolve_initializers(layer, error);
}

/* Says of an error in which layer it is. */
static gn_status fail_in_layer(gn_status status, size_t index, gn_error *error) {
  if (!error) return status;
  gn_error inner = *error;
  return gn_fail(error, status, "layers[%u].%s", index, inner.text);
}

static gn_status check_slope(const gn_layer *layer, gn_error *error) {
  const gn_activation_row *row = layer->activation;
  if (row->backward) return GN_OK;
  return gn_fail(error, GN_UNSUPPORTED, "activation is %s, which has no gradient to train by; it can only predict", row->name);
}

static gn_status check_pair(const gn_loss_row *loss, const gn_activation_row *output, gn_error *error) {
  if (!loss->output || !strcmp(loss->output, output->name)) return GN_OK;
  return gn_fail(error, GN_INVALID_CONFIG, "loss %s needs a %s output; the last layer's activation is %s", loss->name,
                 loss->output, output->name);
}

static gn_status plan_network(gn_network *n, gn_layer *plan, const gn_config *given, const gn_layer_config *layers,
                              size_t layer_count, gn_error *error) {
  gn_config config = *given;
  gn_status status = gn_check_fields(GN_CONFIG, &config, NULL, error);
  if (!status) status = gn_resolve_optimizer(&config.optimizer, error);
  if (status) return status;
  *n = (gn_network){.inputs = (uint32_t)config.inputs, .layer_count = (uint32_t)layer_count, .layers = plan,
    .generator = (int)config.generator};
  gn_use_optimizer(n, &config.optimizer);
  uint32_t width = n->inputs;
  uint64_t length = 0;
  for (size_t l = 0; l < layer_count; l++) {
    status = plan_layer(&plan[l], &layers[l], width, l + 1 == layer_count, error);
    if (status) return fail_in_layer(status, l, error);
    uint64_t units = plan[l].units, padded = (units + 3) & ~(uint64_t)3;
    plan[l].offset = (size_t)length;
    length += units * plan[l].stride;
    plan[l].gamma = (size_t)length;
    plan[l].beta = (size_t)(length + padded);
    plan[l].statistics = n->statistics_length;
    if (plan[l].batch_normalization) {
      n->normalizes = true;
      n->statistics_length += 2 * units;
      length += 2 * padded;
    }
    n->drops |= plan[l].dropout > 0;
    n->penalized |= plan[l].l1 != 0 || plan[l].l2 != 0;
    if (length > PTRDIFF_MAX / (8 * sizeof(real)))
      return gn_fail(error, GN_OUT_OF_MEMORY, "no memory for %g parameters; use fewer units or layers", (double)length);
    width = plan[l].units;
  }
  n->outputs = width;
  n->length = (size_t)length;
  const gn_activation_row *output = plan[layer_count - 1].activation;
  n->loss = config.loss == config.loss ? &gn_losses[(int)config.loss] : gn_default_loss(output);
  return check_pair(n->loss, output, error);
}

gn_network *gn_create(const gn_config *config, const gn_layer_config *layers, size_t layer_count, gn_error *error) {
  if (gn_check_count("the number of layers", (double)layer_count, 1, MOST_LAYERS, error)) return NULL;
  gn_layer *plan = gn_take(layer_count * sizeof *plan, error);
  if (!plan) return NULL;
  gn_network n, *network = NULL;
  if (!plan_network(&n, plan, config, layers, layer_count, error)) network = gn_allocate(&n, error);
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

enum { SHUFFLE_STREAM = 0x53485546, DROPOUT_STREAM = 0x44524f50 }; /* set apart from the draws of weights */

gn_status gn_reset(gn_network *network, double seed, gn_error *error) {
  gn_status status = gn_check_count("seed", seed, 0, UINT32_MAX, error);
  if (!status && network->trainer) status = gn_fail(error, GN_BUSY, "the network has a trainer; dispose of it first");
  if (status) return status;
  memset(network->parameters, 0, gn_weights_length(network) * sizeof(real));
  memset(network->gradients, 0, network->length * sizeof(real));
  gn_draw_parameters(network, (uint32_t)seed);
  for (uint32_t l = 0; l < network->layer_count; l++) {
    const gn_layer *layer = &network->layers[l];
    real *variances = gn_statistics(network, network->parameters) + layer->statistics + layer->units;
    for (uint32_t u = 0; layer->batch_normalization && u < layer->units; u++) variances[u] = 1;
  }
  gn_xoshiro_start(&network->shuffler, (uint32_t)seed ^ SHUFFLE_STREAM);
  gn_xoshiro_start(&network->dropper, (uint32_t)seed ^ DROPOUT_STREAM);
  network->rate_factor = 1;
  gn_forget_training(network);
  return GN_OK;
}

gn_network *gn_clone(const gn_network *network, gn_error *error) {
  gn_network plan = *network;
  gn_network *copy = gn_allocate(&plan, error);
  if (!copy) return NULL;
  memcpy(copy->parameters, network->parameters, gn_weights_length(network) * sizeof(real));
  memcpy(copy->state, network->state, 2 * network->length * sizeof(real));
  copy->trainer = NULL;
  copy->rate_factor = 1;
  copy->has_previous = false;
  return copy;
}

/* ---- Changing ----------------------------------------------------------------------------- */

int gn_loss_in_use(const gn_network *network) { return (int)(network->loss - gn_losses); }

double gn_optimizer_number(const gn_network *network, size_t index) {
  return gn_field_at(GN_OPTIMIZER_CONFIG, index) ? ((const double *)&network->optimizer)[index] : GN_NAN;
}

gn_status gn_set_optimizer(gn_network *network, const gn_optimizer_config *optimizer, gn_error *error) {
  gn_optimizer_config merged = *optimizer, *present = &network->optimizer;
  bool another = merged.name == merged.name && merged.name != present->name;
  gn_status status = another ? GN_OK : gn_check_fields(GN_OPTIMIZER_CONFIG, &merged, present, error);
  if (!status) status = gn_resolve_optimizer(&merged, error);
  if (!status && network->trainer) status = gn_check_trainer_schedule(network->trainer, &merged.schedule, error);
  if (status) return status;
  if (another) gn_forget_training(network);
  gn_use_optimizer(network, &merged);
  if (network->trainer) gn_follow_options(network->trainer);
  return GN_OK;
}

gn_status gn_set_layer(gn_network *network, size_t index, const gn_layer_config *given, gn_error *error) {
  gn_layer_config config = *given, unchanged = gn_default_layer();
  gn_status status = gn_check_count("layer", (double)index, 0, network->layer_count - 1, error);
  if (status) return status;
  status = gn_check_fields(GN_LAYER_CONFIG, &config, &unchanged, error);
  gn_layer changed = network->layers[index];
  bool last = index + 1 == network->layer_count;
  if (!status) {
    if (config.activation == config.activation) changed.activation = &gn_activations[(int)config.activation];
    if (config.l1 == config.l1) changed.l1 = config.l1;
    if (config.l2 == config.l2) changed.l2 = config.l2;
    if (config.dropout == config.dropout) changed.dropout = config.dropout;
    status = check_layer(&changed, last, error);
  }
  if (!status && network->trainer) status = check_slope(&changed, error);
  if (status) return fail_in_layer(status, index, error);
  if (last) status = check_pair(network->loss, changed.activation, error);
  if (status) return status;
  network->layers[index] = changed;
  network->drops |= changed.dropout > 0;
  network->penalized |= changed.l1 != 0 || changed.l2 != 0;
  return GN_OK;
}

/* ---- Checks ------------------------------------------------------------------------------- */

/* Four sums, so that few additions wait for each other: x − x is 0 but for an infinity or NaN. */
bool gn_all_finite(const real *numbers, size_t length) {
  vreal sums[4] = {0};
  size_t i = 0;
#define ADD_DIFFERENCE(k) { vreal x = v_load_anywhere(numbers + i + k * LANES); sums[k] += x - x; }
  for (; i + 4 * LANES <= length; i += 4 * LANES) {
    ADD_DIFFERENCE(0) ADD_DIFFERENCE(1) ADD_DIFFERENCE(2) ADD_DIFFERENCE(3)
  }
  vreal sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  real rest = 0;
  for (int k = 0; k < LANES; k++) rest += sum[k];
  for (; i < length; i++) rest += numbers[i] - numbers[i];
  return rest == 0;
}

size_t gn_first_infinite(const real *numbers, size_t length) {
  if (gn_all_finite(numbers, length)) return length;
  size_t i = 0;
  while (gn_is_finite((double)numbers[i])) i++;
  return i;
}

static gn_status check_finite(const char *name, const real *numbers, size_t rows, uint32_t columns, gn_error *error) {
  size_t i = gn_first_infinite(numbers, rows * columns);
  if (i == rows * columns) return GN_OK;
  return gn_fail(error, GN_INVALID_DATA, "%s[%u][%u] is %g; every value must be a finite number", name, i / columns,
                 i % columns, (double)numbers[i]);
}

gn_status gn_check_rows(const gn_network *network, const char *x_name, const real *x, const char *y_name, const real *y,
                        size_t rows, gn_error *error) {
  if (rows == 0) return gn_fail(error, GN_INVALID_SHAPE, "%s has no rows; it must have at least one", x_name);
  gn_status status = check_finite(x_name, x, rows, network->inputs, error);
  if (status || !y) return status;
  status = check_finite(y_name, y, rows, network->outputs, error);
  const gn_loss_row *loss = network->loss;
  for (size_t i = 0; !status && i < rows * network->outputs; i++)
    if (!((double)y[i] >= loss->target_min && (double)y[i] <= loss->target_max))
      status = gn_fail(error, GN_INVALID_DATA, "%s[%u][%u] is %g; %s takes targets from %g to %g", y_name,
                       i / network->outputs, i % network->outputs, (double)y[i], loss->name, loss->target_min, loss->target_max);
  return status;
}

bool gn_has_classes(const gn_network *n, const gn_rows *rows) {
  if (n->loss->output) return true;
  if (strcmp(n->layers[n->layer_count - 1].activation->name, "sigmoid")) return false;
  for (size_t i = 0; i < rows->count * n->outputs; i++)
    if (rows->y[i] != 0 && rows->y[i] != 1) return false;
  return true;
}

gn_status gn_check_gradient(const gn_network *network, gn_error *error) {
  for (uint32_t l = 0; l < network->layer_count; l++) {
    gn_status status = check_slope(&network->layers[l], error);
    if (status) return fail_in_layer(status, l, error);
  }
  return GN_OK;
}

/* ---- Answers ------------------------------------------------------------------------------ */

gn_status gn_predict(gn_network *network, const real *x, size_t rows, real *y, gn_error *error) {
  gn_status status = gn_check_rows(network, "x", x, NULL, NULL, rows, error);
  if (!status) gn_run_rows(network, &network->workspace, &(gn_rows){.x = x, .count = rows}, &(gn_pass){.answers = y});
  return status;
}

void gn_measure(gn_network *network, const gn_rows *rows, double threshold, gn_tally *tally, double *record) {
  double sum = gn_run_rows(network, &network->workspace, rows, &(gn_pass){.tally = tally, .threshold = threshold});
  *record++ = sum * gn_loss_scale(network, rows->count) + gn_penalty(network, NULL);
  for (int i = 0; i < GN_METRIC_COUNT; i++)
    *record++ = gn_metrics[i].one_output && network->outputs != 1 ? GN_NAN : gn_metrics[i].value(tally);
}

gn_status gn_evaluate(gn_network *network, const real *x, const real *y, size_t rows, double threshold, double *record,
                      gn_error *error) {
  gn_status status = gn_check_rows(network, "x", x, "y", y, rows, error);
  if (status) return status;
  gn_tally tally = {.rows = rows};
  if (network->outputs == 1) {
    tally.scores = gn_take(2 * sizeof(real) * (uint64_t)rows, error);
    if (!tally.scores) return GN_OUT_OF_MEMORY;
  }
  gn_rows all = {.x = x, .y = y, .count = rows};
  gn_measure(network, &all, threshold, &tally, record);
  bool classes = gn_has_classes(network, &all);
  for (int i = 0; i < GN_METRIC_COUNT; i++)
    if (gn_metrics[i].of_classes && !classes) record[1 + i] = GN_NAN;
  free(tally.scores);
  return GN_OK;
}

gn_status gn_gradients(gn_network *network, const real *x, const real *y, size_t rows, double *loss, gn_error *error) {
  return gn_trace(network, x, y, rows, NULL, NULL, loss, error);
}

/* The step the optimizer would take; gradients and state are as before afterwards. */
static gn_status try_step(gn_network *n, real *updates, gn_error *error) {
  size_t length = n->length, bytes = length * sizeof(real);
  real *kept = gn_take(4 * (uint64_t)bytes + SPARE * sizeof(real), error);
  if (!kept) return GN_OUT_OF_MEMORY;
  real *next = kept + 3 * length;
  memcpy(kept, n->state, 2 * bytes);
  memcpy(kept + 2 * length, n->gradients, bytes);
  gn_optimizer_step(n, false, next);
  n->optimizer_steps--;
  size_t i;
  FOR_EACH_PARAMETER(n, i) *updates++ = next[i] - n->parameters[i];
  memcpy(n->state, kept, 2 * bytes);
  memcpy(n->gradients, kept + 2 * length, bytes);
  free(kept);
  return GN_OK;
}

gn_status gn_trace(gn_network *network, const real *x, const real *y, size_t rows, real *out, real *updates, double *loss,
                   gn_error *error) {
  gn_status status = gn_check_rows(network, "x", x, "y", y, rows, error);
  if (!status && y) status = gn_check_gradient(network, error);
  if (status) return status;
  gn_workspace *workspace = y ? gn_take_workspace(network, rows, error) : &network->workspace;
  if (!workspace) return GN_OUT_OF_MEMORY;
  double scale = gn_loss_scale(network, rows);
  double sum = gn_run_rows(network, workspace, &(gn_rows){.x = x, .y = y, .count = rows},
                           &(gn_pass){.mode = y ? GN_EXPLAIN : GN_ANSWER, .scale = y ? scale : 0, .trace = out});
  gn_give_workspace(network, workspace);
  if (!y) return GN_OK;
  double penalty = gn_penalty(network, network->gradients);
  if (loss) *loss = sum * scale + penalty;
  return updates ? try_step(network, updates, error) : GN_OK;
}
