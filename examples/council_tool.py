"""A council's own web page: it checks an upload, shows a plan, and records evidence.

Start it in a virtual environment with inspectprep, and open http://localhost:8000 in a browser:

    python council_tool.py FOLDER

FOLDER is the workspace of the council. If there is none, it is created.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from email import message_from_bytes
from html import escape
from pathlib import Path
from typing import Any, BinaryIO
from wsgiref.simple_server import make_server

import inspectprep as ip

FORMS = """
<h1>Are we ready?</h1>
<form action="check" method="post" enctype="multipart/form-data">
  <h2>Check Annex A</h2>
  <label>Workbook <input type="file" name="workbook"></label>
  <label>List date <input type="date" name="day"></label> <button>Check</button>
</form>
<form action="ready" method="post" enctype="multipart/form-data">
  <h2>If the call came</h2>
  <label>Day of the call <input type="date" name="day"></label>
  <label>Tasks that are done, by id <input name="done"></label> <button>Show</button>
</form>
<form action="evidence" method="post" enctype="multipart/form-data">
  <h2>Record evidence</h2>
  <label>Title <input name="title"></label> <label>What it shows <input name="says"></label>
  <label>Judgement <input name="judgement"></label> <label>Your name <input name="by"></label>
  <button>Record</button>
</form>
"""


class Form:
    """The fields of a form, and the files that were sent with it."""

    def __init__(self, content_type: str, body: bytes) -> None:
        self.fields: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        message = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
        for part in message.walk():
            content = part.get_payload(decode=True)
            name, filename = part.get_param("name", header="content-disposition"), part.get_filename()
            if filename and isinstance(content, bytes):
                self.files[filename] = content
            elif isinstance(name, str) and isinstance(content, bytes):
                self.fields[name] = content.decode().strip()

    def day(self, name: str) -> date:
        """Return the date in a field."""
        return date.fromisoformat(self.fields.get(name, ""))


class Tool:
    """The pages, for one council."""

    def __init__(self, workspace: ip.Workspace, *, authority: str, variant: str) -> None:
        self.workspace = workspace
        self.authority = authority
        self.variant = variant
        self.latest: ip.CheckSummary | None = None

    def check(self, form: Form) -> str:
        """Check an upload. The page has counts only: rows of children stay in memory."""
        result = self.workspace.check_annexa(form.files, as_of=form.day("day"))
        self.latest = result.summary
        worst = result.filter(severity=ip.Severity.ERROR, nature=ip.Nature.DATA)
        return (
            "<h1>Annex A</h1>"
            + table(("Team", "Errors", "Findings"), by_team(result))
            + table(("Place", "Message"), [(place(each), each.message) for each in worst.records()])
        )

    def ready(self, form: Form) -> bytes:
        """Return the readiness report for a call on a day, with the plan and the tasks."""
        day = form.day("day")
        visit = ip.Inspection(variant=self.variant, authority=self.authority, notified=day)
        timeline = self.workspace.schedule(visit)
        tasks = self.workspace.checklist(timeline)
        for name in form.fields.get("done", "").split():
            tasks = tasks.mark(name, ip.Status.DONE, on=day)
        ready = ip.assess(timeline, tasks=tasks, annexa=self.latest)
        return self.workspace.render(ready, "html", timeline=timeline, checklist=tasks)

    def evidence(self, form: Form) -> str:
        """Record an evidence item, and list all of them."""
        fields = form.fields
        item = ip.EvidenceItem(
            title=fields.get("title", ""),
            says=fields.get("says", ""),
            kind=ip.EvidenceKind.REPORT,
            judgements=(fields["judgement"],) if fields.get("judgement") else (),
        )
        self.workspace.records.add(item, by=fields.get("by", ""))
        items = self.workspace.records.all(ip.EvidenceItem)
        return table(("Id", "Title", "Shows"), [(each.id, each.title, each.says) for each in items])

    def answer(self, path: str, form: Form) -> tuple[str, str | bytes]:
        """Return the status and the page of a request."""
        pages: dict[str, Callable[[Form], str | bytes]] = {
            "/check": self.check,
            "/ready": self.ready,
            "/evidence": self.evidence,
        }
        page = pages.get(path)
        if page is None:
            return "200 OK", FORMS
        try:
            return "200 OK", page(form)
        except ip.RefusedError as error:
            return "403 Forbidden", paragraph(str(error))
        except (ip.InspectPrepError, ValueError) as error:
            return "400 Bad Request", paragraph(str(error))

    def __call__(self, request: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
        """Answer a request, as WSGI has it."""
        stream: BinaryIO = request["wsgi.input"]
        body = stream.read(int(request.get("CONTENT_LENGTH") or 0))
        status, page = self.answer(request["PATH_INFO"], Form(request.get("CONTENT_TYPE", ""), body))
        start(status, [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])
        return [page if isinstance(page, bytes) else page.encode()]


def by_team(result: ip.CheckResult) -> list[tuple[str, int, int]]:
    """Return each team with its errors and all its findings, the most findings first."""
    counts = result.group("team").iter_rows(named=True)
    return [(row["team"] or "No team", row["errors"], row["findings"]) for row in counts]


def place(finding: ip.Finding) -> str:
    """Return the place of a finding, such as ``List 6!F17``."""
    return f"{finding.location.sheet}!{finding.location.cell or finding.location.row or ''}"


def table(headings: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """Return a table as HTML."""
    lines = [f"<tr>{''.join(f'<th>{escape(text)}</th>' for text in headings)}</tr>"]
    lines += [f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in rows]
    return f"<table>{''.join(lines)}</table>"


def paragraph(text: str) -> str:
    """Return a text as HTML."""
    return f"<p>{escape(text)}</p>"


def open_workspace(folder: Path, *, authority: str, variant: str) -> ip.Workspace:
    """Open the workspace in a folder, or create it."""
    if (folder / "inspectprep.toml").exists():
        return ip.Workspace.open(folder)
    return ip.Workspace.create(folder, authority=authority, variant=variant)


def main() -> None:
    """Serve the pages on this computer only."""
    council = {"authority": "Oxfordshire", "variant": "ilacs-short"}
    tool = Tool(open_workspace(Path(sys.argv[1]), **council), **council)
    make_server("127.0.0.1", 8000, tool).serve_forever()


if __name__ == "__main__":
    main()
