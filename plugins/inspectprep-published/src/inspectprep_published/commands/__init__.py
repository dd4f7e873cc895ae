"""``inspectprep published``: published inspection reports, and histories of inspections."""

from cyclopts import App

__all__ = ["app"]

app = App(name="published", help="Read published inspection reports, and learn from them.")

for _name, _target, _text in (
    ("parse", "parse:parse", "Read published reports: dates, grades and what needs to improve."),
    ("import", "import_report:import_published", "Record a report of the council in its workspace."),
    ("intervals", "intervals:intervals", "Show the intervals between full inspections, by grade."),
):
    app.command(f"inspectprep_published.commands.{_target}", name=_name, help=_text)
