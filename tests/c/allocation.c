/* Every allocation the core makes is made to fail once. The linker sends malloc and its kin here
 * (-Wl,--wrap=malloc …). */
#include "check.h"

size_t allocations, live_blocks;
static size_t fail_at; /* the allocation that fails, counted from 1; 0 for none */

/* More than any test needs, so that an absurd size fails on every machine. */
static const size_t largest = (size_t)1 << 30;

void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *block, size_t bytes);
void *__real_aligned_alloc(size_t alignment, size_t bytes);
void __real_free(void *block);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *block, size_t bytes);
void *__wrap_aligned_alloc(size_t alignment, size_t bytes);
void __wrap_free(void *block);

static bool refused(size_t bytes) { return ++allocations == fail_at || bytes > largest; }

static void *counted(void *block) {
  if (block) live_blocks++;
  return block;
}

void *__wrap_malloc(size_t bytes) { return refused(bytes) ? NULL : counted(__real_malloc(bytes)); }

void *__wrap_calloc(size_t count, size_t bytes) {
  bool too_many = bytes && count > largest / bytes;
  return refused(too_many ? SIZE_MAX : count * bytes) ? NULL : counted(__real_calloc(count, bytes));
}

void *__wrap_realloc(void *block, size_t bytes) {
  if (refused(bytes)) return NULL;
  if (block) return __real_realloc(block, bytes);
  return counted(__real_realloc(NULL, bytes));
}

void *__wrap_aligned_alloc(size_t alignment, size_t bytes) {
  return refused(bytes) ? NULL : counted(__real_aligned_alloc(alignment, bytes));
}

void __wrap_free(void *block) {
  if (block) live_blocks--;
  __real_free(block);
}

enum { ROWS = 21, INPUTS = 2, MAX_NUMBERS = 3 * ROWS * 5, EPOCHS = 3 };
static gn_real x[ROWS * INPUTS], y[ROWS], out[MAX_NUMBERS], updates[64];
static double history[EPOCHS * 16];

static gn_status try_create(gn_network *network, gn_error *error) {
  (void)network;
  gn_config config = gn_default_config();
  gn_layer_config layers[] = { gn_default_layer(), gn_default_layer() };
  config.inputs = layers[0].units = layers[1].units = 9;
  gn_network *made = gn_create(&config, layers, 2, error);
  gn_free(made);
  return made ? GN_OK : (gn_status)error->status;
}

static gn_status try_clone(gn_network *network, gn_error *error) {
  gn_network *made = gn_clone(network, error);
  gn_free(made);
  return made ? GN_OK : (gn_status)error->status;
}

static gn_status try_trainer(gn_network *network, gn_error *error) {
  gn_train_config options = gn_default_train();
  gn_trainer *made = gn_trainer_create(network, x, y, ROWS, x, y, ROWS, &options, error);
  gn_trainer_free(made);
  return made ? GN_OK : (gn_status)error->status;
}

static gn_status try_train(gn_network *network, gn_error *error) {
  gn_train_config options = gn_default_train();
  options.epochs = EPOCHS;
  return gn_train(network, x, y, ROWS, &options, history, error);
}

/* All that a trainer may need room for: whole batches, scores, the best weights. */
static gn_status try_greedy(gn_network *network, gn_error *error) {
  (void)network;
  gn_config config = gn_default_config();
  gn_layer_config layers[] = { gn_default_layer(), gn_default_layer() };
  gn_train_config options = gn_default_train();
  config.inputs = INPUTS;
  layers[0].units = 3;
  layers[0].batch_normalization = 1;
  layers[1].units = 1;
  options.metrics = 1 << gn_find(GN_METRIC, "auc");
  options.restore_best = 1;
  gn_network *made = gn_create(&config, layers, 2, error);
  if (!made) return (gn_status)error->status;
  gn_trainer *trainer = gn_trainer_create(made, x, y, ROWS, x, y, ROWS, &options, error);
  double loss;
  gn_status status = trainer ? gn_trace(made, x, y, ROWS, out, updates, &loss, error) : (gn_status)error->status;
  gn_trainer_free(trainer);
  gn_free(made);
  return status;
}

static gn_status try_trace(gn_network *network, gn_error *error) {
  double loss;
  return gn_trace(network, x, y, ROWS, out, updates, &loss, error);
}

static gn_status try_gradients(gn_network *network, gn_error *error) {
  double loss;
  return gn_gradients(network, x, y, ROWS, &loss, error);
}

static gn_status try_evaluate(gn_network *network, gn_error *error) {
  return gn_evaluate(network, x, y, ROWS, 0.5, history, error);
}

static gn_status try_predict(gn_network *network, gn_error *error) {
  return gn_predict(network, x, ROWS, out, error);
}

/* Fails the first allocation of `call`, then the second, … until none is left to fail. */
static size_t fail_each(gn_status (*call)(gn_network *, gn_error *)) {
  gn_network *network = make_xor(1), *before = gn_clone(network, NULL);
  size_t count = 0, blocks = live_blocks;
  gn_error error = { 0 };
  while (count < 1000) {
    allocations = 0;
    fail_at = count + 1;
    gn_status status = call(network, &error);
    fail_at = 0;
    CHECK(live_blocks == blocks);
    if (status == GN_OK) break;
    CHECK(status == GN_OUT_OF_MEMORY && error.text[0] && strlen(error.text) < sizeof error.text);
    CHECK(same_weights(network, before));
    count++;
  }
  gn_free(before);
  gn_free(network);
  return count;
}

static void test_absurd_sizes(void) {
  gn_config config = gn_default_config();
  gn_layer_config layers[8];
  size_t blocks = live_blocks;
  config.inputs = 65536;
  for (size_t l = 0; l < COUNT(layers); l++) {
    layers[l] = gn_default_layer();
    layers[l].units = 65536;
  }
  for (size_t count = 1; count <= COUNT(layers); count++) {
    gn_error error = { 0 };
    CHECK(gn_create(&config, layers, count, &error) == NULL);
    CHECK(error.status == GN_OUT_OF_MEMORY && error.text[0]);
    CHECK(live_blocks == blocks);
  }
}

static void test_no_allocation_while_training(void) {
  gn_network *network = make_xor(1);
  gn_train_config options = gn_default_train();
  options.batch_size = 4;
  gn_trainer *trainer = gn_trainer_create(network, x, y, ROWS, x, y, ROWS, &options, NULL);
  size_t finished;
  allocations = 0;
  CHECK(gn_trainer_run(trainer, INFINITY, EPOCHS, history, &finished, NULL) == GN_OK);
  CHECK(allocations == 0);
  gn_trainer_free(trainer);
  gn_free(network);
}

void test_allocation(void) {
  fill_random(x, COUNT(x), 1);
  for (size_t i = 0; i < ROWS; i++) y[i] = (gn_real)(i % 2);
  CHECK(fail_each(try_create) > 0);
  CHECK(fail_each(try_clone) > 0);
  CHECK(fail_each(try_trainer) > 0);
  CHECK(fail_each(try_train) > 0);
  CHECK(fail_each(try_greedy) > 1); /* the trainer, and its workspace */
  fail_each(try_trace);
  fail_each(try_gradients);
  fail_each(try_evaluate);
  fail_each(try_predict);
  test_absurd_sizes();
  test_no_allocation_while_training();
}
