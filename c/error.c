/* Error texts without printf, which would double the size of the .wasm. */
#include "core.h"
#include <stdarg.h>
#include <string.h>

typedef struct writer {
  char *at, *end; /* room for the NUL is kept at end */
} writer;

static void put(writer *w, const char *text) {
  while (*text && w->at < w->end) *w->at++ = *text++;
}

static void put_whole(writer *w, uint64_t n) {
  char digits[24], *p = digits + sizeof digits - 1;
  *p = 0;
  do *--p = (char)('0' + n % 10); while (n /= 10);
  put(w, p);
}

/* Six significant digits, as %g; whole numbers below 10¹⁵ in full. */
static void put_number(writer *w, double x) {
  if (x != x) { put(w, "NaN"); return; }
  if (x < 0) { put(w, "-"); x = -x; }
  if (x == GN_INFINITY) { put(w, "Infinity"); return; }
  if (x < 1e15 && x == (double)(uint64_t)x) { put_whole(w, (uint64_t)x); return; }
  int exponent = 5; /* x = digits · 10^(exponent − 5) with six digits */
  while (x >= 999999.5) { x /= 10; exponent++; }
  while (x < 99999.95) { x *= 10; exponent--; }
  uint32_t digits = (uint32_t)(x + 0.5);
  char text[8];
  for (int i = 5; i >= 0; i--, digits /= 10) text[i] = (char)('0' + digits % 10);
  int last = 5;
  while (last > 0 && text[last] == '0') last--;
  text[last + 1] = 0;
  bool scientific = exponent < -5 || exponent > 14;
  int point = scientific ? 0 : exponent; /* the digit before the point */
  if (point < 0) {
    put(w, "0.");
    for (int i = -1; i > point; i--) put(w, "0");
    put(w, text);
  } else {
    for (int i = 0; i <= point || i <= last; i++) {
      char c[2] = {i <= last ? text[i] : '0', 0};
      if (i == point + 1) put(w, ".");
      put(w, c);
    }
  }
  if (scientific) {
    put(w, exponent < 0 ? "e-" : "e+");
    put_whole(w, (uint64_t)(exponent < 0 ? -exponent : exponent));
  }
}

gn_status gn_fail(gn_error *error, gn_status status, const char *format, ...) {
  if (!error) return status;
  writer w = {error->text, error->text + sizeof error->text - 1};
  va_list arguments;
  va_start(arguments, format);
  for (; *format; format++) {
    char plain[2] = {*format, 0};
    if (*format != '%') { put(&w, plain); continue; }
    switch (*++format) {
    case 's': put(&w, va_arg(arguments, const char *)); break;
    case 'd': put_number(&w, va_arg(arguments, int)); break;
    case 'u': put_whole(&w, va_arg(arguments, size_t)); break;
    case 'g': put_number(&w, va_arg(arguments, double)); break;
    }
  }
  va_end(arguments);
  *w.at = 0;
  error->status = status;
  return status;
}
