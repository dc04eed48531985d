/* What the files of the core share; no one else includes it. */
#ifndef GN_CORE_H
#define GN_CORE_H

#include "glassnet.h"
#include <stdbool.h>

typedef gn_real real;

/* Also where the compiler is asked for size: a vector that goes through a call goes through memory. */
#define INLINE inline __attribute__((always_inline))
/* One large function is slow in V8, and so are many small ones. */
#define NOINLINE __attribute__((noinline))

#define GN_NAN (__builtin_nan(""))
#define GN_INFINITY (__builtin_inf())

/* Samples go through the network eight at a time, side by side in a panel: [row][8], one row a
 * unit, so that one weight meets eight samples. The last panel of a batch may be four wide.
 * Lanes without a sample hold zeros and get δ = 0. */
enum { PANEL = 8, HALF_PANEL = 4 };

/* Kernels lie as [unit][inputs + 1, padded to 4]: the column after the inputs is the bias, which
 * meets a constant row (1, or 0 for a layer without bias) at the end of the panel coming in.
 * With batch normalization gamma and beta follow, each [units, padded to 4].
 * Padding is 0 and has gradient 0. */
typedef struct gn_layer {
  uint32_t inputs, units, stride;
  uint32_t height;        /* rows of a panel of its answers: units + 1, padded to 4, the next layer's stride */
  size_t offset;          /* of its kernel in the flat arrays */
  size_t gamma, beta;     /* likewise */
  size_t statistics;      /* of its moving means, then variances, in the arrays of statistics */
  const struct gn_activation_row *activation;
  bool use_bias, batch_normalization;
  double dropout, l1, l2;
  gn_initializer_config kernel_initializer, bias_initializer;
} gn_layer;

/* A loop over pairs of vectors may go so far beyond the end of a flat array. */
enum { SPARE = 16 / sizeof(real) };

static INLINE uint32_t gn_padded(uint32_t n) { return (n + 3) & ~3u; }

/* What one layer holds of the samples on their way: panels, one after the other. */
typedef struct gn_panels {
  real *z, *delta;        /* [units][8] */
  real *a;                /* [units + 1, padded to 4][8], with the constant row that the next layer's bias meets */
  real *dropped;          /* likewise: what dropout leaves of a */
  real *kept;             /* [units][8] 0 or 1/(1−rate) */
  real *normalized;       /* [units][8] x̂ of batch normalization; after the way back δ of the weighted sum */
  real *factor;           /* [units] 1/√(σ² + ε) */
} gn_panels;

/* `order` picks rows, or is NULL for rows as they lie. */
typedef struct gn_rows {
  const real *x, *y; /* y may be NULL */
  const uint32_t *order;
  size_t count;
} gn_rows;

typedef enum gn_mode {
  GN_ANSWER, /* moving statistics */
  GN_EXPLAIN, /* the batch's own statistics */
  GN_LEARN   /* these too, and dropout; writes the next moving statistics */
} gn_mode;

/* Panels on their way together: one, or as many as the gradient is summed over at once. */
typedef struct gn_group {
  uint32_t panels, width; /* PANEL; HALF_PANEL for one row by itself, in gn_learn_few and in gn_activate */
  size_t samples;
  gn_mode mode;
  bool goes_on;           /* its gradient is added to that of the groups before */
} gn_group;
static INLINE uint32_t gn_samples(const gn_group *group, uint32_t panel) {
  size_t left = group->samples - (size_t)panel * PANEL;
  return left < PANEL ? (uint32_t)left : PANEL;
}

/* Room for `slots` panels in every layer: one, or a whole batch where it is normalized. */
typedef struct gn_workspace {
  uint32_t slots;
  uint32_t width;         /* of the panels that the first slot was made ready for; 0 at first. The others' is PANEL. */
  real *input, *target;   /* [inputs + 1, padded to 4][8], [outputs][8] a slot */
  const real *held;       /* of the pass whose rows `input` and `target` hold, its x: what to learn from in one panel; or NULL */
  gn_group few;           /* in gn_learn_few */
  real *turned;           /* a layer's input turned about: [8 · slots][the largest stride] in blocks of columns */
  real *turned_delta;     /* its δ likewise, in blocks of units */
  gn_panels *layers;
} gn_workspace;

