"""``inspectprep published search``: what inspectors wrote, sentence by sentence."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from inspectprep.cli.arguments import JsonOutput
from inspectprep.cli.output import day, emit_json, say
from inspectprep.codec import dumps
from inspectprep.planning.wording import counted
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
from inspectprep_published.learning.choice import Choice
from inspectprep_published.learning.index import Index
from inspectprep_published.learning.query import Term, read_query
from inspectprep_published.learning.search import ReportSentence, SearchResult, search as search_index
from inspectprep_published.learning.sections import StatedAs
from inspectprep_published.learning.themes import Theme, read_themes

_STATED = {StatedAs.NEEDS_IMPROVEMENT: "needs to improve", StatedAs.STRENGTH: "strength"}


def search(
    folder: Folder,
    words: Annotated[str, Parameter(help="What to search for. Optional with --theme.")] = "",
    /,
    *,
    kind: Kinds = None,
    since: Since = None,
    judgement: Judgements = None,
    theme: Annotated[str, Parameter(help="Only sentences of this theme, such as re_referrals.")] = "",
    needs_improvement: Annotated[
        bool, Parameter(negative="", help="Only sentences under a heading that says what needs to improve.")
    ] = False,
    any_word: Annotated[
        bool, Parameter(name="--any", negative="", help="Find sentences with any of the words.")
    ] = False,
    limit: Annotated[
        int, Parameter(help="The most sentences to show.", validator=Number(gte=1, lte=1_000_000))
    ] = 20,
    themes: ThemeFile = None,
    index: IndexFile = None,
    jobs: Jobs = 0,
    json: JsonOutput = False,
) -> int:
    """Search what inspectors wrote, sentence by sentence."""
    choice = read_choice(kind, judgement, since, needs_improvement=needs_improvement)
    known = read_themes(themes).theme(theme, where="--theme") if theme else None
    terms = read_query(words).terms if words.strip() or known is None else ()
    with opened(folder, index, jobs) as opened_index:
        found = search_index(opened_index, words, theme=known, choice=choice, any_word=any_word, limit=limit)
        if json:
            emit_json(dumps(found))
        else:
            _show(found, theme)
            if not found.found and len(terms) > 1:
                _explain(opened_index, terms, known, choice, any_word=any_word)
    return 0


def _show(found: SearchResult, theme: str) -> None:
    what = " ".join(part for part in (found.words.strip(), f"(theme {theme})" if theme else "") if part)
    for sentence in found.sentences:
        say(sentence.text, f"    {_source(sentence)}", "")
    shown = "" if found.found == len(found.sentences) else f". Shown: {len(found.sentences):,}"
    reports = counted(found.reports, "report")
    say(f"{what}: {counted(found.found, 'sentence')} in {reports}{shown}.")
    if found.undated:
        say(f"Left out, because the day of the inspection is not known: {counted(found.undated, 'report')}.")


def _source(sentence: ReportSentence) -> str:
    """Return where a sentence is: the council, the kind, the day, the page and the section."""
    parts = [
        sentence.authority or "Council not known",
        sentence.kind,
        day(sentence.day) or "day not known",
        f"page {sentence.page}",
        f"paragraph {sentence.paragraph}" if sentence.paragraph else "",
        sentence.section or "",
        _STATED[sentence.stated_as] if sentence.stated_as else "",
        sentence.file,
    ]
    return ", ".join(part for part in parts if part)


def _explain(
    index: Index, terms: tuple[Term, ...], theme: Theme | None, choice: Choice, *, any_word: bool
) -> None:
    """Say how often each word is found on its own."""
    for term in terms:
        alone = search_index(index, term.text, theme=theme, choice=choice, limit=1)
        say(f"{term.text} alone: {counted(alone.found, 'sentence')}.")
    if not any_word:
        say("Use --any to find sentences with any of the words.")
