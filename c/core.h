/* What the files of the core share; no one else includes it. */
#ifndef GN_CORE_H
#define GN_CORE_H

#include "glassnet.h"
#include <stdbool.h>

typedef gn_real real;

#define GN_NAN (__builtin_nan(""))
#define GN_INFINITY (__builtin_inf())

/* Samples go through the network eight at a time, side by side in a panel: [row][8], one row a
 * unit, so that one weight meets eight samples. The last panel of a batch may be four wide.
 * Lanes without a sample hold zeros and get δ = 0. */
enum { PANEL = 8, HALF_PANEL = 4 };

/* Kernels lie as [unit][inputs + 1, padded to 4]: the column after the inputs is the bias, which
 * meets a constant row (1, or 0 for a layer without bias) at the end of the panel coming in.
 * Padding is 0 and has gradient 0. */
typedef struct gn_layer {
  uint32_t inputs, units, stride;
  size_t offset;          /* of its kernel in the flat arrays */
  int activation;         /* row of GN_ACTIVATION */
  bool use_bias;
  gn_initializer_config kernel_initializer, bias_initializer;
  real *z, *a, *delta;    /* panels: [units][8], a with one row more for the constant */
} gn_layer;

/* The default generator: xoshiro128** (Blackman and Vigna, 2018). */
typedef struct gn_xoshiro {
  uint32_t state[4];
} gn_xoshiro;

struct gn_network {
  uint32_t inputs, outputs, layer_count;
  size_t length;          /* of each flat array, padding included */
  gn_layer *layers;
  real *parameters;       /* [length] */
  real *other;            /* [length] where the next step is written before the two change places: so the weights before it are kept */
  real *gradients;        /* [length] */
  real *state;            /* [2][length] the optimizer's */
  real *input, *target;   /* panels: [inputs + 1][8], [outputs][8] */
  bool has_previous;      /* `other` holds the weights before the last step */
  int loss, generator;
  gn_optimizer_config optimizer; /* every number filled in */
  double optimizer_steps;
  gn_xoshiro shuffler;
  gn_trainer *trainer;
  size_t bytes;           /* of the one allocation that holds all of this */
};

static inline gn_layer *gn_output_layer(const gn_network *network) {
  return &network->layers[network->layer_count - 1];
}
static inline bool gn_is_finite(double x) { return x - x == 0; }

/* error.c: fills `error` and answers `status`. The format knows %s, %d (int), %u (size_t), %g (double). */
gn_status gn_fail(gn_error *error, gn_status status, const char *format, ...);

/* config.c: checks the members of a struct against their table, `prefix` before the names in the
 * error; where `partial`, NaN stays NaN, else it becomes the member's default. */
gn_status gn_check_fields(gn_struct which, void *members, bool partial, const char *prefix, gn_error *error);

/* activation.c */
typedef struct gn_activation_row {
  const char *name;
  void (*forward)(const real *z, real *a, uint32_t units, uint32_t width);
  void (*backward)(const real *z, const real *a, real *delta, uint32_t units, uint32_t width); /* δ ← δ·f′(z); NULL: no gradient */
  const char *initializer; /* of a kernel that feeds it */
  bool output_only;        /* mixes the units of a layer */
} gn_activation_row;
extern const gn_activation_row gn_activations[];

/* loss.c */
typedef struct gn_loss_row {
  const char *name;
  const char *output; /* the activation whose z it takes, or NULL: it takes a */
  enum { MEAN_OVER_ALL, MEAN_OVER_ROWS, SUM_OVER_ALL } reduction;
  /* Adds up the loss of the first `samples` lanes; with `delta` also writes scale · ∂loss/∂a (∂z where `output`). */
  double (*panel)(const real *z, const real *a, const real *target, real *delta, real scale,
                  uint32_t units, uint32_t width, uint32_t samples);
  double target_min, target_max; /* inclusive */
} gn_loss_row;
extern const gn_loss_row gn_losses[];
/* What a sum over `rows` rows is multiplied by. */
double gn_loss_scale(const gn_network *network, size_t rows);
int gn_default_loss(int output_activation);

