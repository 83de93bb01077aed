"""Do two IR files mean the same pipeline? Asks `../shared/tools/ir_equiv.py`, loaded into this process."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from common import IR_EQUIV


class Equivalence:
    """The judge of equivalence, with the options that it is asked with."""

    def __init__(self, bodies: bool = False) -> None:
        """Load the judge; `bodies` makes it compare the code of components too."""
        self.bodies = bodies
        self.judge: ModuleType = _load(IR_EQUIV)

    def normal(self, path: Path) -> dict[str, Any]:
        """The normal form of one IR file; a `ValueError` where it has none."""
        try:
            return self.judge.Pipeline(str(path), bodies=self.bodies).normal()
        except (KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
            raise ValueError(f"{path.name}: unreadable: {error!r}") from error

    def differences(self, left: dict[str, Any], right: dict[str, Any]) -> list[str]:
        """What tells two normal forms apart; empty where they are equivalent."""
        return self.judge.compare(left, right)


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("ir_equiv", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
