/* Forward passes and evaluation against numbers from elsewhere. */
#include "check.h"

/* "Deep learning from scratch", chapter 3: a forward pass of a 2-3-2-2 network. */
static void test_known_forward(void) {
  static const gn_real weights[] = {
    .1f, .3f, .5f, .2f, .4f, .6f, .1f, .2f, .3f,
    .1f, .4f, .2f, .5f, .3f, .6f, .1f, .2f,
    .1f, .3f, .2f, .4f, .1f, .2f,
  };
  gn_network *network = make_network(2, 3, (size_t[]){ 3, 2, 2 },
    (const char *[]){ "sigmoid", "sigmoid", "linear" }, NULL, 1);
  gn_real y[2];
  CHECK(gn_parameter_count(network) == COUNT(weights));
  CHECK(gn_write(network, GN_PARAMETERS, weights, NULL) == GN_OK);
  CHECK(gn_predict(network, (gn_real[]){ 1, .5f }, 1, y, NULL) == GN_OK);
  CHECK_NEAR(y[0], .31682708, 1e-6);
  CHECK_NEAR(y[1], .69627909, 1e-6);
  gn_free(network);
}

/* A row's answer does not depend on the rows beside it. */
static void test_row_by_row(void) {
  enum { INPUTS = 5, OUTPUTS = 3, ROWS = 41 };
  gn_network *network = make_network(INPUTS, 3, (size_t[]){ 7, 16, OUTPUTS },
    (const char *[]){ "relu", "tanh", "softmax" }, NULL, 4);
  gn_real x[ROWS * INPUTS], together[ROWS * OUTPUTS], alone[OUTPUTS];
  fill_random(x, COUNT(x), 1);
  for (size_t rows = 1; rows <= ROWS; rows++) {
    CHECK(gn_predict(network, x, rows, together, NULL) == GN_OK);
    CHECK(gn_predict(network, x + (rows - 1) * INPUTS, 1, alone, NULL) == GN_OK);
    double sum = 0;
    for (size_t i = 0; i < OUTPUTS; i++) {
      CHECK_NEAR(together[(rows - 1) * OUTPUTS + i], alone[i], 8 * REAL_EPSILON);
      sum += alone[i];
    }
    CHECK_NEAR(sum, 1, 8 * REAL_EPSILON);
  }
  gn_free(network);
}

static void test_bad_rows(void) {
  gn_network *network = make_xor(1);
  gn_real x[8], y[4] = { 7, 7, 7, 7 };
  memcpy(x, xor_x, sizeof x);
  CHECK_FAILS(gn_predict(network, x, 0, y, &error), GN_INVALID_SHAPE, "row");
  static const double bad[] = { NAN, INFINITY, -INFINITY };
  for (size_t i = 0; i < COUNT(bad); i++) {
    x[5] = (gn_real)bad[i];
    CHECK_FAILS(gn_predict(network, x, 4, y, &error), GN_INVALID_DATA, "x");
    CHECK(gn_predict(network, x, 4, y, NULL) == GN_INVALID_DATA);
  }
  for (size_t i = 0; i < 4; i++) CHECK(y[i] == 7);
  gn_free(network);
}

