/* Going on later: what was saved of a training goes on bit for bit, and no broken state does harm. */
#include "check.h"

enum { ROWS = 21, EPOCHS = 6 };
static gn_real x[ROWS * 2], y[ROWS];

/* With everything that has a state of its own: dropout, batch normalization, a schedule. */
static gn_network *make(void) {
  gn_config config = gn_default_config();
  gn_layer_config layers[] = { gn_default_layer(), gn_default_layer() };
  gn_error error = { 0 };
  config.inputs = 2;
  config.optimizer.schedule.name = gn_find(GN_SCHEDULE, "exponential");
  layers[0].units = 5;
  layers[0].activation = gn_find(GN_ACTIVATION, "tanh");
  layers[0].dropout = 0.25;
  layers[0].batch_normalization = 1;
  layers[1].units = 1;
  layers[1].activation = gn_find(GN_ACTIVATION, "sigmoid");
  gn_network *network = gn_create(&config, layers, COUNT(layers), &error);
  if (!CHECK(network != NULL)) puts(error.text);
  return network;
}

static gn_trainer *make_trainer(gn_network *network) {
  gn_train_config options = gn_default_train();
  options.epochs = EPOCHS;
  options.batch_size = 4;
  options.metrics = gn_field_at(GN_TRAIN_CONFIG, offsetof(gn_train_config, metrics) / 8)->maximum; /* all */
  options.patience = 3;
  options.restore_best = 1;
  return gn_trainer_create(network, x, y, ROWS, x, y, ROWS, &options, NULL);
}

static void run(gn_trainer *trainer, double steps) {
  double *records = malloc(EPOCHS * gn_record_size() * sizeof *records);
  size_t finished;
  gn_trainer_run(trainer, steps, EPOCHS, records, &finished, NULL);
  free(records);
}

typedef struct saved {
  size_t count, trainer_count;
  double *state, *trainer_state;
  gn_real *weights, statistics[10];
} saved;

static saved save(gn_network *network, gn_trainer *trainer) {
  saved s = { .count = gn_state_size(network), .trainer_count = gn_trainer_state_size(trainer) };
  s.state = malloc(s.count * sizeof *s.state);
  s.trainer_state = malloc(s.trainer_count * sizeof *s.trainer_state);
  s.weights = read_array(network, GN_PARAMETERS);
  CHECK(gn_statistic_count(network) == COUNT(s.statistics));
  gn_read(network, GN_STATISTICS, s.statistics);
  gn_read_state(network, s.state);
  gn_trainer_read_state(trainer, s.trainer_state);
  return s;
}

static void drop(saved *s) {
  free(s->state);
  free(s->trainer_state);
  free(s->weights);
}

static gn_network *restore(const saved *s) {
  gn_network *network = make();
  CHECK(gn_write(network, GN_PARAMETERS, s->weights, NULL) == GN_OK);
  CHECK(gn_write(network, GN_STATISTICS, s->statistics, NULL) == GN_OK);
  CHECK(gn_write_state(network, s->state, s->count, NULL) == GN_OK);
  return network;
}

static void test_goes_on(void) {
  for (double steps = 0; steps < 4 * EPOCHS; steps++) {
    gn_network *network = make();
    gn_trainer *trainer = make_trainer(network);
    run(trainer, steps);
    saved s = save(network, trainer);
    gn_network *later = restore(&s);
    gn_trainer *goes_on = make_trainer(later);
    CHECK(gn_trainer_write_state(goes_on, s.trainer_state, s.trainer_count, NULL) == GN_OK);
    CHECK(gn_trainer_epoch(goes_on) == gn_trainer_epoch(trainer) && gn_trainer_step(goes_on) == steps);
    CHECK(gn_trainer_learning_rate(goes_on) == gn_trainer_learning_rate(trainer));
    run(trainer, INFINITY);
    run(goes_on, INFINITY);
    CHECK(same_weights(network, later));
    CHECK(gn_trainer_loss(goes_on) == gn_trainer_loss(trainer) && gn_trainer_step(goes_on) == gn_trainer_step(trainer));
    gn_trainer_free(goes_on);
    gn_trainer_free(trainer);
    gn_free(later);
    gn_free(network);
    drop(&s);
  }
}

/* Each number in turn is replaced; what is taken all the same must train on without leaving its arrays. */
static void test_broken(void) {
  static const double bad[] = { NAN, INFINITY, -1, 0, 0.5, 3, ROWS, ROWS + 1, 4294967296.0, 1e300 };
  gn_network *network = make();
  gn_trainer *trainer = make_trainer(network);
  run(trainer, 9);
  saved s = save(network, trainer);
  for (size_t i = 0; i < 30 * COUNT(bad); i++) {
    size_t at = i / COUNT(bad), place = at % s.trainer_count;
    gn_network *later = restore(&s);
    gn_trainer *goes_on = make_trainer(later);
    double kept = s.trainer_state[place];
    s.trainer_state[place] = bad[i % COUNT(bad)];
    gn_trainer_write_state(goes_on, s.trainer_state, s.trainer_count, NULL);
    run(goes_on, 200);
    s.trainer_state[place] = kept;
    gn_trainer_free(goes_on);

    kept = s.state[at % s.count];
    s.state[at % s.count] = bad[i % COUNT(bad)];
    gn_write_state(later, s.state, s.count, NULL);
    s.state[at % s.count] = kept;
    goes_on = make_trainer(later);
    run(goes_on, 20);
    gn_trainer_free(goes_on);
    gn_free(later);
  }
  CHECK_FAILS(gn_write_state(network, s.state, s.count - 1, &error), GN_INVALID_DATA, "numbers");
  CHECK_FAILS(gn_trainer_write_state(trainer, s.trainer_state, s.trainer_count + 1, &error), GN_INVALID_DATA, "numbers");
  double at = s.trainer_state[1];
  s.trainer_state[1] = ROWS;
  CHECK_FAILS(gn_trainer_write_state(trainer, s.trainer_state, s.trainer_count, &error), GN_INVALID_DATA, "row 21");
  s.trainer_state[1] = at + 0.5;
  CHECK_FAILS(gn_trainer_write_state(trainer, s.trainer_state, s.trainer_count, &error), GN_INVALID_DATA, "cannot be");
  s.trainer_state[1] = at;
  s.trainer_state[0]++; /* the scores so far */
  CHECK_FAILS(gn_trainer_write_state(trainer, s.trainer_state, s.trainer_count, &error), GN_INVALID_DATA, "rows");
  gn_trainer_free(trainer);
  gn_free(network);
  drop(&s);
}

void test_state(void) {
  fill_random(x, COUNT(x), 4);
  for (size_t i = 0; i < ROWS; i++) y[i] = x[2 * i] * x[2 * i + 1] > 0;
  test_goes_on();
  test_broken();
}
