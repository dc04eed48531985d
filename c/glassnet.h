/* glassnet: small feed-forward neural networks, trained by backpropagation.
 *
 * A network is a chain of dense layers. Layer l takes the outputs a⁽ˡ⁻¹⁾ of the layer before
 * (a⁽⁰⁾ is the input row x) and answers
 *
 *     z⁽ˡ⁾ = W⁽ˡ⁾ a⁽ˡ⁻¹⁾ + b⁽ˡ⁾        the weighted sum: kernel W, bias b
 *     a⁽ˡ⁾ = f(z⁽ˡ⁾)                   the activation f, which bends the straight line
 *
 * and the last a is the prediction ŷ. A loss L(ŷ, y) says how wrong it is. Training asks of
 * every weight: if you were a little larger, how much would L grow? Backpropagation answers
 * for all of them in one walk from the end to the start (Rumelhart, Hinton and Williams, 1986).
 * With δ⁽ˡ⁾ = ∂L/∂z⁽ˡ⁾:
 *
 *     δ at the output  = ∂L/∂ŷ · f′(z)                      how the loss feels the last sums
 *     δ⁽ˡ⁻¹⁾           = (W⁽ˡ⁾ᵀ δ⁽ˡ⁾) · f′(z⁽ˡ⁻¹⁾)          blame handed back along the weights
 *     ∂L/∂W⁽ˡ⁾         = δ⁽ˡ⁾ a⁽ˡ⁻¹⁾ᵀ                       a weight's share: what came in, times blame
 *     ∂L/∂b⁽ˡ⁾         = δ⁽ˡ⁾
 *
 * and gradient descent takes one step against it: W ← W − learning rate · ∂L/∂W.
 *
 * How to use it:
 *
 *     gn_error error;
 *     gn_config config = gn_default_config();
 *     gn_layer_config layers[2] = { gn_default_layer(), gn_default_layer() };
 *     config.inputs = 2;
 *     layers[0].units = 4; layers[0].activation = gn_find(GN_ACTIVATION, "tanh");
 *     layers[1].units = 1; layers[1].activation = gn_find(GN_ACTIVATION, "sigmoid");
 *     gn_network *network = gn_create(&config, layers, 2, &error);
 *     if (!network) { puts(error.text); return; }
 *
 *     gn_real x[] = {0,0, 0,1, 1,0, 1,1}, y[] = {0, 1, 1, 0}, answers[4];
 *     gn_train_config options = gn_default_train();
 *     options.epochs = 2000;
 *     gn_train(network, x, y, 4, &options, NULL, &error);
 *     gn_predict(network, x, 4, answers, &error);
 *     gn_free(network);
 *
 * Conventions
 * - The library compiles twice from the same sources: gn_real is float, or double with
 *   -DGN_FLOAT64. The same seed gives the same bits in every build of the same gn_real.
 * - Rows are contiguous: x is (rows, inputs), y is (rows, units of the last layer), row-major.
 * - No function prints, exits, keeps global state or allocates while training.
 * - A function that can fail takes a gn_error (NULL if the text is not wanted), which it fills
 *   on failure and leaves alone on success. A failed call changes nothing.
 * - A network may be used from one thread at a time.
 */
#ifndef GLASSNET_H
#define GLASSNET_H

#include <stddef.h>
#include <stdint.h>

#ifdef __EMSCRIPTEN__
#define GN_API __attribute__((used)) /* exported from the .wasm under its own name */
#else
#define GN_API
#endif

#ifdef GN_FLOAT64
typedef double gn_real;
#else
typedef float gn_real;
#endif

typedef struct gn_network gn_network;
typedef struct gn_trainer gn_trainer;

/* ---- Errors ------------------------------------------------------------------------------ */

typedef enum gn_status {
  GN_OK,
  GN_INVALID_CONFIG, /* a number or a combination in a config that is not accepted */
  GN_INVALID_SHAPE,  /* no rows, or another count than the network has */
  GN_INVALID_DATA,   /* a NaN, an infinity, a target the loss cannot take */
  GN_DIVERGED,       /* the loss stopped being finite */
  GN_BUSY,           /* the network already has a trainer */
  GN_OUT_OF_MEMORY,
  GN_UNSUPPORTED     /* asked for something that has no meaning here, such as a slope of step */
} gn_status;

