/* Creating a network: what it holds, and every way to be refused. */
#include "check.h"

typedef struct setup {
  gn_config config;
  gn_layer_config layers[2];
} setup;

static setup valid_setup(void) {
  setup s = { gn_default_config(), { gn_default_layer(), gn_default_layer() } };
  s.config.inputs = 2;
  s.layers[0].units = 4;
  s.layers[0].activation = gn_find(GN_ACTIVATION, "tanh");
  s.layers[1].units = 1;
  s.layers[1].activation = gn_find(GN_ACTIVATION, "sigmoid");
  return s;
}

static gn_status create_status(const setup *s, size_t count, gn_error *error) {
  gn_network *network = gn_create(&s->config, s->layers, count, error);
  gn_free(network);
  return network ? GN_OK : (gn_status)error->status;
}

static const char *leaf(const char *name) {
  const char *dot = strrchr(name, '.');
  return dot ? dot + 1 : name;
}

/* Every member beyond each of its bounds, and between two whole numbers where it must be whole. */
static void check_bounds(gn_struct which, setup *s, double *members) {
  const gn_field *field;
  for (size_t i = 0; (field = gn_field_at(which, i)); i++) {
    double before = members[i], bad[3];
    size_t count = 0;
    bool whole = field->kind != GN_NUMBER;
    if (field->minimum > -DBL_MAX) bad[count++] = whole ? field->minimum - 1 : nextafter(field->minimum, -INFINITY);
    double maximum = field->kind == GN_CHOICE ? last_row((gn_table)field->table) : field->maximum;
    if (maximum < DBL_MAX) bad[count++] = whole ? maximum + 1 : nextafter(maximum, INFINITY);
    if (whole) bad[count++] = field->minimum + 0.5;
    for (size_t b = 0; b < count; b++) {
      members[i] = bad[b];
      CHECK_FAILS(create_status(s, 2, &error), GN_INVALID_CONFIG, leaf(field->name));
    }
    members[i] = before;
  }
}

static void test_refusals(void) {
  setup s = valid_setup();
  check_bounds(GN_CONFIG, &s, &s.config.inputs);
  check_bounds(GN_LAYER_CONFIG, &s, &s.layers[0].units);
  check_bounds(GN_LAYER_CONFIG, &s, &s.layers[1].units);

  CHECK_FAILS(create_status(&s, 0, &error), GN_INVALID_CONFIG, "layer");
  s.config.inputs = NAN;
  CHECK_FAILS(create_status(&s, 2, &error), GN_INVALID_CONFIG, "inputs");
  s = valid_setup();
  s.layers[1].units = NAN;
  CHECK_FAILS(create_status(&s, 2, &error), GN_INVALID_CONFIG, "units");
  s = valid_setup();
  s.layers[0].activation = gn_find(GN_ACTIVATION, "softmax");
  CHECK_FAILS(create_status(&s, 2, &error), GN_INVALID_CONFIG, "softmax");

  s.config.inputs = NAN;
  CHECK(gn_create(&s.config, s.layers, 2, NULL) == NULL);
}

/* The cross-entropies take the output they are made for and no other. */
static void test_pairs(void) {
  static const char *const own[][2] = {
    { "binaryCrossentropy", "sigmoid" }, { "categoricalCrossentropy", "softmax" },
  };
  for (size_t l = 0; l < COUNT(own); l++) {
    for (size_t a = 0; gn_name(GN_ACTIVATION, a); a++) {
      setup s = valid_setup();
      s.config.loss = gn_find(GN_LOSS, own[l][0]);
      s.layers[1].activation = (double)a;
      if (strcmp(gn_name(GN_ACTIVATION, a), own[l][1]) == 0) CHECK(create_status(&s, 2, &(gn_error){ 0 }) == GN_OK);
      else CHECK_FAILS(create_status(&s, 2, &error), GN_INVALID_CONFIG, own[l][0]);
    }
  }
}

static void test_defaults(void) {
  static const char *const losses[][2] = {
    { "sigmoid", "binaryCrossentropy" }, { "softmax", "categoricalCrossentropy" },
    { "linear", "meanSquaredError" }, { "tanh", "meanSquaredError" },
  };
  for (size_t i = 0; i < COUNT(losses); i++) {
    gn_network *network = make_network(3, 1, (size_t[]){ 2 }, &losses[i][0], NULL, 1);
    CHECK(gn_loss_in_use(network) == gn_find(GN_LOSS, losses[i][1]));
    gn_free(network);
  }
  gn_network *network = make_network(3, 1, (size_t[]){ 2 }, (const char *[]){ "linear" }, NULL, 1);
  CHECK(gn_optimizer_number(network, 0) == gn_find(GN_OPTIMIZER, "adam"));
  CHECK(gn_optimizer_number(network, offsetof(gn_optimizer_config, learning_rate) / 8) == 0.001);
  CHECK(gn_optimizer_number(network, offsetof(gn_optimizer_config, beta2) / 8) == 0.999);
  CHECK(gn_optimizer_number(network, offsetof(gn_optimizer_config, epsilon) / 8) == 1e-8);
  gn_free(network);
}

