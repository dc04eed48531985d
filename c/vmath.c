/* One copy each of the elementary functions. */
#include "vmath.h"

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
