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

/* Whole numbers below 10¹⁵ in full, others to six places behind the point, very large and very small ones with an exponent. */
static void put_number(writer *w, double x) {
  if (x != x) { put(w, "NaN"); return; }
  if (x < 0) { put(w, "-"); x = -x; }
  if (x == GN_INFINITY) { put(w, "Infinity"); return; }
  if (x < 1e15 && x == (double)(uint64_t)x) { put_whole(w, (uint64_t)x); return; }
  int exponent = 0;
  if (x >= 1e12) for (; x >= 9.9999995; x /= 10) exponent++;
  if (x < 1e-3) for (; x < 0.9999995; x *= 10) exponent--;
  uint64_t millionths = (uint64_t)(x * 1e6 + 0.5);
  put_whole(w, millionths / 1000000);
  char places[] = ".000000";
  int last = 6;
  for (int i = 6; i > 0; i--, millionths /= 10) places[i] = (char)('0' + millionths % 10);
  while (places[last] == '0') last--;
  places[last + 1] = 0;
  if (last > 0) put(w, places);
  if (exponent) put(w, exponent < 0 ? "e-" : "e+"), put_whole(w, (uint64_t)(exponent < 0 ? -exponent : exponent));
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
