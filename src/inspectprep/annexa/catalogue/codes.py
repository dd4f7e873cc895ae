"""The values of code sets: codes with the years in which they are valid, and their groups."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from inspectprep.errors import UnknownNameError
from inspectprep.model.document import document
from inspectprep.model.representation import frozen

_PREFIX = re.compile(r"^[a-z]{1,2}\d?\) ")


class Certainty(StrEnum):
    """The strength of the evidence for a code and its dates.

    Attributes:
        A: The official text was read.
        B: Two independent open tools of the sector agree.
        C: The evidence is weak.
    """

    A = "A"
    B = "B"
    C = "C"


@frozen(kw_only=True)
class Code:
    """A member of a code set.

    Attributes:
        code: The code as the specification writes it, such as ``b) Physical abuse``.
        label: Its meaning.
        short: The short code, such as ``PHY`` or ``E4A``, where the specification has one. A cell with
            the short code is as good as one with the full code.
        valid_from: Its first day; without it, valid in the template of 2019. A code is accepted before
            its first day too, because open placements are recoded.
        valid_until: Its last day; without it, still valid.
        ends_open_events: True where the last day applies to events that began earlier and are still open.
        successors: Short codes of the same set that take its place.
        groups: The kinds of code to which it belongs. Rules name a kind and so reach every code of it.
        other_codes: Codes with the same meaning in other returns and systems, such as 1 for yes, as good as
            the code itself.
        variants: Other ways in which councils' systems write it.
        source: The source of the code and its dates; without it, that of the set.
        sure: The strength of the evidence; without it, that of the set.
        note: An explanation for readers of the specification.
    """

    code: str
    label: str
    short: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    ends_open_events: bool = False
    successors: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    other_codes: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    source: str = ""
    sure: Certainty | None = None
    note: str = ""

    @property
    def name(self) -> str:
        """The name that rules use: the short code, or else the code without its letter."""
        return self.short or _PREFIX.sub("", self.code)


@document("codes")
@frozen(kw_only=True, cache_hash=True)
class CodeSet:
    """The values that a category column may have.

    Attributes:
        name: The name that columns use.
        codes: Its members, in the specification's order.
        yes_no: True for a plain yes or no question, in which "not recorded" is neither an answer
            nor a blank.
        authorities: True when the name of an English authority is a value too.
        source: The source of the codes that do not have one of their own.
        sure: The strength of the evidence for those codes.
    """

    name: str
    codes: tuple[Code, ...]
    yes_no: bool = False
    authorities: bool = False
    source: str = ""
    sure: Certainty | None = None

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of the groups to which its codes belong."""
        return tuple(dict.fromkeys(group for code in self.codes for group in code.groups))

    @property
    def ended(self) -> tuple[Code, ...]:
        """The codes that have a last day."""
        return tuple(code for code in self.codes if code.valid_until is not None)

    def members(self, group: str) -> tuple[str, ...]:
        """Return the names of the codes of a group.

        Raises:
            UnknownNameError: if no code belongs to such a group; the closest name is suggested.
        """
        found = tuple(code.name for code in self.codes if group in code.groups)
        if not found:
            raise UnknownNameError(f"group of codes of {self.name}", group, self.groups)
        return found


@document("authorities")
@frozen(kw_only=True)
class Authorities:
    """The English authorities with children's services.

    Attributes:
        authorities: Other forms of each authority's name, by its name.
    """

    authorities: Mapping[str, tuple[str, ...]]
