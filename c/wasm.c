/* What JavaScript needs besides glassnet.h: memory to put its arrays in, and the allocator that all of it comes from. */
#include "glassnet.h"
#include <stdlib.h>

#ifdef __EMSCRIPTEN__
/* In the place of the C library's, which is far longer: blocks are few here and live long. Before each lies its
 * size, the head included, and while it is free the next free one by address (B. Kernighan and D. Ritchie, 1988, 8.7). */
typedef struct block {
  _Alignas(16) size_t size;
  struct block *next;
} block;

enum { WASM_PAGE = 65536 };
extern char __heap_base;
static char *end = &__heap_base; /* of what was ever handed out or is free */
static block *first_free;

static block *after(const block *b) { return (block *)((char *)b + b->size); }

/* Frees what there is behind the end, `bytes` at least. At 4 GB the end is 0. */
static int grow(size_t bytes) {
  size_t there = __builtin_wasm_memory_size(0) * WASM_PAGE - (size_t)end;
  if (there < bytes && __builtin_wasm_memory_grow(0, (bytes - there + WASM_PAGE - 1) / WASM_PAGE) == SIZE_MAX) return 0;
  block *fresh = (block *)end;
  end = (char *)(__builtin_wasm_memory_size(0) * WASM_PAGE);
  fresh->size = (size_t)end - (size_t)fresh;
  free(fresh + 1);
  return 1;
}

/* The first that is long enough, neighbours put together on the way. The alignment is 16, as long as a head. */
void *aligned_alloc(size_t alignment, size_t bytes) {
  size_t size = bytes + alignment;
  do {
    for (block **at = &first_free, *b; (b = *at); at = &b->next) {
      for (; b->next && after(b) == b->next; b->next = b->next->next) b->size += b->next->size;
      if (b->size < size) continue;
      size_t rest = b->size - size;
      *at = b->next;
      b->size = size;
      if (rest) after(b)->size = rest, free(after(b) + 1);
      return b + 1;
    }
  } while (grow(size));
  return NULL;
}

void free(void *pointer) {
  if (!pointer) return;
  block *given = (block *)pointer - 1, **at = &first_free;
  while (*at && *at < given) at = &(*at)->next;
  given->next = *at;
  *at = given;
}
#endif

/* 16-byte aligned; 0 if there is none. */
GN_API void *gn_alloc(size_t bytes) { return bytes > PTRDIFF_MAX ? NULL : aligned_alloc(16, (bytes + 15) & ~(size_t)15); }

GN_API void gn_release(void *pointer) { free(pointer); }
