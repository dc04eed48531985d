/* Elementary functions in double, whichever gn_real is: what both builds must draw alike.
 * Out of +, −, · and / alone, for the same bits everywhere. */
#ifndef GN_SCALAR_H
#define GN_SCALAR_H

#include <stdint.h>

#define GN_PI 3.14159265358979323846

/* baseⁿ for whole n ≥ 0, by squaring */
static inline double s_power(double base, double n) {
  double result = 1;
  for (uint64_t k = (uint64_t)n; k; k >>= 1, base *= base)
    if (k & 1) result *= base;
  return result;
}

/* ln x for 0 < x ≤ 1: x = 2ᵉ m, ln m = 2 artanh s = 2 (s + s³/3 + …) with s = (m−1)/(m+1) */
static inline double s_log(double x) {
  int exponent = 0;
  while (x < 0.70710678118654752440) { x *= 2; exponent--; }
  double s = (x - 1) / (x + 1), square = s * s, sum = 0;
  for (int n = 21; n >= 3; n -= 2) sum = (sum + 1.0 / n) * square;
  return exponent * 0.69314718055994530942 + 2 * (s + s * sum);
}

/* sin and cos of 2πt: t folded to within an eighth of a turn, then Taylor's series. */
static inline void s_turn(double t, double *sine, double *cosine) {
  int64_t eighths = (int64_t)(t * 8) - (t < 0);       /* ⌊8t⌋ */
  int64_t quarter = (eighths + 1) >> 1;               /* the nearest quarter turn */
  double angle = (t - 0.25 * (double)quarter) * (2 * GN_PI);
  double s = 0, c = 0, term = 1;
  for (int n = 0; n < 20; n++) {                      /* angleⁿ / n!, signs in pairs */
    double part = n & 2 ? -term : term;
    if (n & 1) s += part; else c += part;
    term *= angle / (n + 1);
  }
  switch (quarter & 3) {
  case 0: *sine = s, *cosine = c; break;
  case 1: *sine = c, *cosine = -s; break;
  case 2: *sine = -s, *cosine = -c; break;
  default: *sine = -c, *cosine = s; break;
  }
}

#endif
