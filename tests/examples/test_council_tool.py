"""The council's own tool of the examples: its pages, its errors, and its types."""

from __future__ import annotations

import importlib.util
import io
import re
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest

from inspectprep import synth
from tests.shared import REPOSITORY

SCRIPT = REPOSITORY / "examples" / "council_tool.py"
BOUNDARY = "xxBOUNDARYxx"

Ask = Callable[..., tuple[str, str]]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Return a function that sends a form to the tool, and returns the status and the page."""
    spec = importlib.util.spec_from_file_location("council_tool", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    council = {"authority": "Oxfordshire", "variant": "ilacs-short"}
    tool: Any = validator(module.Tool(module.open_workspace(tmp_path / "room", **council), **council))

    def send(path: str, *, files: dict[str, bytes] | None = None, **fields: str) -> tuple[str, str]:
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        for name, data in (files or {}).items():
            head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="workbook"; filename="{name}"'
            kind = "Content-Type: application/octet-stream"
            parts.append(f"{head}\r\n{kind}\r\n\r\n".encode() + data + b"\r\n")
        body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
        request: dict[str, Any] = {}
        setup_testing_defaults(request)
        request |= {
            "PATH_INFO": path,
            "REQUEST_METHOD": "POST",
            "QUERY_STRING": "",
            "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
        started: list[str] = []

        def start(status: str, _headers: object, _error: object = None) -> Callable[[bytes], object]:
            started.append(status)
            return len

        answer = tool(request, start)
        page = b"".join(answer).decode()
        answer.close()
        return started[0], page

    return send


@pytest.fixture(scope="module")
def upload(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A synthetic workbook with errors."""
    path = tmp_path_factory.mktemp("upload") / "annex-a.xlsx"
    made = synth.council(children=150, seed=7, as_of=date(2018, 4, 9), defects=0.05)
    synth.write_workbook(made, path)
    return path.read_bytes()


def test_an_upload_gives_findings_by_team(ask: Ask, upload: bytes) -> None:
    """The page has counts and places. It has no temporary path."""
    status, page = ask("/check", files={"annex-a.xlsx": upload}, day="2018-04-09")
    assert status == "200 OK"
    assert "<th>Team</th>" in page
    assert re.search(r"<td>List \d+![A-Z]+\d+</td>", page)
    assert "/tmp" not in page  # noqa: S108


def test_the_day_of_the_call_gives_a_report(ask: Ask, upload: bytes) -> None:
    """The report is about the latest upload, and about the tasks that are done."""
    ask("/check", files={"annex-a.xlsx": upload}, day="2018-04-09")
    status, page = ask("/ready", day="2018-04-09", done="run-annex-a")
    assert status == "200 OK"
    assert page.startswith("<!doctype html>")
    assert "16 Apr 2018" in page


def test_evidence_is_stored(ask: Ask) -> None:
    """It is there for the next request."""
    ask("/evidence", title="Audit of visits", says="Visits are on time.", by="Ann Avon")
    status, page = ask("/evidence", title="Audit of plans", by="Ann Avon", judgement="help_and_protection")
    assert status == "200 OK"
    assert "Audit of visits" in page
    assert "Audit of plans" in page


@pytest.mark.parametrize(
    ("path", "form", "words"),
    [
        ("/check", {"day": "2018-04-09"}, "No file to read"),
        ("/check", {"files": {"annex-a.xlsx": b"%PDF-1.4"}, "day": "2018-04-09"}, "The file is a PDF"),
        ("/ready", {"day": "2018-04-09", "done": "run-anex-a"}, "run-annex-a"),
        ("/ready", {"day": "9 April"}, "isoformat"),
        ("/evidence", {"title": "An audit", "by": ""}, "name"),
        ("/evidence", {"title": "An audit", "by": "A", "judgement": "help"}, "no judgement"),
    ],
)
def test_mistakes_of_a_form_are_answered(ask: Ask, path: str, form: dict[str, Any], words: str) -> None:
    """The page says what to do, and the tool goes on."""
    status, page = ask(path, **form)
    assert status == "400 Bad Request"
    assert words in page
    assert ask("/")[0] == "200 OK"


def test_the_tool_is_short_and_uses_the_names_at_the_top() -> None:
    """It has at most 150 lines, and mypy and a developer need no other module of inspectprep."""
    text = SCRIPT.read_text("utf-8")
    assert len([line for line in text.splitlines() if line.strip()]) <= 150
    assert "from inspectprep" not in text
    types = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    assert types["strict"] is True
    assert "examples/council_tool.py" in types["files"]
