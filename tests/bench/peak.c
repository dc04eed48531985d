/* The ceiling: multiplications and additions on vectors that never leave the registers. Twelve chains, so that none
 * waits for its own last result; 96 operations a round. */
typedef float vector __attribute__((vector_size(16)));

__attribute__((used)) float peak(int rounds) {
  const vector factor = { 0.5f, 0.5f, 0.5f, 0.5f }, term = { 0.25f, 0.5f, 0.75f, 1.0f };
  vector a = term, b = a + term, c = b + term, d = c + term, e = d + term, f = e + term;
  vector g = f + term, h = g + term, i = h + term, j = i + term, k = j + term, l = k + term;
  for (; rounds > 0; rounds--) {
    a = a * factor + term; b = b * factor + term; c = c * factor + term; d = d * factor + term;
    e = e * factor + term; f = f * factor + term; g = g * factor + term; h = h * factor + term;
    i = i * factor + term; j = j * factor + term; k = k * factor + term; l = l * factor + term;
  }
  const vector sum = a + b + c + d + e + f + g + h + i + j + k + l;
  return sum[0] + sum[1] + sum[2] + sum[3];
}
