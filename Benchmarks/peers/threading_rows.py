"""How rows are dealt to threads, and how the kernels are compiled."""

import os

import numba

# Compiled code is kept, so that a run times the computation and not the compiler. `fastmath` allows vectorised sums.
compiled = numba.njit(fastmath=True, cache=True, error_model="numpy")
threaded = numba.njit(fastmath=True, cache=True, error_model="numpy", parallel=True)

# One contiguous piece of the rows for each thread.
PARTS = int(os.environ.get("NUMBA_NUM_THREADS", "2"))


@compiled
def piece(first, end, part):
    """Rows of one of the pieces of [first, end)."""
    count = end - first
    return first + part * count // PARTS, first + (part + 1) * count // PARTS
