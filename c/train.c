/* The trainer: epochs of batches, each batch one step of the optimizer. */
#include "simd.h"
#include <stdlib.h>
#include <string.h>

struct gn_trainer {
  gn_network *network;
  gn_workspace *workspace;
  gn_rows rows, validation;
  gn_train_config options;
  bool measures[GN_METRIC_COUNT]; /* metrics that are asked for */
  bool tallies;                   /* some is */
  size_t batch;                   /* rows a step, in this epoch */
  size_t at;                      /* rows of this epoch already used */
  double epoch, step;             /* finished, taken */
  double loss;                    /* of the last step */
  double scale;                   /* of a sum over `scaled` rows, the last that was asked for */
  size_t scaled;
  double epoch_sum;               /* of the batches' losses so far, each times what it counts */
  gn_tally tally, validation_tally;
  double best, waited;            /* the best monitored figure, epochs since */
  bool has_best, stopped;         /* `best_weights` are set; patience is over */
  real *best_weights;             /* parameters, then statistics, of the best epoch; NULL unless they are to be restored */
  uint32_t *order;                /* [rows] */
  gn_xoshiro epoch_start;         /* the generator before it drew this epoch's order */
};

size_t gn_record_size(void) { return 2 * (1 + GN_METRIC_COUNT); }

static void choose_metrics(gn_trainer *t) {
  double chosen = t->options.metrics < 0 ? gn_has_classes(t->network, &t->rows) : t->options.metrics;
  t->tallies = chosen > 0;
  for (int i = 0; i < GN_METRIC_COUNT; i++) t->measures[i] = (uint32_t)chosen >> i & 1;
}

/* The place in a record of what early stopping watches, and whether more of it is better. */
static size_t monitored(const gn_trainer *t) {
  if (t->options.monitor == t->options.monitor) return (size_t)t->options.monitor;
  return t->validation.count ? 1 + GN_METRIC_COUNT : 0;
}
static bool higher_is_better(size_t place) {
  size_t metric = place % (1 + GN_METRIC_COUNT);
  return metric > 0 && gn_metrics[metric - 1].higher_is_better;
}