/* The default generator: xoshiro128** (Blackman and Vigna, 2018). */
typedef struct gn_xoshiro {
  uint32_t state[4];
} gn_xoshiro;
static INLINE uint32_t gn_rotate(uint32_t x, int k) { return (x << k) | (x >> (32 - k)); }
static INLINE uint32_t gn_xoshiro_next(gn_xoshiro *generator) {
  uint32_t *s = generator->state;
  uint32_t result = gn_rotate(s[1] * 5, 7) * 9, t = s[1] << 9;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = gn_rotate(s[3], 11);
  return result;
}

struct gn_network {
  uint32_t inputs, outputs, layer_count;
  size_t length;          /* of each flat array, padding included; SPARE numbers lie behind and stay 0 */
  gn_layer *layers;
  real *parameters;       /* [length], and behind those numbers [statistics_length] moving means and variances */
  real *other;            /* the same, where the next step is written before the two change places: so the weights before it are kept */
  real *gradients;        /* [length] */
  real *state;            /* [2][length] the optimizer's */
  size_t statistics_length;
  gn_workspace workspace; /* one slot */
  bool has_previous;      /* `other` holds what was before the last step */
  bool normalizes, drops, penalized; /* some layer does, has dropped, has been */
  const struct gn_loss_row *loss;
  int generator;
  gn_optimizer_config optimizer; /* every number filled in */
  const struct gn_optimizer_row *rule; /* its row */
  bool clips, decays;     /* it clips gradients, lets weights decay */
  double optimizer_steps;
  double rate_factor;     /* of the schedule, in the trainer's epoch */
  gn_xoshiro shuffler, dropper;
  gn_trainer *trainer;
};

static INLINE bool gn_is_finite(double x) { return x - x == 0; }

/* error.c: fills `error` and answers `status`. The format knows %s, %d (int), %u (size_t), %g (double). */
gn_status gn_fail(gn_error *error, gn_status status, const char *format, ...);

/* config.c: checks the members of a struct against their table; for NaN they get those of `present`, or their defaults
 * where it is NULL. */
gn_status gn_check_fields(gn_struct which, void *members, const void *present, gn_error *error);
/* The same for one number, `prefix` before its name; and for a count by itself. */
gn_status gn_check_number(const gn_field *field, double given, const char *prefix, gn_error *error);
gn_status gn_check_count(const char *name, double given, double low, double high, gn_error *error);

/* activation.c */
typedef struct gn_activation_row {
  const char *name;
  void (*forward)(const gn_layer *layer, const gn_group *group, const real *z, real *a);
  /* δ ← δ·f′(z); NULL: no gradient */
  void (*backward)(const gn_layer *layer, const gn_group *group, const real *z, const real *a, real *delta);
  const char *initializer; /* of a kernel that feeds it */
  bool output_only;        /* mixes the units of a layer */
} gn_activation_row;
extern const gn_activation_row gn_activations[];

/* loss.c */
typedef struct gn_loss_row {
  const char *name;
  const char *output; /* the activation whose z it takes, or NULL: it takes a */
  enum { MEAN_OVER_ALL, MEAN_OVER_ROWS, SUM_OVER_ALL } reduction;
  /* Adds up the loss of the samples; with `delta` also writes scale · ∂loss/∂a (∂z where `output`). */
  double (*sum)(const gn_layer *layer, const gn_group *group, const real *z, const real *a, const real *target, real *delta,
                real scale);
  double target_min, target_max; /* inclusive */
} gn_loss_row;
extern const gn_loss_row gn_losses[];
/* What a sum over `rows` rows is multiplied by. */
double gn_loss_scale(const gn_network *network, size_t rows);
const gn_loss_row *gn_default_loss(const gn_activation_row *output);

/* optimizer.c */
typedef struct gn_optimizer_row {
  const char *name;
  double learning_rate, rho, epsilon, weight_decay;
  bool decoupled; /* weight decay apart from the gradient */
  /* next ← parameters, one step on; step counts from 1 */
  void (*step)(const gn_optimizer_config *o, double learning_rate, double step, const real *parameters, const real *gradients,
               real *state, real *next, size_t length);
} gn_optimizer_row;
extern const gn_optimizer_row gn_optimizers[];
gn_status gn_resolve_optimizer(gn_optimizer_config *optimizer, gn_error *error);
/* Puts a resolved one in use. */
void gn_use_optimizer(gn_network *network, const gn_optimizer_config *optimizer);
/* Clips all gradients as it says; to ← to + factor · from. */
void gn_clip(const gn_optimizer_config *optimizer, real *gradients, size_t length);
void gn_decay(double factor, const real *from, real *to, size_t length);
/* One step from the network's parameters into `next`. */
static INLINE void gn_optimizer_step(gn_network *n, bool clipped, real *next) {
  const gn_optimizer_config *o = &n->optimizer;
  double learning_rate = o->learning_rate * n->rate_factor;
  if (n->clips && clipped) gn_clip(o, n->gradients, n->length);
  if (n->decays && !n->rule->decoupled) gn_decay(o->weight_decay, n->parameters, n->gradients, n->length);
  n->rule->step(o, learning_rate, ++n->optimizer_steps, n->parameters, n->gradients, n->state, next, n->length);
  if (n->decays && n->rule->decoupled) gn_decay(-learning_rate * o->weight_decay, n->parameters, next, n->length);
}

