"""How loops over rows are compiled and dealt to threads.

Fields are arrays of (rows + 2) x (columns + 2) cells with a frame of ghosts: the side columns repeat the far sides, the rows below and
above belong to walls. Each thread has one slab of neighbouring rows, so that what it has written stays in its cache.
"""

import llvmlite.binding
import numba
import numpy as np

# A loop over a five-point stencil reads some ten rows; by default LLVM gives up on comparing so many pointers, and on vectors with it.
llvmlite.binding.set_option("rows", "-runtime-memory-check-threshold=256")

parallel = numba.njit(parallel=True, fastmath=True, cache=True, error_model="numpy")
serial = numba.njit(fastmath=True, cache=True, error_model="numpy")


@serial
def slab(first, last, parts, part):
    """First and last row of one of `parts` slabs of the rows first ... last."""
    count = last - first + 1
    return first + count * part // parts, first + count * (part + 1) // parts - 1


@serial
def wrap(row):
    """Side ghosts of a row."""
    n = row.size - 2
    row[0] = row[n]
    row[n + 1] = row[1]


def framed(field, kind=np.float64):
    """A field with its side ghosts, in a frame with walls below and above that mirror."""
    whole = np.empty((field.shape[0] + 2, field.shape[1]), kind)
    whole[1:-1] = field
    whole[0], whole[-1] = whole[1], whole[-2]
    return whole
