/* The generated data sets: points of the plane with a target each, one row a data set. Drawn in double by the default
 * generator, point by point, and rounded to gn_real at the end: both builds and all engines make the same points. */
#include "core.h"
#include "scalar.h"

typedef struct gn_cloud {
  gn_random random;
  double count, noise, factor;
} gn_cloud;

typedef struct gn_point {
  double x0, x1, y;
} gn_point;

static double spread(gn_cloud *cloud, double stddev) { return stddev * gn_random_normal(&cloud->random); }

/* At `radius` on the circle, `turn` 0 … 1. */
static gn_point on_circle(double radius, double turn, double y) {
  double sine, cosine;
  s_turn(turn, &sine, &cosine);
  return (gn_point){radius * cosine, radius * sine, y};
}

/* A disc (1) of radius 0.5 inside a ring (0) from 0.7 to 1, both filled evenly by radius. */
static gn_point circle(gn_cloud *c, double i) {
  bool inside = i < c->count / 2;
  double radius = inside ? 0.5 * gn_random_uniform(&c->random) : 0.7 + 0.3 * gn_random_uniform(&c->random);
  return on_circle(radius, gn_random_uniform(&c->random), inside);
}

/* Two circles evenly spaced, the inner one (1) smaller by `factor`. */
static gn_point circles(gn_cloud *c, double i) {
  double half = c->count - (double)(uint64_t)(c->count / 2);
  bool inner = i >= half;
  double turn = inner ? (i - half) / (c->count - half) : i / half;
  return on_circle(inner ? c->factor : 1, turn, inner);
}

/* Two bells around (−1, −1) (0) and (1, 1) (1). */
static gn_point gaussians(gn_cloud *c, double i) {
  double centre = i < c->count / 2 ? -1 : 1;
  return (gn_point){centre + spread(c, 0.5), centre + spread(c, 0.5), centre > 0};
}

/* Two arms that wind 1¾ times around the middle, half a turn apart. */
static gn_point spiral(gn_cloud *c, double i) {
  double half = c->count / 2;
  bool second = i >= half;
  double along = (second ? i - half : i) / half;
  return on_circle(along, 1.75 * along + (second ? 0.5 : 0), second);
}

/* Two interleaved half circles. */
static gn_point moons(gn_cloud *c, double i) {
  double half = c->count - (double)(uint64_t)(c->count / 2);
  bool lower = i >= half;
  gn_point p = on_circle(1, 0.5 * (lower ? (i - half) / (c->count - half) : i / half), lower);
  return lower ? (gn_point){1 - p.x0, 0.5 - p.x1, 1} : p;
}

static gn_point square(gn_cloud *c) {
  double x0 = 2 * gn_random_uniform(&c->random) - 1;
  return (gn_point){x0, 2 * gn_random_uniform(&c->random) - 1, 0};
}

/* Regression on the square −1 … 1: a ripple y = sin(πx₀)·cos(πx₁), and a slope y = (x₀ + x₁)/2. */
static gn_point wave(gn_cloud *c, double i) {
  (void)i;
  gn_point p = square(c);
  double sine, cosine, unused;
  s_turn(p.x0 / 2, &sine, &unused);
  s_turn(p.x1 / 2, &unused, &cosine);
  p.y = sine * cosine;
  return p;
}

static gn_point plane(gn_cloud *c, double i) {
  (void)i;
  gn_point p = square(c);
  p.y = (p.x0 + p.x1) / 2;
  return p;
}

/* The four corners of exclusive or, in turn. */
static gn_point xor(gn_cloud *c, double i) {
  (void)c;
  uint64_t corner = (uint64_t)i & 3;
  return (gn_point){(double)(corner >> 1), (double)(corner & 1), (double)((corner >> 1) ^ (corner & 1))};
}

static const struct {
  const char *name;
  gn_point (*point)(gn_cloud *cloud, double i);
  bool noisy_target; /* noise belongs to y, not to x */
} synthetics[] = {
  {"circle", circle, false}, {"circles", circles, false}, {"gaussians", gaussians, false}, {"spiral", spiral, false},
  {"moons", moons, false}, {"wave", wave, true}, {"plane", plane, true}, {"xor", xor, false},
};
enum { SYNTHETIC_COUNT = sizeof synthetics / sizeof *synthetics };

const char *gn_synthetic_name(size_t index) { return index < SYNTHETIC_COUNT ? synthetics[index].name : NULL; }

gn_status gn_synthesize(int which, uint32_t seed, uint32_t rows, double noise, double factor, real *x, real *y, gn_error *error) {
  if (which < 0 || which >= SYNTHETIC_COUNT)
    return gn_fail(error, GN_INVALID_CONFIG, "dataset is %d; it must be a row of its table", which);
  if (rows < 1 || rows > 1000000)
    return gn_fail(error, GN_INVALID_CONFIG, "points is %u; it must be a whole number from 1 to 1000000", (size_t)rows);
  if (!(noise >= 0 && noise <= 10)) return gn_fail(error, GN_INVALID_CONFIG, "noise is %g; it must be a number from 0 to 10", noise);
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
  return GN_OK;
}
