/* Seeded random numbers: the default generator, and numpy's. */
#include "core.h"
#include "scalar.h"

/* ---- xoshiro128**: D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", 2018; its step is in core.h ---- */

/* Four words of splitmix32, whose mixing step is MurmurHash3's finalizer. */
void gn_xoshiro_start(gn_xoshiro *generator, uint32_t seed) {
  for (int i = 0; i < 4; i++) {
    uint32_t z = seed += 0x9e3779b9u;
    z = (z ^ (z >> 16)) * 0x85ebca6bu;
    z = (z ^ (z >> 13)) * 0xc2b2ae35u;
    generator->state[i] = z ^ (z >> 16);
  }
}

/* Fisher and Yates, from the end. The high word of next · bound is a draw below bound. */
void gn_xoshiro_shuffle(gn_xoshiro *generator, uint32_t *order, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) order[i] = i;
  for (uint32_t i = n; i-- > 1;) {
    uint32_t j = (uint32_t)(((uint64_t)gn_xoshiro_next(generator) * (i + 1)) >> 32);
    uint32_t held = order[i];
    order[i] = order[j];
    order[j] = held;
  }
}

void gn_shuffle(uint32_t seed, uint32_t *order, uint32_t n) {
  gn_xoshiro generator;
  gn_xoshiro_start(&generator, seed);
  gn_xoshiro_shuffle(&generator, order, n);
}

static uint32_t next_default(gn_random *random) { return gn_xoshiro_next(&random->xoshiro); }

/* ---- MT19937: M. Matsumoto and T. Nishimura, "Mersenne Twister", 1998; started as np.random.seed starts it ---- */

static void mersenne_start(gn_random *random, uint32_t seed) {
  random->mersenne[0] = seed;
  for (uint32_t i = 1; i < MERSENNE_WORDS; i++) {
    uint32_t before = random->mersenne[i - 1];
    random->mersenne[i] = 1812433253u * (before ^ (before >> 30)) + i;
  }
  random->position = MERSENNE_WORDS;
}

static void mersenne_twist(uint32_t *state) {
  for (int i = 0; i < MERSENNE_WORDS; i++) {
    uint32_t y = (state[i] & 0x80000000u) | (state[(i + 1) % MERSENNE_WORDS] & 0x7fffffffu);
    state[i] = state[(i + 397) % MERSENNE_WORDS] ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
  }
}

static uint32_t next_mersenne(gn_random *random) {
  if (random->position == MERSENNE_WORDS) {
    mersenne_twist(random->mersenne);
    random->position = 0;
  }
  uint32_t y = random->mersenne[random->position++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

const char *const gn_generators[] = {"default", "numpy", NULL};

void gn_random_start(gn_random *random, int generator, uint32_t seed) {
  random->has_spare = false;
  if (generator == 0) {
    random->next = next_default;
    gn_xoshiro_start(&random->xoshiro, seed);
  } else {
    random->next = next_mersenne;
    mersenne_start(random, seed);
  }
}

double gn_random_uniform(gn_random *random) {
  uint32_t high = random->next(random) >> 5, low = random->next(random) >> 6;
  return (high * 67108864.0 + low) / 9007199254740992.0;
}

/* Marsaglia's polar method, in the order of numpy's randn. */
double gn_random_normal(gn_random *random) {
  if (random->has_spare) {
    random->has_spare = false;
    return random->spare;
  }
  double a, b, square;
  do {
    a = 2 * gn_random_uniform(random) - 1;
    b = 2 * gn_random_uniform(random) - 1;
    square = a * a + b * b;
  } while (square >= 1 || square == 0);
  double factor = __builtin_sqrt(-2 * s_log(square) / square);
  random->spare = factor * a;
  random->has_spare = true;
  return factor * b;
}
