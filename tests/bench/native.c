/* The same C as in the .wasm, compiled for this machine: trains and predicts on command. See process.js for the
 * arguments, the numbers that come in, and the commands. */
#define _POSIX_C_SOURCE 199309L
#include "glassnet.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RECORD_ROOM = 1024 };

static void must(int good, const char *what) {
  if (good) return;
  fprintf(stderr, "%s\n", what);
  exit(1);
}

static double now(void) {
  const char *name = getenv("GLASSNET_BENCH_CLOCK");
  struct timespec time;
  clock_gettime(name && strcmp(name, "cpu") == 0 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static gn_real *read_floats(size_t count) {
  gn_real *out = malloc(count * sizeof *out);
  must(out != NULL, "out of memory");
  for (size_t i = 0; i < count; i++) {
    float number;
    must(fread(&number, sizeof number, 1, stdin) == 1, "the rows end too early");
    out[i] = number;
  }
  return out;
}

static gn_network *create(double inputs, double hidden, double outputs, double learning_rate) {
  gn_error error;
  gn_config config = gn_default_config();
  gn_layer_config layers[2] = { gn_default_layer(), gn_default_layer() };
  config.inputs = inputs;
  config.loss = gn_find(GN_LOSS, "meanSquaredError");
  config.optimizer.name = gn_find(GN_OPTIMIZER, "sgd");
  config.optimizer.learning_rate = learning_rate;
  layers[0].units = hidden;
  layers[1].units = outputs;
  layers[0].activation = layers[1].activation = gn_find(GN_ACTIVATION, "sigmoid");
  gn_network *network = gn_create(&config, layers, 2, &error);
  must(network != NULL, error.text);
  return network;
}

static void train(gn_trainer *trainer, size_t epochs, double *records) {
  gn_error error;
  for (size_t finished; epochs > 0; epochs -= finished) {
    size_t most = epochs < RECORD_ROOM ? epochs : RECORD_ROOM;
    must(gn_trainer_run(trainer, INFINITY, most, records, &finished, &error) == GN_OK, error.text);
  }
}

int main(int count, char **arguments) {
  must(count == 7, "expected: inputs hidden outputs rows batch learning-rate");
  size_t sizes[3];
  for (int i = 0; i < 3; i++) sizes[i] = strtoul(arguments[1 + i], NULL, 10);
  size_t rows = strtoul(arguments[4], NULL, 10);
  gn_network *network = create((double)sizes[0], (double)sizes[1], (double)sizes[2], atof(arguments[6]));
  gn_real *x = read_floats(rows * sizes[0]), *y = read_floats(rows * sizes[2]);
  gn_real *weights = read_floats(gn_parameter_count(network));
  must(gn_write(network, GN_PARAMETERS, weights, NULL) == GN_OK, "weights");

  gn_error error;
  gn_train_config options = gn_default_train();
  options.batch_size = atof(arguments[5]);
  options.shuffle = options.metrics = 0;
  gn_trainer *trainer = gn_trainer_create(network, x, y, rows, NULL, NULL, 0, &options, &error);
  must(trainer != NULL, error.text);
  double *records = malloc(RECORD_ROOM * gn_record_size() * sizeof *records);
  gn_real *answers = malloc(rows * sizes[2] * sizeof *answers);
  must(records && answers, "out of memory");

  char line[100];
  while (fgets(line, sizeof line, stdin)) {
    unsigned long first, times;
    if (sscanf(line, "train %lu", &first) == 1) {
      double begun = now();
      train(trainer, first, records);
      printf("%.9g\n", now() - begun);
    } else if (sscanf(line, "predict %lu %lu", &first, &times) == 2) {
      double begun = now();
      while (times--) gn_predict(network, x, first, answers, NULL);
      printf("%.9g\n", now() - begun);
    } else {
      gn_predict(network, x, rows, answers, NULL);
      for (size_t i = 0; i < rows * sizes[2]; i++) printf(i ? " %.17g" : "%.17g", (double)answers[i]);
      printf("\n");
    }
    fflush(stdout);
  }
  gn_trainer_free(trainer);
  gn_free(network);
  free(x), free(y), free(weights), free(records), free(answers);
  return 0;
}
