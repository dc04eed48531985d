/* Activations and the shuffle by themselves. */
#include "check.h"

#define SELU_SCALE 1.0507009873554804934193349852946
#define SELU_ALPHA 1.6732632423543772848170429916717

static double normal_cdf(double x) { return erfc(-x / sqrt(2)) / 2; }
static double sigmoid(double x) { return 1 / (1 + exp(-x)); }

static double formula(const char *name, double x) {
  if (strcmp(name, "step") == 0) return x > 0;
  if (strcmp(name, "sigmoid") == 0) return sigmoid(x);
  if (strcmp(name, "tanh") == 0) return tanh(x);
  if (strcmp(name, "relu") == 0) return x > 0 ? x : 0;
  if (strcmp(name, "leakyRelu") == 0) return x > 0 ? x : 0.01 * x;
  if (strcmp(name, "elu") == 0) return x > 0 ? x : expm1(x);
  if (strcmp(name, "selu") == 0) return SELU_SCALE * (x > 0 ? x : SELU_ALPHA * expm1(x));
  if (strcmp(name, "gelu") == 0) return x * normal_cdf(x);
  if (strcmp(name, "silu") == 0) return x * sigmoid(x);
  if (strcmp(name, "mish") == 0) return x * tanh(log1p(exp(x)));
  if (strcmp(name, "softplus") == 0) return log1p(exp(x));
  if (strcmp(name, "softsign") == 0) return x / (1 + fabs(x));
  if (strcmp(name, "hardSigmoid") == 0) return fmin(1, fmax(0, x / 6 + 0.5));
  return x;
}

static double slope(const char *name, double x) {
  if (strcmp(name, "sigmoid") == 0) return sigmoid(x) * (1 - sigmoid(x));
  if (strcmp(name, "tanh") == 0) return 1 - tanh(x) * tanh(x);
  if (strcmp(name, "relu") == 0) return x > 0;
  if (strcmp(name, "leakyRelu") == 0) return x > 0 ? 1 : 0.01;
  if (strcmp(name, "elu") == 0) return x > 0 ? 1 : exp(x);
  if (strcmp(name, "selu") == 0) return SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * exp(x));
  if (strcmp(name, "gelu") == 0) return normal_cdf(x) + x * exp(-x * x / 2) / sqrt(2 * acos(-1));
  if (strcmp(name, "silu") == 0) return sigmoid(x) * (1 + x * sigmoid(-x));
  if (strcmp(name, "mish") == 0) {
    long double gate = tanhl(log1pl(expl(x))); /* 1 − gate² would cancel in double */
    return (double)(gate + x * sigmoid(x) * (1 - gate * gate));
  }
  if (strcmp(name, "softplus") == 0) return sigmoid(x);
  if (strcmp(name, "softsign") == 0) return 1 / ((1 + fabs(x)) * (1 + fabs(x)));
  if (strcmp(name, "hardSigmoid") == 0) return fabs(x) < 3 ? 1.0 / 6 : 0;
  return 1;
}

/* What a value's rounding is measured by: itself, but where x is rounded before a difference or a power of x². */
static double size(const char *name, double x, double y) {
  if (strcmp(name, "hardSigmoid") == 0) return 1;
  return strcmp(name, "gelu") == 0 ? fabs(y) * (1 + x * x) : fabs(y);
}

static void test_curves(void) {
  enum { N = 403 };
  gn_real x[N], value[N], derivative[N];
  for (size_t i = 0; i < N; i++) x[i] = (gn_real)(((double)i - 201) / 16.75); /* −12 … 12, an odd count */
  for (int activation = 0; activation < gn_find(GN_ACTIVATION, "softmax"); activation++) {
    const char *name = gn_name(GN_ACTIVATION, (size_t)activation);
    bool smooth = strcmp(name, "step") != 0;
    if (smooth) CHECK(gn_activate(activation, x, N, value, derivative, NULL) == GN_OK);
    else CHECK(gn_activate(activation, x, N, value, NULL, NULL) == GN_OK);
    for (size_t i = 0; i < N; i++) {
      double y = formula(name, x[i]);
      CHECK_NEAR(value[i], y, 8 * REAL_EPSILON * size(name, x[i], y));
      if (smooth && x[i] != 0) CHECK_NEAR(derivative[i], slope(name, x[i]), 8 * REAL_EPSILON);
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