static gn_status check_options(const gn_trainer *t, const gn_train_config *options, gn_error *error) {
  for (int i = 0; options->metrics > 0 && i < GN_METRIC_COUNT; i++)
    if (((uint32_t)options->metrics >> i & 1) && gn_metrics[i].one_output && t->network->outputs != 1)
      return gn_fail(error, GN_INVALID_CONFIG, "metrics has %s, which needs one output; the network has %u", gn_metrics[i].name,
                     (size_t)t->network->outputs);
  size_t place = monitored(t), metric = place % (1 + GN_METRIC_COUNT);
  if (place > GN_METRIC_COUNT && !t->validation.count)
    return gn_fail(error, GN_INVALID_CONFIG, "earlyStopping.monitor is a validation figure; give validationData or validationSplit");
  bool watches = options->patience < GN_INFINITY || options->restore_best != 0;
  if (watches && metric > 0 && !t->measures[metric - 1])
    return gn_fail(error, GN_INVALID_CONFIG, "earlyStopping.monitor is %s, which metrics does not have", gn_metrics[metric - 1].name);
  return gn_check_schedule(&t->network->optimizer.schedule, options->epochs, error);
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

/* Everything training will need, since it allocates nothing on its way. */
static bool allocate(gn_trainer *t) {
  gn_network *n = t->network;
  size_t rows = t->rows.count, held_out = t->validation.count;
  bool auc = t->measures[GN_AUC], best = t->options.restore_best != 0;
  double batch = t->options.batch_size;
  if (rows > PTRDIFF_MAX / (2 * sizeof(real)) || held_out > PTRDIFF_MAX / (2 * sizeof(real))) return false;
  t->order = malloc(rows * sizeof *t->order);
  t->workspace = gn_take_workspace(n, batch < (double)rows ? (size_t)batch : rows);
  if (auc) t->tally.scores = calloc(2 * rows, sizeof(real));
  if (auc && held_out) t->validation_tally.scores = calloc(2 * held_out, sizeof(real));
  if (best) t->best_weights = calloc(n->length + n->statistics_length, sizeof(real));
  t->tally.rows = rows;
  t->validation_tally.rows = held_out;
  return t->order && t->workspace && (!auc || (t->tally.scores && (!held_out || t->validation_tally.scores))) && (!best || t->best_weights);
}

static void release(gn_trainer *t) {
  if (t->workspace) gn_give_workspace(t->network, t->workspace);
  free(t->order);
  free(t->tally.scores);
  free(t->validation_tally.scores);
  free(t->best_weights);
  free(t);
}

gn_trainer *gn_trainer_create(gn_network *network, const real *x, const real *y, size_t rows, const real *validation_x,
                              const real *validation_y, size_t validation_rows, const gn_train_config *options,
                              gn_error *error) {
  gn_rows training = {.x = x, .y = y, .count = rows};
  gn_rows validation = {.x = validation_x, .y = validation_y, .count = validation_rows};
  gn_train_config checked = *options;
  if (check_trainer(network, &training, &validation, &checked, error)) return NULL;
  gn_trainer *trainer = malloc(sizeof *trainer);
  if (!trainer) {
    gn_fail(error, GN_OUT_OF_MEMORY, "no memory for a trainer");
    return NULL;
  }
  *trainer = (gn_trainer){.network = network, .rows = training, .validation = validation, .options = checked, .loss = GN_NAN};
  choose_metrics(trainer);
  if (check_options(trainer, &checked, error)) {
    release(trainer);
    return NULL;
  }
  if (!allocate(trainer)) {
    gn_fail(error, GN_OUT_OF_MEMORY, "no memory to train on %u rows", rows);
    release(trainer);
    return NULL;
  }
  network->trainer = trainer;
  network->has_previous = false;
  gn_follow_schedule(trainer);
  return trainer;
}

void gn_trainer_free(gn_trainer *trainer) {
  if (!trainer) return;
  trainer->network->trainer = NULL;
  trainer->network->rate_factor = 1;
  release(trainer);
}

double gn_trainer_epoch(const gn_trainer *trainer) { return trainer->epoch; }
double gn_trainer_step(const gn_trainer *trainer) { return trainer->step; }
double gn_trainer_loss(const gn_trainer *trainer) { return trainer->loss; }
int gn_trainer_done(const gn_trainer *trainer) { return trainer->stopped || !(trainer->epoch < trainer->options.epochs); }

static double rate_factor(const gn_trainer *t) {
  return gn_schedule_factor(&t->network->optimizer.schedule, t->epoch, t->options.epochs);
}
double gn_trainer_learning_rate(const gn_trainer *trainer) {
  return trainer->network->optimizer.learning_rate * rate_factor(trainer);
}

gn_status gn_check_trainer_schedule(const gn_trainer *trainer, const gn_schedule_config *schedule, gn_error *error) {
  return gn_check_schedule(schedule, trainer->options.epochs, error);
}

void gn_follow_schedule(gn_trainer *trainer) { trainer->network->rate_factor = rate_factor(trainer); }

/* Batch normalization needs room for a whole batch, which was taken when the trainer was made. */
static gn_status check_room(const gn_trainer *t, double batch, gn_error *error) {
  size_t rows = t->rows.count;
  if (gn_slots(t->network, batch < (double)rows ? (size_t)batch : rows) <= t->workspace->slots) return GN_OK;
  return gn_fail(error, GN_UNSUPPORTED, "batchSize is %g; with batch normalization it cannot grow beyond %u while training", batch,
                 (size_t)t->workspace->slots * PANEL);
}

gn_status gn_trainer_set(gn_trainer *trainer, const gn_train_config *options, gn_error *error) {
  gn_train_config merged = *options;
  gn_status status = gn_check_fields(GN_TRAIN_CONFIG, &merged, true, "", error);
  if (status) return status;
  const double *present = (const double *)&trainer->options;
  double *members = (double *)&merged;
  for (size_t i = 0; i < sizeof merged / sizeof *members; i++)
    if (members[i] != members[i]) members[i] = present[i];
  status = check_options(trainer, &merged, error);
  if (!status) status = check_room(trainer, merged.batch_size, error);
  if (status) return status;
  merged.metrics = trainer->options.metrics;
  merged.restore_best = trainer->options.restore_best;
  trainer->options = merged;
  gn_follow_schedule(trainer);
  return GN_OK;
}

/* A batch that holds every row is left in order: its sum does not depend on it. */
static void order_rows(gn_trainer *t) {
  size_t rows = t->rows.count;
  t->rows.order = NULL;
  t->epoch_start = t->network->shuffler;
  if (!t->options.shuffle || t->batch == rows) return;
  gn_xoshiro_shuffle(&t->network->shuffler, t->order, (uint32_t)rows);
  t->rows.order = t->order;
}

static void begin_epoch(gn_trainer *t) {
  size_t rows = t->rows.count;
  t->batch = t->options.batch_size < (double)rows ? (size_t)t->options.batch_size : rows;
  t->epoch_sum = 0;
  if (t->tallies) gn_clear_tally(&t->tally);
  order_rows(t);
}

/* What a sum over rows is multiplied by: kept, since a division takes as long as a small layer. */
static double scale_of(gn_trainer *t, size_t rows) {
  if (t->scaled != rows) t->scaled = rows, t->scale = gn_loss_scale(t->network, rows);
  return t->scale;
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
  double scale = scale_of(t, count);
  for (size_t i = 0; i < n->length; i += LANES) v_store(n->gradients + i, V_SPLAT((real)0));
  double sum = gn_run_rows(n, t->workspace, &batch, &(gn_pass){.mode = GN_LEARN, .scale = scale, .threshold = 0.5,
                                                               .tally = t->tallies ? &t->tally : NULL});
  double penalty = n->penalized ? gn_penalty(n, n->gradients) : 0;
  t->loss = sum * scale + penalty;
  t->epoch_sum += penalty == 0 ? sum : sum + penalty / scale;
  t->at += count;
  t->step++;
  if (!gn_is_finite(t->loss)) return false;
  gn_optimizer_step(n, true, n->other);
  gn_swap_step(n);
  n->has_previous = true;
  return true;
}

static void watch(gn_trainer *t, const double *record) {
  if (!(t->options.patience < GN_INFINITY) && !t->best_weights) return;
  gn_network *n = t->network;
  size_t place = monitored(t);
  double figure = higher_is_better(place) ? -record[place] : record[place];
  bool first = !t->has_best && figure == figure;
  if (first || figure < t->best - t->options.min_delta) {
    t->best = figure;
    t->waited = 0;
    t->has_best = true;
    if (!t->best_weights) return;
    memcpy(t->best_weights, n->parameters, n->length * sizeof(real));
    memcpy(t->best_weights + n->length, n->statistics, n->statistics_length * sizeof(real));
  } else if (++t->waited >= t->options.patience) {
    t->stopped = true;
  }
}

static void restore_best(gn_trainer *t) {
  gn_network *n = t->network;
  if (!t->best_weights || !t->has_best) return;
  memcpy(n->parameters, t->best_weights, n->length * sizeof(real));
  memcpy(n->statistics, t->best_weights + n->length, n->statistics_length * sizeof(real));
  n->has_previous = false;
}

static void finish_epoch(gn_trainer *t, double *record) {
  gn_network *n = t->network;
  double *validation = record + 1 + GN_METRIC_COUNT;
  record[0] = t->epoch_sum * scale_of(t, t->rows.count);
  validation[0] = GN_NAN;
  if (t->validation.count) {
    gn_clear_tally(&t->validation_tally);
    gn_measure(n, &t->validation, 0.5, &t->validation_tally, validation);
  }
  for (int i = 1; i <= GN_METRIC_COUNT; i++) {
    bool asked = t->measures[i - 1];
    record[i] = asked ? gn_metrics[i - 1].value(&t->tally) : GN_NAN;
    if (!asked || !t->validation.count) validation[i] = GN_NAN;
  }
  t->at = 0;
  t->epoch++;
  gn_follow_schedule(t);
  watch(t, record);
  if (gn_trainer_done(t)) restore_best(t);
}

/* `step` is the one whose loss is not finite, counted from 0: the last one taken, or the next. */
static gn_status diverge(gn_trainer *t, double step, gn_error *error) {
  gn_network *n = t->network;
  if (n->has_previous) gn_swap_step(n);
  gn_forget_training(n);
  t->at = 0;
  return gn_fail(error, GN_DIVERGED, "the loss stopped being finite at epoch %g, step %g; the last finite weights are in place: "
                 "try a lower learningRate than %g, or scaled inputs", t->epoch, step, n->optimizer.learning_rate);
}

gn_status gn_trainer_run(gn_trainer *trainer, double steps, size_t epochs, double *records, size_t *finished, gn_error *error) {
  size_t rows = trainer->rows.count;
  *finished = 0;
  trainer->workspace->held.count = 0; /* their owner may have changed them since */
  while (steps > 0 && *finished < epochs && !gn_trainer_done(trainer)) {
    if (trainer->at == 0) begin_epoch(trainer);
    size_t left = rows - trainer->at, batch = trainer->batch;
    if (!take_step(trainer, left < batch ? left : batch)) return diverge(trainer, trainer->step - 1, error);
    steps--;
    if (trainer->at == rows) finish_epoch(trainer, records + (*finished)++ * gn_record_size());
  }
  gn_network *n = trainer->network;
  return gn_all_finite(n->parameters, n->length) && gn_all_finite(n->statistics, n->statistics_length) ? GN_OK : diverge(trainer, trainer->step, error);
}

static size_t tape_trainer(gn_trainer *t, gn_tape *tape) {
  gn_network *n = t->network;
  size_t *const counts[] = {&t->tally.scored, &t->at, &t->batch};
  double *const numbers[] = {&t->loss, &t->epoch_sum, &t->tally.answers, &t->tally.right,
    &t->tally.true_positives, &t->tally.false_positives, &t->tally.false_negatives, &t->tally.absolute_error, &t->best, &t->waited};
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) gn_tape_size(tape, counts[i]);
  gn_tape_double(tape, &t->epoch);
  gn_tape_double(tape, &t->step);
  gn_tape_generator(tape, &t->epoch_start);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) gn_tape_double(tape, numbers[i]);
  gn_tape_flag(tape, &t->has_best);
  gn_tape_flag(tape, &t->stopped);
  if (t->best_weights) gn_tape_reals(tape, t->best_weights, n->length + n->statistics_length);
  if (t->tally.scores) gn_tape_reals(tape, t->tally.scores, 2 * t->tally.rows);
  return tape->at;
}

