/* The trainer: epochs of batches, each batch one step of the optimizer. */
#include "core.h"
#include <stdlib.h>
#include <string.h>

struct gn_trainer {
  gn_network *network;
  gn_rows rows, validation;
  gn_train_config options;
  bool measures;        /* metrics are asked for */
  size_t batch;         /* rows a step, in this epoch */
  size_t at;            /* rows of this epoch already used */
  double epoch, step;   /* finished, taken */
  double loss;          /* of the last step */
  double epoch_sum;     /* of the rows' losses so far */
  gn_tally tally;
  uint32_t order[];     /* [rows] */
};

size_t gn_record_size(void) { return 2 * (1 + GN_METRIC_COUNT); }

static void set_options(gn_trainer *trainer, const gn_train_config *options) {
  trainer->options = *options;
  trainer->measures = options->metrics < 0 ? gn_has_classes(trainer->network, &trainer->rows) : options->metrics > 0;
}

static gn_status check_trainer(const gn_network *network, const gn_rows *rows, const gn_rows *validation,
                               gn_train_config *options, gn_error *error) {
  if (network->trainer) return gn_fail(error, GN_BUSY, "the network already has a trainer; dispose of it before making another");
  gn_status status = gn_check_fields(GN_TRAIN_CONFIG, options, false, "", error);
  if (!status) status = gn_check_gradient(network, error);
  if (!status) status = gn_check_rows(network, "x", rows->x, "y", rows->y, rows->count, error);
  if (!status && validation->count)
    status = gn_check_rows(network, "validationData x", validation->x, "validationData y", validation->y, validation->count, error);
  if (!status && rows->count > UINT32_MAX)
    status = gn_fail(error, GN_INVALID_SHAPE, "x has %u rows; a trainer takes at most 4294967295", rows->count);
  return status;
}

gn_trainer *gn_trainer_create(gn_network *network, const real *x, const real *y, size_t rows, const real *validation_x,
                              const real *validation_y, size_t validation_rows, const gn_train_config *options,
                              gn_error *error) {
  gn_rows training = {.x = x, .y = y, .count = rows};
  gn_rows validation = {.x = validation_x, .y = validation_y, .count = validation_rows};
  gn_train_config checked = *options;
  if (check_trainer(network, &training, &validation, &checked, error)) return NULL;
  gn_trainer *trainer = rows <= (PTRDIFF_MAX - sizeof *trainer) / sizeof *trainer->order
    ? malloc(sizeof *trainer + rows * sizeof *trainer->order) : NULL;
  if (!trainer) {
    gn_fail(error, GN_OUT_OF_MEMORY, "no memory for the order of %u rows", rows);
    return NULL;
  }
  *trainer = (gn_trainer){.network = network, .rows = training, .validation = validation, .loss = GN_NAN};
  set_options(trainer, &checked);
  network->trainer = trainer;
  network->has_previous = false;
  return trainer;
}

void gn_trainer_free(gn_trainer *trainer) {
  if (trainer) trainer->network->trainer = NULL;
  free(trainer);
}

double gn_trainer_epoch(const gn_trainer *trainer) { return trainer->epoch; }
double gn_trainer_step(const gn_trainer *trainer) { return trainer->step; }
double gn_trainer_loss(const gn_trainer *trainer) { return trainer->loss; }

gn_status gn_trainer_set(gn_trainer *trainer, const gn_train_config *options, gn_error *error) {
  gn_train_config merged = *options;
  gn_status status = gn_check_fields(GN_TRAIN_CONFIG, &merged, true, "", error);
  if (status) return status;
  const double *present = (const double *)&trainer->options;
  double *members = (double *)&merged;
  for (size_t i = 0; i < sizeof merged / sizeof *members; i++)
    if (members[i] != members[i]) members[i] = present[i];
  set_options(trainer, &merged);
  return GN_OK;
}

/* A batch that holds every row is left in order: its sum does not depend on it. */
static void begin_epoch(gn_trainer *t) {
  size_t rows = t->rows.count;
  t->batch = t->options.batch_size < (double)rows ? (size_t)t->options.batch_size : rows;
  t->rows.order = NULL;
  t->epoch_sum = 0;
  t->tally = (gn_tally){0};
  if (!t->options.shuffle || t->batch == rows) return;
  gn_xoshiro_shuffle(&t->network->shuffler, t->order, (uint32_t)rows);
  t->rows.order = t->order;
}

