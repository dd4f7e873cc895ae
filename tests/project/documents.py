"""Runs the examples in Markdown documents as they are printed.

In each document, blocks share one working folder and one Python namespace, from top to bottom.

=============  ==============================================================================
block          what happens
=============  ==============================================================================
``python``     it is run
``console``    each ``$ `` line is run and may not fail, unless ``$ echo $?`` follows and shows
               how it ends; output shown must be what is printed, ``...`` standing for anything
``toml``       it is parsed; so is ``json``
any of these,  a first line ``# NAME.suffix`` saves the block in the folder under that name, and
named          does nothing else
``text``       nothing, unless it is named
=============  ==============================================================================
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from sybil import Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown import CodeBlockParser

if TYPE_CHECKING:
    from sybil import Example
    from sybil.document import Document

__all__ = ["LANGUAGES", "parse"]

LANGUAGES = {"console", "json", "python", "text", "toml"}
NAMED = re.compile(r"# ([\w./-]+\.\w+)\n")
ASKS_CODE = "echo $?"
# What sets up the tests' own surroundings would repeat it if it were run; its parts are looked up instead.
SETS_UP = ("cd ", "git clone ", "make ", "python3 -m venv ", ".venv/bin/python -m pip ", "pip install ")
REPOSITORY = Path(__file__).resolve().parents[2]


def _saved(example: Example) -> bool:
    """Save a block that names a file, and return whether it did."""
    text = str(example.parsed)
    named = NAMED.match(text)
    if named is None:
        return False
    path = Path(named[1])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def _python(example: Example) -> None:
    if not _saved(example):
        PythonEvaluator()(example)


def _toml(example: Example) -> None:
    tomllib.loads(str(example.parsed))
    _saved(example)


def _json(example: Example) -> None:
    json.loads(str(example.parsed))


def _console(example: Example) -> None:
    """Run the commands of one block and compare what they print."""
    for line in str(example.parsed).splitlines():
        if line.startswith(("> ", *(f"$ {each}" for each in SETS_UP))):
            _look_up(line[2:])
    commands = _commands(str(example.parsed))
    for (command, expected), (following, code) in zip(commands, [*commands[1:], ("", [""])], strict=False):
        if command.startswith(SETS_UP) or command == ASKS_CODE:
            continue
        done = _run(command, reference="reference" in Path(example.path).parts)
        printed = done.stdout + done.stderr
        allowed = int(code[0]) if following == ASKS_CODE else 0
        assert done.returncode == allowed, f"$ {command}\nended with {done.returncode}:\n{printed}"
        if expected:
            pattern = "\n".join(line.replace("[", "[[]") for line in expected).replace("...", "*")
            shown = "\n".join(line.rstrip() for line in printed.strip().splitlines())
            assert fnmatchcase(shown, pattern.strip()), f"$ {command}\nprinted:\n{printed}"


def _text(example: Example) -> None:
    """Save a block that names a file."""
    _saved(example)


def _look_up(command: str) -> None:
    """Check that a command that sets something up names targets and files that exist."""
    words = command.replace("\\", "/").split()
    if words[0] == "make":
        rules = (REPOSITORY / "Makefile").read_text("utf-8")
        assert re.search(rf"^{words[1]}:", rules, re.MULTILINE), f"there is no target {words[1]}"
    for extras in re.findall(r"inspectprep\[([\w,-]+)\]", command):
        known = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
        assert set(extras.split(",")) <= known["project"]["optional-dependencies"].keys(), command
    for option, path in pairwise(words):
        if option in ("-r", "-e"):
            assert (REPOSITORY / path).exists(), f"{path} is not there"


def _commands(text: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.startswith("> "):
            continue  # a Windows prompt
        elif found:
            found[-1][1].append(line.rstrip())
    return found


def _run(command: str, *, reference: bool) -> subprocess.CompletedProcess[str]:
    """Run a command. The reference is printed without plugins: it is the same in every environment."""
    programs = Path(sys.executable).parent
    return subprocess.run(
        shlex.split(command),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ
        | {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "COLUMNS": "100",
            "NO_COLOR": "1",
            "PYTHONIOENCODING": "utf-8",
        }
        | ({"INSPECTPREP_PLUGINS": "none"} if reference else {}),
    )


EVALUATORS = {"python": _python, "console": _console, "toml": _toml, "json": _json, "text": _text}


def parse(path: Path) -> Document:
    """Return a document whose examples can be run."""
    parsers = [CodeBlockParser(language=name, evaluator=run) for name, run in EVALUATORS.items()]
    return Sybil(parsers=parsers, path=str(path.parent), pattern=path.name).parse(path)