/* train.c: whether a schedule fits the trainer's epochs; and what follows from options and schedule once they are in use */
gn_status gn_check_trainer_schedule(const gn_trainer *trainer, const gn_schedule_config *schedule, gn_error *error);
void gn_follow_options(gn_trainer *trainer);

/* schedule.c */
typedef struct gn_schedule_row {
  const char *name;
  double (*factor)(const gn_schedule_config *schedule, double epoch, double epochs);
  double gamma;
  bool needs_epochs;
} gn_schedule_row;
extern const gn_schedule_row gn_schedules[];
double gn_schedule_factor(const gn_schedule_config *schedule, double epoch, double epochs);
gn_status gn_check_schedule(const gn_schedule_config *schedule, double epochs, gn_error *error);

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
  double answers, right;                       /* of the outputs, or of the rows where one class wins */
  double true_positives, false_positives, false_negatives;
  double absolute_error;
  real *scores;                                /* [2][rows] ŷ and y of one output, or NULL where auc is not asked for */
  size_t scored, rows;
} gn_tally;
typedef struct gn_metric_row {
  const char *name;
  double (*value)(gn_tally *tally);
  bool of_classes;       /* has a meaning where a threshold parts the answers */
  bool one_output;       /* has a meaning for one output only */
  bool higher_is_better;
} gn_metric_row;
enum { GN_METRIC_COUNT = 5, GN_AUC = 4 };
extern const gn_metric_row gn_metrics[];
void gn_tally_panel(gn_tally *tally, const gn_network *network, const real *answers, const real *targets, double threshold,
                    uint32_t width, uint32_t samples);
void gn_clear_tally(gn_tally *tally);

/* matmul.c: one layer's three products over a group of panels: z = W·in, Wᵀδ, and the gradient δ·inᵀ, which is added to what is
 * there where the group goes on. */
void gn_matmul(const gn_layer *layer, const gn_group *group, const real *kernel, const real *in, real *z);
void gn_matmul_transposed(const gn_layer *layer, const gn_group *group, const real *kernel, const real *delta, real *delta_in);
void gn_matmul_gradient(const gn_layer *layer, const gn_group *group, const gn_workspace *workspace, const real *delta, const real *in,
                        real *gradient);
/* Each in plain loops: the first two over one panel, gradients that go on. */
void gn_plain_matmul(const real *kernel, uint32_t stride, const real *in, real *z, uint32_t units, uint32_t columns, uint32_t width);
void gn_plain_matmul_transposed(const real *kernel, uint32_t stride, const real *delta, real *delta_in, uint32_t units, uint32_t inputs, uint32_t width);
void gn_plain_matmul_gradient(real *gradient, uint32_t stride, const real *delta, const real *in, uint32_t units, uint32_t panels, uint32_t width);
void gn_plain_matmul_gradient_batch(real *gradient, uint32_t stride, const real *delta, const real *in, uint32_t units, uint32_t panels);

/* pass.c: rows on their way through the network. */
typedef struct gn_pass {
  gn_mode mode;
  double scale;     /* of δ at the output; with GN_ANSWER there is none, otherwise the gradient is replaced */
  double threshold; /* of the tally */
  gn_tally *tally;  /* or NULL */
  real *trace;      /* gn_trace's `out`, or NULL */
  real *answers;    /* (count, outputs), or NULL */
} gn_pass;
double gn_run_rows(gn_network *network, gn_workspace *workspace, const gn_rows *rows, const gn_pass *pass);
/* Takes the rows in for gn_learn_few. */
void gn_hold_few(const gn_network *network, gn_workspace *workspace, const gn_rows *rows);
void gn_tally_group(const gn_network *network, const gn_workspace *workspace, const gn_pass *pass, const gn_group *group);
/* The loss of a group on its way and, to go `back`, δ of the output. */
static INLINE double gn_loss_of(gn_network *n, gn_workspace *w, const gn_pass *pass, const gn_group *group, bool back) {
  const gn_layer *output = &n->layers[n->layer_count - 1];
  const gn_panels *panels = &w->layers[n->layer_count - 1];
  const gn_loss_row *loss = n->loss;
  real *delta = back ? panels->delta : NULL;
  double sum = loss->sum(output, group, panels->z, panels->a, w->target, delta, (real)pass->scale);
  if (back && !loss->output) output->activation->backward(output, group, panels->z, panels->a, delta);
  if (pass->tally) gn_tally_group(n, w, pass, group);
  return sum;
}
/* Slots a batch of `rows` rows needs to learn from. */
uint32_t gn_slots(const gn_network *network, size_t rows);

