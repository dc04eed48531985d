/* Weights in and out, reset, clone, and what may change while the weights stay. */
#include "check.h"

static void train_xor(gn_network *network, double epochs) {
  gn_train_config options = gn_default_train();
  options.epochs = epochs;
  options.batch_size = 3;
  CHECK(gn_train(network, xor_x, xor_y, 4, &options, NULL, NULL) == GN_OK);
}

static void test_weights(void) {
  gn_network *network = make_xor(1), *before = gn_clone(network, NULL);
  size_t n = gn_parameter_count(network);
  gn_real *weights = read_array(network, GN_PARAMETERS);
  weights[n - 1] = NAN;
  CHECK_FAILS(gn_write(network, GN_PARAMETERS, weights, &error), GN_INVALID_DATA, "finite");
  CHECK(same_weights(network, before));
  for (size_t i = 0; i < n; i++) weights[i] = (gn_real)i;
  CHECK(gn_write(network, GN_PARAMETERS, weights, NULL) == GN_OK);
  gn_real *read = read_array(network, GN_PARAMETERS);
  CHECK(memcmp(weights, read, n * sizeof *read) == 0);
  free(read);
  free(weights);
  gn_free(before);
  gn_free(network);
}

/* Adam's averages and the shuffles are part of what a clone copies and a reset forgets. */
static void test_clone_and_reset(void) {
  gn_network *network = make_xor(1);
  train_xor(network, 5);
  gn_network *clone = gn_clone(network, NULL);
  train_xor(network, 5);
  CHECK(!same_weights(network, clone));
  train_xor(clone, 5);
  CHECK(same_weights(network, clone));

  gn_network *fresh = make_xor(8);
  CHECK(gn_reset(network, 8, NULL) == GN_OK);
  CHECK(same_weights(network, fresh));
  train_xor(network, 5);
  train_xor(fresh, 5);
  CHECK(same_weights(network, fresh));
  static const double bad[] = { -1, 0.5, 4294967296.0, NAN };
  for (size_t i = 0; i < COUNT(bad); i++) {
    CHECK_FAILS(gn_reset(network, bad[i], &error), GN_INVALID_CONFIG, "seed");
  }
  CHECK(same_weights(network, fresh));
  gn_free(fresh);
  gn_free(clone);
  gn_free(network);
}

static void test_optimizer(void) {
  gn_network *network = make_xor(1);
  gn_optimizer_config change = gn_default_config().optimizer;
  size_t rate = offsetof(gn_optimizer_config, learning_rate) / 8, beta1 = offsetof(gn_optimizer_config, beta1) / 8;
  CHECK(gn_optimizer_number(network, rate) == 0.05);
  change.learning_rate = 0.125;
  CHECK(gn_set_optimizer(network, &change, NULL) == GN_OK);
  CHECK(gn_optimizer_number(network, rate) == 0.125);
  CHECK(gn_optimizer_number(network, beta1) == 0.9);
  change.learning_rate = -1;
  change.beta1 = 0.5;
  CHECK_FAILS(gn_set_optimizer(network, &change, &error), GN_INVALID_CONFIG, "learningRate");
  CHECK(gn_optimizer_number(network, rate) == 0.125);
  CHECK(gn_optimizer_number(network, beta1) == 0.9);
  change = gn_default_config().optimizer;
  change.name = 99;
  CHECK_FAILS(gn_set_optimizer(network, &change, &error), GN_INVALID_CONFIG, "name");
  gn_free(network);
}

static gn_status set_activation(gn_network *network, size_t layer, double row, gn_error *error) {
  gn_layer_config change = gn_default_layer();
  change.activation = row;
  return gn_set_layer(network, layer, &change, error);
}

static void test_activation(void) {
  gn_network *network = make_xor(1), *other = gn_clone(network, NULL);
  gn_real a[4], b[4];
  CHECK(set_activation(network, 0, gn_find(GN_ACTIVATION, "relu"), NULL) == GN_OK);
  CHECK(same_weights(network, other));
  CHECK(gn_predict(network, xor_x, 4, a, NULL) == GN_OK);
  CHECK(gn_predict(other, xor_x, 4, b, NULL) == GN_OK);
  CHECK(memcmp(a, b, sizeof a) != 0);
  train_xor(network, 3);
  CHECK_FAILS(set_activation(network, 0, -1, &error), GN_INVALID_CONFIG, "activation");
  CHECK_FAILS(set_activation(network, 0, 1000, &error), GN_INVALID_CONFIG, "activation");
  CHECK_FAILS(set_activation(network, 2, 0, &error), GN_INVALID_CONFIG, "layer");
  CHECK_FAILS(set_activation(network, 0, gn_find(GN_ACTIVATION, "softmax"), &error), GN_INVALID_CONFIG, "softmax");
  CHECK_FAILS(set_activation(network, 1, gn_find(GN_ACTIVATION, "tanh"), &error),
              GN_INVALID_CONFIG, "binaryCrossentropy");
  gn_free(other);
  gn_free(network);
}

/* Penalties and dropout change what training does, and nothing of what a network answers. */
static void test_layer(void) {
  gn_network *network = make_xor(1), *plain = gn_clone(network, NULL);
  gn_layer_config change = gn_default_layer();
  gn_real a[4], b[4];
  double record[16], penalized[16];
  change.dropout = 0.5;
  change.l2 = 0.1;
  CHECK(gn_set_layer(network, 0, &change, NULL) == GN_OK);
  CHECK(gn_predict(network, xor_x, 4, a, NULL) == GN_OK);
  CHECK(gn_predict(plain, xor_x, 4, b, NULL) == GN_OK);
  CHECK(memcmp(a, b, sizeof a) == 0);
  CHECK(gn_evaluate(plain, xor_x, xor_y, 4, 0.5, record, NULL) == GN_OK);
  CHECK(gn_evaluate(network, xor_x, xor_y, 4, 0.5, penalized, NULL) == GN_OK);
  gn_real *weights = read_array(network, GN_PARAMETERS);
  double squares = 0;
  for (size_t i = 0; i < 8; i++) squares += (double)weights[i] * weights[i];
  free(weights);
  CHECK_NEAR(penalized[0], record[0] + 0.1 * squares, 20 * REAL_EPSILON);
  change.dropout = 1;
  CHECK_FAILS(gn_set_layer(network, 0, &change, &error), GN_INVALID_CONFIG, "dropout");
  change.dropout = 0.1;
  CHECK_FAILS(gn_set_layer(network, 1, &change, &error), GN_INVALID_CONFIG, "dropout");
  train_xor(network, 3);
  train_xor(plain, 3);
  CHECK(!same_weights(network, plain));
  gn_free(plain);
  gn_free(network);
}

void test_change(void) {
  test_weights();
  test_clone_and_reset();
  test_optimizer();
  test_activation();
  test_layer();
}
