"""The outcomes that drafts are written for: one grade, or a grade with other grades for some judgements.

Since April 2026 an ILACS inspection has no overall grade, so its outcome is the grade of each judgement.
Sources: Ofsted, announcements of September 2024 and November 2025; the reports of Oxfordshire (2018: good
overall, help and protection requires improvement), Brent and Somerset (2026: no overall grade).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from inspectprep.model.framework import Judgement
from inspectprep.model.inspection import Grade
from inspectprep.model.release import ReleaseDraft

Stated = Mapping[str, str]
"""The grade of each judgement, by id."""


def outcome_name(draft: ReleaseDraft) -> str:
    """Return an outcome in words, such as ``good (help and protection: inadequate)``."""
    mixed = [f"{_words(grade.judgement)}: {grade.grade}" for grade in draft.grades]
    return f"{draft.outcome} ({'; '.join(mixed)})" if mixed else draft.outcome


def mixed_outcomes(drafts: Iterable[ReleaseDraft]) -> Iterator[ReleaseDraft]:
    """Yield one draft for each outcome in which a judgement has a grade of its own, in their order."""
    seen: list[ReleaseDraft] = []
    for draft in drafts:
        if draft.grades and not any(same_outcome(draft, other) for other in seen):
            seen.append(draft)
            yield draft


def same_outcome(one: ReleaseDraft, other: ReleaseDraft) -> bool:
    """Return whether two drafts are written for the same outcome."""
    return _same_grade(one.outcome, other.outcome) and _plain(one.grades) == _plain(other.grades)


def wrong_outcome(
    draft: ReleaseDraft,
    gone: Iterable[ReleaseDraft],
    published: Iterable[Grade],
    judgements: Sequence[Judgement],
) -> str:
    """Return why a draft cannot be for the published outcome, in a sentence; empty if it can.

    Args:
        draft: The draft.
        gone: Drafts that have gone out.
        published: The published grades, as far as they are recorded.
        judgements: The judgements of the edition.
    """
    fault = _contradiction(draft, judgements)
    if fault:
        return f"This draft contradicts itself. {fault}"
    own = _stated_grades(draft, judgements)
    recorded = {grade.judgement: grade.grade for grade in published}
    different = _disagreement(own, recorded)
    if different:
        return f"This draft is for {outcome_name(draft)!r}, but other grades are recorded ({different})."
    for sent in gone:
        different = _disagreement(own, _stated_grades(sent, judgements))
        if different:
            return (
                f"This draft is for {outcome_name(draft)!r}, but a draft for {outcome_name(sent)!r} has gone "
                f"out ({different})."
            )
    return ""


def outcome_notes(
    scale: Sequence[str], judgements: Sequence[Judgement], drafts: Sequence[ReleaseDraft]
) -> Iterator[str]:
    """Yield what is wrong with the outcomes of drafts, and ask for mixed ones where grades often differ."""
    graded = scale and judgements and not any(judgement.overall for judgement in judgements)
    if graded and not any(draft.grades for draft in drafts):
        example = f'--outcome "{scale[1 % len(scale)]}" --grades {judgements[0].id}="{scale[0]}"'
        yield (
            "There is no overall grade: each judgement has its own, and they often differ. No draft is for a "
            "mixed outcome. Add a draft for each one that is likely, such as: "
            f"inspectprep release add {example}."
        )
    known = {judgement.id for judgement in judgements}
    for draft in drafts:
        name = f"The draft {draft.id}" if draft.id else "A draft"
        if scale:
            for unknown in _unknown_grades(draft, scale):
                yield f"{name} is for {unknown!r}, which is not one of the grades."
        for grade in draft.grades:
            if known and grade.judgement not in known:
                yield f"{name} gives a grade for {grade.judgement!r}, which this edition does not grade."
        fault = _contradiction(draft, judgements)
        if fault:
            yield f"{name} contradicts itself. {fault}"


def _stated_grades(draft: ReleaseDraft, judgements: Sequence[Judgement]) -> Stated:
    """Return the grades that a draft gives.

    With an overall grade a draft is silent about the judgements that it does not name. Without one, and in a
    framework without judgements (id ``""``), its outcome is the grade of all of them.
    """
    ids = [judgement.id for judgement in judgements]
    overall = [judgement.id for judgement in judgements if judgement.overall]
    return dict.fromkeys(overall or ids or [""], draft.outcome) | {
        grade.judgement: grade.grade for grade in draft.grades
    }


def _disagreement(one: Stated, other: Stated) -> str:
    """Return the first judgement to which two outcomes give different grades, in words; empty if none.

    A judgement to which only one of them gives a grade does not count.
    """
    for judgement, grade in one.items():
        if judgement in other and not _same_grade(grade, other[judgement]):
            name = f"{_words(judgement)}: " if judgement else ""
            return f"{name}{grade!r} and {other[judgement]!r}"
    return ""


def _same_grade(one: str, other: str) -> bool:
    """Return whether two grades are the same, apart from case, spaces, hyphens and ``to be good``."""
    return _grade(one) == _grade(other)


def _unknown_grades(draft: ReleaseDraft, scale: Sequence[str]) -> Iterator[str]:
    """Yield the grades of a draft that are not on the scale."""
    for grade in (draft.outcome, *(grade.grade for grade in draft.grades)):
        if not any(_same_grade(grade, known) for known in scale):
            yield grade


def _contradiction(draft: ReleaseDraft, judgements: Iterable[Judgement]) -> str:
    """Return why a draft contradicts itself; empty if it does not."""
    by_judgement = [
        (name, [*grades]) for name, grades in groupby(sorted(draft.grades, key=_judgement), key=_judgement)
    ]
    overall = {judgement.id for judgement in judgements if judgement.overall}
    for name, grades in by_judgement:
        if len(grades) > 1:
            return f"It gives {_words(name)} {len(grades)} grades."
        if name in overall and not _same_grade(grades[0].grade, draft.outcome):
            return f"It gives two overall grades: {draft.outcome!r} and {grades[0].grade!r}."
    return ""


def _judgement(grade: Grade) -> str:
    return grade.judgement


def _plain(grades: Iterable[Grade]) -> frozenset[tuple[str, str]]:
    return frozenset((grade.judgement, _grade(grade.grade)) for grade in grades)


def _grade(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split()).removesuffix(" to be good")


def _words(judgement: str) -> str:
    return judgement.replace("_", " ")
