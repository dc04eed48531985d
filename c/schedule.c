/* One row a schedule: the factor by which the learning rate is multiplied in epoch e (from 0) of T. */
#include "core.h"
#include "scalar.h"

/* 1 throughout */
static double constant(const gn_schedule_config *s, double e, double last) {
  (void)s, (void)e, (void)last;
  return 1;
}

/* γ^⌊e / stepSize⌋ */
static double step(const gn_schedule_config *s, double e, double last) {
  (void)last;
  return s_power(s->gamma, (double)(uint64_t)(e / s->step_size));
}

/* γᵉ */
static double exponential(const gn_schedule_config *s, double e, double last) {
  (void)last;
  return s_power(s->gamma, e);
}

/* From one value to another along half a cosine wave, x from 0 to 1. */
static double anneal(double from, double to, double x) {
  double sine, cosine;
  s_turn(x / 2, &sine, &cosine);
  return to + (from - to) * (1 + cosine) / 2;
}

/* I. Loshchilov and F. Hutter, "SGDR", 2017, without restarts: from 1 to 0 */
static double cosine(const gn_schedule_config *s, double e, double last) {
  (void)s;
  return e < last ? anneal(1, 0, e / last) : 0;
}

/* L. Smith and N. Topin, "Super-convergence", 2018, in PyTorch's numbers: from 1/25 up to 1 in the first 30 %,
 * then down to 1/250000. */
static double one_cycle(const gn_schedule_config *s, double e, double last) {
  (void)s;
  double top = 0.3 * last - 1, end = last - 1;
  if (e >= end) return end > 0 ? 1 / 250000.0 : 1;
  return top > 0 && e <= top ? anneal(1 / 25.0, 1, e / top) : anneal(1, 1 / 250000.0, top > 0 ? (e - top) / (end - top) : e / end);
}

const gn_schedule_row gn_schedules[] = {
  {"constant", constant, 1, false},
  {"step", step, 0.1, false},
  {"exponential", exponential, 0.95, false},
  {"cosine", cosine, 1, true},
  {"oneCycle", one_cycle, 1, true},
  {NULL, NULL, 0, false},
};

double gn_schedule_factor(const gn_schedule_config *given, double epoch, double epochs) {
  if (given->name == 0 && given->warmup == 0) return 1; /* constant, the usual case */
  gn_schedule_config s = *given;
  const gn_schedule_row *row = &gn_schedules[(int)s.name];
  if (s.gamma != s.gamma) s.gamma = row->gamma;
  if (epoch < s.warmup) return (epoch + 1) / (s.warmup + 1);
  double last = s.epochs == s.epochs ? s.epochs : epochs;
  return row->factor(&s, epoch - s.warmup, last - s.warmup);
}

gn_status gn_check_schedule(const gn_schedule_config *s, double epochs, gn_error *error) {
  const gn_schedule_row *row = &gn_schedules[(int)s->name];
  double last = s->epochs == s->epochs ? s->epochs : epochs;
  if (!row->needs_epochs || (last < GN_INFINITY && last > s->warmup)) return GN_OK;
  return gn_fail(error, GN_INVALID_CONFIG, "optimizer.schedule %s needs epochs, a whole number above its warmup of %g; "
                 "it has %g", row->name, s->warmup, last);
}
