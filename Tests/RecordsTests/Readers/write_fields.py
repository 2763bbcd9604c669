"""Writes a field file of 3 x 1 x 2 cells as another program might: not compressed, in single precision."""

import sys

import h5py
import numpy

with h5py.File(sys.argv[1], "w") as file:
    root = file.create_group("VTKHDF")
    root.attrs["Version"] = numpy.array([1, 0])
    root.attrs.create("Type", numpy.bytes_("ImageData"))
    root.attrs["WholeExtent"] = numpy.array([0, 3, 0, 1, 0, 2], dtype="i4")
    root.attrs["Origin"] = numpy.zeros(3)
    root.attrs["Spacing"] = numpy.array([0.5, 0.5, 0.25])
    root.attrs["Direction"] = numpy.eye(3).ravel()
    for name, text in {"lengthUnit": "um", "sides": "mirrored", "run": "other"}.items():
        root.attrs.create(name, numpy.bytes_(text))
    root.attrs["time"] = numpy.float32(1.5)
    root.attrs["arealCapacity"] = 0.25
    root.attrs["step"] = 7
    salt = root.create_dataset("CellData/salt", data=numpy.arange(6, dtype="f4").reshape(2, 1, 3) / 8)
    salt.attrs.create("unit", numpy.bytes_("mol/L"))
