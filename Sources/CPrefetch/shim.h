// Swift has no word for it.
#pragma once

/// Asks for the cache line at an address to come into the second cache. It need not be that of an object.
static inline __attribute__((always_inline)) void lid_prefetch(const void *address) { __builtin_prefetch(address, 0, 2); }
