"""The rules in a task that name the records that show that it is done, such as ``showcase.offered``.

A rule has a kind of record and a field, and may have conditions::

    showcase.offered                                  a showcase has a day on which it was offered
    session.on with kind=workshop, attended           a workshop with an attendance list
    every challenge.replied                           there are challenges, and all have been answered
    session.on with kind=briefing, every team         the briefings were for every team on record
    wellbeing.on since fieldwork.end                  a note from that day on
    visit                                             the timetable has an entry
    happened.comments                                 the inspection has this milestone
    annexa.checked                                    Annex A was checked
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from attrs import fields

from inspectprep.model.record import RECORD_KINDS
from inspectprep.model.representation import frozen
from inspectprep.model.roles import role_id

_RULE = re.compile(
    r"(?P<every>every )?(?P<kind>[a-z]+)(?:\.(?P<field>[a-z_]+))?"
    r"(?: with (?P<conditions>[^ ,]+(?: team)?(?:, [^ ,]+(?: team)?)*))?"
    r"(?: since (?P<since>[a-z_]+(?:\.end)?))?"
)
_EVERY_TEAM = "every team"
HAPPENED = "happened"
ANNEXA = "annexa"


@frozen(kw_only=True)
class EvidenceRule:
    """A rule for the records that show that a task is done.

    Attributes:
        kind: The word of a kind of record, ``happened`` or ``annexa``.
        field: The field that must have a value. Its day is the day of the record. Empty for any record.
        conditions: Fields that must have a value, each with the value or an empty text for any.
        every: Whether all records that meet the conditions must have the field.
        every_team: Whether the records must together be for every team.
        since: The event from whose day the records count. Empty for the call.
    """

    kind: str
    field: str = ""
    conditions: tuple[tuple[str, str], ...] = ()
    every: bool = False
    every_team: bool = False
    since: str = ""


@lru_cache(maxsize=512)
def read_rule(text: str) -> EvidenceRule:
    """Return the rule in a text.

    Raises:
        ValueError: if it is not a rule, or names a kind of record or a field that does not exist. The message
            says why.
    """
    match = _RULE.fullmatch(text)
    if match is None:
        raise ValueError(
            f"{text!r} is not a rule such as 'showcase.offered' or 'session.on with kind=workshop'"
        )
    conditions = (match["conditions"] or "").split(", ") if match["conditions"] else []
    rule = EvidenceRule(
        kind=match["kind"],
        field=match["field"] or "",
        conditions=tuple(_condition(each) for each in conditions if each != _EVERY_TEAM),
        every=bool(match["every"]),
        every_team=_EVERY_TEAM in conditions,
        since=match["since"] or "",
    )
    _check(rule)
    return rule


def _condition(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name, value


def _check(rule: EvidenceRule) -> None:
    if rule.kind in (HAPPENED, ANNEXA):
        if not rule.field or rule.conditions or rule.every or rule.every_team or rule.since:
            raise ValueError(f"{rule.kind!r} takes one name, such as {rule.kind}.{_EXAMPLES[rule.kind]}")
        if rule.kind == ANNEXA and rule.field != _EXAMPLES[ANNEXA]:
            raise ValueError("the rule about Annex A is 'annexa.checked'")
        return
    if rule.kind not in RECORD_KINDS:
        raise ValueError(f"there is no kind of record {rule.kind!r}")
    if rule.every and not rule.field:
        raise ValueError("'every' needs a field, such as 'every challenge.replied'")
    known = {field.name for field in fields(RECORD_KINDS[rule.kind].cls)}
    names = [name for name, _ in rule.conditions]
    for name in [*names, *([rule.field] if rule.field else []), *(["teams"] if rule.every_team else [])]:
        if name not in known:
            raise ValueError(f"{rule.kind!r} has no field {name!r}")


_EXAMPLES = {HAPPENED: "comments", ANNEXA: "checked"}


def meets(record: Any, rule: EvidenceRule) -> bool:
    """Return whether a record meets the conditions of a rule. A list must contain the value."""
    for name, wanted in rule.conditions:
        value = getattr(record, name)
        if not wanted:
            if not value:
                return False
        elif isinstance(value, tuple):
            if wanted not in value:
                return False
        elif isinstance(value, bool):
            if value is not (wanted == "yes"):
                return False
        elif value != wanted and (name != "role" or role_id(value) != wanted):
            return False
    return True
