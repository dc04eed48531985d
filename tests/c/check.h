/* What the tests of the C core share. */
#ifndef CHECK_H
#define CHECK_H

#include "glassnet.h"
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef GN_FLOAT64
#define REAL_EPSILON DBL_EPSILON
#else
#define REAL_EPSILON FLT_EPSILON
#endif

#define CHECK(condition) check((condition), #condition, __FILE__, __LINE__)
#define CHECK_NEAR(actual, expected, tolerance) \
  check_near((actual), (expected), (tolerance), #actual, __FILE__, __LINE__)
/* `call` must fail with `status` and a sentence that holds `word`. It is given `&error`. */
#define CHECK_FAILS(call, expected, word) \
  do { \
    gn_error error = { 0 }; \
    gn_status answer = (call); \
    check_status(answer, &error, (expected), (word), #call, __FILE__, __LINE__); \
  } while (0)
#define COUNT(array) (sizeof(array) / sizeof *(array))

bool check(bool passed, const char *what, const char *file, int line);
bool check_near(double actual, double expected, double tolerance, const char *what, const char *file, int line);
void check_status(gn_status answer, const gn_error *error, gn_status expected, const char *word,
                  const char *call, const char *file, int line);

/* A network of `count` layers with the given units and activations, all else default but for the
 * seed and, where not NULL, the loss. Fails the test if it cannot be made. */
gn_network *make_network(size_t inputs, size_t count, const size_t *units, const char *const *activations,
                         const char *loss, double seed);
/* The network of the XOR examples: 2, 4 tanh, 1 sigmoid; adam with learning rate 0.05. */
gn_network *make_xor(double seed);

extern const gn_real xor_x[8], xor_y[4];

/* All weights, to be freed by the caller. */
gn_real *read_array(const gn_network *network, gn_array array);
bool same_weights(const gn_network *a, const gn_network *b);

/* Numbers in [−1, 1) that depend on the seed alone. */
void fill_random(gn_real *out, size_t n, uint32_t seed);

/* names.c: the index of a table's last name. */
double last_row(gn_table table);

/* allocation.c: the calls of malloc and its kin so far, and the blocks not freed yet. */
extern size_t allocations, live_blocks;

/* accuracy.c: a table of the largest errors, from many more points than the test takes. */
void print_accuracy(void);

/* One function a topic; main.c runs them. */
void test_names(void);
void test_create(void);
void test_predict(void);
void test_gradients(void);
void test_trace(void);
void test_train(void);
void test_trainer(void);
void test_change(void);
void test_state(void);
void test_parts(void);
void test_allocation(void);
void test_matmul(void);
void test_accuracy(void);

#endif
