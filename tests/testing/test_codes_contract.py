"""The contract of codes passes good plugins and fails bad ones."""

from __future__ import annotations

from types import ModuleType

import pytest

from inspectprep.annexa.catalogue import Code, CodeSet
from inspectprep.plugins import CodesProvider, hookimpl
from inspectprep.testing import CodesContract

GOOD = Code(code="K9", label="Our supported flats", variants=("K9 flat",))


def contract(*codes: Code, name: str = "placement_type") -> CodesContract:
    """Return the contract of a plugin that adds codes."""
    module = ModuleType("ours")

    def inspectprep_codes() -> list[CodesProvider]:
        target = [CodeSet(name=name, codes=codes)]
        return [CodesProvider(id="ours", summary="Our placements", target=target)]

    module.inspectprep_codes = hookimpl(inspectprep_codes)  # type: ignore[attr-defined]

    class Ours(CodesContract):
        plugin = module

    return Ours()


def run(tests: CodesContract) -> None:
    """Run every test of a contract."""
    for name in dir(tests):
        if name.startswith("test_"):
            getattr(tests, name)()


def test_a_good_plugin_passes() -> None:
    """Every test of the contract runs."""
    run(contract(GOOD))


@pytest.mark.parametrize(
    ("codes", "name", "message"),
    [
        ((), "placement_type", "adds no codes"),
        ((Code(code="K9", label=" "),), "placement_type", "has no label"),
        ((GOOD,), "placement_types", "placement_type"),
        ((Code(code="H5", label="Ours"),), "placement_type", "already means H5"),
    ],
)
def test_a_bad_plugin_fails(codes: tuple[Code, ...], name: str, message: str) -> None:
    """With a message that says what to correct."""
    with pytest.raises(AssertionError, match=message):
        run(contract(*codes, name=name))
