/* One copy each of the elementary functions. */
#include "vmath.h"

const gn_exp_numbers gn_exp_number = {
  V_SPLAT(LOG2_E), V_SPLAT(ROUND_MAGIC), V_SPLAT(-LN2_HIGH), V_SPLAT(-LN2_LOW), V_SPLAT((real)1),
  V_SPLAT(-EXP_HIGHEST), V_SPLAT(-EXP_LOWEST_NORMAL),
#ifdef GN_FLOAT64
  {V_SPLAT(1 / 2.0), V_SPLAT(1 / 6.0), V_SPLAT(1 / 24.0), V_SPLAT(1 / 120.0), V_SPLAT(1 / 720.0), V_SPLAT(1 / 5040.0),
   V_SPLAT(1 / 40320.0), V_SPLAT(1 / 362880.0), V_SPLAT(1 / 3628800.0), V_SPLAT(1 / 39916800.0), V_SPLAT(1 / 479001600.0),
   V_SPLAT(1 / 6227020800.0)},
#else
  {V_SPLAT(0.5f), V_SPLAT(0.166665770256f), V_SPLAT(0.0416665546621f), V_SPLAT(0.00836317307451f), V_SPLAT(0.00139261761199f)},
#endif
};

vreal gn_exp(vreal x) { return v_exp(x); }
vreal gn_expm1(vreal x) { return v_expm1(x); }
vreal gn_log(vreal x) { return v_log(x); }
vreal gn_tanh(vreal x) { return v_tanh(x); }
vreal gn_sigmoid(vreal x) { return v_sigmoid(x); }
vreal gn_normal_cdf(vreal x) { return v_normal_cdf(x); }
vreal gn_normal_density(vreal x) { return v_normal_density(x); }

/* Kahan's correction of the rounded sum. */
vreal gn_log1p(vreal x) {
  vreal sum = 1 + x, log = gn_log(sum);
  return v_select(sum > 0, log + (x - (sum - 1)) / sum, log);
}

vreal gn_softplus(vreal x) { return v_max(x, V_SPLAT((real)0)) + gn_log1p(gn_exp(-v_abs(x))); }
