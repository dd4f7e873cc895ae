"""Values check themselves when they are made."""

from __future__ import annotations

import copy
import enum
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal, get_type_hints

import pytest
from attrs import NOTHING, evolve, field, fields, has
from hypothesis import given, strategies as st

from inspectprep import model
from inspectprep.errors import InspectPrepError, InvalidValueError
from inspectprep.model.evidence import EvidenceItem, EvidenceKind
from inspectprep.model.framework import Milestone
from inspectprep.model.inspection import Inspection
from inspectprep.model.offset import Offset
from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.values import MAY_BE_BLANK, frozen

DAY = date(2018, 4, 9)


class Colour(enum.StrEnum):
    """An enumeration."""

    RED = "red"
    GREEN = "green"


@frozen(kw_only=True)
class Part:
    """A small class."""

    id: str


@frozen(kw_only=True)
class Whole:
    """A class with a field of each type."""

    title: str = "t"
    note: str = ""
    count: int = 0
    share: float = 0.0
    done: bool = False
    day: date = DAY
    maybe: date | None = None
    colour: Colour = Colour.RED
    colours: tuple[Colour, ...] = ()
    names: tuple[str, ...] = ()
    pair: tuple[str, int] = ("a", 1)
    words: frozenset[str] = frozenset()
    by_name: Mapping[str, tuple[int, ...]] = field(factory=dict)
    part: Part | None = None
    parts: tuple[Part, ...] = ()
    either: int | str = 0
    one_of: Literal["a", "b"] = "a"
    call: Callable[[], int] | None = None
    anything: Any = None


@frozen(kw_only=True)
class Required:
    """A class with required text, and text that may be blank."""

    title: str
    source: str = field(metadata=MAY_BE_BLANK)


@frozen(kw_only=True)
class Later:
    """A class that names one further down."""

    next: Last | None = None
    all: tuple[Last, ...] = ()


@frozen(kw_only=True)
class Last:
    """The class that another one names before it is there."""

    starting: date | None = None
    until: date | None = None


def _letters() -> Iterator[str]:
    yield from "ab"


CONVERTED: list[tuple[str, Any, Any]] = [
    ("names", ["a", "b"], ("a", "b")),
    ("names", _letters(), ("a", "b")),
    ("names", {"a": 1}.keys(), InvalidValueError),
    ("names", "ab", "Put it in a list"),
    ("names", b"ab", "Put it in a list"),
    ("names", {"b", "a"}, "A set has no order"),
    ("names", {"a": "b"}, "should be a list, not a table"),
    ("names", 5, "should be a list, not a whole number"),
    ("names", None, "should be a list, not nothing"),
    ("names", ["a", 5], r"names\[1\]: The value should be text, not a whole number"),
    ("colour", "green", Colour.GREEN),
    ("colour", "gren", "Did you mean 'green'"),
    ("colour", 5, "should be one of 'red', 'green'"),
    ("colours", ["red", Colour.GREEN], (Colour.RED, Colour.GREEN)),
    ("colours", "red", "Put it in a list"),
    ("day", "2018-04-09", r"should be a date, not text.* date\.fromisoformat"),
    ("day", datetime(2018, 4, 9, tzinfo=UTC), r"not a date with a time.*Use its day: \.date\(\)"),
    ("day", None, "should be a date, not nothing"),
    ("maybe", None, None),
    ("maybe", "2018-04-09", "should be a date, not text"),
    ("count", "5", "should be a whole number, not text"),
    ("count", 5.0, "should be a whole number, not a number"),
    ("count", True, "should be a whole number, not true or false"),
    ("share", 5, 5.0),
    ("share", "5", "should be a number, not text"),
    ("share", True, "should be a number, not true or false"),
    ("share", float("nan"), "should be a finite number"),
    ("share", 10**400, "should be a finite number"),
    ("share", Fraction(1, 2), 0.5),
    ("share", Decimal(1), "should be a number, not a value of type Decimal"),
    ("done", 1, "should be true or false, not a whole number"),
    ("title", Colour.RED, "red"),
    ("title", 5, "should be text, not a whole number"),
    ("pair", ["a", 1], ("a", 1)),
    ("pair", ["a"], "should have 2 entries, not 1"),
    ("words", ["a", "a"], frozenset({"a"})),
    ("words", "ab", "Put it in a list"),
    ("by_name", {"a": [1]}, {"a": (1,)}),
    ("by_name", {"a": ["1"]}, r"by_name\['a'\]\[0\]: The value should be a whole number"),
    ("by_name", [("a", 1)], "should be a table, not a list"),
    ("part", {"id": "a"}, "should be a Part, not a table"),
    ("parts", [Part(id="a")], (Part(id="a"),)),
    ("parts", [Part(id="a"), None], r"parts\[1\]: The value should be a Part, not nothing"),
    ("either", "a", "a"),
    ("either", 1.5, "should be a whole number, not a number"),
    ("one_of", "b", "b"),
    ("one_of", "c", "should be one of 'a', 'b'"),
    ("call", print, print),
    ("anything", [1], [1]),
]


@pytest.mark.parametrize(
    ("name", "given", "wanted"),
    CONVERTED,
    ids=lambda each: each if isinstance(each, str) else type(each).__name__,
)
def test_a_field_converts_or_refuses_what_is_given(name: str, given: Any, wanted: Any) -> None:
    """A refusal names the class and the field, and never repeats the value."""
    if wanted is InvalidValueError or (isinstance(wanted, str) and wanted != given and " " in wanted):
        with pytest.raises(InvalidValueError, match=rf"Whole\.{name}") as caught:
            Whole(**{name: given})
        assert wanted is InvalidValueError or caught.match(wanted)
        assert isinstance(caught.value, InspectPrepError)
        assert caught.value.field.startswith(name)
    else:
        value = getattr(Whole(**{name: given}), name)
        assert value == wanted
        assert type(value) is type(wanted)


