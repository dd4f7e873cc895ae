"""``inspectprep annexa``: check the lists, show what inspectors will see, prepare what is sent."""

from cyclopts import App

__all__ = ["app"]

app = App(name="annexa", help="Check Annex A and show what inspectors will see.")

for _name, _target, _text in (
    ("check", "check:check", "Check lists with every rule: what is wrong, where, and what to do."),
    ("compare", "compare:compare", "Compare two saved results: fixed, new, still there."),
    ("indicators", "indicators:indicators", "What inspectors will see, and the likely lines of enquiry."),
    ("rules", "rules:rules", "List the rules."),
    ("synth", "synth:synth", "Make up a whole council, with planted mistakes if asked."),
    ("sample", "sample:sample", "Choose cases for a practice audit, reproducibly."),
    ("pseudonymise", "pseudonymise:pseudonymise", "Write an extract for pooling; it is still personal data."),
    ("submission", "submission:submission", "Write the workbook to send, with its note of caveats."),
):
    app.command(f"inspectprep.cli.annexa.{_target}", name=_name, help=_text)
