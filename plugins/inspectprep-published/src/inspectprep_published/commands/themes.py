"""``inspectprep published themes``: counts of reports by theme and year."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from inspectprep.cli.arguments import Format, Json, Out
from inspectprep.cli.invocation import make_workspace, today
from inspectprep.cli.output import TABLE, choose_output, emit_document, say, table
from inspectprep_published.commands.chosen import (
    Folder,
    IndexFile,
    Jobs,
    Judgements,
    Kinds,
    Since,
    ThemeFile,
    opened,
    read_choice,
)
from inspectprep_published.learning.advice import advised_by, read_likely_lines
from inspectprep_published.learning.counts import ThemeCounts, count_themes
from inspectprep_published.learning.theme_report import ADVICE, scope_words, source_words
from inspectprep_published.learning.themes import read_themes


def themes(
    folder: Folder,
    /,
    *,
    judgement: Judgements = None,
    kind: Kinds = None,
    since: Since = None,
    own: ThemeFile = None,
    for_council: Annotated[
        Path | None,
        Parameter(
            name="--for",
            help="JSON of inspectprep annexa indicators. Show the themes that your own figures suggest.",
        ),
    ] = None,
    sentences: Annotated[
        int,
        Parameter(
            help="The most sentences of each theme in reports and JSON.",
            validator=Number(gte=0, lte=1_000_000),
        ),
    ] = 5,
    index: IndexFile = None,
    jobs: Jobs = 0,
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Count the reports with each theme, by year.

    A report has a theme if one of its sentences has the words of the theme. Only headings such as What needs
    to improve say how a sentence is meant. HTML draws the themes over the years.
    """
    workspace = make_workspace()
    output = choose_output(
        workspace, "report-theme-counts", format=format, out=out, as_json=json, screen=TABLE
    )
    choice = read_choice(judgements=judgement, kinds=kind, since=since)
    known = read_themes(own)
    advice = advised_by(read_likely_lines(for_council), known) if for_council else ()
    with opened(folder, index, jobs) as opened_index:
        found = count_themes(
            opened_index,
            known,
            choice=choice,
            sentences=0 if output.format == TABLE else sentences,
            advice=advice,
        )
    if output.format == TABLE:
        _show(found)
        if for_council and not advice:
            say("", "None of your figures that stand out suggests a theme.")
    else:
        emit_document(workspace, found, output, prepared=today())
    return 0


def _show(found: ThemeCounts) -> None:
    years = [str(year.year) for year in found.years]
    improving = [] if found.judgements else ["To improve"]
    rows = [("All reports", found.reports, *("" for _ in improving), *(year.reports for year in found.years))]
    for theme in found.themes:
        if theme.reports:
            needs = [theme.needs_improvement] if improving else []
            rows.append((theme.title, theme.reports, *needs, *(year.reports or "" for year in theme.years)))
    table(f"Reports by theme and year: {scope_words(found)}", ("Theme", "Reports", *improving, *years), rows)
    if found.judgements:
        say("The list of what needs to improve does not belong to a judgement, so it is not counted here.")
    if found.undated:
        say(f"Left out, because the day of the inspection is not known: {found.undated:,} reports.")
    copies = found.files - found.reports
    if copies > 0 and not (found.kinds or found.judgements or found.since):
        say(f"Copies of other reports: {copies:,} files. A report counts once.")
    if found.advice:
        _show_advice(found)


def _show_advice(found: ThemeCounts) -> None:
    say("", "What your own figures suggest that inspectors might raise", ADVICE, "")
    for advice in found.advice:
        say(advice.reason, f"  {advice.why}")
        for theme in advice.themes:
            improving = f"{theme.needs_improvement:,} under what needs to improve"
            say(f"  {theme.title}: {theme.reports:,} reports, {improving}.")
            for sentence in theme.sentences:
                say(f"    {sentence.text} ({source_words(sentence)})")
        say("")
