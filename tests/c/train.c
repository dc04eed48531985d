/* Training to the end: it learns, its records are right, and it stops well when it must. */
#include "check.h"

enum { MAX_RECORD = 16 };

static gn_train_config epochs(double count) {
  gn_train_config options = gn_default_train();
  options.epochs = count;
  return options;
}

static bool all_finite(const gn_network *network) {
  gn_real *weights = read_array(network, GN_PARAMETERS);
  bool finite = true;
  for (size_t i = 0; i < gn_parameter_count(network); i++) finite = finite && isfinite(weights[i]);
  free(weights);
  return finite;
}

static void test_learns_xor(void) {
  enum { EPOCHS = 500 };
  gn_network *network = make_xor(1);
  gn_train_config options = epochs(EPOCHS);
  double *history = malloc(EPOCHS * gn_record_size() * sizeof *history), record[MAX_RECORD];
  size_t accuracy = 1 + (size_t)gn_find(GN_METRIC, "accuracy");
  gn_real answers[4];
  CHECK(gn_evaluate(network, xor_x, xor_y, 4, 0.5, record, NULL) == GN_OK);
  CHECK(gn_train(network, xor_x, xor_y, 4, &options, history, NULL) == GN_OK);
  CHECK(gn_predict(network, xor_x, 4, answers, NULL) == GN_OK);
  for (size_t i = 0; i < 4; i++) CHECK_NEAR(answers[i], xor_y[i], 0.1);
  double *last = history + (EPOCHS - 1) * gn_record_size();
  CHECK_NEAR(history[0], record[0], 20 * REAL_EPSILON); /* measured before the first update */
  CHECK(last[0] < 0.05 && last[accuracy] == 1);
  for (size_t i = gn_record_size() / 2; i < gn_record_size(); i++) CHECK(isnan(last[i]));
  free(history);
  gn_free(network);
}

/* At a learning rate that moves nothing, an epoch's loss is the loss of all rows, whatever the batches. */
static void test_epoch_loss(void) {
  enum { ROWS = 23 };
  gn_network *network = make_network(3, 2, (size_t[]){ 5, 2 }, (const char *[]){ "tanh", "linear" }, NULL, 3);
  gn_real x[ROWS * 3], y[ROWS * 2];
  gn_optimizer_config still = gn_default_config().optimizer;
  double record[MAX_RECORD], measured[MAX_RECORD];
  fill_random(x, COUNT(x), 1);
  fill_random(y, COUNT(y), 2);
  still.name = gn_find(GN_OPTIMIZER, "sgd");
  still.learning_rate = 1e-30;
  CHECK(gn_set_optimizer(network, &still, NULL) == GN_OK);
  CHECK(gn_evaluate(network, x, y, ROWS, 0.5, measured, NULL) == GN_OK);
  for (size_t batch = 1; batch <= ROWS + 1; batch++) {
    gn_train_config options = epochs(1);
    options.batch_size = batch > ROWS ? INFINITY : (double)batch;
    CHECK(gn_train(network, x, y, ROWS, &options, record, NULL) == GN_OK);
    CHECK_NEAR(record[0], measured[0], 50 * REAL_EPSILON);
  }
  gn_free(network);
}

/* The textbook step of a weight w, in double, as PyTorch documents it, with a learning rate of 0.5. */
static double update(const char *optimizer, double step, double w, double gradient, double *m, double *v) {
  bool is_adamw = strcmp(optimizer, "adamw") == 0;
  if (strcmp(optimizer, "sgd") == 0) return -0.5 * gradient;
  if (strcmp(optimizer, "momentum") == 0) return -0.5 * (*m = 0.9 * *m + gradient);
  if (strcmp(optimizer, "nesterov") == 0) {
    *m = 0.9 * *m + gradient;
    return -0.5 * (gradient + 0.9 * *m);
  }
  if (strcmp(optimizer, "adagrad") == 0) {
    *v += gradient * gradient;
    return -0.5 * gradient / (sqrt(*v) + 1e-10);
  }
  if (strcmp(optimizer, "rmsprop") == 0) {
    *v = 0.99 * *v + 0.01 * gradient * gradient;
    return -0.5 * gradient / (sqrt(*v) + 1e-8);
  }
  if (strcmp(optimizer, "adadelta") == 0) {
    *v = 0.9 * *v + 0.1 * gradient * gradient;
    double delta = gradient * sqrt(*m + 1e-6) / sqrt(*v + 1e-6);
    *m = 0.9 * *m + 0.1 * delta * delta;
    return -0.5 * delta;
  }
  CHECK(is_adamw || strcmp(optimizer, "adam") == 0);
  *m = 0.9 * *m + 0.1 * gradient;
  *v = 0.999 * *v + 0.001 * gradient * gradient;
  double decay = is_adamw ? -0.5 * 0.01 * w : 0;
  return decay - 0.5 * (*m / (1 - pow(0.9, step))) / (sqrt(*v / (1 - pow(0.999, step))) + 1e-8);
}

