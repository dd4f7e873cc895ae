"""``inspectprep annexa``: check Annex A, show indicators, and prepare the submission."""

from cyclopts import App

__all__ = ["app"]

app = App(name="annexa", help="Check Annex A data and show what inspectors will see.")

for _name, _target, _text in (
    ("check", "check:check", "Check Annex A data against all rules."),
    ("explain", "explain:explain", "Explain findings, so that they are accepted until a day."),
    ("compare", "compare:compare", "Compare two saved results."),
    ("trend", "trend:trend", "Show saved results over time."),
    ("indicators", "indicators:indicators", "Show indicators and the likely lines of enquiry."),
    ("matching", "matching:matching", "Show how each text in the lists was read."),
    ("rules", "rules:rules", "List the rules."),
    ("synth", "synth:synth", "Write Annex A for a synthetic council."),
    ("sample", "sample:sample", "Choose a random sample of cases for a practice audit."),
    ("worklists", "worklists:worklists", "Write a work list for each team and each worker."),
    ("child", "child:child", "Show everything known of one child, for the analyst alone."),
    ("pseudonymise", "pseudonymise:pseudonymise", "Write an extract to share with other councils."),
    ("submission", "submission:submission", "Write the workbook to send to inspectors."),
):
    app.command(f"inspectprep.cli.annexa.{_target}", name=_name, help=_text)