/* `status` is a gn_status; `text` is one sentence, NUL-terminated, that names the argument,
 * what was given and what is accepted. */
typedef struct gn_error {
  int32_t status;
  char text[380];
} gn_error;

/* ---- Choices: every name is one row of one table ------------------------------------------ */

typedef enum gn_table {
  GN_ACTIVATION,  /* activation.c  */
  GN_LOSS,        /* loss.c        */
  GN_OPTIMIZER,   /* optimizer.c   */
  GN_INITIALIZER, /* initializer.c */
  GN_LAYOUT,      /* initializer.c: the order in which a kernel is drawn */
  GN_GENERATOR,   /* random.c      */
  GN_SCHEDULE,    /* schedule.c    */
  GN_METRIC,      /* metric.c      */
  GN_STATUS       /* the codes of gn_status as words: "invalid-config" … */
} gn_table;

/* The name of row `index`, or NULL past the end of the table. */
GN_API const char *gn_name(gn_table table, size_t index);

/* The row called `name`, or -1. */
GN_API int gn_find(gn_table table, const char *name);

/* The activation a loss needs at the output, or NULL where any will do. */
GN_API const char *gn_loss_output(int loss);

/* ---- What a network is made of ------------------------------------------------------------
 * Config structs hold doubles only, so that their layout is the same for every compiler.
 * NaN means "the default"; the gn_default_… functions answer structs full of it. Counts must
 * be whole, flags 0 or 1, choices a row of their table. gn_field tells name, range and default
 * of each member. */

typedef struct gn_initializer_config {
  double name;      /* GN_INITIALIZER; kernel: heNormal for relu and leakyRelu, else glorotUniform; bias: zeros */
  double min, max;  /* of uniform; -0.05, 0.05 */
  double mean;      /* of normal; 0 */
  double stddev;    /* of normal; 0.05 */
  double value;     /* of constant; 0 */
  double layout;    /* GN_LAYOUT; inputsFirst draws as numpy's random((inputs, units)), unitsFirst as randn(units, inputs) */
} gn_initializer_config;

typedef struct gn_layer_config {
  double units;      /* 1 … 65536; required */
  double activation; /* GN_ACTIVATION; linear */
  double use_bias;   /* 1 */
  gn_initializer_config kernel_initializer, bias_initializer;
  double l1, l2;              /* ≥ 0; 0: l1·Σ|w| + l2·Σw² over the kernel is part of the loss, counted once a batch */
  double dropout;             /* 0 … 0.99; 0: the share of the outputs dropped while training; the others grow by 1/(1−rate);
                                 not of the output layer */
  double batch_normalization; /* 0: between weighted sum and activation (S. Ioffe and C. Szegedy, 2015); ε 1e-5, momentum 0.1 */
} gn_layer_config;

/* The learning rate over the epochs, as a factor. */
typedef struct gn_schedule_config {
  double name;      /* GN_SCHEDULE; constant */
  double gamma;     /* 0 … 1, of step (0.1) and exponential (0.95) */
  double step_size; /* epochs between the steps of step; 10 */
  double epochs;    /* over which cosine and oneCycle run; the trainer's epochs */
  double warmup;    /* epochs before it in which the rate rises from 0; 0 */
} gn_schedule_config;

typedef struct gn_optimizer_config {
  double name;          /* GN_OPTIMIZER; adam */
  double learning_rate; /* ≥ 0; sgd, momentum, nesterov, adagrad, rmsprop 0.01, adadelta 1, adam, adamw 0.001 */
  double momentum;      /* 0 … 1, of momentum and nesterov; 0.9 */
  double beta1, beta2;  /* 0 … 1, of adam and adamw; 0.9, 0.999 */
  double rho;           /* 0 … 1, of adadelta (0.9) and rmsprop (0.99) */
  double epsilon;       /* 1e-30 … 1; adagrad 1e-10, adadelta 1e-6, else 1e-8 */
  double weight_decay;  /* 0 … 1, on all parameters; adamw 0.01, else 0 and part of the gradient */
  double clip_norm;     /* ≥ 0: all gradients are scaled by min(1, clip_norm / (norm + 1e-6)); infinity */
  double clip_value;    /* ≥ 0: then each is cut to ±clip_value; infinity */
  gn_schedule_config schedule;
} gn_optimizer_config;

