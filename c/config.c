/* The members of the config structs: one row each with its name, range and default. */
#include "core.h"
#include <string.h>

#define NUMBER(name, low, high, fallback) {name, low, high, fallback, GN_NUMBER, 0}
#define COUNT(name, low, high, fallback) {name, low, high, fallback, GN_COUNT, 0}
#define REQUIRED_COUNT(name, low, high) {name, low, high, GN_NAN, GN_COUNT, 1}
#define FLAG(name, fallback) {name, 0, 1, fallback, GN_FLAG, 0}
#define CHOICE(name, table, fallback) {name, 0, 0, fallback, GN_CHOICE, table}
#define END {NULL, 0, 0, 0, 0, 0}
#define HUGE_NUMBER 1e38 /* what both floats and doubles can hold */
#define DEPENDS GN_NAN   /* the file that uses it fills it in */

#define INITIALIZER_FIELDS(of)                          \
  CHOICE(of ".name", GN_INITIALIZER, DEPENDS),          \
  NUMBER(of ".min", -HUGE_NUMBER, HUGE_NUMBER, -0.05),  \
  NUMBER(of ".max", -HUGE_NUMBER, HUGE_NUMBER, 0.05),   \
  NUMBER(of ".mean", -HUGE_NUMBER, HUGE_NUMBER, 0),     \
  NUMBER(of ".stddev", 0, HUGE_NUMBER, 0.05),           \
  NUMBER(of ".value", -HUGE_NUMBER, HUGE_NUMBER, 0),    \
  CHOICE(of ".layout", GN_LAYOUT, 0)

#define OPTIMIZER_FIELDS(of)                            \
  CHOICE(of "name", GN_OPTIMIZER, DEPENDS),             \
  NUMBER(of "learningRate", 0, HUGE_NUMBER, DEPENDS),   \
  NUMBER(of "momentum", 0, 1, 0.9),                     \
  NUMBER(of "beta1", 0, 0.9999999, 0.9),                \
  NUMBER(of "beta2", 0, 0.9999999, 0.999),              \
  NUMBER(of "rho", 0, 1, DEPENDS),                      \
  NUMBER(of "epsilon", 1e-30, 1, DEPENDS),              \
  NUMBER(of "weightDecay", 0, 1, DEPENDS),              \
  NUMBER(of "clipNorm", 0, GN_INFINITY, GN_INFINITY),   \
  NUMBER(of "clipValue", 0, GN_INFINITY, GN_INFINITY),  \
  CHOICE(of "schedule.name", GN_SCHEDULE, 0),           \
  NUMBER(of "schedule.gamma", 0, 1, DEPENDS),           \
  COUNT(of "schedule.stepSize", 1, HUGE_NUMBER, 10),    \
  COUNT(of "schedule.epochs", 1, HUGE_NUMBER, DEPENDS), \
  COUNT(of "schedule.warmup", 0, HUGE_NUMBER, 0)

static const gn_field config_fields[] = {
  REQUIRED_COUNT("inputs", 1, 65536),
  CHOICE("loss", GN_LOSS, DEPENDS),
  COUNT("seed", 0, 4294967295.0, 1),
  CHOICE("generator", GN_GENERATOR, 0),
  OPTIMIZER_FIELDS("optimizer."),
  END,
};
static const gn_field layer_fields[] = {
  REQUIRED_COUNT("units", 1, 65536),
  CHOICE("activation", GN_ACTIVATION, 0),
  FLAG("useBias", 1),
  INITIALIZER_FIELDS("kernelInitializer"),
  INITIALIZER_FIELDS("biasInitializer"),
  NUMBER("kernelRegularizer.l1", 0, HUGE_NUMBER, 0),
  NUMBER("kernelRegularizer.l2", 0, HUGE_NUMBER, 0),
  NUMBER("dropout", 0, 0.99, 0),
  FLAG("batchNormalization", 0),
  END,
};
static const gn_field optimizer_fields[] = {OPTIMIZER_FIELDS(""), END};
static const gn_field train_fields[] = {
  COUNT("epochs", 1, GN_INFINITY, GN_INFINITY),
  COUNT("batchSize", 1, GN_INFINITY, 32),
  FLAG("shuffle", 1),
  COUNT("metrics", -1, (1 << GN_METRIC_COUNT) - 1, -1),
  COUNT("earlyStopping.patience", 0, GN_INFINITY, GN_INFINITY),
  NUMBER("earlyStopping.minDelta", 0, HUGE_NUMBER, 0),
  COUNT("earlyStopping.monitor", 0, 2 * (1 + GN_METRIC_COUNT) - 1, DEPENDS),
  FLAG("earlyStopping.restoreBest", 0),
  END,
};

