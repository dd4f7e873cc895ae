"""Public names of a package that are imported on first use (PEP 562)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def lazy_names(
    package: str, modules: Mapping[str, str], *, internal: str = ""
) -> tuple[list[str], Callable[[str], object], Callable[[], list[str]]]:
    """Return `__all__`, `__getattr__` and `__dir__` of a package whose names are imported on first use.

    Args:
        package: The package's `__name__`.
        modules: The public names in each of its modules, separated by spaces. Under the empty key, the
            modules that are public names themselves. A module outside the package has its full name.
        internal: Modules that only inspectprep itself takes from here, separated by spaces.
    """
    homes = {name: module for module, names in modules.items() for name in names.split()}
    public = sorted(homes)
    homes |= dict.fromkeys(internal.split(), "")

    def find(name: str) -> object:
        if name not in homes:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        if not homes[name]:
            return import_module(f"{package}.{name}")
        home = homes[name] if homes[name].startswith("inspectprep.") else f"{package}.{homes[name]}"
        value = getattr(import_module(home), name)
        setattr(import_module(package), name, value)
        return value

    return public, find, lambda: public
