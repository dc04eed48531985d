/* Backpropagation against central differences: every activation with every loss it may have, biases
 * included. In float the differences drown in rounding; there the double build vouches for the formulas. */
#include "check.h"

enum { INPUTS = 3, OUTPUTS = 3, LAYERS = 3, ROWS = 11 };
static const size_t units[LAYERS] = { 5, 4, OUTPUTS };

typedef struct sample {
  gn_real x[ROWS * INPUTS], y[ROWS * OUTPUTS];
} sample;

/* Targets that `loss` takes: one-hot, probabilities, any number. */
static sample make_sample(const char *loss, uint32_t seed) {
  sample s;
  fill_random(s.x, COUNT(s.x), seed);
  fill_random(s.y, COUNT(s.y), seed + 1);
  bool categorical = strcmp(loss, "categoricalCrossentropy") == 0, binary = strcmp(loss, "binaryCrossentropy") == 0;
  for (size_t i = 0; i < COUNT(s.y); i++) {
    if (categorical) s.y[i] = i % OUTPUTS == (i / OUTPUTS) % OUTPUTS;
    else if (binary) s.y[i] = i % 4 ? (gn_real)(i % 2) : s.y[i] * s.y[i];
  }
  return s;
}

static gn_network *make(const char *hidden, const char *output, const char *loss, double seed) {
  gn_config config = gn_default_config();
  gn_layer_config layers[LAYERS];
  config.inputs = INPUTS;
  config.loss = gn_find(GN_LOSS, loss);
  config.seed = seed;
  for (size_t l = 0; l < LAYERS; l++) {
    layers[l] = gn_default_layer();
    layers[l].units = (double)units[l];
    layers[l].activation = gn_find(GN_ACTIVATION, l + 1 < LAYERS ? hidden : output);
    layers[l].bias_initializer.name = gn_find(GN_INITIALIZER, "uniform");
    layers[l].bias_initializer.min = -0.5;
    layers[l].bias_initializer.max = 0.5;
  }
  return gn_create(&config, layers, LAYERS, NULL);
}

#ifdef GN_FLOAT64

/* The sizes of kernel 0, bias 0, kernel 1, … */
static size_t part_size(size_t part) {
  size_t l = part / 2;
  return part % 2 ? units[l] : units[l] * (l ? units[l - 1] : INPUTS);
}

static bool near(double x, double kink) { return fabs(x - kink) < 1e-3; }

/* No weighted sum near 0 or ±3, no answer near its target or, for hinge, its inverse, so that a small step crosses no
 * kink; and no array with next to no slope (all relus off), which rounding would drown. */
static bool usable(gn_network *network, const sample *s) {
  gn_real out[3 * ROWS * (5 + 4 + OUTPUTS)];
  double loss;
  CHECK(gn_trace(network, s->x, s->y, ROWS, out, NULL, &loss, NULL) == GN_OK);
  for (size_t l = 0, at = 0; l < LAYERS; at += 3 * ROWS * units[l++]) {
    for (size_t i = 0; i < ROWS * units[l]; i++) if (near(out[at + i], 0) || near(fabs(out[at + i]), 3)) return false;
  }
  const gn_real *answers = out + 3 * ROWS * (units[0] + units[1]) + ROWS * OUTPUTS;
  for (size_t i = 0; i < ROWS * OUTPUTS; i++) {
    if (near(answers[i], s->y[i]) || near(answers[i] * s->y[i], 1)) return false;
  }
  gn_real *gradient = read_array(network, GN_GRADIENTS);
  bool sloped = true;
  for (size_t part = 0, at = 0; part < 2 * LAYERS; at += part_size(part++)) {
    bool some = false;
    for (size_t i = at; i < at + part_size(part); i++) some = some || fabs(gradient[i]) > 2e-4;
    sloped = sloped && some;
  }
  free(gradient);
  return sloped;
}

static double loss_with(gn_network *network, double *weights, size_t i, double value, const sample *s) {
  double loss = NAN, before = weights[i];
  weights[i] = value;
  CHECK(gn_write(network, GN_PARAMETERS, weights, NULL) == GN_OK);
  CHECK(gn_gradients(network, s->x, s->y, ROWS, &loss, NULL) == GN_OK);
  weights[i] = before;
  return loss;
}