static const gn_field *const fields[] = {
  [GN_CONFIG] = config_fields,
  [GN_LAYER_CONFIG] = layer_fields,
  [GN_OPTIMIZER_CONFIG] = optimizer_fields,
  [GN_TRAIN_CONFIG] = train_fields,
};

const gn_field *gn_field_at(gn_struct which, size_t index) {
  if ((size_t)which >= sizeof fields / sizeof *fields) return NULL;
  for (size_t i = 0; fields[which][i].name; i++)
    if (i == index) return &fields[which][i];
  return NULL;
}

const char *gn_name(gn_table table, size_t index) {
  static const char *const statuses[] = {"ok", "invalid-config", "invalid-shape", "invalid-data", "diverged", "busy",
    "out-of-memory", "unsupported", NULL};
  for (size_t i = 0;; i++) {
    const char *name = NULL;
    switch (table) {
    case GN_ACTIVATION: name = gn_activations[i].name; break;
    case GN_LOSS: name = gn_losses[i].name; break;
    case GN_OPTIMIZER: name = gn_optimizers[i].name; break;
    case GN_INITIALIZER: name = gn_initializer_name(i); break;
    case GN_LAYOUT: name = gn_layouts[i]; break;
    case GN_GENERATOR: name = gn_generators[i]; break;
    case GN_SCHEDULE: name = gn_schedules[i].name; break;
    case GN_METRIC: name = gn_metrics[i].name; break;
    case GN_STATUS: name = statuses[i]; break;
    }
    if (!name || i == index) return name;
  }
}

int gn_find(gn_table table, const char *name) {
  const char *row;
  for (int i = 0; name && (row = gn_name(table, (size_t)i)); i++)
    if (!strcmp(row, name)) return i;
  return -1;
}

static bool whole(double x) { return x == GN_INFINITY || (x < 1e15 && x > -1e15 && x == (double)(int64_t)x); }

gn_status gn_check_number(const gn_field *field, double given, const char *prefix, gn_error *error) {
  double high = field->maximum;
  if (field->kind == GN_CHOICE)
    for (high = -1; gn_name((gn_table)field->table, (size_t)(high + 1)); high++) {}
  if (given >= field->minimum && given <= high && (field->kind == GN_NUMBER || whole(given))) return GN_OK;
  const char *what = field->kind == GN_NUMBER ? "a number" : field->kind == GN_CHOICE ? "a row of its table," : "a whole number";
  return gn_fail(error, GN_INVALID_CONFIG, "%s%s is %g; it must be %s from %g to %g", prefix, field->name, given, what,
                 field->minimum, high);
}

gn_status gn_check_count(const char *name, double given, double low, double high, gn_error *error) {
  return gn_check_number(&(gn_field)COUNT(name, low, high, 0), given, "", error);
}

gn_status gn_check_fields(gn_struct which, void *members, const void *present, gn_error *error) {
  double *member = members;
  const double *other = present;
  gn_status status = GN_OK;
  for (const gn_field *field = fields[which]; field->name && !status; field++, member++) {
    bool given = *member == *member, required = field->kind == GN_COUNT && field->table;
    if (!given) *member = other ? *other : field->fallback;
    if (other) other++;
    if (given || (required && !present))
      status = gn_check_number(field, *member, which == GN_OPTIMIZER_CONFIG ? "optimizer." : "", error);
  }
  return status;
}

static void fill_with_nan(void *members, size_t bytes) {
  double *member = members;
  for (size_t i = 0; i < bytes / sizeof *member; i++) member[i] = GN_NAN;
}

gn_config gn_default_config(void) {
  gn_config config;
  fill_with_nan(&config, sizeof config);
  return config;
}

gn_layer_config gn_default_layer(void) {
  gn_layer_config config;
  fill_with_nan(&config, sizeof config);
  return config;
}

gn_train_config gn_default_train(void) {
  gn_train_config config;
  fill_with_nan(&config, sizeof config);
  return config;
}
