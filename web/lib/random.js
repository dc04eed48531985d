/**
 * The core's default generator, for draws that must be there before the core is: xoshiro128** (D. Blackman and
 * S. Vigna, "Scrambled linear pseudorandom number generators", 2021), whose four words of state are the first
 * four outputs of splitmix32 started from the seed.
 * @param {number} seed 0 … 2³²−1
 * @returns {() => number} draws 0 … 2³²−1
 */
export function createGenerator(seed) {
  let counter = seed | 0;
  const splitmix = () => {
    counter = (counter + 0x9e3779b9) | 0;
    let z = counter;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
  let s0 = splitmix(), s1 = splitmix(), s2 = splitmix(), s3 = splitmix();
  return () => {
    const drawn = Math.imul(rotate(Math.imul(s1, 5), 7), 9) >>> 0;
    const t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = rotate(s3, 11);
    return drawn;
  };
}

/** @param {number} x @param {number} bits */
const rotate = (x, bits) => (x << bits) | (x >>> (32 - bits));

/**
 * 0 … n−1 in a random order, the same as the core's `gn_shuffle(seed, …)`: Fisher and Yates, from the end.
 * @param {number} seed 0 … 2³²−1
 * @param {number} n
 */
export function shuffledOrder(seed, n) {
  const next = createGenerator(seed);
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = highWord(next(), i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/**
 * floor(a·b / 2³²) without losing bits: the product of two 32-bit numbers does not fit a double.
 * @param {number} a @param {number} b both 0 … 2³²−1
 */
function highWord(a, b) {
  const low = (a & 0xffff) * b, high = (a >>> 16) * b;
  return Math.floor((high + Math.floor(low / 65536)) / 65536);
}