/* ‖a − n‖ / (‖a‖ + ‖n‖) < 1e-7 for each kernel and each bias by itself. */
static void compare(gn_network *network, const sample *s, const char *label) {
  double loss, *analytic, *weights = read_array(network, GN_PARAMETERS);
  CHECK(gn_gradients(network, s->x, s->y, ROWS, &loss, NULL) == GN_OK);
  analytic = read_array(network, GN_GRADIENTS);
  for (size_t part = 0, at = 0; part < 2 * LAYERS; at += part_size(part++)) {
    double difference = 0, a = 0, b = 0, h = 1e-5;
    for (size_t i = at; i < at + part_size(part); i++) {
      double up = loss_with(network, weights, i, weights[i] + h, s);
      double down = loss_with(network, weights, i, weights[i] - h, s);
      double numeric = (up - down) / (2 * h);
      difference += (analytic[i] - numeric) * (analytic[i] - numeric);
      a += analytic[i] * analytic[i];
      b += numeric * numeric;
    }
    if (!CHECK(sqrt(difference) < 1e-7 * (sqrt(a) + sqrt(b)))) {
      printf("  %s, layer %zu, %s: %g of %g\n", label, part / 2, part % 2 ? "bias" : "kernel", sqrt(difference), sqrt(a));
    }
  }
  free(weights);
  free(analytic);
}

static void check_pair(const char *hidden, const char *output, const char *loss) {
  char label[128];
  snprintf(label, sizeof label, "%s, %s, %s", hidden, output, loss);
  for (uint32_t seed = 1; seed < 200; seed++) {
    gn_network *network = make(hidden, output, loss, seed);
    if (!network) return; /* not a pair; test_create says which must be */
    sample s = make_sample(loss, seed);
    bool chosen = usable(network, &s);
    if (chosen) compare(network, &s, label);
    gn_free(network);
    if (chosen) return;
  }
  CHECK(!"a seed whose sample keeps off the kinks");
  puts(label);
}

static void test_differences(void) {
  const char *hidden, *output, *loss;
  for (size_t h = 0; (hidden = gn_name(GN_ACTIVATION, h)); h++) {
    if (strcmp(hidden, "step") == 0 || strcmp(hidden, "softmax") == 0) continue;
    for (size_t o = 0; (output = gn_name(GN_ACTIVATION, o)); o++) {
      if (strcmp(output, "step") == 0) continue;
      for (size_t l = 0; (loss = gn_name(GN_LOSS, l)); l++) check_pair(hidden, output, loss);
    }
  }
}

#else
static void test_differences(void) {}
#endif

static void test_loss_is_the_same(void) {
  gn_network *network = make("tanh", "softmax", "categoricalCrossentropy", 2);
  sample s = make_sample("categoricalCrossentropy", 2);
  double loss, record[16];
  CHECK(gn_gradients(network, s.x, s.y, ROWS, &loss, NULL) == GN_OK);
  CHECK(gn_evaluate(network, s.x, s.y, ROWS, 0.5, record, NULL) == GN_OK);
  CHECK_NEAR(loss, record[0], 20 * REAL_EPSILON);
  gn_free(network);
}

static void test_refusals(void) {
  gn_network *network = make("tanh", "sigmoid", "binaryCrossentropy", 1);
  gn_network *before = gn_clone(network, NULL);
  sample s = make_sample("binaryCrossentropy", 1);
  double loss = 7;
  CHECK_FAILS(gn_gradients(network, s.x, s.y, 0, &loss, &error), GN_INVALID_SHAPE, "row");
  s.y[4] = (gn_real)1.5;
  CHECK_FAILS(gn_gradients(network, s.x, s.y, ROWS, &loss, &error), GN_INVALID_DATA, "y");
  s.y[4] = 1;
  s.x[4] = NAN;
  CHECK_FAILS(gn_gradients(network, s.x, s.y, ROWS, &loss, &error), GN_INVALID_DATA, "x");
  CHECK(loss == 7);
  CHECK(same_weights(network, before));
  gn_free(before);
  gn_free(network);

  network = make("step", "sigmoid", "binaryCrossentropy", 1);
  s = make_sample("binaryCrossentropy", 1);
  CHECK_FAILS(gn_gradients(network, s.x, s.y, ROWS, &loss, &error), GN_UNSUPPORTED, "step");
  gn_free(network);
}

void test_gradients(void) {
  test_differences();
  test_loss_is_the_same();
  test_refusals();
}