@pytest.mark.parametrize("blank", ["", " ", "\t\n", "\u00a0"])
def test_required_text_is_not_blank(blank: str) -> None:
    """Unless its field says that it may be."""
    with pytest.raises(InvalidValueError, match=r"Required\.title: The value should not be blank"):
        Required(title=blank, source="s")
    assert Required(title="t", source=blank).source == blank
    assert Whole(note=blank).note == blank


def test_a_class_may_be_named_before_it_is_there() -> None:
    """Its annotation is read when the first value is made."""
    assert Later(next=Last(), all=[Last()]) == Later(next=Last(), all=(Last(),))
    with pytest.raises(InvalidValueError, match="should be a Last, not a whole number"):
        Later(next=5)  # type: ignore[arg-type]


@given(st.none() | st.dates(), st.none() | st.dates())
def test_no_span_ends_before_it_begins(first: date | None, last: date | None) -> None:
    """Days that are not known are right."""
    if first and last and last < first:
        with pytest.raises(InvalidValueError, match=r"Last\.until: The value is before"):
            Last(starting=first, until=last)
    else:
        assert Last(starting=first, until=last).until == last


def test_numbers_and_words_of_numpy_become_those_of_python() -> None:
    """They come out of data frames."""
    numpy = pytest.importorskip("numpy")
    whole = Whole(
        count=numpy.int64(5), share=numpy.float32(0.5), done=numpy.bool_(True), title=numpy.str_("t")
    )
    assert [type(each) for each in (whole.count, whole.share, whole.done, whole.title)] == [
        int,
        float,
        bool,
        str,
    ]
    with pytest.raises(InvalidValueError, match="should be a date"):
        Whole(day=numpy.datetime64("2018-04-09"))


def test_changing_a_value_checks_it_too() -> None:
    """There is no way round."""
    with pytest.raises(InvalidValueError):
        evolve(Whole(), names="ab")


def test_a_table_that_changes_later_does_not_change_the_value() -> None:
    """It is copied."""
    table = {"a": (1,)}
    whole = Whole(by_name=table)
    table["b"] = (2,)
    assert whole.by_name == {"a": (1,)}


def test_values_and_errors_can_be_copied() -> None:
    """In the way in which they also go between processes."""
    whole = Whole(names=["a"], by_name={"a": [1]})
    assert copy.copy(whole) == whole
    with pytest.raises(InvalidValueError) as caught:
        Whole(day="2018-04-09")  # type: ignore[arg-type]
    error = copy.copy(caught.value)
    assert (str(error), error.field, error.where) == (str(caught.value), "day", "Whole.day")


def test_a_part_of_the_value_given_is_suggested() -> None:
    """As for a check result in place of its summary."""

    class Report:
        @property
        def part(self) -> Part:
            return Part(id="a")

    with pytest.raises(
        InvalidValueError, match=r"should be a Part, not a value of type Report\. Use its \.part"
    ):
        Whole(part=Report())  # type: ignore[arg-type]


def test_the_mistakes_that_people_make() -> None:
    """Each was stored, or ended in an error of Python."""
    with pytest.raises(InvalidValueError, match=r"EvidenceItem\.judgements.*Put it in a list"):
        EvidenceItem(title="A", kind=EvidenceKind.AUDIT, judgements="help_and_protection")  # type: ignore[arg-type]
    assert EvidenceItem(title="A", kind="audit").kind is EvidenceKind.AUDIT  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match=r"Inspection\.notified: .* not text"):
        Inspection(notified="2018-04-09")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match=r"Use Offset\.parse\(\)"):
        evolve(_milestone(), offset="5 working days")  # type: ignore[arg-type]


def _milestone() -> Milestone:
    needed = {each.name: "x" for each in fields(Milestone) if each.default is NOTHING}
    known = {"source": (), "offset": Offset.parse("1 day"), "phase": "notification", "basis": "law"}
    return Milestone(**{name: known.get(name, text) for name, text in needed.items()})  # type: ignore[arg-type]


def _classes() -> list[type[Any]]:
    modules = [
        import_module(f"{model.__name__}.{path.stem}")
        for folder in model.__path__
        for path in Path(folder).glob("[a-z]*.py")
    ]
    return [
        cls
        for module in modules
        for cls in vars(module).values()
        if isinstance(cls, type) and has(cls) and cls.__module__ == module.__name__
    ]


@pytest.mark.parametrize("cls", _classes(), ids=lambda cls: cls.__name__)
def test_every_class_of_the_model_checks_every_field(cls: type[Any]) -> None:
    """Its types can all be read, and nothing but a field for anything takes an object of no class."""
    stranger = SimpleNamespace()
    hints = get_type_hints(cls)
    for each in fields(cls):
        if each.init and not _takes_anything(hints[each.name]):
            assert each.converter is not None
            with pytest.raises(InvalidValueError):
                each.converter(stranger)  # type: ignore[operator]


def _takes_anything(kind: Any) -> bool:
    return (
        kind is Any
        or kind is object
        or "Callable" in str(kind)
        or "Protocol" in str(kind)
        or "type[" in str(kind)
    )


def test_words_are_ratings_where_ratings_are_meant() -> None:
    """The words of the documents."""
    reason = Reason(rating="red", rule="r", text="t")  # type: ignore[arg-type]
    assert reason.rating is Rating.RED
