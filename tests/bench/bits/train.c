/* Trains the cases natively. Everything is a double, in and out, so that every build reads the same bytes. Of each case
 * standard input has: the number of layers, of rows and of epochs; the structs gn_config, a gn_layer_config a layer
 * and gn_train_config; x and y. Standard output receives what train.js answers: the losses, the weights, the
 * statistics, the evaluated loss and the answers. */
#include "glassnet.h"
#include <stdio.h>
#include <stdlib.h>

static void stop(const char *reason) {
  fprintf(stderr, "%s\n", reason);
  exit(1);
}

static void *room(size_t count, size_t size) {
  void *block = calloc(count + 1, size);
  if (!block) stop("out of memory");
  return block;
}

static void get(void *doubles, size_t count) {
  if (fread(doubles, sizeof(double), count, stdin) != count) stop("the input ends within a case");
}

static gn_real *get_reals(size_t count) {
  double *doubles = room(count, sizeof *doubles);
  gn_real *reals = room(count, sizeof *reals);
  get(doubles, count);
  for (size_t i = 0; i < count; i++) reals[i] = (gn_real)doubles[i];
  free(doubles);
  return reals;
}

static void put(const double *doubles, size_t count) {
  if (fwrite(doubles, sizeof *doubles, count, stdout) != count) stop("the output cannot be written");
}

static void put_reals(const gn_real *reals, size_t count) {
  for (size_t i = 0; i < count; i++) put(&(double){ (double)reals[i] }, 1);
}

static void put_array(const gn_network *network, gn_array array, size_t count) {
  gn_real *numbers = room(count, sizeof *numbers);
  gn_read(network, array, numbers);
  put_reals(numbers, count);
  free(numbers);
}

/* The first number of each of the records. */
static void put_losses(const double *records, size_t count) {
  for (size_t i = 0; i < count; i++) put(records + i * gn_record_size(), 1);
}

static void train_case(size_t layer_count, size_t rows, size_t epochs) {
  gn_error error;
  gn_config config;
  gn_train_config options;
  gn_layer_config *layers = room(layer_count, sizeof *layers);
  get(&config, sizeof config / sizeof(double));
  get(layers, layer_count * sizeof *layers / sizeof(double));
  get(&options, sizeof options / sizeof(double));
  size_t outputs = (size_t)layers[layer_count - 1].units;
  gn_real *x = get_reals(rows * (size_t)config.inputs), *y = get_reals(rows * outputs);
  gn_real *answers = room(rows * outputs, sizeof *answers);
  double *records = room(epochs * gn_record_size(), sizeof *records), *record = room(gn_record_size(), sizeof *record);

  gn_network *network = gn_create(&config, layers, layer_count, &error);
  if (!network || gn_train(network, x, y, rows, &options, records, &error) != GN_OK
      || gn_evaluate(network, x, y, rows, 0.5, record, &error) != GN_OK
      || gn_predict(network, x, rows, answers, &error) != GN_OK) stop(error.text);
  put_losses(records, epochs);
  put_array(network, GN_PARAMETERS, gn_parameter_count(network));
  put_array(network, GN_STATISTICS, gn_statistic_count(network));
  put_losses(record, 1);
  put_reals(answers, rows * outputs);

  gn_free(network);
  free(layers), free(x), free(y), free(answers), free(records), free(record);
}

int main(void) {
  double counts[3];
  while (fread(counts, sizeof(double), 3, stdin) == 3)
    train_case((size_t)counts[0], (size_t)counts[1], (size_t)counts[2]);
  return 0;
}
