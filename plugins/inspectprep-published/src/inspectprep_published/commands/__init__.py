"""``inspectprep published``: published inspection reports, and histories of inspections."""

from cyclopts import App

from inspectprep_published.learning.order import FOUND, ORDER

__all__ = ["app"]

app = App(name="published", help="Read published inspection reports, and learn from them.")

_SEARCH = f"Search what inspectors wrote, sentence by sentence.\n\n{FOUND}\n\n{ORDER}"

for _name, _target, _text in (
    ("parse", "parse:parse", "Read published reports: dates, grades and what needs to improve."),
    ("import", "import_report:import_published", "Record a report of the council in its workspace."),
    ("search", "search:search", _SEARCH),
    ("themes", "themes:themes", "Count the themes of reports, by year."),
    ("intervals", "intervals:intervals", "Show the intervals between full inspections, by grade."),
    ("sample", "sample:sample", "Write a fictional report, to try the commands with."),
):
    app.command(f"inspectprep_published.commands.{_target}", name=_name, help=_text)
