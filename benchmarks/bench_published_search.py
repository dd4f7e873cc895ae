"""Published reports: making the index and searching it, beside a bare reading of the text and bare FTS5."""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
from pathlib import Path

import pypdfium2
from timing import paired, show

from inspectprep_published.learning.counts import count_themes
from inspectprep_published.learning.index import NAME, open_index
from inspectprep_published.learning.search import search
from inspectprep_published.learning.themes import read_themes

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.report_files import HELP, IN_CARE, write_report

REPORTS = 20
PAGES = 9
LINES = 40
WORDS = (
    "children social workers visits plans management oversight supervision early help thresholds "
    "re-referral decisions timely effective quality practice leaders care leavers accommodation "
    "neglect missing audit the of and in to is are that with for a not always some most many"
).split()
SEARCH = "management oversight"


def reports(folder: Path) -> None:
    """Write reports of the length of an ILACS report, with a page for what needs to improve."""
    chance = random.Random(7)  # noqa: S311 - synthetic text needs no secure chance
    for number in range(REPORTS):
        pages = [["# What needs to improve?", "• Management oversight of plans."]]
        for page in range(PAGES):
            text = [" ".join(chance.choices(WORDS, k=12)).capitalize() for _ in range(LINES)]
            lines = [line + "." if chance.random() < 0.6 else line for line in text]
            pages.append([HELP if page < PAGES / 2 else IN_CARE, f"{page + 1}. {lines[0]}", *lines[1:]])
        write_report(
            folder / f"report-{number:03}.pdf",
            f"Council {number}",
            f"1 to 12 March {2018 + number % 8}",
            *pages,
        )


def bare(folder: Path, sentences: list[str]) -> sqlite3.Connection:
    """Read the text of every report, and insert as many sentences into a bare full-text table."""
    for path in sorted(folder.glob("*.pdf")):
        document = pypdfium2.PdfDocument(path)
        for page in document:
            page.get_textpage().get_text_range()
        document.close()
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
    connection.executemany("INSERT INTO words (text) VALUES (?)", [(text,) for text in sentences])
    connection.commit()
    return connection


def main() -> None:
    """Show each ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports(folder)
        with open_index(folder) as index:
            sentences = [row[0] for row in index.connection.execute("SELECT text FROM words")]

        def ours() -> None:
            (folder / NAME).unlink()
            open_index(folder, jobs=1).__exit__()

        mine, floor = paired(ours, lambda: bare(folder, sentences).close(), rounds=3)
        show(
            f"the index of {REPORTS} reports, {len(sentences):,} sentences, one process",
            (
                f"{REPORTS / mine:,.0f} reports a second",
                f"{mine / floor:.1f} times bare text and FTS5 (target: 8)",
            ),
        )
        plain = bare(folder, sentences)
        themes = read_themes()
        with open_index(folder) as index:
            mine, floor = paired(
                lambda: search(index, SEARCH),
                lambda: plain.execute(
                    "SELECT text FROM words WHERE words MATCH ? ORDER BY rank", (SEARCH,)
                ).fetchall(),
            )
            show(
                f"a search of two words that finds {search(index, SEARCH).found:,} sentences",
                (f"{mine * 1000:,.1f} ms", f"{mine / floor:.1f} times a bare ranked query (target: 10)"),
            )
            mine, floor = paired(
                lambda: count_themes(index, themes),
                lambda: [
                    plain.execute(
                        "SELECT count(*) FROM words WHERE words MATCH ?", (each.expression,)
                    ).fetchone()
                    for each in themes.themes
                ],
            )
            show(
                f"counts of {len(themes.themes)} themes by year",
                (f"{mine * 1000:,.0f} ms", f"{mine / floor:.1f} times bare counts (target: 3)"),
            )
        plain.close()


if __name__ == "__main__":
    main()
