/* The elementary functions against libm's in long double, over the whole range: bit patterns at even distances, many
 * numbers where a function bends, and all neighbours of its edges. Errors are in units in the last place (ulp): the
 * distance between neighbouring numbers where the true value lies. */
#include "../../c/scalar.h"
#include "../../c/vmath.h"
#include "check.h"

#ifdef GN_FLOAT64
typedef uint64_t real_bits;
#define OF_REAL(float32, float64) ((real)(float64))
enum { DIGITS = DBL_MANT_DIG, LEAST_EXPONENT = DBL_MIN_EXP, LAST_EXPONENT = DBL_MAX_EXP };
#else
typedef uint32_t real_bits;
#define OF_REAL(float32, float64) ((real)(float32))
enum { DIGITS = FLT_MANT_DIG, LEAST_EXPONENT = FLT_MIN_EXP, LAST_EXPONENT = FLT_MAX_EXP };
#endif
#define LARGEST OF_REAL(FLT_MAX, DBL_MAX)
#define EVERYTHING -INFINITY, INFINITY

/* NO_NAN: it never meets one. ANY_ZERO: 0 and −0 are one to it. */
enum { NO_NAN = 1, ANY_ZERO = 2 };

typedef struct accuracy_row {
  const char *name;
  vreal (*function)(vreal x);
  long double (*truth)(long double x);
  double low, high;           /* the x it is made for */
  double near_low, near_high; /* where it bends */
  double bound;               /* the largest error allowed, in ulp */
  double floor;               /* below it an answer may be anything down to 0 */
  int except;                 /* NO_NAN, ANY_ZERO */
  double edges[4];            /* of x, and of −x, besides 0, 1, the smallest normal number, infinity, low and high */
} accuracy_row;

#define TESTED_AS(name, function) static vreal tested_##name(vreal x) { return function(x); }
#define TESTED(name) TESTED_AS(name, v_##name)
TESTED(exp) TESTED(expm1) TESTED(log) TESTED(tanh) TESTED(sigmoid)
TESTED_AS(log1p, gn_log1p) TESTED_AS(softplus, gn_softplus)
TESTED(normal_cdf) TESTED(normal_density) TESTED(sqrt)

static long double true_sigmoid(long double x) { return 1 / (1 + expl(-x)); }
static long double true_softplus(long double x) { return x > 0 ? x + log1pl(expl(-x)) : log1pl(expl(x)); }
static long double true_normal_cdf(long double x) { return erfcl(-x * 0.707106781186547524400844362104849039L) / 2; }
static long double true_normal_density(long double x) { return expl(-x * x / 2) * 0.3989422804014326779399460599343819L; }

/* Where eˣ leaves the range, the normal numbers, and everything; likewise Φ(x) and φ(x). */
#define LOG_LARGEST OF_REAL(88.7228391f, 709.782712893384)
#define LOG_NORMAL OF_REAL(-87.3365448f, -708.396418532264)
#define LOG_LEAST OF_REAL(-103.972077f, -745.133219101941)
#define CDF_LEAST OF_REAL(-14.4f, -38.6)

#ifdef GN_FLOAT64
/* Of scalar.h, which is double in both builds. */
#define BY_LANE(name, call) static vreal name(vreal x) { return (vreal){ call(x[0]), call(x[1]) }; }
static double sine(double t) { double s, c; s_turn(t, &s, &c); return s; }
static double cosine(double t) { double s, c; s_turn(t, &s, &c); return c; }
static double power9(double n) { return s_power(0.9, n); }
static double power999(double n) { return s_power(0.999, n); }
BY_LANE(tested_s_log, s_log)
BY_LANE(tested_sine, sine)
BY_LANE(tested_cosine, cosine)
BY_LANE(tested_power9, power9)
BY_LANE(tested_power999, power999)

/* Of 2πt, the whole quarters of a turn taken off before π comes in, which no number is. */
static long double true_turn(long double t, int quarters) {
  long double nearest = rintl(4 * t), angle = (t - nearest / 4) * 6.283185307179586476925286766559005768L;
  switch ((quarters + (int)nearest) & 3) {
  case 0: return sinl(angle);
  case 1: return cosl(angle);
  case 2: return -sinl(angle);
  default: return -cosl(angle);
  }
}
static long double true_sine(long double t) { return true_turn(t, 0); }
static long double true_cosine(long double t) { return true_turn(t, 1); }
static long double true_power9(long double n) { return powl(0.9, floorl(n)); }
static long double true_power999(long double n) { return powl(0.999, floorl(n)); }
#endif

