"""Findings by list and team, the changes of errors since an earlier check, and the places of errors."""

from __future__ import annotations

from datetime import date

from attrs import field

from inspectprep.model.values import MAY_BE_BLANK, frozen


@frozen(kw_only=True)
class TeamFindings:
    """The open findings of one list and team. Over all of them they add up to those of the check.

    Attributes:
        list: The number of the list. None for findings about files, or about a list that is in no file.
        team: The name of the team. Empty for rows without a team, for findings about more than one team,
            and for small teams together.
        small: True for the teams that have too few children to be named.
        errors: Errors in the data that are not explained.
        practice: Findings about practice that are not explained.
    """

    list: int | None
    team: str = field(default="", metadata=MAY_BE_BLANK)
    small: bool = False
    errors: int = 0
    practice: int = 0


@frozen(kw_only=True)
class ListErrors:
    """A number of errors on one list.

    Attributes:
        list: The number of the list. None for errors of files.
        errors: The number.
    """

    list: int | None
    errors: int


@frozen(kw_only=True)
class EarlierErrors:
    """The errors that one earlier check found.

    Attributes:
        as_of: Its list date.
        errors: Their number, explained ones included.
    """

    as_of: date
    errors: int


@frozen(kw_only=True)
class ErrorChanges:
    """The changes of errors since an earlier check. New and remaining errors are those open now.

    Attributes:
        since: The list date of the earlier check.
        fixed: Errors that were corrected at source, by list.
        new: Errors that the earlier check did not have, by list.
        still: The number of errors that both have.
        left: The number of errors that left with their row, so that they were not corrected.
        unknown: The number of errors that are gone, and it is not known how.
        before: The last earlier checks, at most five, oldest first.
    """

    since: date
    fixed: tuple[ListErrors, ...] = ()
    new: tuple[ListErrors, ...] = ()
    still: int = 0
    left: int = 0
    unknown: int = 0
    before: tuple[EarlierErrors, ...] = ()


@frozen(kw_only=True)
class ErrorPlace:
    """The place of one error for the analyst, without a value.

    Attributes:
        team: The team of its row. Empty if there is none, or more than one.
        list: The number of its list. None for a file.
        place: The cell, row or column: ``F17``. Empty for a whole list or file.
        message: What is wrong.
        guidance: What to do.
        rule: The id of the rule.
        count: The number of cells or rows that it is about.
    """

    team: str = field(default="", metadata=MAY_BE_BLANK)
    list: int | None
    place: str = field(default="", metadata=MAY_BE_BLANK)
    message: str
    guidance: str = ""
    rule: str
    count: int = 1
