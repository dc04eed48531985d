/* Runs every test of the C core. Prints `ok NAME` or the failed checks. With the argument `accuracy` it prints
 * instead how exact the elementary functions are. */
#include "check.h"

static int failures;

bool check(bool passed, const char *what, const char *file, int line) {
  if (passed) return true;
  failures++;
  printf("%s:%d: failed: %s\n", file, line, what);
  return false;
}

bool check_near(double actual, double expected, double tolerance, const char *what, const char *file, int line) {
  if (fabs(actual - expected) <= tolerance) return true;
  failures++;
  printf("%s:%d: %s is %.17g, not %.17g\n", file, line, what, actual, expected);
  return false;
}

void check_status(gn_status answer, const gn_error *error, gn_status expected, const char *word,
                  const char *call, const char *file, int line) {
  bool right = answer == expected && (gn_status)error->status == expected
    && memchr(error->text, 0, sizeof error->text) && strstr(error->text, word);
  if (right) return;
  failures++;
  printf("%s:%d: %s answered %d with status %d and \"%s\"; expected %d and \"%s\"\n",
         file, line, call, (int)answer, (int)error->status, error->text, (int)expected, word);
}

const gn_real xor_x[8] = { 0, 0, 0, 1, 1, 0, 1, 1 }, xor_y[4] = { 0, 1, 1, 0 };

static gn_network *create(gn_config *config, size_t count, const size_t *units, const char *const *activations) {
  gn_layer_config layers[8];
  gn_error error = { 0 };
  for (size_t l = 0; l < count; l++) {
    layers[l] = gn_default_layer();
    layers[l].units = (double)units[l];
    layers[l].activation = gn_find(GN_ACTIVATION, activations[l]);
  }
  gn_network *network = gn_create(config, layers, count, &error);
  if (!CHECK(network != NULL)) {
    puts(error.text);
    exit(1);
  }
  return network;
}

gn_network *make_network(size_t inputs, size_t count, const size_t *units, const char *const *activations,
                         const char *loss, double seed) {
  gn_config config = gn_default_config();
  config.inputs = (double)inputs;
  config.seed = seed;
  if (loss) config.loss = gn_find(GN_LOSS, loss);
  return create(&config, count, units, activations);
}

gn_network *make_xor(double seed) {
  gn_config config = gn_default_config();
  config.inputs = 2;
  config.seed = seed;
  config.optimizer.name = gn_find(GN_OPTIMIZER, "adam");
  config.optimizer.learning_rate = 0.05;
  return create(&config, 2, (size_t[]){ 4, 1 }, (const char *[]){ "tanh", "sigmoid" });
}

gn_real *read_array(const gn_network *network, gn_array array) {
  gn_real *out = malloc(gn_parameter_count(network) * sizeof *out);
  if (!out) exit(1);
  gn_read(network, array, out);
  return out;
}

bool same_weights(const gn_network *a, const gn_network *b) {
  if (gn_parameter_count(a) != gn_parameter_count(b)) return false;
  gn_real *first = read_array(a, GN_PARAMETERS), *second = read_array(b, GN_PARAMETERS);
  bool same = memcmp(first, second, gn_parameter_count(a) * sizeof *first) == 0;
  free(first);
  free(second);
  return same;
}

void fill_random(gn_real *out, size_t n, uint32_t seed) {
  uint32_t state = seed * 2654435761u + 1;
  for (size_t i = 0; i < n; i++) {
    state = state * 1664525u + 1013904223u;
    out[i] = (gn_real)((state >> 8) / 8388608.0 - 1);
  }
}

static void run(const char *name, void (*test)(void)) {
  int before = failures;
  size_t blocks = live_blocks;
  test();
  if (!CHECK(live_blocks == blocks)) printf("%s: %zu blocks before, %zu after\n", name, blocks, live_blocks);
  printf("%s %s\n", failures == before ? "ok" : "FAILED", name);
  fflush(stdout);
}

int main(int count, char **arguments) {
  if (count > 1 && strcmp(arguments[1], "accuracy") == 0) {
    print_accuracy();
    return 0;
  }
  run("names and fields", test_names);
  run("creating a network", test_create);
  run("predict and evaluate", test_predict);
  run("gradients", test_gradients);
  run("trace", test_trace);
  run("train", test_train);
  run("trainer", test_trainer);
  run("changing a network", test_change);
  run("going on later", test_state);
  run("activations and shuffling by themselves", test_parts);
  run("elementary functions against long double", test_accuracy);
  run("register tiles against plain loops", test_matmul);
  run("every allocation may fail", test_allocation);
  return failures != 0;
}
