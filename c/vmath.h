/* Elementary functions on vectors, out of +, −, ·, / and bits alone, so that every engine and
 * compiler answers with the same bits; libm is never called. Each reduces its argument to a small
 * interval and sums a Taylor series there, long enough that rounding is what is left of the error. */
#ifndef GN_VMATH_H
#define GN_VMATH_H

#include "simd.h"

#ifdef GN_FLOAT64
enum { MANTISSA_BITS = 52, EXPONENT_BIAS = 1023 };
#define LN2_HIGH 6.93147180369123816490e-01 /* 33 bits: k·LN2_HIGH is exact (Cody and Waite, 1980) */
#define LN2_LOW 1.90821492927058770002e-10
#define EXP_LOWEST -746.0 /* below, exp is 0; above EXP_HIGHEST, infinite */
#define EXP_HIGHEST 710.0
#define EXP_LOWEST_NORMAL -708.0
#define SQUARE_HIGHEST 39.0 /* above, e^(−x²/2) is 0 */
#define ROUND_MAGIC 6755399441055744.0 /* 1.5 · 2⁵²: adding it leaves the nearest integer in the low bits */
#define SMALLEST_NORMAL 2.2250738585072014e-308
#define SUBNORMAL_SCALE 18014398509481984.0 /* 2⁵⁴ */
enum { SUBNORMAL_SHIFT = 54 };
#else
enum { MANTISSA_BITS = 23, EXPONENT_BIAS = 127 };
#define LN2_HIGH 0.693359375f
#define LN2_LOW -2.12194440e-4f
#define EXP_LOWEST -104.0f
#define EXP_HIGHEST 89.0f
#define EXP_LOWEST_NORMAL -87.0f
#define SQUARE_HIGHEST 15.0f
#define ROUND_MAGIC 12582912.0f
#define SMALLEST_NORMAL 1.17549435e-38f
#define SUBNORMAL_SCALE 33554432.0f /* 2²⁵ */
enum { SUBNORMAL_SHIFT = 25 };
#endif
#define LOG2_E ((real)1.44269504088896340736)

/* Σ cᵢ xⁱ by Horner's rule, the highest coefficient first. */
static INLINE vreal v_polynomial(vreal x, const real *coefficients, int count) {
  vreal sum = V_SPLAT(coefficients[0]);
  for (int i = 1; i < count; i++) sum = sum * x + V_SPLAT(coefficients[i]);
  return sum;
}

/* The numbers of exp, one in every lane. They lie in memory (vmath.c): V8 loads a vector in one instruction, and makes a
 * constant in three, each time a function is called. */
typedef struct gn_exp_numbers {
  vreal log2_e, round_magic, minus_ln2_high, minus_ln2_low, one, sigmoid_lowest, sigmoid_highest;
  vreal tail[sizeof(real) == 8 ? 12 : 5];
} gn_exp_numbers;
extern const gn_exp_numbers gn_exp_number;

/* 2ᵏ for −EXPONENT_BIAS < k ≤ EXPONENT_BIAS; bits of k beyond the exponent's do not count. */
static INLINE vreal v_power_of_two(vint k) { return (vreal)((k << MANTISSA_BITS) + (vint)gn_exp_number.one); }

/* x = k·ln 2 + r with |r| ≤ ln 2 / 2; x within EXP_LOWEST … EXP_HIGHEST. */
static INLINE vreal v_exp_reduce(vreal x, vint *k) {
  const gn_exp_numbers *n = &gn_exp_number;
  vreal shifted = x * n->log2_e + n->round_magic;
  vreal whole = shifted - n->round_magic;
  *k = (vint)shifted - (vint)n->round_magic;
  return (x + whole * n->minus_ln2_high) + whole * n->minus_ln2_low;
}

/* (eʳ − 1 − r) / r² = near + r²·far for |r| ≤ ln 2 / 2, in parts that need not wait for each other (G. Estrin, 1960): the
 * Taylor series 1/2! + r/3! + r²/4! + …; in float a shorter polynomial through the Chebyshev nodes, within 1e-8 of eʳ. */
static INLINE vreal v_exp_tail(vreal r, vreal square, vreal *far) {
  const vreal *c = v_near(gn_exp_number.tail);
#ifdef GN_FLOAT64
#define PAIR(i) (c[i] + r * c[i + 1])
  vreal fourth = square * square;
  vreal middle = PAIR(4) + square * PAIR(6), high = PAIR(8) + square * PAIR(10);
  *far = PAIR(2) + square * (middle + fourth * high);
  return PAIR(0);
#undef PAIR
#else
  *far = c[2] + r * c[3] + square * c[4];
  return c[0] + r * c[1];
#endif
}

