"""``published parse`` reads files and folders in parallel, and one bad file stops no other."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from inspectprep.cli.run import run
from inspectprep_published import UnreadFile, read_reports
from inspectprep_published.parallel import read_files
from inspectprep_published.sample import GRADES, IMPROVEMENTS, sample_report

KEYS = {
    "file", "kind", "authority", "urn", "variant", "fieldwork", "lead_inspectors", "grades", "improvements",
    "published", "outcome", "theme", "warnings", "edition", "priority_actions", "next_inspection",
    "deep_dive", "previous_inspection", "places", "error",
}  # fmt: skip


def _folder(folder: Path, count: int = 3) -> Path:
    for number in range(count):
        (folder / f"{number}.pdf").write_bytes(
            sample_report(council=f"Westhaven {'abc'[number % 3].upper()}")
        )
    return folder


ENDS_OR_WAITS = """
import os, time
from inspectprep_published.read import try_report

def read(path):
    if path.name == "1.pdf":
        os._exit(9)
    if path.name == "2.pdf":
        time.sleep(60)
    return try_report(path)
"""


def test_a_file_that_ends_a_process_or_takes_too_long_is_one_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest is read, in order."""
    files = sorted(_folder(tmp_path, 5).glob("*.pdf"))
    (tmp_path / "ends_or_waits.py").write_text(ENDS_OR_WAITS)
    monkeypatch.syspath_prepend(tmp_path)
    read = importlib.import_module("ends_or_waits").read
    entries = list(read_files(files, read, jobs=2, longest_seconds=20))
    assert [entry.file for entry in entries] == [file.name for file in files]
    assert [isinstance(entry, UnreadFile) for entry in entries] == [False, True, True, False, False]
    assert "longer than 20 seconds" in entries[2].error


def test_a_program_without_a_guard_may_read_in_parallel(tmp_path: Path) -> None:
    """The processes do not run it again."""
    folder, program = _folder(tmp_path, 3), tmp_path / "program.py"
    program.write_text(
        "from pathlib import Path\n"
        "from inspectprep_published import read_reports\n"
        f"files = sorted(Path({str(folder)!r}).glob('*.pdf'))\n"
        "print([report.file for report in read_reports(files)])\n"
    )
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=True)
    assert done.stdout == "['0.pdf', '1.pdf', '2.pdf']\n"


def test_readers_end_when_the_rest_is_not_wanted(tmp_path: Path) -> None:
    """A program may stop after the first reports."""
    reports = read_reports(sorted(_folder(tmp_path, 12).glob("*.pdf")), jobs=2)
    assert next(reports).file == "0.pdf"
    reports.close()  # type: ignore[attr-defined]


def test_one_report_is_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It has the keys of the documentation, always all of them."""
    assert run(["published", "parse", str(_folder(tmp_path, 1) / "0.pdf"), "--json"]) == 0
    entry = json.loads(capsys.readouterr().out)
    assert set(entry) == KEYS
    assert entry["grades"] == {name: grade.split(" to be")[0].lower() for name, grade in GRADES.items()}
    assert entry["fieldwork"] == [{"start": "2024-02-12", "end": "2024-02-23"}]
    assert entry["improvements"] == list(IMPROVEMENTS)
    assert entry["places"]["grades.overall"]["certainty"] == "printed"


def test_a_folder_is_json_lines_with_an_entry_for_each_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files that are not PDF by name are left out, and folders inside are read."""
    _folder(tmp_path)
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "BAD.PDF").write_bytes(b"<html></html>")
    (tmp_path / "notes.txt").write_text("no report")
    assert run(["published", "parse", str(tmp_path), "--json", "--jobs", "2"]) == 1
    out, err = capsys.readouterr()
    entries = [json.loads(line) for line in out.splitlines()]
    assert [entry["kind"] for entry in entries] == ["ilacs"] * 3 + ["not_a_report"]
    assert all(set(entry) == KEYS for entry in entries)
    assert "web page" in entries[-1]["error"]
    assert "4 of 4 files read" in err


def test_a_parquet_file_has_a_column_for_each_grade(tmp_path: Path) -> None:
    """Dates are dates, and lists are lists."""
    out = tmp_path / "reports.parquet"
    assert run(["published", "parse", str(_folder(tmp_path)), "--out", str(out), "--jobs", "1"]) == 0
    frame = pl.read_parquet(out)
    assert frame["grade_care_leavers"].to_list() == ["outstanding"] * 3
    assert frame["fieldwork"][0][0]["start"].isoformat() == "2024-02-12"
    assert frame["improvements"][1].to_list() == list(IMPROVEMENTS)
    assert frame["published"].null_count() == 3
    assert frame.schema["published"] == pl.Date


def test_json_lines_in_a_file_are_those_of_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An output that exists is replaced only when all is written."""
    folder, out = _folder(tmp_path, 2), tmp_path / "reports.jsonl"
    run(["published", "parse", str(folder), "--json"])
    shown = capsys.readouterr().out
    out.write_text("old")
    assert run(["published", "parse", str(folder), "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == shown
    assert not list(tmp_path.glob(".inspectprep*"))


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["{folder}/0.pdf", "--json", "--out", "x.jsonl"], "contradict"),
        (["{folder}/0.pdf", "--out", "x.csv"], "csv"),
        (["{folder}/0.pdf", "--out", "{folder}/0.pdf"], "pdf"),
        (["{folder}/empty"], "no PDF files"),
        ([], "No file is named"),
    ],
)
def test_a_request_that_cannot_be_carried_out_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], what: str
) -> None:
    """The exit code is 2, and nothing is written."""
    _folder(tmp_path, 1)
    (tmp_path / "empty").mkdir()
    assert run(["published", "parse", *(text.format(folder=tmp_path) for text in arguments)]) == 2
    assert what in capsys.readouterr().err


def test_the_exit_code_is_2_when_nothing_was_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The error names the file."""
    file = tmp_path / "bad.pdf"
    file.write_bytes(b"")
    assert run(["published", "parse", str(file)]) == 2
    assert "bad.pdf" in capsys.readouterr().err


def test_a_sample_of_a_council_in_other_letters_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The error says why, and no file is written."""
    file = tmp_path / "sample.pdf"
    assert run(["published", "sample", str(file), "--council", "\u0141\xf3d\u017a"]) == 2
    assert "Western Europe" in capfd.readouterr().err
    assert not file.exists()
