"""Prints what h5py and VTK each find in a field file."""

import sys

import h5py
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkIOHDF import vtkHDFReader


def words(values):
    return " ".join(repr(value) for value in values)


def plain(value):
    if isinstance(value, bytes):
        return value.decode()
    return words(value.ravel().tolist())


path = sys.argv[1]
with h5py.File(path, "r") as file:
    root = file["VTKHDF"]
    for name, value in sorted(root.attrs.items()):
        print(f"h5py {name}: {plain(value)}")
    for name, dataset in sorted(root["CellData"].items()):
        unit = plain(dataset.attrs["unit"])
        print(f"h5py {name} {dataset.shape} {dataset.dtype} {unit}: {words(dataset[:].ravel().tolist())}")
    for name, dataset in sorted(root["FieldData"].items()):
        print(f"h5py FieldData {name}: {words(dataset[:].tolist())}")

reader = vtkHDFReader()
reader.SetFileName(path)
reader.Update()
image = reader.GetOutput()
print(f"vtk {image.GetClassName()} of {words(image.GetDimensions())} points")
print(f"vtk origin {words(image.GetOrigin())} spacing {words(image.GetSpacing())}")
cells = image.GetCellData()
for name in sorted(cells.GetArrayName(index) for index in range(cells.GetNumberOfArrays())):
    array = cells.GetArray(name)
    print(f"vtk {name} {array.GetNumberOfComponents()}: {words(vtk_to_numpy(array).ravel().tolist())}")
data = image.GetFieldData()
for name in sorted(data.GetArrayName(index) for index in range(data.GetNumberOfArrays())):
    print(f"vtk FieldData {name}: {words(vtk_to_numpy(data.GetArray(name)).tolist())}")
