"""Runs the examples in Markdown documents as they are printed, as a reader does (`tests/project/reader.py`).

In each document, blocks share one folder, which is empty at first, and one Python, from top to bottom.

=============  ==============================================================================
block          what happens
=============  ==============================================================================
``python``     it is run
``console``    each ``$ `` line is run and may not fail, unless ``$ echo $?`` follows and shows
               how it ends; output shown must be what is printed, ``...`` standing for anything
``toml``       it is parsed; so is ``json``
any of these,  a first line ``# NAME.suffix`` saves the block in the folder under that name, and
named          does nothing else; ``# add to NAME.suffix`` adds it to the end of that file
``text``       nothing, unless it is named
=============  ==============================================================================
"""

from __future__ import annotations

import json
import re
import tomllib
from fnmatch import fnmatchcase
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser

from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from sybil import Example
    from sybil.document import Document

    from tests.project.reader import Reader

__all__ = ["LANGUAGES", "parse"]

LANGUAGES = {"console", "json", "python", "text", "toml"}
NAMED = re.compile(r"# (add to )?([\w./-]+\.\w+)\n")
ASKS_CODE = "echo $?"
# What sets up the tests' own surroundings would repeat it if it were run; its parts are looked up instead.
SETS_UP = ("cd ", "git clone ", "make ", "python3 -m venv ", ".venv/bin/python -m pip ")


def _saved(reader: Reader, example: Example) -> bool:
    """Save a block that names a file, and return whether it did."""
    text = str(example.parsed)
    named = NAMED.match(text)
    if named is None:
        return False
    path = reader.folder / named[2]
    if named[1]:
        path.write_text(path.read_text("utf-8") + text[named.end() :], encoding="utf-8")
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return True


def _python(reader: Reader, example: Example) -> None:
    if not _saved(reader, example):
        problem = reader.execute(str(example.parsed), example.path, example.line + example.parsed.line_offset)
        assert not problem, problem


def _toml(reader: Reader, example: Example) -> None:
    tomllib.loads(str(example.parsed))
    _saved(reader, example)


def _json(reader: Reader, example: Example) -> None:
    if not _saved(reader, example):
        json.loads(str(example.parsed))


def _console(reader: Reader, example: Example) -> None:
    """Run the commands of one block and compare what they print."""
    for line in str(example.parsed).splitlines():
        if line.startswith(("> ", *(f"$ {each}" for each in SETS_UP))):
            _look_up(line[2:])
    commands = _commands(str(example.parsed))
    for (command, expected), (following, code) in zip(commands, [*commands[1:], ("", [""])], strict=False):
        if command.startswith(SETS_UP) or command == ASKS_CODE:
            continue
        done = reader.run(command)
        printed = done.stdout + done.stderr
        allowed = int(code[0]) if following == ASKS_CODE else 0
        assert done.returncode == allowed, f"$ {command}\nended with {done.returncode}:\n{printed}"
        if expected:
            pattern = "\n".join(line.replace("[", "[[]") for line in expected).replace("...", "*")
            shown = "\n".join(line.rstrip() for line in printed.strip().splitlines())
            assert fnmatchcase(shown, pattern.strip()), f"$ {command}\nprinted:\n{printed}"


def _text(reader: Reader, example: Example) -> None:
    """Save a block that names a file."""
    _saved(reader, example)


def _look_up(command: str) -> None:
    """Check that a command that sets something up names targets and files that exist."""
    words = command.replace("\\", "/").split()
    if words[0] == "make":
        rules = (REPOSITORY / "Makefile").read_text("utf-8")
        assert re.search(rf"^{words[1]}:", rules, re.MULTILINE), f"there is no target {words[1]}"
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


EVALUATORS = {"python": _python, "console": _console, "toml": _toml, "json": _json, "text": _text}


def parse(path: Path, reader: Reader) -> Document:
    """Return a document whose examples a reader can run."""
    parsers = [
        CodeBlockParser(language=name, evaluator=partial(run, reader)) for name, run in EVALUATORS.items()
    ]
    return Sybil(parsers=parsers, path=str(path.parent), pattern=path.name).parse(path)
