"""Findings that the analyst accepts: why, by whom, until when; and the caveats that go with a submission.

An explained finding stays a finding. It is counted and shown like any other, with its reason beside it, and
an explanation that has run out no longer counts as one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from inspectprep.errors import DocumentError, SourceError
from inspectprep.files import writing

if TYPE_CHECKING:
    from inspectprep.annexa.results.result import CheckResult

__all__ = ["Explained", "Explanation", "caveats", "explained", "read_explanations", "write_explanations"]

SCHEMA = "inspectprep/annexa-explanations/1"
_KEYS = frozenset({"rule", "reason", "by", "made", "expires", "list", "mark"})


@frozen(kw_only=True)
class Explanation:
    """Why findings of a rule are accepted.

    Attributes:
        reason: What the reader of the submission should know; it names no child.
        by: Who accepted it.
        expires: The last day on which it holds; None for no end.
        list: The list it is limited to; None for every list of the rule.
        mark: The one finding it is limited to, by its mark; None for all findings of the rule.
    """

    rule: str
    reason: str
    by: str
    made: date
    expires: date | None = None
    list: int | None = None
    mark: str | None = None

    def holds(self, on: date) -> bool:
        """Tell whether it is still good on a day."""
        return self.expires is None or on <= self.expires


@frozen(kw_only=True)
class Explained:
    """Which findings are explained.

    Attributes:
        by_finding: The explanation of a finding, by its place in the findings frame.
        unused: Explanations that no finding needs any more.
        expired: Explanations that have run out.
    """

    by_finding: Mapping[int, Explanation] = field(factory=dict)
    unused: tuple[Explanation, ...] = ()
    expired: tuple[Explanation, ...] = ()


def explained(
    result: CheckResult,
    explanations: Iterable[Explanation],
    *,
    on: date | None = None,
    marks: Sequence[str] | None = None,
) -> Explained:
    """Match explanations with findings; the narrowest wins.

    Args:
        result: What a check gave.
        explanations: Reasons that the analyst gave.
        on: The day on which they must still be good; the list date when not given.
        marks: The mark of each finding, for explanations of single findings.
    """
    given = tuple(explanations)
    if not given:
        return Explained()
    day = on or result.dataset.as_of or date.max
    good = [each for each in given if each.holds(day)]
    keyed = {(each.rule, each.list, each.mark): each for each in good}
    by_finding: dict[int, Explanation] = {}
    pairs = zip(result.findings["rule"], result.findings["list"], strict=True)
    for place, (rule, number) in enumerate(pairs):
        mark = marks[place] if marks is not None else None
        tried = [(rule, number, mark), (rule, None, mark)] if mark is not None else []
        for key in (*tried, (rule, number, None), (rule, None, None)):
            if key in keyed:
                by_finding[place] = keyed[key]
                break
    used = {id(each) for each in by_finding.values()}
    return Explained(
        by_finding=by_finding,
        unused=tuple(each for each in good if id(each) not in used),
        expired=tuple(each for each in given if not each.holds(day)),
    )


def caveats(
    result: CheckResult,
    explanations: Iterable[Explanation],
    *,
    on: date | None = None,
    marks: Sequence[str] | None = None,
) -> tuple[str, ...]:
    """Return the sentences that go with a submission: what is known to be wrong, and why it stands.

    Each names list, rule, count, reason, who accepted it and until when; none names a child.
    """
    matched = explained(result, explanations, on=on, marks=marks)
    counts: dict[tuple[str, int | None, int], int] = {}
    by_id = {id(each): each for each in matched.by_finding.values()}
    for place, each in matched.by_finding.items():
        key = (each.rule, result.findings["list"][place], id(each))
        counts[key] = counts.get(key, 0) + 1
    lines = []
    for (rule, number, which), count in sorted(
        counts.items(), key=lambda item: (item[0][1] or 0, item[0][0])
    ):
        each = by_id[which]
        until = f", until {each.expires.day} {each.expires:%B %Y}" if each.expires else ""
        where = f"List {number}" if number else "All lists"
        what = result.rules[rule].message if rule in result.rules else rule
        findings = "1 finding" if count == 1 else f"{count} findings"
        lines.append(f"{where}: {what} ({rule}, {findings}). {each.reason} Accepted by {each.by}{until}.")
    return tuple(lines)


def read_explanations(path: Path | str) -> tuple[Explanation, ...]:
    """Read explanations from a JSON file.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: with the path of everything that is not understood.
    """
    name = Path(path).name
    try:
        document = json.loads(Path(path).read_bytes())
    except OSError as error:
        raise SourceError(f"The explanations cannot be read: {error.strerror}.", where=name) from error
    except ValueError as error:
        raise DocumentError([("$", "This is not a file of explanations.")], where=name) from error
    if not isinstance(document, Mapping) or document.get("schema") != SCHEMA:
        raise DocumentError([("$.schema", f"A file of explanations says {SCHEMA!r} here.")], where=name)
    problems: list[tuple[str, str]] = []
    found = [
        _explanation(each, f"$.explanations[{place}]", problems)
        for place, each in enumerate(document.get("explanations", ()))
    ]
    if problems:
        raise DocumentError(problems, where=name)
    return tuple(each for each in found if each is not None)


def _explanation(value: Any, path: str, problems: list[tuple[str, str]]) -> Explanation | None:
    if not isinstance(value, Mapping) or set(value) - _KEYS or {"rule", "reason", "by", "made"} - set(value):
        problems.append(
            (path, "An explanation has rule, reason, by and made, and may have expires, list and mark.")
        )
        return None
    try:
        return Explanation(
            rule=str(value["rule"]),
            reason=str(value["reason"]),
            by=str(value["by"]),
            made=date.fromisoformat(value["made"]),
            expires=date.fromisoformat(value["expires"]) if value.get("expires") else None,
            list=value.get("list"),
            mark=value.get("mark"),
        )
    except (TypeError, ValueError):
        problems.append((path, "The dates are written as 2026-11-23."))
        return None


def write_explanations(explanations: Iterable[Explanation], path: Path | str) -> None:
    """Write explanations to a JSON file, readable by its owner only.

    Raises:
        WriteError: if it cannot be written.
    """
    document = {
        "schema": SCHEMA,
        "explanations": [
            {
                "rule": each.rule,
                "reason": each.reason,
                "by": each.by,
                "made": each.made.isoformat(),
                "expires": each.expires.isoformat() if each.expires else None,
                "list": each.list,
                "mark": each.mark,
            }
            for each in explanations
        ],
    }
    with writing(path, private=True) as stream:
        stream.write(json.dumps(document, ensure_ascii=False, indent=1).encode())