typedef struct gn_config {
  double inputs;    /* features a row, 1 … 65536; required */
  double loss;      /* GN_LOSS; binaryCrossentropy after sigmoid, categoricalCrossentropy after softmax, else meanSquaredError */
  double seed;      /* 0 … 2³²−1; 1 */
  double generator; /* GN_GENERATOR: what draws the initial weights; default */
  gn_optimizer_config optimizer;
} gn_config;

typedef struct gn_train_config {
  double epochs;     /* when to stop; infinity */
  double batch_size; /* rows a step, the last batch of an epoch may be shorter; 32; infinity for all rows */
  double shuffle;    /* 1: a new order of rows every epoch, drawn from the network's seed */
  double metrics;    /* bit i asks for row i of GN_METRIC; −1 (the default): accuracy where the loss is a cross-entropy,
                        or the output is sigmoid and every target 0 or 1 */
  double patience;   /* epochs without a better monitored figure after which training ends; infinity */
  double min_delta;  /* how much better it must be; 0 */
  double monitor;    /* its place in an epoch's record; the validation loss, or the loss without validation rows */
  double restore_best; /* 1: at the end the weights of the best epoch are put back; 0 */
} gn_train_config;

gn_config gn_default_config(void);
gn_layer_config gn_default_layer(void);
gn_train_config gn_default_train(void);

typedef enum gn_struct { GN_CONFIG, GN_LAYER_CONFIG, GN_OPTIMIZER_CONFIG, GN_TRAIN_CONFIG } gn_struct;
typedef enum gn_kind { GN_NUMBER, GN_COUNT, GN_FLAG, GN_CHOICE } gn_kind;

/* One member of a config struct. Member i lies at byte 8·i. A nested struct's members are listed
 * in its place with dotted names ("kernelInitializer.min"). */
typedef struct gn_field {
  const char *name;     /* as JavaScript writes it: learningRate */
  double minimum, maximum, fallback; /* inclusive range; the default, NaN where it depends or is required */
  int32_t kind;         /* gn_kind */
  int32_t table;        /* of a choice: gn_table */
} gn_field;

/* Member `index` of a struct, or NULL past its end. */
GN_API const gn_field *gn_field_at(gn_struct which, size_t index);

/* ---- Networks ----------------------------------------------------------------------------- */

/* Makes a network with freshly drawn weights. `layers` are the hidden layers in order, then the
 * output layer. Draws go kernel, then bias, layer by layer, in double, rounded to gn_real.
 * Returns NULL with the reason in `error`: GN_INVALID_CONFIG, GN_OUT_OF_MEMORY.
 * The caller owns the network and frees it with gn_free. */
GN_API gn_network *gn_create(const gn_config *config, const gn_layer_config *layers, size_t layer_count, gn_error *error);

/* Frees a network; NULL is accepted. Its trainer, if any, must be freed before. */
GN_API void gn_free(gn_network *network);

/* A copy with the same weights, optimizer state and generators, without a trainer. NULL: GN_OUT_OF_MEMORY. */
GN_API gn_network *gn_clone(const gn_network *network, gn_error *error);

/* Draws the weights again from `seed` (0 … 2³²−1) and forgets the optimizer's state. GN_INVALID_CONFIG, GN_BUSY. */
GN_API gn_status gn_reset(gn_network *network, double seed, gn_error *error);

/* Trainable numbers: kernels, biases, and batch normalization's gamma and beta. */
GN_API size_t gn_parameter_count(const gn_network *network);

/* Numbers that batch normalization keeps besides: a moving mean and variance a unit. */
GN_API size_t gn_statistic_count(const gn_network *network);

/* The row of GN_LOSS in use, also where the config left the choice to the default. */
GN_API int gn_loss_in_use(const gn_network *network);

/* The member `index` of the optimizer's config as it is in use, every default filled in. */
GN_API double gn_optimizer_number(const gn_network *network, size_t index);

typedef enum gn_array {
  GN_PARAMETERS, /* the weights */
  GN_GRADIENTS,  /* ∂L/∂parameter of the last batch, gn_gradients or gn_trace */
  GN_STATISTICS  /* batch normalization's */
} gn_array;