size_t gn_trainer_state_size(const gn_trainer *trainer) {
  gn_trainer copy = *trainer;
  return tape_trainer(&copy, &(gn_tape){0});
}

void gn_trainer_read_state(gn_trainer *trainer, double *state) { tape_trainer(trainer, &(gn_tape){.numbers = state}); }

/* The first nine numbers are counts. In the middle of an epoch there are scores of the rows so far, if there are any. */
static gn_status check_trainer_state(const gn_trainer *t, const double *state, size_t count, gn_error *error) {
  size_t rows = t->rows.count, expected = gn_trainer_state_size(t);
  if (count != expected)
    return gn_fail(error, GN_INVALID_DATA, "the trainer's state has %u numbers; these rows and options need %u", count, expected);
  for (size_t i = 0; i < 9; i++)
    if (!(state[i] >= 0 && state[i] < 9e15 && state[i] == (double)(uint64_t)state[i] && (i < 5 || state[i] <= UINT32_MAX)))
      return gn_fail(error, GN_INVALID_DATA, "number %u of the trainer's state is %g, which cannot be", i, state[i]);
  double scored = state[0], at = state[1], batch = state[2];
  bool fits = at < (double)rows && batch <= (double)rows && scored <= (double)rows;
  if (!fits || (at > 0 && (batch < 1 || scored != (t->tally.scores ? at : 0))))
    return gn_fail(error, GN_INVALID_DATA, "the trainer's state stands at row %g with batches of %g; there are %u rows", at, batch, rows);
  return check_room(t, batch, error);
}

