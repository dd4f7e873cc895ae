"""Files that are no files, or that are odd inside: a sentence, never a traceback, and no command waits."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inspectprep.annexa import read_saved
from inspectprep.annexa.outputs.extract import read_key
from inspectprep.annexa.results import marks
from inspectprep.codec import read_json
from inspectprep.errors import DocumentError, SourceError, WriteError
from inspectprep.files import writing
from inspectprep.inputs import open_file, read_file
from inspectprep.model.finding import CheckSummary

LONG = "x" * 300
PIPES = hasattr(os, "mkfifo")


class HangError(BaseException):
    """Raised in a test that waits, past every handler of errors."""


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    """End a test that waits for a pipe."""
    if not PIPES:
        yield
        return

    def stop(*_: object) -> None:
        raise HangError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(30)
    yield
    signal.alarm(0)


@pytest.fixture
def room(cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a workspace with one item of evidence, and go into it."""
    assert cli("init", tmp_path / "room", "--authority", "Borsetshire", "--variant", "ilacs-short").code == 0
    monkeypatch.chdir(tmp_path / "room")
    assert cli("evidence", "add", "--title", "Audit", "--kind", "audit", "--by", "Ann").code == 0
    return tmp_path / "room"


INPUTS = [
    ("annexa", "check"),
    ("annexa", "indicators"),
    ("annexa", "check", "list.csv", "--policy"),
    ("annexa", "check", "list.csv", "--rules"),
    ("annexa", "check", "list.csv", "--explanations"),
    ("ready", "--annexa"),
    ("ready", "--variant", "ilacs-short", "--notified", "2026-11-30", "--people"),
    ("ready", "--variant", "ilacs-short", "--notified", "2026-11-30", "--states"),
    ("timeline", "ilacs-short", "--notified", "2026-11-30", "--framework"),
    ("checklist", "ilacs-short", "--notified", "2026-11-30", "--tasks"),
    ("worker", "import"),
    ("worker", "import", "--annexa"),
    ("workspace", "import"),
    ("scan",),
    ("scan", "learn"),
    ("evidence", "file", "ev-1"),
    ("evidence", "file", "ev-1", "--copy"),
    ("lesson", "list", "--workspace"),
]
OUTPUTS = [
    ("selfeval", "--out"),
    ("selfeval", "--format", "html", "--out"),
    ("room", "--out"),
    ("timeline", "ilacs-short", "--notified", "2026-11-30", "--format", "ics", "--out"),
    ("workspace", "backup"),
    ("workspace", "export"),
]
NUL = "a\x00b"


def odd(name: str, folder: Path) -> Path:
    """Return a path of this kind."""
    path = folder / name
    if name == "pipe":
        os.mkfifo(path)
    elif name == "folder":
        path.mkdir()
    elif name == "device":
        return Path("/dev/zero")
    elif name == "long":
        return folder / LONG
    elif name == "very long":
        return Path("y" * 10_000)
    elif name == "loop":
        path.symlink_to(path)
    elif name == "below a file":
        path.write_bytes(b"words")
        return path / "file"
    return path


ODD = ("pipe", "device", "folder", "long", "very long", "loop", "below a file", "missing")


WITH_PIPES = pytest.mark.skipif(not PIPES, reason="this system has no pipes with names")


