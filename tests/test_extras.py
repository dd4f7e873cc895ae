"""Optional libraries: each that is missing or broken is explained, with the command that installs it."""

from __future__ import annotations

import pickle
import shlex
import sys
from importlib import import_module
from pathlib import Path

import pytest

from inspectprep import extras
from inspectprep.errors import InspectPrepError, LibraryError
from inspectprep.extras import EXTRAS, is_installed, optional, pip_command, require

LIBRARY = "inspectprep_tests_no_such_library"


@pytest.mark.parametrize(
    ("libraries", "command"),
    [
        ((), 'pip install "inspectprep[all]"'),
        (("polars",), 'pip install "inspectprep[data]"'),
        (("polars", "narwhals"), 'pip install "inspectprep[data]"'),
        (("xlsxwriter", "polars"), 'pip install "inspectprep[data,reports]"'),
        (("polars", "pandas"), 'pip install "inspectprep[data]" pandas'),
        (("pandas", "pyarrow"), "pip install pandas pyarrow"),
    ],
)
def test_one_command_installs_what_is_missing(libraries: tuple[str, ...], command: str) -> None:
    """Extras are named together, and a library of no extra by its own name."""
    assert pip_command(*libraries) == command


def test_no_shell_reads_the_brackets() -> None:
    """Without quotes, zsh takes [data] for a pattern. Double quotes are right on Windows too."""
    for library in EXTRAS:
        command = pip_command(library)
        assert "'" not in command
        assert shlex.split(command) == ["pip", "install", f"inspectprep[{EXTRAS[library]}]"]


def test_a_missing_library_is_named_with_its_command() -> None:
    """The error is both one of inspectprep's and an ImportError, and the raw error is not shown with it."""
    with pytest.raises(LibraryError) as caught, optional(LIBRARY):
        import_module(LIBRARY)
    error = caught.value
    assert isinstance(error, InspectPrepError)
    assert isinstance(error, ImportError)
    assert (error.libraries, error.reason) == ((LIBRARY,), "missing")
    assert f"pip install {LIBRARY}" in str(error)
    assert error.__suppress_context__
    assert error.__cause__ is None


def test_all_missing_libraries_are_named_together() -> None:
    """One command installs them all."""
    with pytest.raises(LibraryError, match=f"{LIBRARY}, {LIBRARY}_two") as caught:
        require("attrs", LIBRARY, f"{LIBRARY}_two", LIBRARY)
    assert caught.value.remedy == f"Install with: pip install {LIBRARY} {LIBRARY}_two"


def test_libraries_that_are_there_are_not_imported() -> None:
    """Looking for a library does not load it."""
    require("attr", "wave")
    assert is_installed("wave")
    assert "wave" not in sys.modules


BROKEN = {
    "a library that it needs is missing": "import inspectprep_tests_nothing_here",
    "a name is missing": "from json import no_such_name",
    "a part of it is missing": "import inspectprep_tests_broken.part",
    "its compiled part does not load": "raise OSError('DLL load failed')",
    "it was made for another version of Python": "import collections; collections.Mapping",
}


@pytest.mark.parametrize("code", BROKEN.values(), ids=BROKEN)
def test_a_broken_library_is_not_called_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    """The error says that it is installed, why it failed, and how to install it again."""
    name = "inspectprep_tests_broken"
    package = tmp_path / name
    package.mkdir()
    (package / "__init__.py").write_text(code, encoding="ascii")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(LibraryError, match="is installed, but it does not work") as caught, optional(name):
        import_module(name)
    assert caught.value.reason == "unusable"
    assert caught.value.remedy == f"Install it again with: pip install --force-reinstall {name}"
    assert caught.value.__cause__ is not None


def test_an_older_version_is_not_called_missing() -> None:
    """A name that only a newer version has ends in the same error as a broken library."""
    with pytest.raises(LibraryError, match="wrong version") as caught, optional("attrs"):
        from attrs import of_a_later_version  # type: ignore[attr-defined]  # noqa: F401, PLC0415
    assert caught.value.reason == "unusable"


def test_the_first_explanation_stays() -> None:
    """A library that is missing inside the block of another is the one that is named."""
    with pytest.raises(LibraryError) as caught, optional("attrs"), optional(LIBRARY):
        import_module(LIBRARY)
    assert caught.value.libraries == (LIBRARY,)


def test_other_errors_pass() -> None:
    """Only errors of an import are explained."""
    with pytest.raises(ZeroDivisionError), optional(LIBRARY):
        _ = 1 // 0


@pytest.mark.parametrize("value", [None, "raises"])
def test_a_blocked_import_is_a_missing_library(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    """A library that another program hides is not there."""
    if value is None:
        monkeypatch.setitem(sys.modules, LIBRARY, None)  # type: ignore[arg-type]
    else:

        def blocked(name: str) -> None:
            raise ImportError(name)

        monkeypatch.setattr(extras, "find_spec", blocked)
    assert not is_installed(LIBRARY)


def test_the_error_can_be_pickled() -> None:
    """It comes back from another process with all it says."""
    error = LibraryError("Not here.", remedy="Install it.", libraries=["polars"], reason="missing")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # made two lines above
    assert (str(again), again.libraries, again.reason) == (str(error), ("polars",), "missing")
