/* States as rows of doubles, which hold every float, every count below 2⁵³ and every word of a generator exactly. */
#include "core.h"

void gn_tape_double(gn_tape *tape, double *member) {
  double *number = tape->numbers ? &tape->numbers[tape->at] : NULL;
  tape->at++;
  if (number && tape->writes) *member = *number;
  else if (number) *number = *member;
}

void gn_tape_size(gn_tape *tape, size_t *member) {
  double number = (double)*member;
  gn_tape_double(tape, &number);
  *member = (size_t)number;
}

void gn_tape_flag(gn_tape *tape, bool *member) {
  double number = *member;
  gn_tape_double(tape, &number);
  *member = number != 0;
}

void gn_tape_reals(gn_tape *tape, real *members, size_t count) {
  for (size_t i = 0; i < count; i++) {
    double number = (double)members[i];
    gn_tape_double(tape, &number);
    members[i] = (real)number;
  }
}

void gn_tape_generator(gn_tape *tape, gn_xoshiro *generator) {
  for (int i = 0; i < 4; i++) {
    double number = generator->state[i];
    gn_tape_double(tape, &number);
    generator->state[i] = (uint32_t)number;
  }
}