@WITH_PIPES
@pytest.mark.parametrize("command", INPUTS, ids=" ".join)
@pytest.mark.usefixtures("room")
def test_an_input_that_is_no_file_is_refused_with_a_sentence(
    cli: Any, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Nothing is waited for, and the path is not shown at length."""
    Path("list.csv").write_text("Child Unique ID,Date of Birth\n1,2015-01-01\n")
    for name in ODD:
        if name == "folder" and command[0] in ("annexa", "ready"):
            continue  # Annex A files may be given as a folder
        done = cli(*command, odd(name, tmp_path))
        assert done.code in (1, 2), (name, done.out)
        assert "error in inspectprep" not in done.err, (name, done.err)
        assert done.code == 1 or done.err.startswith("inspectprep: "), (name, done.err)
        assert len(done.err) < 1_500, name


@WITH_PIPES
@pytest.mark.parametrize("command", OUTPUTS, ids=" ".join)
@pytest.mark.usefixtures("room")
def test_an_output_that_is_no_file_is_refused_with_a_sentence(
    cli: Any, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """A pipe or a device is never replaced by a file."""
    for name in ODD:
        if name in ("missing", "loop"):
            continue  # a file of this name can be written
        path = odd(name, tmp_path)
        kind = path.stat().st_mode if name in ("pipe", "device") else None
        done = cli(*command, path)
        assert done.code == 2, (name, done.out)
        assert "error in inspectprep" not in done.err, (name, done.err)
        assert len(done.err) < 700, name
        assert kind is None or path.stat().st_mode == kind


@WITH_PIPES
@pytest.mark.usefixtures("room")
def test_evidence_whose_file_is_none_blocks_nothing(cli: Any, tmp_path: Path) -> None:
    """The location is recorded, and the checks of files say that it is missing or cannot be read."""
    for name in ODD:
        path = odd(name, tmp_path)
        done = cli("evidence", "update", "ev-1", "--location", path, "--by", "Ann")
        assert done.code == 0, (name, done.err)
        checked = cli("evidence", "verify", "--json")
        assert checked.code == 1
        assert checked.json["files"][0]["state"] in ("missing", "unreadable"), name
        for command in (("workspace", "verify"), ("selfeval",), ("evidence", "coverage")):
            assert "error in inspectprep" not in cli(*command).err, name


NESTED = 100_000
TEXTS = {
    "deep lists": "a = " + "[" * NESTED,
    "deep lists that end": "a = " + "[" * NESTED + "]" * NESTED,
    "deep tables": "a = " + "{a=" * NESTED,
    "deep keys": ".".join("a" * 3_000) + " = 1",
    "a long number": "a = " + "9" * 10_000,
    "a null character": "a = 1\n\x00",
    "null characters": "\x00" * 1_000,
    "words": "not TOML",
    "bytes": "\udcff\udcfe",
    "an odd date": "a = 2026-99-99",
    "an infinite number": "schema = 'inspectprep/people/1'\na = inf",
}


@pytest.mark.parametrize(
    "command", [command for command in INPUTS if command[0] not in ("annexa", "lesson")], ids=" ".join
)
@pytest.mark.usefixtures("room")
def test_odd_text_is_refused_with_a_sentence(cli: Any, tmp_path: Path, command: tuple[str, ...]) -> None:
    """TOML, CSV and exports alike; a file of evidence may be anything."""
    for name, text in TEXTS.items():
        file = tmp_path / "odd.toml"
        file.write_bytes(text.encode("utf-8", "surrogateescape"))
        done = cli(*command, file)
        assert "error in inspectprep" not in done.err, (name, done.err)
        assert len(done.err) < 1_500, name


JSON_TEXTS = {
    "deep lists": "[" * NESTED,
    "deep lists that end": '{"a": ' + "[" * NESTED + "]" * NESTED + "}",
    "deep tables": '{"a":' * NESTED,
    "a long number": f'{{"a": {"9" * 10_000}}}',
    "a key twice among many": "{" + "".join(f'"{n}":1,' for n in range(100_000)) + '"99999":1}',
    "a null character": '{"a": 1}\x00',
}


@pytest.mark.parametrize("name", JSON_TEXTS)
def test_odd_json_is_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    """In time, and as a problem with the document."""
    file = tmp_path / "odd.json"
    file.write_text(JSON_TEXTS[name])
    with pytest.raises(DocumentError) as caught:
        read_json(file, CheckSummary)
    assert len(str(caught.value)) < 500


@pytest.mark.usefixtures("room")
def test_a_cell_of_200_kb_is_named_by_its_line(cli: Any, tmp_path: Path) -> None:
    """A quotation mark that is never closed makes one."""
    file = tmp_path / "workers.csv"
    file.write_text('Name,Team\nAnn Avon,North\n"Ben' + "x" * 200_000 + '",South\n')
    done = cli("worker", "import", file, "--by", "Ann")
    assert (done.code, "Line 3 has a cell that is too long" in done.err) == (2, True)
    file.write_text("Name,Team,Joined\nAnn Avon,North,01/01/" + "9" * 50 + "\n")
    done = cli("worker", "import", file, "--by", "Ann")
    assert (done.code, "not a valid date" in done.err) == (2, True)
    assert cli("worker", "list").out.count("Avon") == 0


def test_a_name_with_a_null_character_is_missing(tmp_path: Path) -> None:
    """A document may name one, and the command line cannot."""
    with pytest.raises(SourceError, match="no such file"):
        read_file(tmp_path / NUL)
    with pytest.raises(WriteError), writing(tmp_path / NUL):
        pass


@WITH_PIPES
def test_a_key_and_a_saved_result_are_files(tmp_path: Path) -> None:
    """They are given by name too."""
    pipe = odd("pipe", tmp_path)
    for read in (read_key, read_saved, marks.read_key):
        with pytest.raises(SourceError):
            read(pipe)


def test_a_file_is_opened_by_its_name(tmp_path: Path) -> None:
    """As open does."""
    (tmp_path / "a").write_bytes(b"words")
    with open_file(tmp_path / "a") as stream:
        assert stream.name == str(tmp_path / "a")
        assert stream.read() == b"words"