static const accuracy_row rows[] = {
  { "exp", tested_exp, expl, EVERYTHING, LOG_LEAST, LOG_LARGEST, 1.25, 0, 0, { LOG_LARGEST, LOG_NORMAL, LOG_LEAST } },
  { "expm1", tested_expm1, expm1l, EVERYTHING, -40, LOG_LARGEST, 2, 0, ANY_ZERO, { 0.35, LOG_LARGEST } },
  { "log", tested_log, logl, EVERYTHING, 0, 4, 1, 0, 0, { 0.70710678118654752, 1.4142135623730951, 2 } },
  { "log1p", tested_log1p, log1pl, -1, LARGEST, -1, 4, 1.5, 0, ANY_ZERO, { 0.41421356237309505 } },
  { "tanh", tested_tanh, tanhl, EVERYTHING, -23, 23, 2.75, 0, 0, { 0.17, 9.01, 19.06, 22 } },
  { "sigmoid", tested_sigmoid, true_sigmoid, EVERYTHING, LOG_LEAST, 40, 3.25, SMALLEST_NORMAL, 0,
    { LOG_NORMAL, LOG_LARGEST } },
  { "softplus", tested_softplus, true_softplus, EVERYTHING, LOG_LEAST, 40, 2, 0, 0, { LOG_NORMAL, LOG_LEAST } },
  { "normal cdf", tested_normal_cdf, true_normal_cdf, EVERYTHING, CDF_LEAST, 9, 6, 0, 0, { 2 } },
  { "normal density", tested_normal_density, true_normal_density, EVERYTHING, CDF_LEAST, -CDF_LEAST, 2.5, 0, 0,
    { 2 } },
  { "sqrt", tested_sqrt, sqrtl, EVERYTHING, 0, 4, 0.5, 0, 0, { 2 } },
#ifdef GN_FLOAT64
  { "log, scalar", tested_s_log, logl, DBL_TRUE_MIN, 1, 0, 1, 2, 0, NO_NAN, { 0.5, 0.70710678118654752 } },
  { "sin of turns", tested_sine, true_sine, -1000, 1000, -1, 1, 4, 0, NO_NAN | ANY_ZERO, { 0.125, 0.25, 0.5 } },
  { "cos of turns", tested_cosine, true_cosine, -1000, 1000, -1, 1, 4, 0, NO_NAN, { 0.125, 0.25, 0.5, 0.75 } },
  { "0.9^n", tested_power9, true_power9, 0, 1000, 0, 1000, 250, 0, NO_NAN, { 2 } }, /* the error grows with n */
  { "0.999^n", tested_power999, true_power999, 0, 1000, 0, 1000, 70, 0, NO_NAN, { 2 } },
#endif
};

/* The distance between neighbouring numbers around y. */
static long double spacing(long double y) {
  int exponent;
  frexpl(y, &exponent);
  if (exponent < LEAST_EXPONENT || y == 0) exponent = LEAST_EXPONENT;
  return ldexpl(1, (exponent > LAST_EXPONENT ? LAST_EXPONENT : exponent) - DIGITS);
}

/* How far an answer is off, in ulp; infinite where no distance tells: a NaN, an infinity, the sign of a zero. */
static double error_of(const accuracy_row *row, real answer, long double truth) {
  long double beyond = ldexpl(1, LAST_EXPONENT); /* where an infinity would lie, if it were the next number */
  if (isnan(truth) || isnan(answer)) return isnan(truth) && isnan(answer) ? 0 : INFINITY;
  if (isinf(truth)) return answer == truth ? 0 : INFINITY;
  if (truth == 0) return answer == 0 && (row->except & ANY_ZERO || !signbit(answer) == !signbit(truth)) ? 0 : INFINITY;
  if (fabsl(truth) < row->floor && answer >= 0 && answer <= row->floor) return 0;
  long double a = isinf(answer) ? copysignl(beyond, answer) : answer;
  long double t = fabsl(truth) > beyond ? copysignl(beyond, truth) : truth;
  return (double)(fabsl(a - t) / spacing(t));
}