/* eʳ − 1 */
static INLINE vreal v_exp_part(vreal r) {
  vreal square = r * r, far, near = v_exp_tail(r, square, &far);
  return r + square * (near + square * far);
}

/* 2ᵏ eʳ */
static INLINE vreal v_exp_finish(vreal r, vint k) {
  vint half = k >> 1; /* in two steps, so that subnormal results and the largest ones come out right */
  return (1 + v_exp_part(r)) * v_power_of_two(half) * v_power_of_two(k - half);
}

/* eˣ; 0 and infinity where it leaves the range, NaN stays NaN. */
static INLINE vreal v_exp(vreal x) {
  vint k;
  vreal r = v_exp_reduce(v_min(v_max(x, V_SPLAT(EXP_LOWEST)), V_SPLAT(EXP_HIGHEST)), &k);
  return v_exp_finish(r, k);
}

/* eˣ − 1 without cancellation near 0, for x within EXP_LOWEST … EXP_HIGHEST. */
static INLINE vreal v_expm1_within(vreal x) {
  vint k;
  vreal r = v_exp_reduce(x, &k);
  vint half = k >> 1; /* 2ᵏ alone may be beyond the largest number where the answer is not yet */
  vreal sum = v_power_of_two(half) * v_exp_part(r) + (v_power_of_two(half) - v_power_of_two(half - k));
  return sum * v_power_of_two(k - half);
}

static INLINE vreal v_expm1(vreal x) {
  return v_expm1_within(v_min(v_max(x, V_SPLAT(EXP_LOWEST)), V_SPLAT(EXP_HIGHEST)));
}

/* ln x; −infinity at 0, NaN below. */
static INLINE vreal v_log(vreal x) {
  vint subnormal = x < SMALLEST_NORMAL;
  vreal scaled = v_select(x > 0, v_select(subnormal, x * SUBNORMAL_SCALE, x), V_SPLAT((real)1));
  /* x = 2ᵉ·m with m in [√½, √2): the exponent of x/√½, taken from its bits */
  vint offset = (vint)V_SPLAT((real)0.70710678118654752440);
  vint bits = (vint)scaled - offset;
  vint e = bits >> MANTISSA_BITS;
  vreal m = (vreal)((bits & (((lane_int)1 << MANTISSA_BITS) - 1)) + offset);
  e = e - (subnormal & SUBNORMAL_SHIFT);
  /* ln m = 2 artanh s = 2 (s + s³/3 + s⁵/5 + …), s = (m−1)/(m+1) */
#ifdef GN_FLOAT64
  static const real series[] = {2 / 21.0, 2 / 19.0, 2 / 17.0, 2 / 15.0, 2 / 13.0, 2 / 11.0, 2 / 9.0, 2 / 7.0,
    2 / 5.0, 2 / 3.0};
#else
  static const real series[] = {2 / 9.0f, 2 / 7.0f, 2 / 5.0f, 2 / 3.0f};
#endif
  vreal f = m - 1, s = f / (2 + f), square = s * s;
  vreal tail = square * v_polynomial(square, series, sizeof series / sizeof *series);
  /* 2s = f − s·f keeps the exact f in front of the rounded parts */
  vreal exponent = __builtin_convertvector(e, vreal);
  vreal result = exponent * LN2_HIGH + (f - (s * (f - tail) - exponent * LN2_LOW));
  result = v_select(x == 0, V_SPLAT((real)-__builtin_inf()), result);
  result = v_select(x == (real)__builtin_inf(), x, result);
  return v_select((x < 0) | (x != x), V_SPLAT((real)__builtin_nan("")), result);
}

static INLINE vreal v_tanh(vreal x) {
  vreal grown = v_expm1_within(2 * v_min(v_abs(x), V_SPLAT((real)22))); /* tanh 22 rounds to 1 */
  return v_copy_sign(grown / (grown + 2), x);
}

/* 1 / (1 + e⁻ˣ) with e⁻ˣ = 2ᵏ(1 + r) + 2ᵏr²·near + 2ᵏr⁴·far, whose parts need not wait for each other. The argument
 * is reduced as in v_exp_reduce, but with its sign turned on the way. 2ᵏ is infinite where k leaves the exponent's range, and
 * the answer then 0. */
