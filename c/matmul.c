/* The three products of backpropagation, one layer and a group of panels or a row by itself at a time, and the turning
 * about that they need. The plain loops at the end sum in the same order, and tests hold the tiles against them. */
#include "tile.h"

/* All panels meet some units before the next ones: a large kernel comes from far once, not once a panel, and its
 * columns do not lie in more pages and cache lines at a time than are at hand. */
enum { BLOCK_UNITS = 64 };
#define FOR_EACH_BLOCK(u, p)                                                                         \
  for (uint32_t u = 0, count; count = units - u < BLOCK_UNITS ? units - u : BLOCK_UNITS, u < units; u += BLOCK_UNITS) \
    for (uint32_t p = 0; p < panels; p++)

static INLINE void matmul_panels(const gn_layer *layer, const gn_group *group, const real *kernel, const real *in, real *z) {
  uint32_t units = layer->units, stride = layer->stride, columns = layer->inputs + 1, panels = group->panels;
  FOR_EACH_BLOCK(u, p)
    gn_weighted_sums(kernel + (size_t)u * stride, stride, 1, in + (size_t)p * stride * PANEL, z + ((size_t)p * units + u) * PANEL,
                     count, columns, PANEL, false);
}

static INLINE void matmul_transposed_panels(const gn_layer *layer, const gn_group *group, const real *kernel, const real *delta,
                                            real *delta_in) {
  uint32_t units = layer->units, stride = layer->stride, inputs = layer->inputs, panels = group->panels;
  FOR_EACH_BLOCK(u, p)
    gn_weighted_sums(kernel + (size_t)u * stride, 1, stride, delta + ((size_t)p * units + u) * PANEL,
                     delta_in + (size_t)p * inputs * PANEL, inputs, count, PANEL, u > 0);
}

/* ---- gradient = delta · inᵀ, or += where it goes on ----------------------------------------
 * Lanes are samples: each product of two rows is a vector, and LANES sums of such vectors add up their lanes at once. */

/* The gradient so far where a sum goes on, otherwise 0; by a mask, since branches in every tile are much code. */
static INLINE vreal so_far(const real *gradient, bool goes_on) {
  return (vreal)((vint)v_load(gradient) & V_SPLAT_INT(-(lane_int)goes_on));
}

static INLINE void gradient_panels(const gn_layer *layer, const gn_group *group, const real *deltas, const real *in, real *gradient) {
  uint32_t units = layer->units, stride = layer->stride;
  for (uint32_t u = 0; u < units; u++)
    for (uint32_t c = 0; c < stride; c += LANES, gradient += LANES) {
      const real *delta = deltas + u * PANEL, *from = in + c * PANEL;
      vreal dots[LANES];
#define START_DOT(k) dots[k] = V_SPLAT((real)0);
#define ADD_DOT(k) dots[k] += v_load(delta + s) * v_load(from + k * PANEL + s);
      EACH_LANE(START_DOT)
      for (uint32_t p = group->panels; p > 0; p--, delta += units * PANEL, from += stride * PANEL)
        for (uint32_t s = 0; s < PANEL; s += LANES) { EACH_LANE(ADD_DOT) }
      v_store(gradient, so_far(gradient, group->goes_on) + v_sums(dots));
    }
}

/* ---- The same for many samples -------------------------------------------------------------
 * Lanes are columns, and the sum runs over all samples in turn: in and delta are turned about first, so that each tile
 * reads one piece of either from front to end.
 *   turned         [columns / (2 · LANES)][sample][2 · LANES], then the LANES columns that may be left
 *   turned_delta   [units / 4][sample][4], then for each unit that is left [sample] */

/* Panels [row][8], `height` rows apart → [sample][across], of which LANES rows are done at once. */
static INLINE void turn(const real *in, uint32_t height, real *turned, uint32_t across, uint32_t panels) {
  for (uint32_t p = 0; p < panels; p++, in += (size_t)height * PANEL)
    for (uint32_t s = 0; s < PANEL; s += LANES, turned += (size_t)LANES * across) {
      vreal block[LANES];
#define TAKE(k) block[k] = v_load(in + k * PANEL + s);
#define PUT(k) v_store(turned + k * across, block[k]);
      EACH_LANE(TAKE)
      v_transpose(block);
      EACH_LANE(PUT)
    }
}

enum { TILE_COLUMNS = 2 * LANES };

static NOINLINE void turn_panels(const real *in, real *turned, uint32_t stride, uint32_t panels) {
  for (uint32_t c = 0; c < stride; c += LANES) {
    uint32_t within = c % TILE_COLUMNS, begin = c - within;
    turn(in + c * PANEL, stride, turned + (size_t)begin * panels * PANEL + within,
         begin + TILE_COLUMNS <= stride ? TILE_COLUMNS : LANES, panels);
  }
}

