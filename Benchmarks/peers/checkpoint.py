"""Reads what a peer starts from: a checkpoint of lidendrite, with its config in SI and the state of its step size."""

import json
import tomllib

import h5py
import numpy as np


def text(file, name):
    value = file[name][()]
    return value.decode() if isinstance(value, bytes) else str(value)


def number(value):
    """Of a resolved config, whose quantities are in SI."""
    return float(value.split()[0]) if isinstance(value, str) else value


class Checkpoint:
    def __init__(self, path):
        with h5py.File(path) as file:
            self.config = tomllib.loads(text(file, "/config"))
            memory = json.loads(text(file, "/simulation"))
            # Two ghost columns repeat the far sides.
            self.fields = {
                name: np.pad(field[()][:, 0, :], ((0, 0), (1, 1)), mode="wrap") for name, field in file["fields"].items()
            }
            width, _, growth = file.attrs["spacing"]
            self.program = bytes(file.attrs["program"]).decode()
        if abs(width - growth) > 1e-9 * growth:
            raise ValueError("the cells must be square")
        self.spacing = growth
        self.model, self.simulation = memory["model"], memory["simulation"]
        self.refuse_what_is_not_computed()

    def refuse_what_is_not_computed(self):
        """The peers solve the default model with constant properties; anything else would be another problem."""
        config = self.config
        expected = {
            ("cell", "sides"): "periodic",
            ("electrode", "kineticLaw"): "butler-volmer",
            ("electrolyte", "conductivityLaw"): "proportional",
            ("electrolyte", "counterSide"): "reservoir",
            ("electrolyte", "saltTransport"): True,
            ("numerics", "holdInterface"): False,
        }
        for (section, key), value in expected.items():
            if config[section].get(key) != value:
                raise ValueError(f"{section}.{key} must be {value}")
        if number(config["electrode"].get("filmResistance", 0)) != 0 or "voltage" not in config["charging"]:
            raise ValueError("the peers know neither films nor imposed currents")
        for section in ("anisotropy", "noise"):
            if section in config["electrode"]:
                raise ValueError(f"the peers know no electrode.{section}")

    def value(self, section, key):
        return number(self.config[section][key])