/* Steps over the full batch, each against the formula; gn_trace foretells it. */
static void check_steps(const char *optimizer) {
  enum { STEPS = 4, N = 17 };
  gn_network *network = make_xor(2);
  gn_optimizer_config config = gn_default_config().optimizer;
  gn_train_config options = epochs(1);
  gn_real out[3 * 4 * 5], before[N], gradient[N], foretold[N], after[N];
  double loss, m[N] = { 0 }, v[N] = { 0 };
  config.name = gn_find(GN_OPTIMIZER, optimizer);
  config.learning_rate = 0.5;
  CHECK(gn_parameter_count(network) == N);
  CHECK(gn_set_optimizer(network, &config, NULL) == GN_OK);
  for (int step = 1; step <= STEPS; step++) {
    CHECK(gn_trace(network, xor_x, xor_y, 4, out, foretold, &loss, NULL) == GN_OK);
    gn_read(network, GN_PARAMETERS, before);
    gn_read(network, GN_GRADIENTS, gradient);
    CHECK(gn_train(network, xor_x, xor_y, 4, &options, NULL, NULL) == GN_OK);
    gn_read(network, GN_PARAMETERS, after);
    for (size_t i = 0; i < N; i++) {
      double expected = update(optimizer, step, before[i], gradient[i], &m[i], &v[i]);
      CHECK_NEAR(foretold[i], expected, 40 * REAL_EPSILON);
      CHECK_NEAR(after[i], before[i] + expected, 40 * REAL_EPSILON);
    }
  }
  gn_free(network);
}

/* A straight line fitted with steps far too long. */
static void test_diverges(void) {
  gn_network *network = make_network(1, 1, (size_t[]){ 1 }, (const char *[]){ "linear" }, NULL, 1);
  const gn_real x[] = { 1, 2, 3, 4 }, y[] = { 2, 4, 6, 8 };
  gn_optimizer_config sgd = gn_default_config().optimizer;
  double record[MAX_RECORD];
  sgd.name = gn_find(GN_OPTIMIZER, "sgd");
  sgd.learning_rate = 1e6;
  CHECK(gn_set_optimizer(network, &sgd, NULL) == GN_OK);
  gn_train_config options = epochs(1000);
  CHECK_FAILS(gn_train(network, x, y, 4, &options, NULL, &error), GN_DIVERGED, "epoch");
  CHECK(all_finite(network));
  CHECK(gn_evaluate(network, x, y, 4, 0.5, record, NULL) == GN_OK);
  CHECK(isfinite(record[0]));

  /* With a rate that fits it learns again from any weights. */
  CHECK(gn_reset(network, 1, NULL) == GN_OK);
  sgd.learning_rate = 0.05;
  CHECK(gn_set_optimizer(network, &sgd, NULL) == GN_OK);
  CHECK(gn_train(network, x, y, 4, &options, NULL, NULL) == GN_OK);
  CHECK(gn_evaluate(network, x, y, 4, 0.5, record, NULL) == GN_OK);
  CHECK(record[0] < 1e-4);
  gn_free(network);
}

/* Without biases nothing moves the answer to a row of zeros. */
static void test_without_bias(void) {
  gn_config config = gn_default_config();
  gn_layer_config layers[] = { gn_default_layer(), gn_default_layer() };
  gn_train_config options = epochs(20);
  gn_real answers[4];
  config.inputs = 2;
  layers[0].units = 4;
  layers[0].activation = gn_find(GN_ACTIVATION, "tanh");
  layers[1].units = 1;
  layers[1].activation = gn_find(GN_ACTIVATION, "sigmoid");
  layers[0].use_bias = layers[1].use_bias = 0;
  gn_network *network = gn_create(&config, layers, 2, NULL);
  CHECK(gn_train(network, xor_x, xor_y, 4, &options, NULL, NULL) == GN_OK);
  CHECK(gn_predict(network, xor_x, 4, answers, NULL) == GN_OK);
  CHECK(answers[0] == (gn_real)0.5 && answers[1] != (gn_real)0.5);
  gn_free(network);
}

static void test_refusals(void) {
  gn_network *network = make_xor(1), *before = gn_clone(network, NULL);
  gn_train_config options = gn_default_train();
  CHECK_FAILS(gn_train(network, xor_x, xor_y, 4, &options, NULL, &error), GN_INVALID_CONFIG, "epochs");
  const gn_field *field;
  for (size_t i = 0; (field = gn_field_at(GN_TRAIN_CONFIG, i)); i++) {
    options = epochs(1);
    ((double *)&options)[i] = field->minimum - 1;
    CHECK_FAILS(gn_train(network, xor_x, xor_y, 4, &options, NULL, &error), GN_INVALID_CONFIG, field->name);
    if (field->kind == GN_NUMBER) continue;
    ((double *)&options)[i] = field->minimum + 0.5;
    CHECK_FAILS(gn_train(network, xor_x, xor_y, 4, &options, NULL, &error), GN_INVALID_CONFIG, field->name);
  }
  options = epochs(1);
  gn_real bad_x[8], bad_y[] = { 0, 1, 1, -1 };
  memcpy(bad_x, xor_x, sizeof bad_x);
  bad_x[7] = INFINITY;
  CHECK_FAILS(gn_train(network, bad_x, xor_y, 4, &options, NULL, &error), GN_INVALID_DATA, "x");
  CHECK_FAILS(gn_train(network, xor_x, bad_y, 4, &options, NULL, &error), GN_INVALID_DATA, "y");
  CHECK_FAILS(gn_train(network, xor_x, xor_y, 0, &options, NULL, &error), GN_INVALID_SHAPE, "row");
  CHECK(same_weights(network, before));
  gn_free(before);
  gn_free(network);

  network = make_network(2, 2, (size_t[]){ 3, 1 }, (const char *[]){ "step", "sigmoid" }, NULL, 1);
  CHECK_FAILS(gn_train(network, xor_x, xor_y, 4, &options, NULL, &error), GN_UNSUPPORTED, "step");
  gn_free(network);
}

void test_train(void) {
  CHECK(gn_record_size() <= MAX_RECORD && gn_record_size() % 2 == 0);
  test_learns_xor();
  test_epoch_loss();
  for (size_t i = 0; gn_name(GN_OPTIMIZER, i); i++) check_steps(gn_name(GN_OPTIMIZER, i));
  test_without_bias();
  test_diverges();
  test_refusals();
}