/* One layer, one initializer: its weights must lie where the formula says. */
static void check_initializer(const char *name, double lowest, double highest, double stddev) {
  enum { INPUTS = 40, UNITS = 60, N = INPUTS * UNITS };
  setup s = valid_setup();
  s.config.inputs = INPUTS;
  s.layers[0].units = UNITS;
  s.layers[0].use_bias = 0;
  s.layers[0].kernel_initializer.name = gn_find(GN_INITIALIZER, name);
  s.layers[0].kernel_initializer.value = 0.25;
  gn_network *network = gn_create(&s.config, s.layers, 1, NULL);
  if (!CHECK(network && gn_parameter_count(network) == N)) return;
  gn_real *w = read_array(network, GN_PARAMETERS);
  double sum = 0, squares = 0;
  for (size_t i = 0; i < N; i++) {
    CHECK(w[i] >= (gn_real)lowest && w[i] <= (gn_real)highest);
    sum += w[i];
    squares += (double)w[i] * w[i];
  }
  double mean = sum / N;
  CHECK_NEAR(mean, lowest == highest ? lowest : 0, 5 * stddev / sqrt(N));
  CHECK_NEAR(sqrt(fmax(0, squares / N - mean * mean)), stddev, 0.1 * stddev + 1e-7);
  free(w);
  gn_free(network);
}

static void test_initializers(void) {
  double glorot = sqrt(6.0 / 100), he = sqrt(6.0 / 40);
  check_initializer("zeros", 0, 0, 0);
  check_initializer("constant", 0.25, 0.25, 0);
  check_initializer("uniform", -0.05, 0.05, 0.05 / sqrt(3));
  check_initializer("normal", -INFINITY, INFINITY, 0.05);
  check_initializer("glorotUniform", -glorot, glorot, glorot / sqrt(3));
  check_initializer("glorotNormal", -INFINITY, INFINITY, sqrt(2.0 / 100));
  check_initializer("heUniform", -he, he, he / sqrt(3));
  check_initializer("heNormal", -INFINITY, INFINITY, sqrt(2.0 / 40));
}

/* numpy's own numbers: np.random.seed(1); np.random.random((3, 1)), and np.random.seed(1); np.random.randn(1, 3). */
static void test_numpy(void) {
  static const double uniform[] = { 0.417022004702574, 0.7203244934421581, 0.00011437481734488664 };
  static const double normal[] = { 1.6243453636632417, -0.6117564136500754, -0.5281717522634557 };
  for (int kind = 0; kind < 2; kind++) {
    setup s = valid_setup();
    s.config.inputs = 3;
    s.config.generator = gn_find(GN_GENERATOR, "numpy");
    s.layers[0].units = 1;
    gn_initializer_config *kernel = &s.layers[0].kernel_initializer;
    kernel->name = gn_find(GN_INITIALIZER, kind ? "normal" : "uniform");
    kernel->min = kernel->mean = 0;
    kernel->max = kernel->stddev = 1;
    kernel->layout = gn_find(GN_LAYOUT, kind ? "unitsFirst" : "inputsFirst");
    gn_network *network = gn_create(&s.config, s.layers, 1, NULL);
    if (!CHECK(network != NULL)) continue;
    gn_real *w = read_array(network, GN_PARAMETERS);
    for (size_t i = 0; i < 3; i++) CHECK_NEAR(w[i], kind ? normal[i] : uniform[i], 2 * REAL_EPSILON);
    CHECK(w[3] == 0); /* the bias */
    free(w);
    gn_free(network);
  }
}

void test_create(void) {
  setup s = valid_setup();
  gn_network *network = gn_create(&s.config, s.layers, 2, NULL);
  if (!CHECK(network != NULL)) return;
  CHECK(gn_parameter_count(network) == 2 * 4 + 4 + 4 + 1);
  gn_free(network);
  s.layers[0].use_bias = 0;
  network = gn_create(&s.config, s.layers, 2, NULL);
  CHECK(gn_parameter_count(network) == 2 * 4 + 4 + 1);
  gn_free(network);
  gn_free(NULL);
  gn_trainer_free(NULL);

  gn_network *a = make_xor(5), *b = make_xor(5), *c = make_xor(6);
  CHECK(same_weights(a, b));
  CHECK(!same_weights(a, c));
  gn_free(a);
  gn_free(b);
  gn_free(c);

  test_refusals();
  test_pairs();
  test_defaults();
  test_initializers();
  test_numpy();
}
