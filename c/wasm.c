/* What JavaScript needs besides glassnet.h: memory to put its arrays in. */
#include "glassnet.h"
#include <stdlib.h>

/* 16-byte aligned; 0 if there is none. */
GN_API void *gn_alloc(size_t bytes) { return bytes > PTRDIFF_MAX ? NULL : aligned_alloc(16, (bytes + 15) & ~(size_t)15); }

GN_API void gn_release(void *pointer) { free(pointer); }