/* The x a row is measured at. */
typedef struct points {
  const accuracy_row *row;
  real *x;
  size_t count;
} points;

enum { NEIGHBOURS = 64, EDGES = 10, AROUND_EDGES = EDGES * 2 * (2 * NEIGHBOURS + 1) };

static void add(points *p, real x) {
  if (isnan(x) ? !(p->row->except & NO_NAN) : (x >= p->row->low && x <= p->row->high)) p->x[p->count++] = x;
}

static real from_bits(real_bits bits) {
  real x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/* The numbers next to an edge, and to its negative; next to an infinity they are the largest numbers and NaNs. */
static void add_neighbours(points *p, double edge) {
  real x = (real)edge;
  real_bits bits;
  memcpy(&bits, &x, sizeof bits);
  for (int i = -NEIGHBOURS; i <= NEIGHBOURS; i++) {
    add(p, from_bits(bits + (real_bits)i));
    add(p, -from_bits(bits + (real_bits)i));
  }
}

/* `count` over all bit patterns, and as many where the function bends. */
static points choose(const accuracy_row *row, size_t count) {
  points p = { row, malloc((2 * count + AROUND_EDGES + LANES) * sizeof *p.x), 0 };
  if (!p.x) exit(1);
  real_bits stride = (real_bits)-1 / (real_bits)count | 1;
  for (size_t i = 0; i < count; i++) add(&p, from_bits((real_bits)i * stride));
  uint64_t state = 1;
  for (size_t i = 0; i < count; i++) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    add(&p, (real)(row->near_low + (row->near_high - row->near_low) * ((double)(state >> 11) * 0x1p-53)));
  }
  const double edges[EDGES] = { 0, 1, SMALLEST_NORMAL, INFINITY, row->low, row->high,
    row->edges[0], row->edges[1], row->edges[2], row->edges[3] };
  for (size_t i = 0; i < EDGES; i++) add_neighbours(&p, edges[i]);
  while (p.count % LANES) p.x[p.count] = p.x[p.count - 1], p.count++;
  return p;
}

typedef struct accuracy {
  double error; /* the largest */
  real x;       /* where */
} accuracy;

/* One x in each lane, and then each in another: a lane must not matter. */
static void measure_vector(const accuracy_row *row, const real *x, accuracy *worst) {
  vreal forward = v_load_anywhere(x), backward = forward;
  for (int i = 0; i < LANES; i++) backward[i] = x[LANES - 1 - i];
  forward = row->function(forward);
  backward = row->function(backward);
  for (int i = 0; i < LANES; i++) {
    real answer = forward[i], other = backward[LANES - 1 - i];
    bool same = (isnan(answer) && isnan(other)) || memcmp(&answer, &other, sizeof answer) == 0;
    double error = same ? error_of(row, answer, row->truth(x[i])) : INFINITY;
    if (error > worst->error) *worst = (accuracy){ error, x[i] };
  }
}

static accuracy measure(const accuracy_row *row, size_t count) {
  accuracy worst = { 0, 0 };
  points p = choose(row, count);
  for (size_t i = 0; i < p.count; i += LANES) measure_vector(row, p.x + i, &worst);
  free(p.x);
  return worst;
}

void print_accuracy(void) {
  printf("%-16s%12s  %-26s%s\n", OF_REAL(1, 2) == 1 ? "float32" : "float64", "largest", "at", "allowed");
  for (size_t i = 0; i < COUNT(rows); i++) {
    accuracy worst = measure(&rows[i], 1 << 22);
    printf("%-16s%8.2f ulp  %-26.17g%g ulp\n", rows[i].name, worst.error, (double)worst.x, rows[i].bound);
    fflush(stdout);
  }
}

void test_accuracy(void) {
  for (size_t i = 0; i < COUNT(rows); i++) {
    accuracy worst = measure(&rows[i], 1 << 16);
    if (CHECK(worst.error <= rows[i].bound)) continue;
    printf("%s is off by %g ulp at %.17g\n", rows[i].name, worst.error, (double)worst.x);
  }
}