/* Rows at … at + count: their loss, gradient and one step of the optimizer. False if the loss is not finite. */
static bool take_step(gn_trainer *t, size_t count) {
  gn_network *n = t->network;
  gn_rows batch = t->rows;
  batch.count = count;
  if (batch.order) {
    batch.order += t->at;
  } else {
    batch.x += t->at * n->inputs;
    batch.y += t->at * n->outputs;
  }
  double scale = gn_loss_scale(n, count);
  memset(n->gradients, 0, n->length * sizeof(real));
  double sum = gn_run_rows(n, &batch, &(gn_pass){.scale = scale, .threshold = 0.5, .tally = t->measures ? &t->tally : NULL});
  t->loss = sum * scale;
  t->epoch_sum += sum;
  t->at += count;
  t->step++;
  if (!gn_is_finite(t->loss)) return false;
  gn_optimizer_step(n);
  real *stepped = n->other;
  n->other = n->parameters;
  n->parameters = stepped;
  n->has_previous = true;
  return true;
}

static void finish_epoch(gn_trainer *t, double *record) {
  gn_network *n = t->network;
  for (size_t i = 0; i < gn_record_size(); i++) record[i] = GN_NAN;
  record[0] = t->epoch_sum * gn_loss_scale(n, t->rows.count);
  for (int i = 0; i < GN_METRIC_COUNT && t->measures; i++) record[1 + i] = gn_metrics[i].value(&t->tally);
  if (t->validation.count) {
    double *validation = record + 1 + GN_METRIC_COUNT;
    gn_measure(n, t->validation.x, t->validation.y, t->validation.count, 0.5, validation);
    for (int i = 0; i < GN_METRIC_COUNT && !t->measures; i++) validation[1 + i] = GN_NAN;
  }
  t->at = 0;
  t->epoch++;
}

/* `step` is the one whose loss is not finite, counted from 0: the last one taken, or the next. */
static gn_status diverge(gn_trainer *t, double step, gn_error *error) {
  gn_network *n = t->network;
  if (n->has_previous) {
    real *stepped = n->parameters;
    n->parameters = n->other;
    n->other = stepped;
  }
  gn_forget_training(n);
  t->at = 0;
  return gn_fail(error, GN_DIVERGED, "the loss stopped being finite at epoch %g, step %g; the last finite weights are in place: "
                 "try a lower learningRate than %g, or scaled inputs", t->epoch, step, n->optimizer.learning_rate);
}

gn_status gn_trainer_run(gn_trainer *trainer, double steps, size_t epochs, double *records, size_t *finished, gn_error *error) {
  size_t rows = trainer->rows.count;
  *finished = 0;
  while (steps > 0 && *finished < epochs && trainer->epoch < trainer->options.epochs) {
    if (trainer->at == 0) begin_epoch(trainer);
    size_t left = rows - trainer->at, batch = trainer->batch;
    if (!take_step(trainer, left < batch ? left : batch)) return diverge(trainer, trainer->step - 1, error);
    steps--;
    if (trainer->at == rows) finish_epoch(trainer, records + (*finished)++ * gn_record_size());
  }
  gn_network *n = trainer->network;
  return gn_all_finite(n->parameters, n->length) ? GN_OK : diverge(trainer, trainer->step, error);
}

gn_status gn_train(gn_network *network, const real *x, const real *y, size_t rows, const gn_train_config *options,
                   double *history, gn_error *error) {
  if (!(options->epochs < GN_INFINITY))
    return gn_fail(error, GN_INVALID_CONFIG, "epochs is %g; gn_train needs a whole number from 1 on", options->epochs);
  gn_trainer *trainer = gn_trainer_create(network, x, y, rows, NULL, NULL, 0, options, error);
  if (!trainer) return error ? (gn_status)error->status : GN_INVALID_CONFIG;
  double record[2 * (1 + GN_METRIC_COUNT)];
  gn_status status = GN_OK;
  for (size_t epoch = 0, finished; !status && epoch < (size_t)options->epochs; epoch++)
    status = gn_trainer_run(trainer, GN_INFINITY, 1, history ? history + epoch * gn_record_size() : record, &finished, error);
  gn_trainer_free(trainer);
  return status;
}
