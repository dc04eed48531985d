/* Training in slices: the same bits as in one go, and one trainer a network. */
#include "check.h"

enum { ROWS = 21, INPUTS = 4, OUTPUTS = 2, EPOCHS = 12, MAX_RECORD = 16 };

typedef struct rows {
  gn_real x[ROWS * INPUTS], y[ROWS * OUTPUTS];
} rows;

static rows make_rows(void) {
  rows r;
  fill_random(r.x, COUNT(r.x), 5);
  for (size_t i = 0; i < COUNT(r.y); i++) r.y[i] = (gn_real)(i % 3 == 0);
  return r;
}

static gn_network *make(const char *optimizer) {
  gn_network *network = make_network(INPUTS, 2, (size_t[]){ 7, OUTPUTS },
    (const char *[]){ "tanh", "sigmoid" }, NULL, 2);
  gn_optimizer_config config = gn_default_config().optimizer;
  config.name = gn_find(GN_OPTIMIZER, optimizer);
  config.learning_rate = 0.05;
  CHECK(gn_set_optimizer(network, &config, NULL) == GN_OK);
  return network;
}

static gn_train_config make_options(double batch_size) {
  gn_train_config options = gn_default_train();
  options.epochs = EPOCHS;
  options.batch_size = batch_size;
  return options;
}

/* Slices of 1, 2, 3 … steps, until the trainer's own last epoch. */
static void train_in_slices(gn_network *network, const rows *r, const gn_train_config *options, double *records) {
  gn_trainer *trainer = gn_trainer_create(network, r->x, r->y, ROWS, NULL, NULL, 0, options, NULL);
  size_t total = 0, finished = 0;
  if (!CHECK(trainer != NULL)) return;
  CHECK(isnan(gn_trainer_loss(trainer)));
  for (double steps = 1; total < EPOCHS && steps < 1000; steps++) {
    CHECK(gn_trainer_run(trainer, steps, EPOCHS - total, records + total * gn_record_size(), &finished, NULL) == GN_OK);
    total += finished;
    CHECK(gn_trainer_epoch(trainer) == (double)total);
    CHECK(isfinite(gn_trainer_loss(trainer)));
  }
  CHECK(total == EPOCHS);
  double batches = ceil(ROWS / fmin(options->batch_size, ROWS));
  CHECK(gn_trainer_step(trainer) == EPOCHS * batches);
  double spare[MAX_RECORD];
  CHECK(gn_trainer_run(trainer, 100, 1, spare, &finished, NULL) == GN_OK);
  CHECK(finished == 0 && gn_trainer_step(trainer) == EPOCHS * batches);
  gn_trainer_free(trainer);
}

static void test_slices(void) {
  static const double batches[] = { 1, 4, 8, 20, INFINITY };
  rows r = make_rows();
  for (size_t o = 0; gn_name(GN_OPTIMIZER, o); o++) {
    for (size_t b = 0; b < COUNT(batches); b++) {
      gn_network *whole = make(gn_name(GN_OPTIMIZER, o)), *sliced = gn_clone(whole, NULL);
      gn_train_config options = make_options(batches[b]);
      size_t bytes = EPOCHS * gn_record_size() * sizeof(double);
      double *history = malloc(bytes), *records = malloc(bytes);
      for (size_t i = 0; i < bytes / sizeof(double); i++) records[i] = NAN; /* it leaves alone what is not asked for */
      CHECK(gn_train(whole, r.x, r.y, ROWS, &options, history, NULL) == GN_OK);
      train_in_slices(sliced, &r, &options, records);
      CHECK(same_weights(whole, sliced));
      for (size_t i = 0; i < bytes / sizeof(double); i++) {
        CHECK(history[i] == records[i] || (isnan(history[i]) && isnan(records[i])));
      }
      free(history);
      free(records);
      gn_free(whole);
      gn_free(sliced);
    }
  }
}

/* `epochs` bounds a slice as `steps` does. */
static void test_epochs_bound(void) {
  rows r = make_rows();
  gn_network *network = make("sgd");
  gn_train_config options = make_options(8);
  options.metrics = 0;
  gn_trainer *trainer = gn_trainer_create(network, r.x, r.y, ROWS, NULL, NULL, 0, &options, NULL);
  double records[3 * MAX_RECORD];
  for (size_t i = 0; i < COUNT(records); i++) records[i] = 7;
  size_t finished = 9;
  CHECK(gn_trainer_run(trainer, INFINITY, 3, records, &finished, NULL) == GN_OK);
  for (size_t i = 0; i < 3 * gn_record_size(); i++) CHECK((records[i] == 7) == (i % gn_record_size() > 0));
  CHECK(finished == 3 && gn_trainer_epoch(trainer) == 3 && gn_trainer_step(trainer) == 9);
  CHECK(gn_trainer_run(trainer, 1, 3, records, &finished, NULL) == GN_OK);
  CHECK(finished == 0 && gn_trainer_epoch(trainer) == 3 && gn_trainer_step(trainer) == 10);
  gn_trainer_free(trainer);
  gn_free(network);
}

