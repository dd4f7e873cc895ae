"""Every contract of one plugin, run without pytest."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from enum import StrEnum
from pathlib import Path

from inspectprep.errors import InspectPrepError
from inspectprep.model.representation import frozen
from inspectprep.plugins import open_registry
from inspectprep.testing.contracts.base import Contract, MissingTruthError
from inspectprep.testing.contracts.calendar import CalendarContract
from inspectprep.testing.contracts.codes import CodesContract
from inspectprep.testing.contracts.columns import ColumnsContract
from inspectprep.testing.contracts.framework import FrameworkContract
from inspectprep.testing.contracts.indicator import IndicatorContract
from inspectprep.testing.contracts.reason import ReasonContract
from inspectprep.testing.contracts.report import ReportContract
from inspectprep.testing.contracts.rule import RuleContract
from inspectprep.testing.contracts.source import SourceContract
from inspectprep.testing.contracts.store import StoreContract
from inspectprep.testing.contracts.task import TaskContract

CONTRACTS: tuple[type[Contract], ...] = (
    FrameworkContract,
    TaskContract,
    CalendarContract,
    SourceContract,
    CodesContract,
    ColumnsContract,
    RuleContract,
    IndicatorContract,
    ReasonContract,
    ReportContract,
    StoreContract,
)
"""The contract of each kind of provider."""

_LOADS = "test_plugin_loads_without_a_problem"


class Result(StrEnum):
    """The result of one requirement of a contract."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not run"
    """Only the author can say what is right, in a subclass of the contract."""


@frozen(kw_only=True)
class Requirement:
    """One requirement of a contract, and whether a plugin meets it.

    Attributes:
        contract: The name of the contract's class.
        text: What is required, as a sentence.
        result: The result.
        remedy: What happened and what to do. Empty if it passed.
    """

    contract: str
    text: str
    result: Result
    remedy: str = ""


def check_plugin(plugin: str) -> tuple[Requirement, ...]:
    """Run the contract of every kind of provider that a plugin has.

    What the plugin prints goes to the standard error stream.

    Args:
        plugin: The name of the plugin's module.
    """
    with _set_apart():
        return tuple(_requirements(plugin))


def _requirements(plugin: str) -> Iterator[Requirement]:
    yield _result(_of(Contract, plugin), _LOADS)
    registry = open_registry(load_plugins=False, environ={}, extra=[plugin])
    for contract in CONTRACTS:
        own = _of(contract, plugin)
        if any(True for _ in own.providers(registry)):
            yield from (_result(own, name) for name in _tests(contract) if name != _LOADS)


def _of(contract: type[Contract], plugin: str) -> Contract:
    subclass: type[Contract] = type(contract.__name__, (contract,), {"plugin": plugin})
    subclass.__module__ = contract.__module__
    return subclass()


def _tests(contract: type[Contract]) -> list[str]:
    """Return the names of a contract's tests, those that every contract has first."""
    names: dict[str, None] = {}
    for part in reversed(contract.__mro__):
        names |= dict.fromkeys(name for name in vars(part) if name.startswith("test_"))
    return list(names)


def _result(contract: Contract, name: str) -> Requirement:
    test = getattr(contract, name)
    text = (test.__doc__ or name).strip().splitlines()[0]
    result, remedy = Result.PASSED, ""
    try:
        test()
    except MissingTruthError as error:
        result, remedy = Result.NOT_RUN, str(error)
    except (AssertionError, InspectPrepError) as error:
        result, remedy = Result.FAILED, str(error)
    except Exception as error:  # noqa: BLE001 - a plugin may fail in any way
        result = Result.FAILED
        remedy = f"The plugin raised {type(error).__name__}. Run its tests with pytest to see where."
    return Requirement(contract=type(contract).__name__, text=text, result=result, remedy=remedy)


@contextmanager
def _set_apart() -> Iterator[None]:
    """Work in a temporary folder, so that nothing is left in the reader's own, and keep the output clean."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(sys.stderr):
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)