static void test_cross_entropy(void) {
  gn_network *network = make_xor(3);
  gn_real p[4];
  double *record = malloc(gn_record_size() * sizeof *record), loss = 0, right = 0;
  size_t accuracy = 1 + (size_t)gn_find(GN_METRIC, "accuracy");
  CHECK(gn_predict(network, xor_x, 4, p, NULL) == GN_OK);
  for (size_t i = 0; i < 4; i++) {
    loss -= log(xor_y[i] > 0 ? p[i] : 1 - p[i]) / 4;
    right += (p[i] > 0.5) == (xor_y[i] > 0.5);
  }
  CHECK(gn_evaluate(network, xor_x, xor_y, 4, 0.5, record, NULL) == GN_OK);
  CHECK_NEAR(record[0], loss, 20 * REAL_EPSILON);
  CHECK(record[accuracy] == right / 4);
  /* Nothing is above 1, everything above −1: half of the rows are right either way. */
  CHECK(gn_evaluate(network, xor_x, xor_y, 4, 1, record, NULL) == GN_OK);
  CHECK(record[accuracy] == 0.5);
  CHECK(gn_evaluate(network, xor_x, xor_y, 4, -1, record, NULL) == GN_OK);
  CHECK(record[accuracy] == 0.5);

  CHECK_FAILS(gn_evaluate(network, xor_x, xor_y, 0, 0.5, record, &error), GN_INVALID_SHAPE, "row");
  CHECK_FAILS(gn_evaluate(network, xor_x, (gn_real[]){ 0, 1, 2, 1 }, 4, 0.5, record, &error), GN_INVALID_DATA, "y");
  CHECK_FAILS(gn_evaluate(network, xor_x, (gn_real[]){ 0, 1, NAN, 1 }, 4, 0.5, record, &error), GN_INVALID_DATA, "y");
  free(record);
  gn_free(network);
}

static void test_squared_errors(void) {
  static const struct { const char *name; double factor; } losses[] = {
    { "meanSquaredError", 1.0 / 6 }, { "sumSquaredError", 1 }, { "halfSquaredError", 0.5 },
  };
  const gn_real x[] = { 1, 2, -1, 0.5f, 0.25f, -2 }, y[] = { 1, 0, 3, -2, 0.5f, 4 };
  for (size_t l = 0; l < COUNT(losses); l++) {
    gn_network *network = make_network(2, 1, (size_t[]){ 2 }, (const char *[]){ "linear" }, losses[l].name, 2);
    gn_real p[6];
    double record[16], sum = 0;
    CHECK(gn_record_size() <= 16);
    CHECK(gn_predict(network, x, 3, p, NULL) == GN_OK);
    for (size_t i = 0; i < 6; i++) sum += ((double)p[i] - y[i]) * ((double)p[i] - y[i]);
    CHECK(gn_evaluate(network, x, y, 3, 0.5, record, NULL) == GN_OK);
    CHECK_NEAR(record[0], sum * losses[l].factor, 1e2 * REAL_EPSILON);
    gn_free(network);
  }
}

/* Weights so large that sigmoid and softmax saturate: the loss, taken from the logits, stays finite and right. */
static void test_saturated(void) {
  gn_network *network = make_network(1, 1, (size_t[]){ 1 }, (const char *[]){ "sigmoid" }, NULL, 1);
  double record[16];
  gn_real p;
  CHECK(gn_write(network, GN_PARAMETERS, (gn_real[]){ 1000, 0 }, NULL) == GN_OK);
  CHECK(gn_predict(network, (gn_real[]){ 1 }, 1, &p, NULL) == GN_OK);
  CHECK(p == 1);
  CHECK(gn_evaluate(network, (gn_real[]){ 1 }, (gn_real[]){ 0 }, 1, 0.5, record, NULL) == GN_OK);
  CHECK_NEAR(record[0], 1000, 1e-3);
  gn_free(network);

  network = make_network(1, 1, (size_t[]){ 3 }, (const char *[]){ "softmax" }, NULL, 1);
  gn_real three[3];
  CHECK(gn_write(network, GN_PARAMETERS, (gn_real[]){ 0, 0, 0, 1010, 1000, 990 }, NULL) == GN_OK);
  CHECK(gn_predict(network, (gn_real[]){ 1 }, 1, three, NULL) == GN_OK);
  CHECK_NEAR(three[0], 9.99954600e-01, 1e-6);
  CHECK_NEAR(three[1], 4.53978686e-05, 1e-10);
  CHECK_NEAR(three[2], 2.06106005e-09, 1e-14);
  CHECK(gn_evaluate(network, (gn_real[]){ 1 }, (gn_real[]){ 0, 0, 1 }, 1, 0.5, record, NULL) == GN_OK);
  CHECK_NEAR(record[0], 20.0000454, 1e-4);
  gn_free(network);
}

void test_predict(void) {
  test_known_forward();
  test_row_by_row();
  test_bad_rows();
  test_cross_entropy();
  test_squared_errors();
  test_saturated();
}