/* Copies one array out: for each layer the kernel (inputs, units) row-major, then the bias (units)
 * if the layer has one, then gamma and beta (units) with batch normalization; gn_parameter_count numbers in all.
 * Of GN_STATISTICS for each layer that has them the moving means (units), then the moving variances. */
GN_API void gn_read(const gn_network *network, gn_array array, gn_real *out);

/* Replaces all weights, or all statistics, in gn_read's order. GN_INVALID_DATA if one is not finite, or a variance is
 * negative; then nothing changes. */
GN_API gn_status gn_write(gn_network *network, gn_array array, const gn_real *numbers, gn_error *error);

/* Changes the optimizer's numbers while it keeps its state; members that are NaN stay as they are.
 * Another `name` starts that optimizer afresh. GN_INVALID_CONFIG. */
GN_API gn_status gn_set_optimizer(gn_network *network, const gn_optimizer_config *optimizer, gn_error *error);

/* Changes layer `layer` (from 0) with the same weights: its activation, l1, l2 and dropout; members that are NaN, and
 * all others, stay as they are. GN_INVALID_CONFIG; GN_UNSUPPORTED for an activation without gradient while it trains. */
GN_API gn_status gn_set_layer(gn_network *network, size_t layer, const gn_layer_config *config, gn_error *error);

/* ŷ for each row of x (rows, inputs) into y (rows, outputs). GN_INVALID_SHAPE for no rows, GN_INVALID_DATA. */
GN_API gn_status gn_predict(gn_network *network, const gn_real *x, size_t rows, gn_real *y, gn_error *error);

/* Loss and every metric over all rows into `record`: gn_record_size()/2 doubles, the loss first, then
 * the metrics in their table's order, NaN where one does not apply. `threshold` parts the two classes of
 * a single output, 0.5 usually. GN_INVALID_SHAPE, GN_INVALID_DATA, GN_OUT_OF_MEMORY (auc sorts the answers). */
GN_API gn_status gn_evaluate(gn_network *network, const gn_real *x, const gn_real *y, size_t rows,
                             double threshold, double *record, gn_error *error);

/* The loss of all rows as one batch, penalties included, into `loss` and its gradient into GN_GRADIENTS; dropout off,
 * batch normalization by these rows. GN_INVALID_SHAPE, GN_INVALID_DATA, GN_UNSUPPORTED where an activation has no gradient,
 * GN_OUT_OF_MEMORY. */
GN_API gn_status gn_gradients(gn_network *network, const gn_real *x, const gn_real *y, size_t rows,
                              double *loss, gn_error *error);

/* Every number of one training step, without taking it; dropout off, gradients unclipped. For each layer, one after the
 * other, `out` receives z (rows, units), a (rows, units) and, if y is not NULL, δ = ∂L/∂z (rows, units). With y also the
 * loss into `loss`, the gradient into GN_GRADIENTS, and what the optimizer would add to each parameter into `updates`, in
 * gn_read's order; without y the network answers as gn_predict does. out, updates and loss may be NULL. Errors as gn_gradients. */
GN_API gn_status gn_trace(gn_network *network, const gn_real *x, const gn_real *y, size_t rows,
                          gn_real *out, gn_real *updates, double *loss, gn_error *error);

/* ---- Training ----------------------------------------------------------------------------- */

/* Numbers of one epoch's record: loss and metrics over the training rows, then the same over the validation
 * rows. An epoch's loss is the mean over its rows (of a summed loss the sum), each batch measured before its
 * own update. */
GN_API size_t gn_record_size(void);

/* Trains to the end on the calling thread: `options->epochs` epochs, which must be given here.
 * `history` takes a record an epoch, NaN where a figure was not asked for, or is NULL. On GN_DIVERGED the last
 * weights with a finite loss are in place. GN_INVALID_CONFIG, GN_INVALID_SHAPE, GN_INVALID_DATA, GN_UNSUPPORTED, GN_BUSY, GN_OUT_OF_MEMORY. */
GN_API gn_status gn_train(gn_network *network, const gn_real *x, const gn_real *y, size_t rows,
                          const gn_train_config *options, double *history, gn_error *error);

/* The same in slices, for anything live. The rows are not copied: x, y and the validation rows (NULL, NULL, 0
 * for none) must stay where they are until gn_trainer_free. A network has one trainer at a time (GN_BUSY). */
