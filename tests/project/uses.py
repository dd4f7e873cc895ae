"""The uses of inspectprep that need optional libraries, tried in an environment that may lack some.

A script of its own, because it also runs where pytest is not installed:
``python uses.py FOLDER [LIBRARY ...]``. The folder has a workbook and a text file of Annex A. The libraries
are hidden before the first import. Prints what came of each use, as JSON.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

WORKBOOK = "annex-a.xlsx"
TEXT = "list-1.csv"
DAY = date(2026, 10, 5)


class Hider:
    """A finder that makes libraries look as if they were not installed."""

    def __init__(self, libraries: Sequence[str]) -> None:
        self.libraries = frozenset(libraries)

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Refuse the import as Python does for a library that is not there."""
        del path, target
        if name.partition(".")[0] in self.libraries:
            message = f"No module named {name!r}"
            raise ModuleNotFoundError(message, name=name)


def _plan() -> Any:
    import inspectprep as ip

    return ip.schedule(ip.Inspection(variant="ilacs-short", authority="Oxfordshire", notified=DAY))


def _write(folder: Path, name: str) -> None:
    import inspectprep as ip

    ip.write(_plan(), folder / "written" / name)


def _check(folder: Path, *names: str) -> Any:
    import inspectprep as ip

    return ip.annexa.check([folder / name for name in names], as_of=DAY)


def _readiness(_: Path) -> None:
    import inspectprep as ip

    timeline = _plan()
    ip.assess(timeline, tasks=ip.checklist(timeline))


def _workspace(folder: Path) -> None:
    import inspectprep as ip

    room = folder / "written" / "room"
    ip.Workspace.create(room, authority="Oxfordshire", variant="ilacs-short")
    ip.Workspace.open(room).readiness()


def _star(_: Path) -> None:
    exec("from inspectprep import *", {})  # noqa: S102  # a star is allowed at the top of a module only


def _frame(backend: str) -> Callable[[Path], None]:
    def use(_: Path) -> None:
        import inspectprep as ip

        ip.views.frame(_plan(), backend=backend)

    return use


def _frame_of_another_library(_: Path) -> None:
    from inspectprep.errors import SourceError
    from inspectprep.sources.frame import as_polars

    with suppress(SourceError):
        as_polars(object())


def _strategies(_: Path) -> None:
    from inspectprep.testing import strategies

    assert strategies.values


def _report_contract(_: Path) -> None:
    from inspectprep.testing import ReportContract

    class Contract(ReportContract):
        plugin = "inspectprep.reports.plugin"

    Contract().test_writes_any_report()


def _name(module: str, name: str) -> Callable[[Path], None]:
    return lambda _: getattr(import_module(module), name)


def _council(_: Path) -> None:
    import inspectprep as ip

    ip.synth.council(children=5, as_of=DAY)


def _council_workbook(folder: Path) -> None:
    import inspectprep as ip

    ip.synth.write_workbook(ip.synth.council(children=5, as_of=DAY), folder / "written" / "council.xlsx")


def _chart(_: Path) -> None:
    import inspectprep as ip

    ip.views.chart(_plan())


def _display(_: Path) -> None:
    _plan()._repr_html_()


def _command(*words: str) -> Callable[[Path], None]:
    """Return a use of the command line. A refusal is read from what it prints."""

    def use(folder: Path) -> None:
        from inspectprep.cli import main

        printed, problems = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        sys.argv = ["inspectprep", *(word.replace("FOLDER", str(folder)) for word in words)]
        try:
            with redirect_stdout(printed), redirect_stderr(problems):
                main()
        except SystemExit as ended:
            problems.seek(0)
            said = problems.read()
            if ended.code not in (0, 1):
                raise CommandError(ended.code, said) from None
            if "Traceback" in said:
                raise RuntimeError(said) from None

    return use


class CommandError(Exception):
    """A command that ended with an error."""

    def __init__(self, code: object, said: str) -> None:
        self.code = code
        self.said = said
        super().__init__(said)


_DATA = ("polars",)
_WORKBOOKS = ("polars", "fastexcel")
_CLI = ("cyclopts", "rich")
_TESTING = ("hypothesis", "time_machine")

_TRIED_ELSEWHERE = (
    "inspectprep.cli",  # one entry point, which the uses try
    "inspectprep.__main__",
    "inspectprep.testing.pytest_plugin",  # pytest itself loads it
)

