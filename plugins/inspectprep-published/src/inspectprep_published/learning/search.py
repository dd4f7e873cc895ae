"""Search in the sentences of reports, in an order that can be explained."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import field

from inspectprep.model.document import document
from inspectprep.model.values import MAY_BE_BLANK, frozen
from inspectprep_published.learning.choice import Choice
from inspectprep_published.learning.order import ORDER
from inspectprep_published.learning.query import closeness, read_query
from inspectprep_published.learning.sections import StatedAs, known_sections
from inspectprep_published.learning.themes import Theme

if TYPE_CHECKING:
    from inspectprep_published.learning.index import Index

_COLUMNS = (
    "words.text, sentence.page, sentence.last_page, sentence.paragraph, sentence.section, sentence.judgement,"
    " sentence.stated_as, report.authority, report.kind, report.day, report.path"
)
_FIRST = "sentence.stated_as = 'needs_improvement' DESC, report.day DESC, report.path, sentence.id"


@frozen(kw_only=True)
class ReportSentence:
    """A sentence of a published report.

    Attributes:
        text: The sentence.
        authority: The council. Empty if the report does not say it in a known place.
        kind: The kind of report, such as ``ilacs``.
        day: The first day of the inspection, or else the day of publication. None if neither is known.
        page: The page of the file on which it begins, from 1.
        last_page: The page on which it ends.
        paragraph: The number of its paragraph. None if it has none.
        judgement: Id of the judgement that its section is about. None if the section does not say.
        section: The title of its section. None if it is under no heading that is known.
        stated_as: How its section states it. None where that is not certain.
        file: The file, in its folder.
    """

    text: str
    authority: str = ""
    kind: str
    day: date | None = None
    page: int
    last_page: int
    paragraph: int | None = None
    judgement: str | None = None
    section: str | None = None
    stated_as: StatedAs | None = None
    file: str


@document("published-search")
@frozen(kw_only=True)
class SearchResult:
    """The sentences that a search found.

    Attributes:
        words: What was searched for. Blank for all sentences of a theme.
        found: The number of sentences, of which some may not be shown.
        reports: The number of reports that they are in.
        undated: The number of reports that were left out because their day is not known.
        order: The order of the sentences, in words.
        sentences: The first sentences.
    """

    words: str = field(metadata=MAY_BE_BLANK)
    found: int
    reports: int
    undated: int = 0
    order: str = ORDER
    sentences: tuple[ReportSentence, ...] = ()


def search(
    index: Index,
    words: str = "",
    *,
    theme: Theme | None = None,
    choice: Choice | None = None,
    any_word: bool = False,
    limit: int = 20,
) -> SearchResult:
    """Return the sentences with the words of a search.

    Args:
        index: The index of a folder of reports.
        words: The search, as :func:`~inspectprep_published.learning.query.read_query` takes it. It may be
            blank with a theme.
        theme: A theme. Only its sentences are found.
        choice: The reports and judgements to search in. None for all.
        any_word: Find sentences with any of the words, those with most of them first.
        limit: The most sentences to return.

    Raises:
        InspectPrepError: if the search has no word and there is no theme, or if it has too many words.
        SourceError: if the index is damaged.
    """
    query = read_query(words) if words.strip() or theme is None else None
    chosen = choice or Choice()
    parts = [query.expression(any_term=any_word)] if query else []
    parts += [theme.expression] if theme else []
    expression = " AND ".join(f"({part})" for part in parts)
    [(found, reports)] = index.select("count(*), count(DISTINCT report.id)", chosen, words=expression)
    ranked = query is not None and len(query.terms) > 1
    most = -1 if ranked else limit
    rows = index.select(_COLUMNS, chosen, words=expression, rest=f"ORDER BY {_FIRST} LIMIT ?", values=(most,))
    if ranked and query is not None:
        rows = sorted(rows, key=lambda row: closeness(query, row[0]))[:limit]
    return SearchResult(
        words=words,
        found=found,
        reports=reports,
        undated=undated(index, chosen),
        sentences=tuple(_sentence(row) for row in rows),
    )


def sentences_of(index: Index, expression: str, choice: Choice, limit: int) -> tuple[ReportSentence, ...]:
    """Return the first sentences that an expression finds, as :data:`ORDER` has those of one word."""
    rows = index.select(
        _COLUMNS, choice, words=expression, rest=f"ORDER BY {_FIRST} LIMIT ?", values=(limit,)
    )
    return tuple(_sentence(row) for row in rows)


def undated(index: Index, choice: Choice) -> int:
    """Return the number of reports that a first day leaves out because theirs is not known."""
    if choice.since is None:
        return 0
    [(count,)] = index.select(
        "count(DISTINCT report.id)", Choice(kinds=choice.kinds), rest="AND report.day IS NULL"
    )
    return int(count)


def _sentence(row: tuple[object, ...]) -> ReportSentence:
    text, page, last_page, paragraph, section, judgement, stated_as, authority, kind, day, path = row
    known = known_sections().get(str(judgement or section))
    return ReportSentence(
        text=str(text),
        authority=str(authority),
        kind=str(kind),
        day=date.fromisoformat(str(day)) if day else None,
        page=int(str(page)),
        last_page=int(str(last_page)),
        paragraph=int(str(paragraph)) or None,
        judgement=str(judgement) or None,
        section=known.title if known else None,
        stated_as=StatedAs(str(stated_as)) if stated_as else None,
        file=str(path),
    )