static NOINLINE void turn_delta(const real *delta, real *turned, uint32_t units, uint32_t panels) {
  uint32_t u = 0;
  for (; u + TILE_ROWS <= units; u += TILE_ROWS, turned += (size_t)panels * PANEL * TILE_ROWS)
    for (uint32_t k = 0; k < TILE_ROWS; k += LANES) turn(delta + (u + k) * PANEL, units, turned + k, TILE_ROWS, panels);
  for (; u < units; u++)
    for (uint32_t p = 0; p < panels; p++)
      for (uint32_t s = 0; s < PANEL; s++) *turned++ = delta[((size_t)p * units + u) * PANEL + s];
}

#define BATCH_START_1(r) vreal sum##r = V_SPLAT((real)0);
#define BATCH_STORE_1(r) v_store(to + (r) * stride, so_far(to + (r) * stride, goes_on) + sum##r);
#define BATCH_START_2(r) BATCH_START_1(r) vreal high_sum##r = V_SPLAT((real)0);
#define BATCH_STORE_2(r) BATCH_STORE_1(r) v_store(to + (r) * stride + LANES, so_far(to + (r) * stride + LANES, goes_on) + high_sum##r);

#define BATCH_TILE(rows, vectors)                                                                    \
  {                                                                                                  \
    const real *weight = turned_delta, *end = from + (size_t)samples * vectors * LANES;              \
    ROWS_##rows(BATCH_START_##vectors)                                                               \
    SUM_UP(rows, vectors, rows, vectors * LANES)                                                     \
    ROWS_##rows(BATCH_STORE_##vectors)                                                               \
    to += vectors * LANES;                                                                           \
  }

#define BATCH_ROWS(rows)                                                                             \
  {                                                                                                  \
    const real *from = turned;                                                                       \
    real *to = gradient;                                                                             \
    for (uint32_t c = TILE_COLUMNS; c <= stride; c += TILE_COLUMNS) BATCH_TILE(rows, 2)              \
    if (stride % TILE_COLUMNS) BATCH_TILE(rows, 1)                                                   \
    gradient += rows * stride, turned_delta += rows * samples;                                       \
  }

static NOINLINE void gradient_batch(real *gradient, uint32_t stride, const real *turned_delta, const real *turned,
                                    uint32_t units, uint32_t samples, bool goes_on) {
  enum { across = 1 };
  for (; units >= TILE_ROWS; units -= TILE_ROWS) BATCH_ROWS(4)
  for (; units > 0; units--) BATCH_ROWS(1)
}

/* ---- The three for a row by itself ----------------------------------------------------------
 * In a panel with one sample three lanes of four would be idle: here lanes are units, or columns. The sums keep their
 * order, so that a row's answer does not depend on its company. */

/* Lane 0 of LANES rows of a panel that is HALF_PANEL wide. */
static INLINE vreal take_row(const real *panel) {
#ifdef GN_FLOAT64
  return (vreal){panel[0], panel[HALF_PANEL]};
#else
  return (vreal){panel[0], panel[HALF_PANEL], panel[2 * HALF_PANEL], panel[3 * HALF_PANEL]};
#endif
}

/* The other way; idle lanes become 0. */
static INLINE void put_row(real *panel, vreal values, uint32_t count) {
  for (uint32_t k = 0; k < LANES && k < count; k++)
    for (uint32_t s = 0; s < HALF_PANEL; s++) panel[k * HALF_PANEL + s] = s == 0 ? values[k] : 0;
}

static NOINLINE void matmul_row(const real *kernel, uint32_t stride, const real *in, real *z, uint32_t units) {
  for (uint32_t u = 0; u < units; u += LANES) {
    uint32_t last = units - 1 - u; /* of fewer than LANES units this one counts for those that are not there */
    vreal sum = V_SPLAT((real)0);
    for (uint32_t c = 0; c < stride; c += LANES) {
      const real *weight = kernel + (size_t)u * stride + c, *from = in + (size_t)c * HALF_PANEL;
      vreal block[LANES];
#define TAKE_WEIGHTS(k) block[k] = v_load(weight + (k < last ? k : last) * stride);
#define ADD_COLUMN(k) { real x = from[k * HALF_PANEL]; sum += V_SPLAT(x) * block[k]; }
      EACH_LANE(TAKE_WEIGHTS)
      v_transpose(block);
      EACH_LANE(ADD_COLUMN)
    }
    put_row(z + (size_t)u * HALF_PANEL, sum, units - u);
  }
}

static NOINLINE void matmul_transposed_row(const real *kernel, uint32_t stride, const real *delta, real *delta_in,
                                           uint32_t units, uint32_t inputs) {
  for (uint32_t i = 0; i < inputs; i += LANES) {
    vreal sum = V_SPLAT((real)0);
    for (uint32_t u = 0; u < units; u++) {
      real d = delta[u * HALF_PANEL];
      sum += V_SPLAT(d) * v_load(kernel + (size_t)u * stride + i);
    }
    put_row(delta_in + (size_t)i * HALF_PANEL, sum, inputs - i);
  }
}

