"""Change one operator, number or condition at a time in `planning` and `calendar`, and see that a test fails.

cosmic-ray makes the mutants, in a copy of the source and the tests under .cache/mutation. By default a sample
of the places is tried, with one mutant at each; the seed decides which. A mutant that a test caught is not
tried again until its module or that test file changes. A mutant that is the same program is left out: one
that differs in annotations only, one that compares with `is` for `==` (the values are None and members of
enumerations), and those that tests/equivalent_mutants.toml names one by one.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".cache" / "mutation"
COPY = WORK / "copy"
SOURCE = Path("src/inspectprep")
PACKAGES = ("calendar", "planning")
COPIED = ("src", "tests", "plugins", "pyproject.toml")
FURTHER_TESTS = ("tests/workspace/test_situations.py",)
IDENTITY = ("_Is_Eq", "_IsNot_NotEq", "_Eq_Is", "_NotEq_IsNot")
TRIALS_AT_A_PLACE = 4


class Mutant(NamedTuple):
    """One change of one module."""

    module: str
    line: int
    before: str
    after: str
    source: str


def operators() -> dict[str, object]:
    """Return the operators that need no arguments, by name."""
    classes = {name: get_operator(name) for name in sorted(operator_names())}
    return {
        name: kind() for name, kind in classes.items() if not kind.arguments() and not name.endswith(IDENTITY)
    }


OPERATORS = operators()


def digest(*parts: object) -> str:
    """Return the SHA-256 of texts."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()


@cache
def text_of(module: str) -> str:
    """Return a module as it was copied, even if it changes while its mutants are tried."""
    return (COPY / module).read_text("utf-8")


def places(module: str) -> dict[tuple[int, ...], list[tuple[str, int]]]:
    """Return the operators, with the number of the occurrence, that can change each place of a module."""
    text = text_of(module)
    saved = WORK / "places" / f"{digest(module, text, sorted(OPERATORS))}.json"
    if not saved.exists():
        nodes, found = list(ast_nodes(get_ast(text))), []
        for name, operator in OPERATORS.items():
            positions = (place for node in nodes for place in operator.mutation_positions(node))
            found += [((*start, *end), name, number) for number, (start, end) in enumerate(positions)]
        saved.parent.mkdir(parents=True, exist_ok=True)
        saved.write_text(json.dumps(found), "utf-8")
    by_place = defaultdict(list)
    for place, name, number in json.loads(saved.read_text("utf-8")):
        by_place[tuple(place)].append((name, number))
    return by_place


class _Executed(ast.NodeTransformer):
    """A module without what only a type checker reads."""

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(value=None)
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST | None:
        names = {part.id for part in ast.walk(node.test) if isinstance(part, ast.Name)}
        return None if "TYPE_CHECKING" in names else self.generic_visit(node)


@cache
def executed(source: str) -> str | None:
    """Return the program of a module, or None if the source is not valid Python."""
    try:
        return ast.dump(_Executed().visit(ast.parse(source)))
    except SyntaxError:
        return None


def mutant(module: str, operator: str, number: int) -> Mutant | None:
    """Return a mutant, or None if it is not valid Python, or the same program."""
    text = text_of(module)
    source = mutate_code(text, OPERATORS[operator], number)
    if source is None or executed(source) in {None, executed(text)}:
        return None
    old, new = text.splitlines(), source.splitlines()
    first = next(place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    same = 0
    while same < min(len(old), len(new)) - first and old[-1 - same] == new[-1 - same]:
        same += 1
    changed = (lines[first : len(lines) - same] for lines in (old, new))
    before, after = (" ".join(filter(None, map(str.strip, lines))) for lines in changed)
    return Mutant(module, first + 1, before, after, source)


def mutants(modules: list[str], seed: int, *, everything: bool) -> Iterator[Mutant]:
    """Yield one mutant at each place in the order of the seed, or every mutant of every place."""
    ranked = sorted(
        (digest(seed, module, place), module, choices)
        for module in modules
        for place, choices in places(module).items()
    )
    for rank, module, choices in ranked:
        order = sorted(choices, key=lambda choice: digest(rank, choice))
        made = (mutant(module, *choice) for choice in (order if everything else order[:TRIALS_AT_A_PLACE]))
        found = [one for one in made if one] if everything else [one for one in made if one][:1]
        yield from found


def tests_of(module: str) -> list[list[str]]:
    """Return the test files in three steps: those of the module, of its folder, and all others."""
    own = (Path("tests") / Path(module).relative_to(SOURCE)).with_name(f"test_{Path(module).name}")
    folders = ("tests/calendar", "tests/planning")
    files = [path.relative_to(COPY) for folder in folders for path in (COPY / folder).rglob("test_*.py")]
    steps: list[list[str]] = [[], [], []]
    for path in sorted((*files, *map(Path, FURTHER_TESTS))):
        steps[0 if path == own else 1 if path.parent == own.parent else 2].append(path.as_posix())
    return [step for step in steps if step]


def run_tests(files: list[str], limit: float, *, first: bool = False) -> tuple[bool, str]:
    """Run test files in the copy until one fails.

    Args:
        files: The test files.
        limit: The time limit in seconds.
        first: Whether this is the run without a mutant. It writes the byte code of the tests for the others.

    Returns:
        Whether all passed, and the file with the failing test (empty if it was the time limit or an import).
    """
    quiet = ("-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin")
    environment = os.environ | {
        "PYTHONPATH": str(COPY / "src"),
        "PYTHONDONTWRITEBYTECODE": "" if first else "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    command = [sys.executable, "-m", "pytest", *quiet, "--hypothesis-profile=mutation", *files]
    try:
        done = subprocess.run(
            command, cwd=COPY, env=environment, capture_output=True, text=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        return False, ""
    failed = [
        line.split(" ")[1] for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))
    ]
    return done.returncode == 0, failed[0].split("::")[0] if failed else ""


def copy() -> None:
    """Copy what the tests need, with byte code that is checked by the content of its source."""
    shutil.rmtree(COPY, ignore_errors=True)
    COPY.mkdir(parents=True)
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, COPY / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        else:
            shutil.copy(ROOT / name, COPY / name)
    command = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "src"]
    subprocess.run(command, cwd=COPY, check=True)