/* The second half of a record is what gn_evaluate says of the validation rows after the epoch. */
static void test_validation(void) {
  rows r = make_rows();
  gn_network *network = make("adam");
  gn_train_config options = make_options(8);
  enum { TRAINED = 14 };
  const gn_real *x = r.x + TRAINED * INPUTS, *y = r.y + TRAINED * OUTPUTS;
  gn_trainer *trainer = gn_trainer_create(network, r.x, r.y, TRAINED, x, y, ROWS - TRAINED, &options, NULL);
  double record[MAX_RECORD], measured[MAX_RECORD];
  size_t finished, half = gn_record_size() / 2, accuracy = 1 + (size_t)gn_find(GN_METRIC, "accuracy");
  for (int epoch = 0; epoch < 3; epoch++) {
    CHECK(gn_trainer_run(trainer, INFINITY, 1, record, &finished, NULL) == GN_OK);
    CHECK(gn_evaluate(network, x, y, ROWS - TRAINED, 0.5, measured, NULL) == GN_OK);
    CHECK(record[half] == measured[0] && record[half + accuracy] == measured[accuracy]);
  }
  gn_trainer_free(trainer);
  r.x[ROWS * INPUTS - 1] = NAN;
  CHECK_FAILS((trainer = gn_trainer_create(network, r.x, r.y, TRAINED, x, y, ROWS - TRAINED, &options, &error),
               trainer ? GN_OK : (gn_status)error.status), GN_INVALID_DATA, "validation");
  gn_trainer_free(trainer);
  gn_free(network);
}

static gn_status second_trainer(gn_network *network, const rows *r, gn_error *error) {
  gn_train_config options = make_options(8);
  gn_trainer *trainer = gn_trainer_create(network, r->x, r->y, ROWS, NULL, NULL, 0, &options, error);
  gn_trainer_free(trainer);
  return trainer ? GN_OK : (gn_status)error->status;
}

static void test_busy(void) {
  rows r = make_rows();
  gn_network *network = make("adam");
  gn_train_config options = make_options(8);
  gn_trainer *trainer = gn_trainer_create(network, r.x, r.y, ROWS, NULL, NULL, 0, &options, NULL);
  CHECK_FAILS(second_trainer(network, &r, &error), GN_BUSY, "trainer");
  CHECK_FAILS(gn_train(network, r.x, r.y, ROWS, &options, NULL, &error), GN_BUSY, "trainer");
  CHECK_FAILS(gn_reset(network, 3, &error), GN_BUSY, "trainer");
  gn_network *clone = gn_clone(network, NULL);
  CHECK(second_trainer(clone, &r, &(gn_error){ 0 }) == GN_OK);
  gn_trainer_free(trainer);
  CHECK(second_trainer(network, &r, &(gn_error){ 0 }) == GN_OK);
  CHECK(gn_reset(network, 3, NULL) == GN_OK);
  gn_free(clone);
  gn_free(network);
}

/* An option changed on the way holds from then on; a refused change alters nothing. */
static void test_set(void) {
  rows r = make_rows();
  gn_network *network = make("sgd");
  gn_train_config options = make_options(8), change = gn_default_train();
  gn_trainer *trainer = gn_trainer_create(network, r.x, r.y, ROWS, NULL, NULL, 0, &options, NULL);
  double record[MAX_RECORD];
  size_t finished;
  change.batch_size = 1;
  CHECK(gn_trainer_set(trainer, &change, NULL) == GN_OK);
  CHECK(gn_trainer_run(trainer, INFINITY, 1, record, &finished, NULL) == GN_OK);
  CHECK(gn_trainer_step(trainer) == ROWS);
  change.batch_size = 0;
  CHECK_FAILS(gn_trainer_set(trainer, &change, &error), GN_INVALID_CONFIG, "batchSize");
  change = gn_default_train();
  change.patience = 2;
  change.monitor = 1 + gn_find(GN_METRIC, "precision");
  CHECK_FAILS(gn_trainer_set(trainer, &change, &error), GN_INVALID_CONFIG, "precision");
  CHECK(gn_trainer_run(trainer, INFINITY, 1, record, &finished, NULL) == GN_OK);
  CHECK(gn_trainer_step(trainer) == 2 * ROWS);
  gn_trainer_free(trainer);
  gn_free(network);
}

/* Records of the epochs before the loss overflowed stay, and the trainer can go on at a gentler rate. */
static void test_diverges(void) {
  const gn_real x[] = { 1, 2, 3, 4 }, y[] = { 2, 4, 6, 8 };
  gn_network *network = make_network(1, 1, (size_t[]){ 1 }, (const char *[]){ "linear" }, NULL, 1);
  gn_optimizer_config sgd = gn_default_config().optimizer;
  gn_train_config options = gn_default_train();
  double *records = malloc(200 * gn_record_size() * sizeof *records);
  size_t finished = 0;
  sgd.name = gn_find(GN_OPTIMIZER, "sgd");
  sgd.learning_rate = 100;
  CHECK(gn_set_optimizer(network, &sgd, NULL) == GN_OK);
  gn_trainer *trainer = gn_trainer_create(network, x, y, 4, NULL, NULL, 0, &options, NULL);
  CHECK_FAILS(gn_trainer_run(trainer, INFINITY, 200, records, &finished, &error), GN_DIVERGED, "step");
  CHECK(finished > 1 && finished < 200 && gn_trainer_epoch(trainer) == (double)finished);
  for (size_t i = 0; i < finished; i++) CHECK(isfinite(records[i * gn_record_size()]));
  double record[MAX_RECORD];
  CHECK(gn_evaluate(network, x, y, 4, 0.5, record, NULL) == GN_OK);
  CHECK(isfinite(record[0]));
  sgd.learning_rate = 0.05;
  CHECK(gn_set_optimizer(network, &sgd, NULL) == GN_OK);
  CHECK(gn_trainer_run(trainer, INFINITY, 200, records, &finished, NULL) == GN_OK);
  CHECK(finished == 200 && records[199 * gn_record_size()] < records[0]);
  gn_trainer_free(trainer);
  free(records);
  gn_free(network);
}

void test_trainer(void) {
  test_slices();
  test_epochs_bound();
  test_validation();
  test_busy();
  test_set();
  test_diverges();
}
