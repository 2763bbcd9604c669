"""Reads a run folder of lidendrite: how it ended, its tables and its fields. Docs/Python.md explains it.

    python Docs/read_run.py Outputs/quickstart

Needs numpy and h5py; pandas and VTK are used where they are installed.
"""

import csv
import json
import pathlib
import sys

import h5py
import numpy

try:
    import pandas
except ImportError:
    pandas = None

FARADAY = 96485.33212  # C/mol
MOLAR_VOLUME = 1.30e-5  # m³/mol, of lithium: electrode.molarVolume unless the config sets another


def table(path):
    """Columns of a .csv by their titles with units, such as "tip height [um]": numbers where all are, else texts."""
    if pandas:
        return {title: column.to_numpy() for title, column in pandas.read_csv(path).items()}
    with open(path, newline="") as file:
        titles, *rows = csv.reader(file)
    columns = {}
    for index, title in enumerate(titles):
        texts = [row[index] for row in rows]
        try:
            columns[title] = numpy.array([float(text) if text else numpy.nan for text in texts])
        except ValueError:
            columns[title] = numpy.array(texts, dtype=object)
    return columns


def summary(folder):
    """How the run ended, and its main results: {"tip height": {"value": 6.6, "unit": "um"}, …}."""
    with open(folder / "summary.json") as file:
        return json.load(file)


def lithium_thickness(path):
    """Lithium of a field file over the area of the electrode, in um: the sum of ξ over the growth axis, averaged along the others."""
    with h5py.File(path) as file:
        root = file["VTKHDF"]
        xi = root["CellData/lithium"][...].astype(float)  # growth, depth, width
        height_of_a_cell = root.attrs["Spacing"][2]
        return xi.sum(axis=0).mean() * height_of_a_cell


def lowest_salt(path):
    """The lowest salt concentration of a field file in its electrolyte, with its unit."""
    with h5py.File(path) as file:
        cells = file["VTKHDF/CellData"]
        electrolyte = cells["lithium"][...] < 0.5  # in lithium the salt means nothing
        return cells["salt"][...][electrolyte].min(), cells["salt"].attrs["unit"].decode()


def front_area_ratio(path):
    """Area of the surface ξ = ½ over that of a flat one, by a contour of VTK; None without VTK."""
    try:
        from vtkmodules.vtkFiltersCore import vtkCellDataToPointData, vtkContourFilter, vtkMassProperties, vtkTriangleFilter
        from vtkmodules.vtkIOHDF import vtkHDFReader
    except ImportError:
        return None
    reader = vtkHDFReader()
    reader.SetFileName(str(path))
    reader.Update()
    points = vtkCellDataToPointData()
    points.SetInputConnection(reader.GetOutputPort())
    contour = vtkContourFilter()
    contour.SetInputConnection(points.GetOutputPort())
    contour.SetInputArrayToProcess(0, 0, 0, 0, "lithium")
    contour.SetValue(0, 0.5)
    triangles = vtkTriangleFilter()
    triangles.SetInputConnection(contour.GetOutputPort())
    area = vtkMassProperties()
    area.SetInputConnection(triangles.GetOutputPort())
    left, right, near, far, _, _ = reader.GetOutputDataObject(0).GetBounds()
    return area.GetSurfaceArea() / ((right - left) * (far - near))


def main(folder):
    end = summary(folder)
    print(f"{folder}: {end['outcome']} after {end['steps']} steps, {end['reason']}")

    metrics = table(folder / "metrics.csv")
    time, tip = metrics["time [s]"], metrics["tip height [um]"]
    print(f"tip height {tip[0]:.3f} um at {time[0]:g} s, {tip[-1]:.3f} um at {time[-1]:g} s")
    print(f"largest over mean current on the front at the end {metrics['front current ratio'][-1]:.3f}")

    steps = table(folder / "steps.csv")
    for number, kind, charge, by in zip(*(steps[title] for title in ("protocol step", "kind", "plated charge [mA*h/cm^2]", "ended by"))):
        print(f"step {number:g}, {kind}: {charge:.4g} mA*h/cm^2 plated; {by}")

    files = sorted((folder / "fields").glob("*.vtkhdf"))
    if not files:
        print("no field files: run with --set output.fieldFiles.count=10")
        return
    grown = lithium_thickness(files[-1]) - lithium_thickness(files[0])
    charge = metrics["areal capacity [mA*h/cm^2]"][-1] * 36000  # C/m²
    print(f"lithium grown {grown:.5f} um, by Faraday's law {1e6 * MOLAR_VOLUME * charge / FARADAY:.5f} um")
    print("lowest salt concentration {:.4f} {}".format(*lowest_salt(files[-1])))
    ratio = front_area_ratio(files[-1])
    if ratio is not None:
        print(f"area of the front over that of a flat one {ratio:.3f}, by metrics.csv {metrics['interface area ratio'][-1]:.3f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("one run folder is needed, such as Outputs/quickstart")
    main(pathlib.Path(sys.argv[1]))
