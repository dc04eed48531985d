/* What only the .wasm needs: memory, which elsewhere the C library has, and its door for JavaScript. Free blocks hang together
 * in the order of their addresses, so that neighbours become one: B. Kernighan and D. Ritchie, "The C Programming
 * Language", 1988, section 8.7. */
#include "glassnet.h"
#include <stdbool.h>
#include <stdlib.h>

#ifdef __EMSCRIPTEN__

/* Lies before each block, as large as blocks are aligned. */
typedef struct head {
  struct head *next;
  size_t units;        /* of sizeof(head), this one among them */
  size_t unused[2];
} head;

static head first;     /* its `next` is the free block of the lowest address */
static uint64_t end;   /* of the memory in use */
extern head __heap_base;

static void join_next(head *block) {
  head *next = block->next;
  if (!next || block + block->units != next) return;
  block->units += next->units;
  block->next = next->next;
}

void free(void *pointer) {
  if (!pointer) return;
  head *given = (head *)pointer - 1, *before = &first;
  while (before->next && before->next < given) before = before->next;
  given->next = before->next;
  before->next = given;
  join_next(given);
  join_next(before);
}

/* At first what there is of memory; then a megabyte more than is needed. */
static bool grow(uint64_t units) {
  enum { PAGE = 65536, SPARE = 16 };
  head *from = end ? (head *)(uintptr_t)end : &__heap_base;
  if (end && __builtin_wasm_memory_grow(0, (size_t)(units * sizeof(head) / PAGE + SPARE)) == SIZE_MAX) return false;
  end = (uint64_t)__builtin_wasm_memory_size(0) * PAGE;
  from->units = (size_t)((end - (uintptr_t)from) / sizeof(head));
  free(from + 1);
  return true;
}

void *malloc(size_t bytes) {
  uint64_t units = ((uint64_t)bytes + sizeof(head) - 1) / sizeof(head) + 1;
  do {
    for (head *before = &first, *block; (block = before->next); before = block) {
      if (block->units < units) continue;
      block->units -= (size_t)units;
      if (!block->units) before->next = block->next;
      block += block->units; /* the end of it */
      block->units = (size_t)units;
      return block + 1;
    }
  } while (grow(units));
  return NULL;
}

void *aligned_alloc(size_t alignment, size_t bytes) {
  (void)alignment; /* the core asks for 16 */
  return malloc(bytes);
}

#endif

/* 16-byte aligned; 0 if there is none. */
GN_API void *gn_alloc(size_t bytes) { return bytes > PTRDIFF_MAX ? NULL : aligned_alloc(16, (bytes + 15) & ~(size_t)15); }

GN_API void gn_release(void *pointer) { free(pointer); }
