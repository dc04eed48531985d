/* Activations and the shuffle by themselves. */
#include "check.h"

static double sigmoid(double x) { return 1 / (1 + exp(-x)); }

static double formula(const char *name, double x) {
  if (strcmp(name, "step") == 0) return x > 0;
  if (strcmp(name, "sigmoid") == 0) return sigmoid(x);
  if (strcmp(name, "tanh") == 0) return tanh(x);
  if (strcmp(name, "relu") == 0) return x > 0 ? x : 0;
  if (strcmp(name, "leakyRelu") == 0) return x > 0 ? x : 0.01 * x;
  return x;
}

static double slope(const char *name, double x) {
  if (strcmp(name, "sigmoid") == 0) return sigmoid(x) * (1 - sigmoid(x));
  if (strcmp(name, "tanh") == 0) return 1 - tanh(x) * tanh(x);
  if (strcmp(name, "relu") == 0) return x > 0;
  if (strcmp(name, "leakyRelu") == 0) return x > 0 ? 1 : 0.01;
  return 1;
}

static void test_curves(void) {
  static const char *const names[] = { "linear", "step", "sigmoid", "tanh", "relu", "leakyRelu" };
  enum { N = 403 };
  gn_real x[N], value[N], derivative[N];
  for (size_t i = 0; i < N; i++) x[i] = (gn_real)(((double)i - 201) / 16.75); /* −12 … 12, an odd count */
  for (size_t n = 0; n < COUNT(names); n++) {
    int activation = gn_find(GN_ACTIVATION, names[n]);
    bool smooth = strcmp(names[n], "step") != 0;
    if (smooth) CHECK(gn_activate(activation, x, N, value, derivative, NULL) == GN_OK);
    else CHECK(gn_activate(activation, x, N, value, NULL, NULL) == GN_OK);
    for (size_t i = 0; i < N; i++) {
      double y = formula(names[n], x[i]);
      CHECK_NEAR(value[i], y, 8 * REAL_EPSILON * fabs(y));
      if (smooth && x[i] != 0) CHECK_NEAR(derivative[i], slope(names[n], x[i]), 8 * REAL_EPSILON);
    }
  }
  CHECK_FAILS(gn_activate(gn_find(GN_ACTIVATION, "step"), x, N, NULL, derivative, &error), GN_UNSUPPORTED, "step");
}

/* Brownlee's figures for relu, and the far ends of the others. */
static void test_ends(void) {
  const gn_real x[] = { 1, 1000, 0, -1, -1000 };
  gn_real value[5], derivative[5];
  CHECK(gn_activate(gn_find(GN_ACTIVATION, "relu"), x, 5, value, derivative, NULL) == GN_OK);
  const gn_real relu[] = { 1, 1000, 0, 0, 0 }, slopes[] = { 1, 1, 0, 0, 0 };
  for (size_t i = 0; i < 5; i++) CHECK(value[i] == relu[i] && derivative[i] == slopes[i]);
  CHECK(gn_activate(gn_find(GN_ACTIVATION, "sigmoid"), x, 5, value, derivative, NULL) == GN_OK);
  CHECK(value[1] == 1 && value[4] == 0 && value[2] == (gn_real)0.5 && derivative[1] == 0 && derivative[4] == 0);
  CHECK(gn_activate(gn_find(GN_ACTIVATION, "tanh"), x, 5, value, derivative, NULL) == GN_OK);
  CHECK(value[1] == 1 && value[4] == -1 && value[2] == 0 && derivative[1] == 0 && derivative[4] == 0);
}

/* The three rows printed in "Deep learning from scratch". */
static void test_softmax(void) {
  static const gn_real rows[][3] = { { .3f, 2.9f, 4 }, { 1010, 1000, 990 }, { .03f, 29, .4f } };
  static const double printed[][3] = {
    { .01821127, .24519181, .73659691 },
    { 9.99954600e-01, 4.53978686e-05, 2.06106005e-09 },
    { 2.62113180e-13, 1, 3.79470324e-13 },
  };
  for (size_t r = 0; r < 3; r++) {
    gn_real y[3];
    CHECK(gn_activate(gn_find(GN_ACTIVATION, "softmax"), rows[r], 3, y, NULL, NULL) == GN_OK);
    for (size_t i = 0; i < 3; i++) CHECK_NEAR(y[i], printed[r][i], 4e-6 * printed[r][i]);
  }
}

static void test_shuffle(void) {
  enum { N = 1000 };
  uint32_t a[N], b[N], c[N], fixed = 0;
  bool seen[N] = { false };
  gn_shuffle(9, a, N);
  gn_shuffle(9, b, N);
  gn_shuffle(10, c, N);
  CHECK(memcmp(a, b, sizeof a) == 0);
  CHECK(memcmp(a, c, sizeof a) != 0);
  for (size_t i = 0; i < N; i++) {
    if (!CHECK(a[i] < N && !seen[a[i]])) return;
    seen[a[i]] = true;
    fixed += a[i] == i;
  }
  CHECK(fixed < 10); /* one is expected, of any n */
  gn_shuffle(1, a, 1);
  CHECK(a[0] == 0);
  gn_shuffle(1, a, 0);
}

void test_parts(void) {
  test_curves();
  test_ends();
  test_softmax();
  test_shuffle();
}
