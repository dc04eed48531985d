/* gn_trace: z, a and δ of every layer must fit together as the formulas in glassnet.h say. */
#include "check.h"

enum { INPUTS = 3, HIDDEN = 6, OUTPUTS = 2, ROWS = 9, NUMBERS = 3 * ROWS * (HIDDEN + OUTPUTS),
       PARAMETERS = (INPUTS + 1) * HIDDEN + (HIDDEN + 1) * OUTPUTS };

static void check_layer(const gn_real *before, size_t inputs, const gn_real *block, size_t units,
                        const char *activation, const gn_real *kernel, const gn_real *kernel_gradient) {
  const gn_real *z = block, *a = z + ROWS * units, *delta = a + ROWS * units, tolerance = 50 * REAL_EPSILON;
  const gn_real *bias = kernel + inputs * units, *bias_gradient = kernel_gradient + inputs * units;
  for (size_t u = 0; u < units; u++) {
    double blame = 0;
    for (size_t row = 0; row < ROWS; row++) {
      double sum = bias[u];
      gn_real value;
      for (size_t i = 0; i < inputs; i++) sum += (double)before[row * inputs + i] * kernel[i * units + u];
      CHECK_NEAR(z[row * units + u], sum, tolerance);
      CHECK(gn_activate(gn_find(GN_ACTIVATION, activation), z + row * units + u, 1, &value, NULL, NULL) == GN_OK);
      CHECK_NEAR(a[row * units + u], value, tolerance);
      blame += delta[row * units + u];
    }
    CHECK_NEAR(bias_gradient[u], blame, tolerance);
    for (size_t i = 0; i < inputs; i++) {
      double share = 0;
      for (size_t row = 0; row < ROWS; row++) share += (double)before[row * inputs + i] * delta[row * units + u];
      CHECK_NEAR(kernel_gradient[i * units + u], share, tolerance);
    }
  }
}

static gn_network *make(void) {
  return make_network(INPUTS, 2, (size_t[]){ HIDDEN, OUTPUTS }, (const char *[]){ "tanh", "sigmoid" },
                      "meanSquaredError", 2);
}

void test_trace(void) {
  gn_network *network = make(), *before = gn_clone(network, NULL);
  gn_real x[ROWS * INPUTS], y[ROWS * OUTPUTS], out[NUMBERS + 1], answers[ROWS * OUTPUTS];
  double loss = 0, same_loss = 1;
  fill_random(x, COUNT(x), 1);
  fill_random(y, COUNT(y), 2);
  gn_optimizer_config sgd = gn_default_config().optimizer;
  sgd.name = gn_find(GN_OPTIMIZER, "sgd");
  sgd.learning_rate = 0.25;
  CHECK(gn_set_optimizer(network, &sgd, NULL) == GN_OK);

  out[NUMBERS] = 7;
  gn_real update[PARAMETERS + 1];
  update[PARAMETERS] = 7;
  CHECK(gn_parameter_count(network) == PARAMETERS);
  CHECK(gn_trace(network, x, y, ROWS, out, update, &loss, NULL) == GN_OK);
  CHECK(out[NUMBERS] == 7 && update[PARAMETERS] == 7);
  gn_real *w = read_array(network, GN_PARAMETERS), *gradient = read_array(network, GN_GRADIENTS), *a = out + ROWS * HIDDEN;
  check_layer(x, INPUTS, out, HIDDEN, "tanh", w, gradient);
  const size_t first = (INPUTS + 1) * HIDDEN, second = 3 * ROWS * HIDDEN;
  check_layer(a, HIDDEN, out + second, OUTPUTS, "sigmoid", w + first, gradient + first);
  for (size_t i = 0; i < PARAMETERS; i++) {
    CHECK_NEAR(update[i], -0.25 * gradient[i], REAL_EPSILON);
  }

  CHECK(gn_predict(network, x, ROWS, answers, NULL) == GN_OK);
  for (size_t i = 0; i < COUNT(answers); i++) {
    CHECK_NEAR(answers[i], out[second + ROWS * OUTPUTS + i], 4 * REAL_EPSILON);
  }
  CHECK(gn_gradients(network, x, y, ROWS, &same_loss, NULL) == GN_OK);
  CHECK_NEAR(loss, same_loss, 20 * REAL_EPSILON);
  CHECK(same_weights(network, before));

  /* Without targets: z and a alone, layer after layer. */
  gn_real plain[2 * ROWS * (HIDDEN + OUTPUTS) + 1];
  plain[COUNT(plain) - 1] = 7;
  CHECK(gn_trace(network, x, NULL, ROWS, plain, NULL, NULL, NULL) == GN_OK);
  CHECK(plain[COUNT(plain) - 1] == 7);
  CHECK(memcmp(plain, out, 2 * ROWS * HIDDEN * sizeof *out) == 0);
  CHECK(memcmp(plain + 2 * ROWS * HIDDEN, out + second, 2 * ROWS * OUTPUTS * sizeof *out) == 0);

  CHECK_FAILS(gn_trace(network, x, y, 0, out, update, &loss, &error), GN_INVALID_SHAPE, "row");
  x[0] = NAN;
  CHECK_FAILS(gn_trace(network, x, y, ROWS, out, update, &loss, &error), GN_INVALID_DATA, "x");
  free(w);
  free(gradient);
  gn_free(before);
  gn_free(network);
}
