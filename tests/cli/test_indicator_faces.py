"""An indicator says the same in the command, its JSON, and the report of a check in every format."""

import html
import json
from datetime import date
from pathlib import Path
from typing import Any

import inspectprep as ip
from inspectprep import annexa, synth
from inspectprep.annexa.results.indicator_thresholds import threshold_words

AS_OF = date(2026, 11, 20)


def words(text: str) -> str:
    """Return text without the marks of a format, and with single spaces."""
    return " ".join(html.unescape(text).replace("\\", "").split())


def test_every_format_says_the_same(cli: Any, tmp_path: Path) -> None:
    """The group, the numbers, the threshold and the national comparison."""
    book = tmp_path / "annex-a.xlsx"
    synth.write_workbook(synth.council(children=600, seed=5, as_of=AS_OF, late=0.4), book)
    summary = annexa.check(book, as_of=AS_OF).summary
    command = cli("annexa", "indicators", book, "--as-of", AS_OF, "--json")
    document = json.loads(command.out)
    assert summary.likely
    for line, written in zip(summary.likely, document["lines"], strict=True):
        assert (line.reason, line.among, line.comparison) == (
            written["reason"],
            written["among"],
            written["comparison"],
        )
    figures = {each.spec.id: each for each in annexa.indicators(annexa.check(book, as_of=AS_OF))}
    for written in document["indicators"]:
        figure = figures[written["indicator"]]
        assert written["council"]["numerator"] == figure.council.numerator
        assert written["compared_with"] == threshold_words(figure.spec, figure.threshold)
        assert written["comparison"]["because"] == figure.spec.comparison.because  # type: ignore[union-attr]
        assert written["among"] == figure.spec.among
    for form in ("html", "md", "json"):
        page = tmp_path / f"indicators.{form}"
        assert cli("annexa", "indicators", book, "--as-of", AS_OF, "--out", page).code == 0
        text = words(page.read_text(encoding="utf-8"))
        for line in summary.likely:
            for part in (line.title, line.reason, line.comparison, line.among):
                assert words(part) in text, form
    ip.write(summary, tmp_path / "check.html")
    check = words((tmp_path / "check.html").read_text(encoding="utf-8"))
    assert all(words(line.title) in check for line in summary.likely[:3])