GN_API gn_trainer *gn_trainer_create(gn_network *network, const gn_real *x, const gn_real *y, size_t rows,
                                     const gn_real *validation_x, const gn_real *validation_y, size_t validation_rows,
                                     const gn_train_config *options, gn_error *error);

/* Frees a trainer; NULL is accepted. The network keeps what it learned. */
GN_API void gn_trainer_free(gn_trainer *trainer);

/* Takes at most `steps` steps, finishes at most `epochs` epochs, and writes a record for each epoch it
 * finishes into `records`, which must have room for `epochs` of them; what was not asked for is left there as it
 * is. Stops early at the trainer's own last epoch. `*finished` receives the number of records written, also on
 * failure. GN_DIVERGED: the last weights with a finite loss are in place, the optimizer's state is cleared, and
 * the text says at which epoch and step. */
GN_API gn_status gn_trainer_run(gn_trainer *trainer, double steps, size_t epochs, double *records,
                                size_t *finished, gn_error *error);

/* Epochs finished, steps taken in all, the loss of the last step (NaN before the first). */
GN_API double gn_trainer_epoch(const gn_trainer *trainer);
GN_API double gn_trainer_step(const gn_trainer *trainer);
GN_API double gn_trainer_loss(const gn_trainer *trainer);

/* The learning rate in use, and whether the trainer has come to its end: its last epoch, or no more patience. */
GN_API double gn_trainer_learning_rate(const gn_trainer *trainer);
GN_API int gn_trainer_done(const gn_trainer *trainer);

/* Changes options from the next batch on (batch_size: from the next epoch); NaN members stay as they are, metrics and
 * restore_best in any case. GN_INVALID_CONFIG; GN_UNSUPPORTED for larger batches than the trainer was made for, with batch
 * normalization. */
GN_API gn_status gn_trainer_set(gn_trainer *trainer, const gn_train_config *options, gn_error *error);

/* ---- Going on later ------------------------------------------------------------------------
 * With the config, the weights and the statistics these make a training that was saved go on as if it had never stopped,
 * bit for bit. */

/* What training left in the network besides: steps, generators, the optimizer's two arrays (in gn_read's order).
 * gn_write_state: GN_INVALID_DATA for a count other than gn_state_size or a number that cannot be; then nothing changes. */
GN_API size_t gn_state_size(const gn_network *network);
GN_API void gn_read_state(gn_network *network, double *state);
GN_API gn_status gn_write_state(gn_network *network, const double *state, size_t count, gn_error *error);

/* Where a trainer stands: epoch and step, the place in the epoch and its order of rows, sums, early stopping and the best
 * weights. It is written to a trainer made with the same rows and options, before its first run. Errors as gn_write_state. */
GN_API size_t gn_trainer_state_size(const gn_trainer *trainer);
GN_API void gn_trainer_read_state(gn_trainer *trainer, double *state);
GN_API gn_status gn_trainer_write_state(gn_trainer *trainer, const double *state, size_t count, gn_error *error);

/* ---- Parts by themselves ------------------------------------------------------------------ */

/* f(x) and f′(x) of an activation for n numbers; either output may be NULL. An activation that mixes
 * units (softmax) takes the n numbers as one row. GN_UNSUPPORTED where there is no derivative. */
GN_API gn_status gn_activate(int activation, const gn_real *x, size_t n, gn_real *value, gn_real *derivative, gn_error *error);

/* Fills order with 0 … n−1, shuffled by the default generator started from `seed`. */
GN_API void gn_shuffle(uint32_t seed, uint32_t *order, uint32_t n);

/* ---- Generated data sets: in WebAssembly apart from the networks, in glassnet-synthetic.wasm ---- */

/* The name of data set `index`, or NULL past the last. */
GN_API const char *gn_synthetic_name(size_t index);

/* Data set `which` into x (rows, 2) and y (rows). `noise` is the standard deviation of what is added to x, or of a
 * regression to y; 0 … 10. `factor` (0 … 1, exclusive) is circles' inner radius; 0.8. rows 1 … 1000000.
 * GN_INVALID_CONFIG. */
GN_API gn_status gn_synthesize(int which, uint32_t seed, uint32_t rows, double noise, double factor, gn_real *x, gn_real *y,
                               gn_error *error);

#endif