USES: dict[str, tuple[tuple[str, ...], Callable[[Path], object]]] = {
    "every name at the top": (_DATA, _star),
    "readiness": ((), _readiness),
    "workspace": ((), _workspace),
    "report .md": ((), lambda folder: _write(folder, "plan.md")),
    "report .txt": ((), lambda folder: _write(folder, "plan.txt")),
    "report .json": ((), lambda folder: _write(folder, "plan.json")),
    "report .html": (("jinja2",), lambda folder: _write(folder, "plan.html")),
    "report .xlsx": (("xlsxwriter",), lambda folder: _write(folder, "plan.xlsx")),
    "report .docx": (("docx",), lambda folder: _write(folder, "plan.docx")),
    "report .ics": (("icalendar",), lambda folder: _write(folder, "plan.ics")),
    "check of a text file": (_DATA, lambda folder: _check(folder, TEXT)),
    "check of a workbook": (_WORKBOOKS, lambda folder: _check(folder, WORKBOOK)),
    "check of a frame": (("polars", "narwhals"), _frame_of_another_library),
    "indicators": (_DATA, _name("inspectprep.annexa", "indicators")),
    "caveats": (_DATA, _name("inspectprep.annexa", "caveats")),
    "rules": ((), lambda _: import_module("inspectprep.annexa").built_in()),
    "frame of polars": (("polars", "narwhals"), _frame("polars")),
    "frame of pandas": (("narwhals", "pyarrow", "pandas"), _frame("pandas")),
    "frame of pyarrow": (("narwhals", "pyarrow"), _frame("pyarrow")),
    "chart of a plan": (("altair", "narwhals", "jinja2"), _chart),
    "html in a notebook": (("jinja2",), _name("inspectprep.views", "html")),
    "display in a notebook": ((), _display),
    "synthetic council": (_DATA, _council),
    "workbook of a synthetic council": (("polars", "xlsxwriter"), _council_workbook),
    "sample": (("polars", "xlsxwriter"), _name("inspectprep.annexa.outputs", "sample")),
    "extract": (("polars", "xlsxwriter"), _name("inspectprep.annexa.outputs", "extract")),
    "example values for tests": ((), _name("inspectprep.testing", "make_timeline")),
    "strategies for tests": (("hypothesis",), _strategies),
    "contract of reports": (
        ("hypothesis", "time_machine", "jinja2", "docx", "xlsxwriter", "icalendar"),
        _report_contract,
    ),
    "inspectprep": (_CLI, _command()),
    "inspectprep --help": (_CLI, _command("--help")),
    "inspectprep --version": (_CLI, _command("--version")),
    "inspectprep frameworks list": (_CLI, _command("frameworks", "list")),
    "inspectprep timeline": (_CLI, _command("timeline", "ilacs-short", "--notified", "2026-10-05")),
    "inspectprep timeline --format ics": (
        (*_CLI, "icalendar"),
        _command("timeline", "ilacs-short", "--notified", "2026-10-05", "--format", "ics"),
    ),
    "inspectprep checklist --out": (
        (*_CLI, "xlsxwriter"),
        _command(*"checklist ilacs-short --notified 2026-10-05 --out FOLDER/written/tasks.xlsx".split()),
    ),
    "inspectprep annexa check": (
        (*_CLI, *_WORKBOOKS),
        _command("annexa", "check", f"FOLDER/{WORKBOOK}", "--as-of", "2026-10-05"),
    ),
    "inspectprep annexa check --workbook": (
        (*_CLI, *_DATA, "xlsxwriter"),
        _command(*f"annexa check FOLDER/{TEXT} --as-of 2026-10-05 --workbook FOLDER/written/m.xlsx".split()),
    ),
    "inspectprep annexa synth": (
        (*_CLI, "polars", "xlsxwriter"),
        _command("annexa", "synth", "FOLDER/written/synth.xlsx", "--children", "5"),
    ),
    "inspectprep annexa rules": ((*_CLI, *_DATA), _command("annexa", "rules")),
    "inspectprep demo": (
        (*_CLI, *_WORKBOOKS, "jinja2", "xlsxwriter", "icalendar"),
        _command("demo", "--out", "FOLDER/written/demo"),
    ),
    "inspectprep plugins list": (_CLI, _command("plugins", "list")),
}
"""Each use, with the libraries that it needs."""


def outcome(use: Callable[[Path], object], folder: Path) -> dict[str, object]:
    """Return what came of a use: it works, it is refused with a command of pip, or it fails."""
    try:
        use(folder)
    except CommandError as error:
        return _refused(error.said) if error.code == 2 else {"failed": repr(error)}
    except Exception as error:  # noqa: BLE001  # reported
        if type(error).__name__ == "LibraryError":
            return _refused(str(error)) | {"libraries": getattr(error, "libraries", ())}
        return {"failed": f"{type(error).__name__}: {error}"}
    return {"works": True}


def _refused(said: str) -> dict[str, object]:
    first = said.splitlines()[0] if said else ""
    if "Traceback" in said or "with: pip install" not in first:
        return {"failed": said}
    return {"refused": "pip install" + first.rpartition("pip install")[2]}


def unexplained_modules() -> list[str]:
    """Return the modules of inspectprep whose import ends in an error that names no command."""
    import inspectprep

    found = []
    for module in walk_packages(inspectprep.__path__, "inspectprep."):
        if module.name.startswith(_TRIED_ELSEWHERE):
            continue
        try:
            import_module(module.name)
        except Exception as error:  # noqa: BLE001  # reported
            if type(error).__name__ != "LibraryError":
                found.append(f"{module.name}: {error!r}")
    return found


def main() -> None:
    """Hide libraries, try every use, and print what came of it."""
    folder, hidden = Path(sys.argv[1]), sys.argv[2:]
    sys.meta_path.insert(0, Hider(hidden))
    results: dict[str, object] = {name: outcome(use, folder) for name, (_, use) in USES.items()}
    sys.stdout.write(json.dumps({"uses": results, "modules": unexplained_modules()}))


if __name__ == "__main__":
    main()
