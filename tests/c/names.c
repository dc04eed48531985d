/* The tables of names and the description of the config structs. */
#include "check.h"

static size_t field_count(gn_struct which) {
  size_t count = 0;
  while (gn_field_at(which, count)) count++;
  return count;
}

double last_row(gn_table table) {
  size_t count = 0;
  while (gn_name(table, count)) count++;
  return (double)count - 1;
}

static void check_table(gn_table table) {
  size_t count = 0;
  for (const char *name; (name = gn_name(table, count)); count++) {
    CHECK(name[0] != 0);
    CHECK(gn_find(table, name) == (int)count);
  }
  CHECK(count > 0);
  CHECK(gn_name(table, count) == NULL);
  CHECK(gn_name(table, count + 1000) == NULL);
  CHECK(gn_find(table, "nonsense") == -1);
  CHECK(gn_find(table, "") == -1);
}

static void check_field(const gn_field *field) {
  CHECK(field->name && field->name[0]);
  double maximum = field->kind == GN_CHOICE ? last_row((gn_table)field->table) : field->maximum;
  CHECK(field->minimum <= maximum);
  CHECK(isnan(field->fallback) || (field->fallback >= field->minimum && field->fallback <= maximum));
  if (field->kind == GN_FLAG) CHECK(field->minimum == 0 && field->maximum == 1);
  if (field->kind == GN_CHOICE) CHECK(field->minimum == 0);
}

static bool all_nan(const void *config, size_t bytes) {
  const double *numbers = config;
  for (size_t i = 0; i < bytes / sizeof *numbers; i++) if (!isnan(numbers[i])) return false;
  return true;
}

static const struct { gn_table table; const char *names[16]; } expected[] = {
  { GN_ACTIVATION, { "linear", "step", "sigmoid", "tanh", "relu", "leakyRelu", "elu", "selu", "gelu", "silu", "mish",
                     "softplus", "softsign", "hardSigmoid", "softmax" } },
  { GN_LOSS, { "meanSquaredError", "sumSquaredError", "halfSquaredError", "meanAbsoluteError", "huber", "hinge",
               "binaryCrossentropy", "categoricalCrossentropy" } },
  { GN_OPTIMIZER, { "sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw" } },
  { GN_INITIALIZER, { "zeros", "ones", "constant", "uniform", "normal", "glorotUniform", "glorotNormal", "heUniform",
                      "heNormal", "lecunUniform", "lecunNormal" } },
  { GN_LAYOUT, { "inputsFirst", "unitsFirst" } },
  { GN_GENERATOR, { "default", "numpy" } },
  { GN_METRIC, { "accuracy", "meanAbsoluteError", "precision", "recall", "auc" } },
  { GN_SCHEDULE, { "constant", "step", "exponential", "cosine", "oneCycle" } },
  { GN_STATUS, { "ok", "invalid-config", "invalid-shape", "invalid-data", "diverged", "busy", "out-of-memory",
                 "unsupported" } },
};

void test_names(void) {
  for (size_t i = 0; i < COUNT(expected); i++) {
    check_table(expected[i].table);
    for (size_t n = 0; expected[i].names[n]; n++) CHECK(gn_find(expected[i].table, expected[i].names[n]) >= 0);
  }
  for (int status = GN_OK; status <= GN_UNSUPPORTED; status++) {
    CHECK(gn_find(GN_STATUS, expected[COUNT(expected) - 1].names[status]) == status);
  }
  CHECK(strcmp(gn_synthetic_name(0), "circle") == 0);
  CHECK(gn_synthetic_name(8) == NULL);

  static const size_t sizes[] = {
    sizeof(gn_config), sizeof(gn_layer_config), sizeof(gn_optimizer_config), sizeof(gn_train_config),
  };
  for (size_t s = 0; s < COUNT(sizes); s++) {
    size_t count = field_count((gn_struct)s);
    CHECK(count * sizeof(double) == sizes[s]);
    for (size_t i = 0; i < count; i++) check_field(gn_field_at((gn_struct)s, i));
  }
  CHECK(strcmp(gn_field_at(GN_CONFIG, 0)->name, "inputs") == 0);
  CHECK(strcmp(gn_field_at(GN_CONFIG, offsetof(gn_config, optimizer.learning_rate) / 8)->name,
               "optimizer.learningRate") == 0);
  CHECK(strcmp(gn_field_at(GN_LAYER_CONFIG, offsetof(gn_layer_config, bias_initializer.stddev) / 8)->name,
               "biasInitializer.stddev") == 0);

  gn_config config = gn_default_config();
  gn_layer_config layer = gn_default_layer();
  gn_train_config train = gn_default_train();
  CHECK(all_nan(&config, sizeof config));
  CHECK(all_nan(&layer, sizeof layer));
  CHECK(all_nan(&train, sizeof train));
}