/* optimizer.c */
typedef struct gn_optimizer_row {
  const char *name;
  double learning_rate;
  /* next ← parameters, one step on; step counts from 1 */
  void (*step)(const gn_optimizer_config *o, double step, const real *parameters, const real *gradients,
               real *state, real *next, size_t length);
} gn_optimizer_row;
extern const gn_optimizer_row gn_optimizers[];
gn_status gn_resolve_optimizer(gn_optimizer_config *optimizer, gn_error *error);

/* random.c */
enum { MERSENNE_WORDS = 624 };
typedef struct gn_random {
  uint32_t (*next)(struct gn_random *random);
  double spare;      /* the polar method makes two normal numbers and keeps one */
  bool has_spare;
  gn_xoshiro xoshiro;
  uint32_t mersenne[MERSENNE_WORDS], position;
} gn_random;
void gn_xoshiro_start(gn_xoshiro *generator, uint32_t seed);
void gn_xoshiro_shuffle(gn_xoshiro *generator, uint32_t *order, uint32_t n);
void gn_random_start(gn_random *random, int generator, uint32_t seed);
double gn_random_uniform(gn_random *random); /* 53 bits, [0, 1) */
double gn_random_normal(gn_random *random);
extern const char *const gn_generators[];

/* initializer.c */
typedef struct gn_initializer_row gn_initializer_row;
const char *gn_initializer_name(size_t index);
extern const char *const gn_layouts[];
gn_status gn_resolve_initializers(gn_layer *layer, gn_error *error);
void gn_draw_parameters(gn_network *network, uint32_t seed);

/* metric.c: one row a metric, each a figure read off the same tally */
typedef struct gn_tally {
  double answers, right;
} gn_tally;
typedef struct gn_metric_row {
  const char *name;
  double (*value)(const gn_tally *tally);
} gn_metric_row;
enum { GN_METRIC_COUNT = 1 };
extern const gn_metric_row gn_metrics[];
void gn_tally_panel(gn_tally *tally, const gn_network *network, double threshold, uint32_t width, uint32_t samples);

/* matmul.c: one layer's three products over a panel `width` wide; `columns` counts the constant row */
void gn_matmul(const real *kernel, uint32_t stride, const real *in, real *z, uint32_t units, uint32_t columns, uint32_t width);
void gn_matmul_transposed(const real *kernel, uint32_t stride, const real *delta, real *delta_in, uint32_t units, uint32_t inputs, uint32_t width);
void gn_matmul_gradient(real *gradient, uint32_t stride, const real *delta, const real *in, uint32_t units, uint32_t columns, uint32_t width);

/* layer.c */
void gn_layer_forward(const gn_layer *layer, const real *parameters, real *in, uint32_t width);
void gn_layer_backward(const gn_layer *layer, const real *parameters, real *gradients, const real *in,
                       const gn_layer *before, uint32_t width);

/* network.c: one batch, or a part of it. `order` picks rows, or is NULL for rows as they lie. */
typedef struct gn_rows {
  const real *x, *y; /* y may be NULL */
  const uint32_t *order;
  size_t count;
} gn_rows;
typedef struct gn_pass {
  double scale;     /* of δ at the output; 0 goes forward only */
  double threshold; /* of the tally */
  gn_tally *tally;  /* or NULL */
  real *trace;      /* gn_trace's `out`, or NULL */
  real *answers;    /* (count, outputs), or NULL */
} gn_pass;
double gn_run_rows(gn_network *network, const gn_rows *rows, const gn_pass *pass);
gn_status gn_check_rows(const gn_network *network, const char *x_name, const real *x, const char *y_name, const real *y,
                        size_t rows, gn_error *error);
/* Whether a threshold parts the answers: a cross-entropy, or sigmoid outputs with targets 0 and 1. */
bool gn_has_classes(const gn_network *network, const gn_rows *rows);
gn_status gn_check_gradient(const gn_network *network, gn_error *error);
void gn_measure(gn_network *network, const real *x, const real *y, size_t rows, double threshold, double *record);
void gn_optimizer_step(gn_network *network);
void gn_forget_training(gn_network *network);
bool gn_all_finite(const real *numbers, size_t length);

#endif