gn_status gn_trainer_write_state(gn_trainer *trainer, const double *state, size_t count, gn_error *error) {
  gn_status status = check_trainer_state(trainer, state, count, error);
  if (status) return status;
  tape_trainer(trainer, &(gn_tape){.numbers = (double *)(uintptr_t)state, .writes = true});
  gn_follow_schedule(trainer);
  if (trainer->at > 0) {
    trainer->network->shuffler = trainer->epoch_start;
    order_rows(trainer);
  }
  return GN_OK;
}

gn_status gn_train(gn_network *network, const real *x, const real *y, size_t rows, const gn_train_config *options,
                   double *history, gn_error *error) {
  if (!(options->epochs < GN_INFINITY))
    return gn_fail(error, GN_INVALID_CONFIG, "epochs is %g; gn_train needs a whole number from 1 on", options->epochs);
  gn_trainer *trainer = gn_trainer_create(network, x, y, rows, NULL, NULL, 0, options, error);
  if (!trainer) return error ? (gn_status)error->status : GN_INVALID_CONFIG;
  double record[2 * (1 + GN_METRIC_COUNT)];
  gn_status status = GN_OK;
  for (size_t epoch = 0, finished; !status && !gn_trainer_done(trainer); epoch++)
    status = gn_trainer_run(trainer, GN_INFINITY, 1, history ? history + epoch * gn_record_size() : record, &finished, error);
  gn_trainer_free(trainer);
  return status;
}