#define ROW_ERROR(r) vreal error##r = V_SPLAT(delta[(r) * HALF_PANEL]);
#define ROW_STORE(r) v_store(to + (r) * stride, so_far(to + (r) * stride, goes_on) + error##r * row);
#define ROW_TILES(rows)                                                                              \
  {                                                                                                  \
    ROWS_##rows(ROW_ERROR)                                                                           \
    for (uint32_t c = 0; c < stride; c += LANES) {                                                   \
      vreal row = take_row(in + (size_t)c * HALF_PANEL);                                             \
      real *to = gradient + c;                                                                       \
      ROWS_##rows(ROW_STORE)                                                                         \
    }                                                                                                \
    gradient += (rows) * stride, delta += (rows) * HALF_PANEL;                                       \
  }

static NOINLINE void gradient_row(real *gradient, uint32_t stride, const real *delta, const real *in, uint32_t units,
                                  bool goes_on) {
  for (; units >= TILE_ROWS; units -= TILE_ROWS) ROW_TILES(4)
  for (; units > 0; units--) ROW_TILES(1)
}

/* ---- Whichever suits ------------------------------------------------------------------------ */

NOINLINE void gn_matmul(const gn_layer *layer, const gn_group *group, const real *kernel, const real *in, real *z) {
  if (group->samples == 1) matmul_row(kernel, layer->stride, in, z, layer->units);
  else matmul_panels(layer, group, kernel, in, z);
}

NOINLINE void gn_matmul_transposed(const gn_layer *layer, const gn_group *group, const real *kernel, const real *delta, real *delta_in) {
  if (group->samples == 1) matmul_transposed_row(kernel, layer->stride, delta, delta_in, layer->units, layer->inputs);
  else matmul_transposed_panels(layer, group, kernel, delta, delta_in);
}

enum { BATCH_SAMPLES = 32, BATCH_UNITS = 8 }; /* from here on a sum over all samples in turn is faster */

NOINLINE void gn_matmul_gradient(const gn_layer *layer, const gn_group *group, const gn_workspace *w, const real *delta, const real *in,
                                 real *gradient) {
  uint32_t units = layer->units, stride = layer->stride, panels = group->panels, samples = panels * PANEL;
  if (group->samples == 1) return gradient_row(gradient, stride, delta, in, units, group->goes_on);
  if (samples < BATCH_SAMPLES || units < BATCH_UNITS) return gradient_panels(layer, group, delta, in, gradient);
  turn_panels(in, w->turned, stride, panels);
  turn_delta(delta, w->turned_delta, units, panels);
  gradient_batch(gradient, stride, w->turned_delta, w->turned, units, samples, group->goes_on);
}

/* ---- The same in plain loops: what the tiles must answer to the last bit -------------------- */

void gn_plain_matmul(const real *kernel, uint32_t stride, const real *in, real *z, uint32_t units, uint32_t columns, uint32_t width) {
  for (uint32_t u = 0; u < units; u++)
    for (uint32_t s = 0; s < width; s++) {
      real sum = 0;
      for (uint32_t c = 0; c < columns; c++) sum += kernel[(size_t)u * stride + c] * in[c * width + s];
      z[u * width + s] = sum;
    }
}

void gn_plain_matmul_transposed(const real *kernel, uint32_t stride, const real *delta, real *delta_in, uint32_t units,
                                uint32_t inputs, uint32_t width) {
  for (uint32_t i = 0; i < inputs; i++)
    for (uint32_t s = 0; s < width; s++) {
      real sum = 0;
      for (uint32_t u = 0; u < units; u++) sum += kernel[(size_t)u * stride + i] * delta[u * width + s];
      delta_in[i * width + s] = sum;
    }
}

/* Samples LANES apart add up first, then the lanes in a tree. */
void gn_plain_matmul_gradient(real *gradient, uint32_t stride, const real *delta, const real *in, uint32_t units,
                              uint32_t panels, uint32_t width) {
  for (uint32_t u = 0; u < units; u++)
    for (uint32_t c = 0; c < stride; c++) {
      real lanes[LANES] = {0};
      for (uint32_t p = 0; p < panels; p++)
        for (uint32_t s = 0; s < width; s++)
          lanes[s % LANES] += delta[((size_t)p * units + u) * width + s] * in[((size_t)p * stride + c) * width + s];
      for (int half = LANES / 2; half > 0; half /= 2)
        for (int k = 0; k < half; k++) lanes[k] += lanes[k + half];
      gradient[(size_t)u * stride + c] += lanes[0];
    }
}

/* Samples one after the other. */
void gn_plain_matmul_gradient_batch(real *gradient, uint32_t stride, const real *delta, const real *in, uint32_t units,
                                    uint32_t panels) {
  for (uint32_t u = 0; u < units; u++)
    for (uint32_t c = 0; c < stride; c++) {
      real sum = 0;
      for (uint32_t p = 0; p < panels; p++)
        for (uint32_t s = 0; s < PANEL; s++)
          sum += delta[((size_t)p * units + u) * PANEL + s] * in[((size_t)p * stride + c) * PANEL + s];
      gradient[(size_t)u * stride + c] += sum;
    }
}
