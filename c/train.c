/* The trainer: epochs of batches, each batch one step of the optimizer. */
#include "few.h"
#include <stdlib.h>
#include <string.h>

/* Where a trainer stands, as its state begins; the numbers that were kept follow. */
typedef struct gn_standing {
  double scored, at, batch;       /* only in a state: the trainer has them below, and in its tally */
  double epoch, step;             /* finished, taken */
  double epoch_start[4];          /* only in a state; up to here all are whole */
  double loss;                    /* of the last step */
  double epoch_sum;               /* of the batches' losses so far, each times what it counts */
  double counts[6];               /* only in a state: those that a tally begins with */
  double best, waited;            /* the best monitored figure, epochs since */
  double has_best, stopped;       /* flags: `best_weights` are set; patience is over */
} gn_standing;
enum { STANDING = sizeof(gn_standing) / sizeof(double) };
_Static_assert(offsetof(gn_tally, scores) == sizeof(((gn_standing *)0)->counts), "a tally begins with the counts of a state");

struct gn_trainer {
  gn_network *network;
  gn_workspace *workspace;
  gn_rows rows, validation;
  gn_train_config options;
  bool measures[GN_METRIC_COUNT]; /* metrics that are asked for */
  bool tallies;                   /* some is */
  bool attends;                   /* an epoch ends with more than its loss: see attend() */
  size_t batch_size, batch;       /* rows a step, as options and rows allow, and in this epoch */
  size_t at;                      /* rows of this epoch already used */
  gn_standing now;
  gn_pass pass;                   /* what a step asks for; its scale is that of a sum over `scaled` rows */
  size_t scaled;
  gn_tally tally, validation_tally;
  real *best_weights;             /* parameters and statistics of the best epoch; NULL unless they are to be restored */
  size_t kept;                    /* how many numbers begin at kept_numbers: best weights, then scores, as far as there are any */
  real *kept_numbers;
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
static size_t monitored(const gn_trainer *t, const gn_train_config *options) {
  if (options->monitor == options->monitor) return (size_t)options->monitor;
  return t->validation.count ? 1 + GN_METRIC_COUNT : 0;
}
static bool higher_is_better(size_t place) {
  size_t metric = place % (1 + GN_METRIC_COUNT);
  return metric > 0 && gn_metrics[metric - 1].higher_is_better;
}

/* Whether early stopping has anything to do. */
static bool watches(const gn_train_config *options) { return options->patience < GN_INFINITY || options->restore_best != 0; }

static gn_status check_options(const gn_trainer *t, const gn_train_config *options, gn_error *error) {
  for (int i = 0; options->metrics > 0 && i < GN_METRIC_COUNT; i++)
    if (((uint32_t)options->metrics >> i & 1) && gn_metrics[i].one_output && t->network->outputs != 1)
      return gn_fail(error, GN_INVALID_CONFIG, "metrics has %s, which needs one output; the network has %u", gn_metrics[i].name,
                     (size_t)t->network->outputs);
  size_t place = monitored(t, options), metric = place % (1 + GN_METRIC_COUNT);
  if (place > GN_METRIC_COUNT && !t->validation.count)
    return gn_fail(error, GN_INVALID_CONFIG, "earlyStopping.monitor is a validation figure; give validationData or validationSplit");
  if (watches(options) && metric > 0 && !t->measures[metric - 1])
    return gn_fail(error, GN_INVALID_CONFIG, "earlyStopping.monitor is %s, which metrics does not have", gn_metrics[metric - 1].name);
  return gn_check_schedule(&t->network->optimizer.schedule, options->epochs, error);
}

static gn_status check_trainer(const gn_network *network, const gn_rows *rows, const gn_rows *validation,
                               gn_train_config *options, gn_error *error) {
  if (network->trainer) return gn_fail(error, GN_BUSY, "the network has a trainer; dispose of it first");
  gn_status status = gn_check_fields(GN_TRAIN_CONFIG, options, NULL, error);
  if (!status) status = gn_check_gradient(network, error);
  if (!status) status = gn_check_rows(network, "x", rows->x, "y", rows->y, rows->count, error);
  if (!status && validation->count)
    status = gn_check_rows(network, "validationData x", validation->x, "validationData y", validation->y, validation->count, error);
  if (!status && rows->count > UINT32_MAX)
    status = gn_fail(error, GN_INVALID_SHAPE, "x has %u rows; a trainer takes at most 4294967295", rows->count);
  return status;
}

static size_t batch_of(const gn_trainer *t, double batch_size) {
  return batch_size < (double)t->rows.count ? (size_t)batch_size : t->rows.count;
}

/* Everything training will need, since it allocates nothing on its way: one block, and the workspace. */
static gn_trainer *allocate(const gn_trainer *plan, gn_error *error) {
  gn_network *n = plan->network;
  uint64_t rows = plan->rows.count, held_out = plan->validation.count, at = 0;
  uint64_t best = plan->options.restore_best != 0 ? gn_weights_length(n) : 0;
  bool auc = plan->measures[GN_AUC];
  uint64_t kept = best + (auc ? 2 * rows : 0), scores = auc ? 2 * held_out : 0;
  gn_part(NULL, &at, sizeof *plan);
  char *block = gn_take(at + rows * sizeof *plan->order + (kept + scores) * sizeof(real) + 16, error);
  if (!block) return NULL;
  gn_trainer *t = memcpy(block, plan, sizeof *plan);
  t->order = gn_part(block, &at, rows * sizeof *t->order);
  t->kept_numbers = (real *)(block + at);
  t->kept = (size_t)kept;
  if (best) t->best_weights = t->kept_numbers;
  t->tally = (gn_tally){.scores = auc ? t->kept_numbers + best : NULL, .rows = (size_t)rows};
  t->validation_tally = (gn_tally){.scores = scores ? t->kept_numbers + kept : NULL, .rows = (size_t)held_out};
  t->pass = (gn_pass){.mode = GN_LEARN, .threshold = 0.5, .tally = t->tallies ? &t->tally : NULL};
  /* Any batch must find room that may be set later; only where it is normalized, it must not grow. */
  t->workspace = gn_take_workspace(n, n->normalizes ? t->batch_size : (size_t)rows, error);
  if (t->workspace) return t;
  free(t);
  return NULL;
}

gn_trainer *gn_trainer_create(gn_network *network, const real *x, const real *y, size_t rows, const real *validation_x,
                              const real *validation_y, size_t validation_rows, const gn_train_config *options,
                              gn_error *error) {
  gn_rows training = {.x = x, .y = y, .count = rows};
  gn_rows validation = {.x = validation_x, .y = validation_y, .count = validation_rows};
  gn_train_config checked = *options;
  if (check_trainer(network, &training, &validation, &checked, error)) return NULL;
  gn_trainer plan = {.network = network, .rows = training, .validation = validation, .options = checked, .now.loss = GN_NAN};
  choose_metrics(&plan);
  if (check_options(&plan, &checked, error)) return NULL;
  plan.batch_size = batch_of(&plan, checked.batch_size);
  gn_trainer *trainer = allocate(&plan, error);
  if (!trainer) return NULL;
  network->trainer = trainer;
  network->has_previous = false;
  gn_follow_options(trainer);
  return trainer;
}

void gn_trainer_free(gn_trainer *trainer) {
  if (!trainer) return;
  trainer->network->trainer = NULL;
  trainer->network->rate_factor = 1;
  gn_give_workspace(trainer->network, trainer->workspace);
  free(trainer);
}

double gn_trainer_epoch(const gn_trainer *trainer) { return trainer->now.epoch; }
double gn_trainer_step(const gn_trainer *trainer) { return trainer->now.step; }
double gn_trainer_loss(const gn_trainer *trainer) { return trainer->now.loss; }
static INLINE bool done(const gn_trainer *t) { return t->now.stopped || !(t->now.epoch < t->options.epochs); }
int gn_trainer_done(const gn_trainer *trainer) { return done(trainer); }

static double rate_factor(const gn_trainer *t) {
  return gn_schedule_factor(&t->network->optimizer.schedule, t->now.epoch, t->options.epochs);
}
double gn_trainer_learning_rate(const gn_trainer *trainer) {
  return trainer->network->optimizer.learning_rate * rate_factor(trainer);
}

gn_status gn_check_trainer_schedule(const gn_trainer *trainer, const gn_schedule_config *schedule, gn_error *error) {
  return gn_check_schedule(schedule, trainer->options.epochs, error);
}

/* The factor of the learning rate, and whether epochs end with more than their loss. */
void gn_follow_options(gn_trainer *t) {
  const gn_schedule_config *schedule = &t->network->optimizer.schedule;
  t->network->rate_factor = rate_factor(t);
  t->attends = t->tallies || t->validation.count || watches(&t->options) || schedule->name != 0 || schedule->warmup != 0;
}

/* Batch normalization needs room for a whole batch, which was taken when the trainer was made. */
static gn_status check_room(const gn_trainer *t, double batch, gn_error *error) {
  if (gn_slots(t->network, batch_of(t, batch)) <= t->workspace->slots) return GN_OK;
  return gn_fail(error, GN_UNSUPPORTED, "batchSize is %g; with batch normalization it cannot grow beyond %u while training", batch,
                 (size_t)t->workspace->slots * PANEL);
}

gn_status gn_trainer_set(gn_trainer *trainer, const gn_train_config *options, gn_error *error) {
  gn_train_config merged = *options;
  gn_status status = gn_check_fields(GN_TRAIN_CONFIG, &merged, &trainer->options, error);
  if (!status) status = check_options(trainer, &merged, error);
  if (!status) status = check_room(trainer, merged.batch_size, error);
  if (status) return status;
  merged.metrics = trainer->options.metrics;
  merged.restore_best = trainer->options.restore_best;
  trainer->options = merged;
  trainer->batch_size = batch_of(trainer, merged.batch_size);
  gn_follow_options(trainer);
  return GN_OK;
}

/* A batch that holds every row is left in order: its sum does not depend on it. */
static INLINE bool shuffles(const gn_trainer *t) { return t->batch < t->rows.count && t->options.shuffle != 0; }

static void order_rows(gn_trainer *t) {
  t->epoch_start = t->network->shuffler;
  gn_xoshiro_shuffle(&t->network->shuffler, t->order, (uint32_t)t->rows.count);
  t->rows.order = t->order;
}

static INLINE void begin_epoch(gn_trainer *t) {
  t->batch = t->batch_size;
  t->now.epoch_sum = 0;
  t->rows.order = NULL;
  if (t->tallies) gn_clear_tally(&t->tally);
  if (shuffles(t)) order_rows(t);
}

/* What a sum over rows is multiplied by: kept, since a division takes as long as a small layer. */
static INLINE double scale_of(gn_trainer *t, size_t rows) {
  if (t->scaled != rows) t->scaled = rows, t->pass.scale = gn_loss_scale(t->network, rows);
  return t->pass.scale;
}

/* Rows at … at + count: their loss, gradient and one step of the optimizer. False if the loss is not finite. */
static INLINE bool take_step(gn_trainer *t, size_t count) {
  gn_network *n = t->network;
  const gn_rows *rows = &t->rows;
  gn_rows batch;
  if (count < rows->count) {
    batch = *rows, batch.count = count, rows = &batch;
    if (batch.order) {
      batch.order += t->at;
    } else {
      batch.x += t->at * n->inputs;
      batch.y += t->at * n->outputs;
    }
  }
  double scale = scale_of(t, count);
  double sum = gn_is_few(n, count) ? gn_learn_few(n, t->workspace, rows, &t->pass) : gn_run_rows(n, t->workspace, rows, &t->pass);
  t->now.loss = sum * scale;
  if (n->penalized) {
    double penalty = gn_penalty(n, n->gradients);
    t->now.loss += penalty;
    sum += penalty / scale;
  }
  t->now.epoch_sum += sum;
  t->at += count;
  t->now.step++;
  if (!gn_is_finite(t->now.loss)) return false;
  gn_optimizer_step(n, true, n->other);
  gn_swap_step(n);
  n->has_previous = true;
  return true;
}

static void watch(gn_trainer *t, const double *record) {
  gn_network *n = t->network;
  size_t place = monitored(t, &t->options);
  double figure = higher_is_better(place) ? -record[place] : record[place];
  bool first = !t->now.has_best && figure == figure;
  if (first || figure < t->now.best - t->options.min_delta) {
    t->now.best = figure;
    t->now.waited = 0;
    t->now.has_best = true;
    if (!t->best_weights) return;
    memcpy(t->best_weights, n->parameters, gn_weights_length(n) * sizeof(real));
  } else if (++t->now.waited >= t->options.patience) {
    t->now.stopped = true;
  }
}

static void restore_best(gn_trainer *t) {
  gn_network *n = t->network;
  if (!t->best_weights || !t->now.has_best) return;
  memcpy(n->parameters, t->best_weights, gn_weights_length(n) * sizeof(real));
  n->has_previous = false;
}

static void measure_validation(gn_trainer *t, double *record) {
  gn_clear_tally(&t->validation_tally);
  gn_measure(t->network, &t->validation, 0.5, &t->validation_tally, record);
  for (int i = 0; i < GN_METRIC_COUNT; i++)
    if (!t->measures[i]) record[1 + i] = GN_NAN;
}

/* What the end of an epoch asks for besides its loss. */
static NOINLINE void attend(gn_trainer *t, double *record) {
  for (int i = 0; t->tallies && i < GN_METRIC_COUNT; i++)
    if (t->measures[i]) record[1 + i] = gn_metrics[i].value(&t->tally);
  if (t->validation.count) measure_validation(t, record + 1 + GN_METRIC_COUNT);
  gn_follow_options(t);
  if (watches(&t->options)) watch(t, record);
  if (done(t)) restore_best(t);
}

static INLINE void finish_epoch(gn_trainer *t, double *record) {
  record[0] = t->now.epoch_sum * scale_of(t, t->rows.count);
  t->at = 0;
  t->now.epoch++;
  if (t->attends) attend(t, record);
}

/* `step` is the one whose loss is not finite, counted from 0: the last one taken, or the next. */
static gn_status diverge(gn_trainer *t, double step, gn_error *error) {
  gn_network *n = t->network;
  if (n->has_previous) gn_swap_step(n);
  gn_forget_training(n);
  t->at = 0;
  return gn_fail(error, GN_DIVERGED, "the loss stopped being finite at epoch %g, step %g; the last finite weights are in place: "
                 "try a lower learningRate than %g, or scaled inputs", t->now.epoch, step, n->optimizer.learning_rate);
}

gn_status gn_trainer_run(gn_trainer *trainer, double steps, size_t epochs, double *records, size_t *finished, gn_error *error) {
  double last = trainer->now.step + steps;
  *finished = 0;
  trainer->workspace->held = NULL; /* their owner may have changed them since */
  while (trainer->now.step < last && *finished < epochs && !done(trainer)) {
    if (trainer->at == 0) begin_epoch(trainer);
    size_t left = trainer->rows.count - trainer->at, batch = trainer->batch;
    if (!take_step(trainer, left < batch ? left : batch)) return diverge(trainer, trainer->now.step - 1, error);
    if (trainer->at < trainer->rows.count) continue;
    finish_epoch(trainer, records);
    records += gn_record_size();
    ++*finished;
  }
  gn_network *n = trainer->network;
  return gn_all_finite(n->parameters, gn_weights_length(n)) ? GN_OK : diverge(trainer, trainer->now.step, error);
}

size_t gn_trainer_state_size(const gn_trainer *trainer) { return STANDING + trainer->kept; }

void gn_trainer_read_state(gn_trainer *t, double *state) {
  gn_standing *s = memcpy(state, &t->now, sizeof *s);
  s->scored = (double)t->tally.scored, s->at = (double)t->at, s->batch = (double)t->batch;
  gn_read_words(&t->epoch_start, s->epoch_start);
  memcpy(s->counts, &t->tally, sizeof s->counts);
  for (size_t i = 0; i < t->kept; i++) state[STANDING + i] = (double)t->kept_numbers[i];
}

/* In the middle of an epoch there are scores of the rows so far, if there are any. */
static gn_status check_standing(const gn_trainer *t, const gn_standing *s, gn_error *error) {
  size_t rows = t->rows.count;
  bool fits = s->at < (double)rows && s->batch <= (double)rows && s->scored <= (double)rows;
  if (!fits || (s->at > 0 && (s->batch < 1 || s->scored != (t->tally.scores ? s->at : 0))))
    return gn_fail(error, GN_INVALID_DATA, "the state stands at row %g with batches of %g; there are %u rows", s->at, s->batch, rows);
  return check_room(t, s->batch, error);
}

gn_status gn_trainer_write_state(gn_trainer *t, const double *state, size_t count, gn_error *error) {
  gn_status status = gn_check_state(state, count, gn_trainer_state_size(t), 5, error);
  if (status) return status;
  const gn_standing *s = (const gn_standing *)state;
  status = check_standing(t, s, error);
  if (status) return status;
  t->now = *s;
  t->tally.scored = (size_t)s->scored, t->at = (size_t)s->at, t->batch = (size_t)s->batch;
  gn_write_words(&t->epoch_start, s->epoch_start);
  memcpy(&t->tally, s->counts, sizeof s->counts);
  for (size_t i = 0; i < t->kept; i++) t->kept_numbers[i] = (real)state[STANDING + i];
  gn_follow_options(t);
  t->rows.order = NULL;
  if (t->at > 0 && shuffles(t)) {
    t->network->shuffler = t->epoch_start;
    order_rows(t);
  }
  return GN_OK;
}

gn_status gn_train(gn_network *network, const real *x, const real *y, size_t rows, const gn_train_config *options,
                   double *history, gn_error *error) {
  if (!(options->epochs < GN_INFINITY))
    return gn_fail(error, GN_INVALID_CONFIG, "epochs is %g; gn_train needs a whole number from 1 on", options->epochs);
  gn_trainer *trainer = gn_trainer_create(network, x, y, rows, NULL, NULL, 0, options, error);
  if (!trainer) return error ? (gn_status)error->status : GN_INVALID_CONFIG;
  double unwanted[2 * (1 + GN_METRIC_COUNT)], *record = history ? history : unwanted;
  gn_status status = GN_OK;
  for (size_t finished; !status && !gn_trainer_done(trainer); record += history ? gn_record_size() : 0) {
    for (size_t i = 0; i < gn_record_size(); i++) record[i] = GN_NAN;
    status = gn_trainer_run(trainer, GN_INFINITY, 1, record, &finished, error);
  }
  gn_trainer_free(trainer);
  return status;
}