static INLINE vreal v_sigmoid(vreal x) {
  const gn_exp_numbers *n = &gn_exp_number;
  bool beyond = v_any(v_abs(x) > n->sigmoid_highest); /* rarely so: a branch costs less than to wait for both bounds each time */
  if (__builtin_expect(beyond, 0)) x = v_min(v_max(x, n->sigmoid_lowest), n->sigmoid_highest);
  vreal shifted = n->round_magic - x * n->log2_e, whole = shifted - n->round_magic;
  vreal r = (whole * n->minus_ln2_high - x) + whole * n->minus_ln2_low, power = v_power_of_two((vint)shifted);
  vreal square = r * r, squares = square * power, far, near = v_exp_tail(r, square, &far);
  return n->one / (((n->one + r) * power + n->one) + (squares * near + squares * square * far));
}

/* e^(y − x²/2) for |y| < 2. x² has twice the digits of x, and to round them off would cost up to x²/4 ulp; so x is taken
 * in two parts, h and x − h, of which h has half the digits: x² = h² + (x − h)(x + h). */
static INLINE vreal v_exp_of_square(vreal x, vreal y) {
  x = v_min(v_abs(x), V_SPLAT(SQUARE_HIGHEST));
  vreal h = (vreal)((vint)x & -V_SPLAT_INT((lane_int)1 << (MANTISSA_BITS / 2 + 1)));
  vreal square = h * h / 2, sum = y - square, lost = (y - (sum + square)) - (x - h) * (x + h) / 2;
  vint k;
  vreal r = v_exp_reduce(sum, &k) + lost;
  return v_exp_finish(r, k);
}

/* Φ(−x) = ½ erfc(x/√2) for 0 ≤ x. With t = 2 / (2 + z), erfc z = t · e^(−z² + P(t)), and P a Chebyshev series in 2t − 1,
 * fitted to ln(erfc(z) e^(z²) / t) with 40 digits; summed by Clenshaw's rule. */
static INLINE vreal v_normal_tail(vreal x) {
  static const real series[] = {-1.3026537197817094, 0.64196979235649026, 0.019476473204185836, -0.0095615147868086316,
    -0.00094659534448203687, 0.00036683949785276145, 0.000042523324806907772, -0.000020278578112534243,
    -1.6242900046470255e-6, 1.3036558355805232e-6, 1.5626441722066143e-8, -8.5238095914926543e-8,
#ifdef GN_FLOAT64
    6.5290544390988515e-9, 5.0593434955514689e-9, -9.9136415649303309e-10, -2.2736512229318359e-10,
    9.646791102015526e-11, 2.3940380830391147e-12, -6.8860275264975534e-12, 8.9448792730907257e-13,
    3.1309213993429580e-13, -1.1270822361367252e-13, 3.8109052551892321e-16, 7.1060976136092370e-15,
    -1.5230282014571043e-15, -9.4574945712912340e-17, 1.2102371892242790e-16, -2.8166630877471770e-17,
#endif
  };
  vreal t = 2 / (2 + x * (real)0.70710678118654752440), y = 2 * t - 1, ahead = V_SPLAT((real)0), after = ahead;
  for (int i = sizeof series / sizeof *series - 1; i > 0; i--) {
    vreal now = 2 * y * ahead - after + series[i];
    after = ahead;
    ahead = now;
  }
  return t / 2 * v_exp_of_square(x, y * ahead - after + series[0] / 2);
}

/* Φ(x), the standard normal distribution function. */
static INLINE vreal v_normal_cdf(vreal x) {
  vreal tail = v_normal_tail(v_abs(x));
  return v_select(x > 0, 1 - tail, tail);
}

/* φ(x) = e^(−x²/2) / √(2π), its derivative. */
static INLINE vreal v_normal_density(vreal x) {
  return (real)0.39894228040143267794 * v_exp_of_square(x, V_SPLAT((real)0));
}

/* vmath.c: for the places where a call costs little, since each copy of them fills as much of the .wasm as all who call. */
vreal gn_exp(vreal x);
vreal gn_expm1(vreal x);
vreal gn_log(vreal x);
vreal gn_log1p(vreal x);    /* ln(1 + x) without loss near 0, for −1 ≤ x < infinity */
vreal gn_tanh(vreal x);
vreal gn_sigmoid(vreal x);
vreal gn_softplus(vreal x); /* ln(1 + eˣ) without overflow */
vreal gn_normal_cdf(vreal x);
vreal gn_normal_density(vreal x);

#endif
