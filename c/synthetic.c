/* The generated data sets: points of the plane with a target each, one row a data set. A .wasm of their own is made of
 * this, with nothing but random.c and error.c, so they call for nothing else. Drawn in double by the default
 * generator, point by point, and rounded to gn_real at the end: both builds and all engines make the same points. */
#include "core.h"
#include "scalar.h"

typedef struct gn_cloud {
  gn_random random;
  uint32_t count;
  double noise, factor;
} gn_cloud;

typedef struct gn_point {
  double x0, x1, y;
} gn_point;

/* Point i among those of its own class: the first half of the points, then the second, which is one larger if the
 * count is odd. */
typedef struct gn_place {
  bool second;
  double index, count;
} gn_place;

static gn_place place(const gn_cloud *cloud, uint32_t i) {
  uint32_t first = cloud->count / 2;
  return i < first ? (gn_place){false, i, first} : (gn_place){true, i - first, cloud->count - first};
}

static double spread(gn_cloud *cloud, double stddev) { return stddev * gn_random_normal(&cloud->random); }

/* At `radius` on the circle, `turn` 0 … 1. */
static gn_point on_circle(double radius, double turn, double y) {
  double sine, cosine;
  s_turn(turn, &sine, &cosine);
  return (gn_point){radius * cosine, radius * sine, y};
}

/* A ring (0) from 0.7 to 1 around a disc (1) of radius 0.5, both filled evenly by radius. */
static gn_point circle(gn_cloud *c, uint32_t i) {
  bool inside = place(c, i).second;
  double along = gn_random_uniform(&c->random);
  return on_circle(inside ? 0.5 * along : 0.7 + 0.3 * along, gn_random_uniform(&c->random), inside);
}

/* Two circles evenly spaced, the inner one (1) smaller by `factor`, as scikit-learn's make_circles. */
static gn_point circles(gn_cloud *c, uint32_t i) {
  gn_place at = place(c, i);
  return on_circle(at.second ? c->factor : 1, at.index / at.count, at.second);
}

/* Two bells around (−1, −1) (0) and (1, 1) (1). */
static gn_point gaussians(gn_cloud *c, uint32_t i) {
  bool second = place(c, i).second;
  double centre = second ? 1 : -1, across = centre + spread(c, 0.5);
  return (gn_point){across, centre + spread(c, 0.5), second};
}

/* Two arms half a turn apart, that wind 1¾ times around the middle, out from 0.1, where they can just be told apart, to 1. */
static gn_point spiral(gn_cloud *c, uint32_t i) {
  gn_place at = place(c, i);
  double along = at.index / at.count;
  return on_circle(0.1 + 0.9 * along, 1.75 * along + (at.second ? 0.5 : 0), at.second);
}

/* Two interleaved half circles, the upper (0) and the lower (1), as scikit-learn's make_moons. */
static gn_point moons(gn_cloud *c, uint32_t i) {
  gn_place at = place(c, i);
  gn_point p = on_circle(1, at.count > 1 ? 0.5 * at.index / (at.count - 1) : 0, at.second);
  return at.second ? (gn_point){1 - p.x0, 0.5 - p.x1, 1} : p;
}

static gn_point square(gn_cloud *c) {
  double x0 = 2 * gn_random_uniform(&c->random) - 1;
  return (gn_point){x0, 2 * gn_random_uniform(&c->random) - 1, 0};
}

/* Regression on the square −1 … 1: a ripple y = sin(πx₀)·cos(πx₁), and a slope y = (x₀ + x₁)/2. */
static gn_point wave(gn_cloud *c, uint32_t i) {
  (void)i;
  gn_point p = square(c);
  double sine, cosine, unused;
  s_turn(p.x0 / 2, &sine, &unused);
  s_turn(p.x1 / 2, &unused, &cosine);
  p.y = sine * cosine;
  return p;
}

static gn_point plane(gn_cloud *c, uint32_t i) {
  (void)i;
  gn_point p = square(c);
  p.y = (p.x0 + p.x1) / 2;
  return p;
}

/* The four corners of exclusive or, in turn. */
static gn_point xor(gn_cloud *c, uint32_t i) {
  (void)c;
  uint32_t corner = i & 3;
  return (gn_point){(double)(corner >> 1), (double)(corner & 1), (double)((corner >> 1) ^ (corner & 1))};
}

static const struct {
  const char *name;
  gn_point (*point)(gn_cloud *cloud, uint32_t i);
  bool noisy_target; /* noise belongs to y, not to x */
  bool by_class;     /* made one class after the other, and shuffled: so that any part of the rows has both */
} synthetics[] = {
  {"circle", circle, false, true}, {"circles", circles, false, true}, {"gaussians", gaussians, false, true},
  {"spiral", spiral, false, true}, {"moons", moons, false, true},
  {"wave", wave, true, false}, {"plane", plane, true, false}, {"xor", xor, false, false},
};
enum { SYNTHETIC_COUNT = sizeof synthetics / sizeof *synthetics, MOST_POINTS = 1000000 };

const char *gn_synthetic_name(size_t index) { return index < SYNTHETIC_COUNT ? synthetics[index].name : NULL; }

static void exchange(real *a, real *b) {
  real held = *a;
  *a = *b;
  *b = held;
}

/* Fisher and Yates, from the end, as gn_shuffle. */
static void shuffle(gn_random *random, real *x, real *y, uint32_t rows) {
  for (uint32_t i = rows; i-- > 1;) {
    uint32_t j = (uint32_t)(((uint64_t)random->next(random) * (i + 1)) >> 32);
    exchange(x + 2 * i, x + 2 * j);
    exchange(x + 2 * i + 1, x + 2 * j + 1);
    exchange(y + i, y + j);
  }
}

gn_status gn_synthesize(int which, uint32_t seed, uint32_t rows, double noise, double factor, real *x, real *y, gn_error *error) {
  static const char range[] = "%s is %g; it must be a number from %g to %g";
  if (which < 0 || which >= SYNTHETIC_COUNT)
    return gn_fail(error, GN_INVALID_CONFIG, range, "dataset", (double)which, 0.0, SYNTHETIC_COUNT - 1.0);
  if (rows < 1 || rows > MOST_POINTS)
    return gn_fail(error, GN_INVALID_CONFIG, range, "points", (double)rows, 1.0, (double)MOST_POINTS);
  if (!(noise >= 0 && noise <= 10)) return gn_fail(error, GN_INVALID_CONFIG, range, "noise", noise, 0.0, 10.0);
  if (!(factor > 0 && factor < 1))
    return gn_fail(error, GN_INVALID_CONFIG, "factor is %g; it must be a number between 0 and 1", factor);
  gn_cloud cloud = {.count = rows, .noise = noise, .factor = factor};
  gn_random_start(&cloud.random, 0, seed);
  for (uint32_t i = 0; i < rows; i++) {
    gn_point p = synthetics[which].point(&cloud, i);
    bool target = synthetics[which].noisy_target;
    if (noise > 0 && !target) p.x0 += spread(&cloud, noise), p.x1 += spread(&cloud, noise);
    if (noise > 0 && target) p.y += spread(&cloud, noise);
    x[2 * i] = (real)p.x0, x[2 * i + 1] = (real)p.x1;
    y[i] = (real)p.y;
  }
  if (synthetics[which].by_class) shuffle(&cloud.random, x, y, rows);
  return GN_OK;
}