/* normalization.c: z holds the weighted sums and receives γ x̂ + β; and the way back, which answers their δ */
void gn_normalize(gn_network *network, const gn_layer *layer, gn_panels *panels, const gn_group *group);
real *gn_unnormalize(gn_network *network, const gn_layer *layer, gn_panels *panels, const gn_group *group);

/* dropout.c: from a to dropped, and the way back for δ */
void gn_drop(gn_network *network, const gn_layer *layer, gn_panels *panels, const gn_group *group);
void gn_drop_back(const gn_layer *layer, gn_panels *panels, const gn_group *group);

/* penalty.c: l1·Σ|w| + l2·Σw² over kernels; with `gradients` adds its slope to them */
double gn_penalty(const gn_network *network, real *gradients);

/* parameters.c: a walk over the parameters in the public order: layer by layer kernel (inputs, units) row-major, bias, gamma, beta. */
typedef struct gn_walk {
  uint32_t layer, row, unit; /* row: input, then bias, gamma, beta as far as the layer has them */
} gn_walk;
#define GN_WALK_END ((size_t)-1)
size_t gn_next_place(const gn_network *network, gn_walk *walk); /* in the flat arrays */
#define FOR_EACH_PARAMETER(n, i) for (gn_walk walk_ = {0, 0, 0}; ((i) = gn_next_place(n, &walk_)) != GN_WALK_END;)
/* The first GN_STATE_WHOLE numbers of a state are whole: `counts` counts, then words of generators. */
enum { GN_STATE_WHOLE = 9 };
gn_status gn_check_state(const double *state, size_t count, size_t expected, size_t counts, gn_error *error);
void gn_write_words(gn_xoshiro *generator, const double *words);
double *gn_read_words(const gn_xoshiro *generator, double *words); /* answers where they end */

/* memory.c */
/* Zeros, 16-byte aligned, for free(); NULL: GN_OUT_OF_MEMORY. */
void *gn_take(uint64_t bytes, gn_error *error);
/* The next `bytes` of a block (NULL: only counts them); parts begin at multiples of 16. */
void *gn_part(char *base, uint64_t *at, uint64_t bytes);
/* A copy of the plan and its layers, in one block with room for every array, all zeros. */
gn_network *gn_allocate(gn_network *plan, gn_error *error);
/* A workspace of its own, or the network's where one slot is enough. */
gn_workspace *gn_take_workspace(gn_network *network, size_t rows, gn_error *error);
void gn_give_workspace(gn_network *network, gn_workspace *workspace);

/* network.c */
gn_status gn_check_rows(const gn_network *network, const char *x_name, const real *x, const char *y_name, const real *y,
                        size_t rows, gn_error *error);
/* Whether a threshold parts the answers: a cross-entropy, or sigmoid outputs with targets 0 and 1. */
bool gn_has_classes(const gn_network *network, const gn_rows *rows);
gn_status gn_check_gradient(const gn_network *network, gn_error *error);
/* Loss and metrics into record; `tally` starts cleared. */
void gn_measure(gn_network *network, const gn_rows *rows, double threshold, gn_tally *tally, double *record);
/* The statistics behind parameters, and how many numbers both take. */
static INLINE real *gn_statistics(const gn_network *n, real *parameters) { return parameters + n->length + SPARE; }
static INLINE size_t gn_weights_length(const gn_network *n) { return n->length + SPARE + n->statistics_length; }
/* Puts the step just written in place, or takes the last one back. */
static INLINE void gn_swap_step(gn_network *n) {
  real *parameters = n->parameters;
  n->parameters = n->other, n->other = parameters;
}
void gn_forget_training(gn_network *network);
bool gn_all_finite(const real *numbers, size_t length);
/* The index of the first number that is not finite; `length` if there is none. */
size_t gn_first_infinite(const real *numbers, size_t length);

#endif