class Results:
    """The mutants that earlier runs caught, and by which test file."""

    def __init__(self) -> None:
        self.path = WORK / "caught.jsonl"
        lines = self.path.read_text("utf-8").splitlines() if self.path.exists() else []
        self.caught = dict(map(json.loads, lines))

    def knows(self, one: Mutant) -> bool:
        """Return whether the test file that caught a mutant is as it was."""
        return self.caught.get(digest(one.module, one.source)) in self._states()

    def add(self, one: Mutant, test: str) -> None:
        """Note a mutant as caught."""
        if test:
            with self.path.open("a", encoding="utf-8") as lines:
                state = digest(test, (COPY / test).read_text("utf-8"))
                lines.write(json.dumps((digest(one.module, one.source), state)) + "\n")

    @cache  # noqa: B019 - there is one object, and it lives as long as the script
    def _states(self) -> set[str]:
        files = tests_of(str(SOURCE / "planning" / "order.py"))
        return {digest(name, (COPY / name).read_text("utf-8")) for part in files for name in part}


def equivalent() -> dict[tuple[str, str, str], str]:
    """Return the reasons of the mutants that are left out, by module, line before and line after."""
    listed = tomllib.loads((ROOT / "tests/equivalent_mutants.toml").read_text("utf-8")).get("mutants", [])
    for one in listed:
        text = " ".join(line.strip() for line in text_of(one["module"]).splitlines())
        if one["before"] not in text:
            print(f"Remove from tests/equivalent_mutants.toml, not in {one['module']}: {one['before']}")
    return {(one["module"], one["before"], one["after"]): one["reason"] for one in listed}


def survives(one: Mutant, limit: float, results: Results) -> bool:
    """Return whether all tests pass with a mutant; note it if they do not."""
    path = COPY / one.module
    path.write_text(one.source, "utf-8")
    try:
        for step in tests_of(one.module):
            passed, test = run_tests(step, limit)
            if not passed:
                results.add(one, test)
                return False
    finally:
        path.write_text(text_of(one.module), "utf-8")
    return True


def main() -> None:
    """Try mutants, print the share that was caught, and fail below the share that is asked for."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--sample", type=int, default=300, help="the number of mutants")
    arguments.add_argument("--all", action="store_true", help="every mutant of every place: hours")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument(
        "--share", type=int, default=90, help="the least share of caught mutants, in percent"
    )
    arguments.add_argument("--only", nargs="*", default=[""], help="parts of the paths of modules")
    asked = arguments.parse_args()

    modules = [
        str(path.relative_to(ROOT).as_posix())
        for package in PACKAGES
        for path in sorted((ROOT / SOURCE / package).rglob("*.py"))
        if any(part in path.as_posix() for part in asked.only)
    ]
    copy()
    left_out = equivalent()
    began = time.monotonic()
    every_test = [test for tests in tests_of(modules[0]) for test in tests]
    passed, test = run_tests(every_test, 1800, first=True)
    if not passed:
        raise SystemExit(f"The tests fail without any mutant: {test}")
    limit = 30 + 3 * (time.monotonic() - began)
    results, tried, caught = Results(), Counter(), Counter()
    for one in mutants(modules, asked.seed, everything=asked.all):
        if not asked.all and tried.total() == asked.sample:
            break
        if (one.module, one.before, one.after) in left_out:
            continue
        lives = not results.knows(one) and survives(one, limit, results)
        if lives:
            print(f"\n{one.module}:{one.line}\n  - {one.before}\n  + {one.after}")
        package = ".".join(Path(one.module).parent.relative_to(SOURCE).parts)
        tried[package] += 1
        caught[package] += not lives
        print(f"\r{tried.total()} tried, {caught.total()} caught", end="", flush=True)
    print()
    for package in sorted(tried):
        print(f"{package:24} {caught[package]:4} of {tried[package]:4} caught")
    share = 100 * caught.total() / max(tried.total(), 1)
    print(f"{'Together':24} {caught.total():4} of {tried.total():4} caught: {share:.1f}%")
    if share < asked.share:
        raise SystemExit(f"Fewer than {asked.share}% of the mutants were caught: add tests for those above.")


if __name__ == "__main__":
    main()
