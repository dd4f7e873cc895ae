"""The cost of imports and their direction."""

from __future__ import annotations

import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp

from tests.shared import REPOSITORY

HEAVY = [
    "attrs",
    "cattrs",
    "tomli_w",
    "pluggy",
    "polars",
    "dateutil",
    "importlib.metadata",
    "cyclopts",
    "rich",
]


def loaded_by(statement: str) -> set[str]:
    """Return the modules that a fresh interpreter without installed packages has after a statement."""
    code = f"import sys; sys.path.insert(0, {str(REPOSITORY / 'src')!r}); {statement}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_importing_inspectprep_loads_nothing_heavy() -> None:
    """`import inspectprep` needs no third-party package and no metadata scan."""
    loaded = loaded_by("import inspectprep")
    assert "inspectprep" in loaded
    assert not loaded & set(HEAVY)


def test_importing_inspectprep_loads_nothing_but_its_table_of_contents() -> None:
    """The package is a table of contents: what is asked for is loaded when it is asked for."""
    assert {name for name in loaded_by("import inspectprep") if name.startswith("inspectprep")} == {
        "inspectprep",
        "inspectprep.lazy",
    }


CLI = REPOSITORY / "src/inspectprep/cli"


def test_no_command_needs_a_data_library_for_its_help() -> None:
    """A module of the command line imports what it works with when it runs."""
    paths = [path for path in CLI.rglob("*.py") if path.name != "__init__.py"]
    modules = (".".join(path.relative_to(REPOSITORY / "src").with_suffix("").parts) for path in paths)
    code = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"polars", "fastexcel", "xlsxwriter", "jinja2", "docx"} & set(done.stdout.split())


def test_imports_run_one_way() -> None:
    """The import contracts of pyproject.toml hold."""
    linter = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run(
        [linter, "--no-logo", "--no-cache"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert " 0 broken" in checked.stdout


def test_no_modules_of_annex_a_import_each_other() -> None:
    """There is no circle, not even one of imports that only type checkers see."""
    graph = grimp.build_graph("inspectprep", exclude_type_checking_imports=False)
    modules = graph.find_descendants("inspectprep.annexa")
    TopologicalSorter(
        {name: graph.find_modules_directly_imported_by(name) & modules for name in modules}
    ).prepare()
