"""The page as a real browser sees it: it loads, nothing is blocked, the drawing is laid out."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from inspectprep.model.enquiry import TimetableEntry
from inspectprep.model.workforce import ProudWork, RoleHolder, Worker
from inspectprep.planning.people.handout import staff_handout
from inspectprep.reports import html
from inspectprep.reports.compose import report_of
from inspectprep.testing.builders import make_check_summary
from tests.reports.markup import parse
from tests.reports.plans import checklist, readiness, timeline
from tests.reports.regions import view

pytestmark = pytest.mark.browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def browser() -> str:
    """The path of a Chromium, or a skip that says why."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip(f"this machine has no {' or '.join(BROWSERS)}")
    return found


def load(browser: str, page: Path, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Open a page without a window and wait until the browser has done what was asked."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    return subprocess.run(
        [browser, *flags, "--enable-logging=stderr", *more, page.as_uri()],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole story in a file."""
    report = report_of(readiness(), timeline=timeline(), checklist=checklist(), annexa=make_check_summary())
    path = tmp_path_factory.mktemp("page") / "ready.html"
    with path.open("wb") as stream:
        html.write(report, stream)
    return path


def test_the_browser_reads_what_was_written(browser: str, page: Path, tmp_path: Path) -> None:
    """Its own parser finds the same sections, tables and drawing, and nothing offends the page's policy."""
    done = load(browser, page, tmp_path, "--dump-dom")
    assert "Content Security Policy" not in done.stderr
    seen, written = (parse_loosely(text) for text in (done.stdout, page.read_text(encoding="utf-8")))
    assert seen == written
    assert seen["section"] > 5
    assert seen["svg"] > 1


def parse_loosely(text: str) -> dict[str, int]:
    """Count the elements that matter; the browser closes what it likes."""
    root = parse(text.replace("<!DOCTYPE", "<!doctype"))
    tags = ("section", "table", "caption", "tr", "th", "td", "svg", "rect", "path", "text", "h1", "h2", "li")
    return {tag: len(root.all(tag)) for tag in tags}


def test_the_style_is_applied_under_the_policy(browser: str, page: Path, tmp_path: Path) -> None:
    """A page whose style were refused would print on far more paper with no colour: it makes a real PDF."""
    target = tmp_path / "ready.pdf"
    load(browser, page, tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={target}")
    made = target.read_bytes()
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made
    assert pages_of(made) >= 3


def pages_of(made: bytes) -> int:
    """Count the pages of a PDF file."""
    return sum(made.count(b"/Type /Page" + after) for after in (b"\n", b" ", b"/"))


PEOPLE = tuple(
    RoleHolder(role=role, name=name, contact=f"01632 96010{number}")
    for number, (role, name) in enumerate(
        {
            "psw": "Hannah Price",
            "logistics": "Grace Thompson",
            "communications": "Farid Rahman",
            "hr": "Karl Lindqvist",
        }.items()
    )
)
TITLE = "How {} weeks of daily visits let two brothers stay with their grandmother at home"
WORKERS = tuple(
    Worker(
        name=f"Wilhelmina Westerby-{number}",
        team="Family Support and Protection Team",
        proud_of=(ProudWork(title=TITLE.format(number), reference=f"Audit {number}"),),
    )
    for number in range(12)
)
VISITS = tuple(
    TimetableEntry(
        day=date(2018, 4, 17),
        starts=f"{hour:02}:30",
        title="Visit to the team and a case discussion",
        place=f"Civic Centre, room {hour}",
        people=(WORKERS[hour].name, WORKERS[0].name),
    )
    for hour in range(9)
)


@pytest.mark.parametrize("team", ["", "Family Support and Protection Team"])
@pytest.mark.parametrize("running", [True, False])
def test_the_handout_is_one_page_of_paper(browser: str, tmp_path: Path, team: str, *, running: bool) -> None:
    """Also for a team with many visits and much chosen work. The type is not smaller than 10 points."""
    handout = staff_handout(
        timeline(),
        on=date(2018, 4, 16),
        running=running,
        team=team,
        workers=WORKERS,
        holders=PEOPLE,
        timetable=VISITS,
    )
    assert len(handout.visits) == (len(VISITS) if team else 0)
    page, target = tmp_path / "handout.html", tmp_path / "handout.pdf"
    with page.open("wb") as stream:
        html.write(report_of(handout), stream)
    load(browser, page, tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={target}")
    assert pages_of(target.read_bytes()) == 1
    style = re.findall(r"\.ip\.one[^{]*{[^}]*?font-size: ([\d.]+)pt", page.read_text(encoding="utf-8"))
    assert len(style) > 2
    assert min(map(float, style)) >= 10


def test_a_wrong_hash_would_be_noticed(browser: str, page: Path, tmp_path: Path) -> None:
    """The check of the policy above can fail: a page changed by hand has its style refused."""
    changed = tmp_path / "changed.html"
    changed.write_text(page.read_text(encoding="utf-8").replace("<style>", "<style> "), encoding="utf-8")
    assert "Content Security Policy" in load(browser, changed, tmp_path, "--dump-dom").stderr


def test_a_region_of_twenty_councils_has_its_chart_on_the_first_page(browser: str, tmp_path: Path) -> None:
    """A larger region has up to thirty councils on a page, and no chart is cut."""
    for size, first in ((20, 0), (70, 1)):
        page, target = tmp_path / "region.html", tmp_path / "region.pdf"
        with page.open("wb") as stream:
            html.write(report_of(view(size)), stream)
        load(browser, page, tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={target}")
        made = PdfDocument(target)
        pages = [made[number].get_textpage().get_text_bounded() for number in range(len(made))]
        charts = [text for text in pages if "Forecast, 8 in 10" in text]
        assert charts[0] == pages[first]
        assert [text.count("Council Number ") >= min(size, 30) for text in charts[:-1]] == [True] * (
            len(charts) - 1
        )
        assert len(charts) == -(-size // 30)
        assert "Council Number 19" in charts[0]
