"""Saved answers: the last one of an earlier day to the same kind of question."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from inspectprep.model.readiness import Rating, Readiness
from inspectprep.workspace.answers import earlier_answers, save_answer, saved_answers

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 4, day) for day in (13, 14, 15))
ANSWER = Readiness(
    authority="Borsetshire",
    variant="ilacs-short",
    title="Short inspection",
    as_of=date(2026, 9, 7),
    notified=date(2026, 9, 7),
    rating=Rating.AMBER,
    themes=(),
    given=MONDAY,
)


def test_the_last_answer_of_an_earlier_day_is_found(tmp_path: Path) -> None:
    """An answer of the same day is none; of one day the last is kept."""
    save_answer(tmp_path, ANSWER)
    assert earlier_answers(tmp_path, before=MONDAY) == ()
    later = evolve(ANSWER, rating=Rating.RED)
    save_answer(tmp_path, later)
    assert earlier_answers(tmp_path, before=TUESDAY) == (later,)
    tuesday = evolve(ANSWER, given=TUESDAY)
    save_answer(tmp_path, tuesday)
    assert earlier_answers(tmp_path, before=WEDNESDAY) == (tuesday,)


def test_an_inspection_is_another_question_than_an_imagined_call(tmp_path: Path) -> None:
    """Nor are two inspections one question."""
    answers = [evolve(ANSWER, inspection=inspection) for inspection in ("", "ins-1", "ins-2")]
    for answer in answers:
        save_answer(tmp_path, answer)
    for answer in answers:
        assert earlier_answers(tmp_path, before=TUESDAY, inspection=answer.inspection) == (answer,)
    assert earlier_answers(tmp_path, before=TUESDAY, inspection="ins-3") == ()


def test_the_history_has_every_day_in_order(tmp_path: Path) -> None:
    """One kind of question at a time. A file that is not an answer is passed over."""
    assert saved_answers(tmp_path) == ()
    days = [evolve(ANSWER, given=day) for day in (TUESDAY, MONDAY)]
    for answer in (*days, evolve(ANSWER, inspection="ins-1")):
        save_answer(tmp_path, answer)
    (tmp_path / "2026-04-15.json").write_text("{", "utf-8")
    assert saved_answers(tmp_path) == tuple(reversed(days))
    assert saved_answers(tmp_path, inspection="ins-1") == (evolve(ANSWER, inspection="ins-1"),)


def test_answers_of_the_earlier_format_count_from_the_day_they_are_about(tmp_path: Path) -> None:
    """They have no day of their own and are named by that day; one about a later day is not yet past."""
    text = (
        '{"schema": "inspectprep/readiness/1", "authority": "Borsetshire", "variant": "ilacs-short", '
        '"title": "Short inspection", "as_of": "2026-04-13", "notified": "2026-04-13", "rating": "red", '
        '"ready": false, "themes": [], "actions": [], "notes": []}'
    )
    (tmp_path / "2026-04-13.json").write_text(text, "utf-8")
    (found,) = earlier_answers(tmp_path, before=TUESDAY, most=5)
    assert (found.given, found.as_of) == (None, MONDAY)
    assert earlier_answers(tmp_path, before=MONDAY) == ()


def test_the_last_answers_are_found_oldest_first(tmp_path: Path) -> None:
    """As many as are asked for, and none of the day itself."""
    answers = [evolve(ANSWER, given=date(2026, 4, day)) for day in (1, 2, 3, 7)]
    for answer in answers:
        save_answer(tmp_path, answer)
    assert earlier_answers(tmp_path, before=date(2026, 4, 7), most=2) == tuple(answers[1:3])
    assert earlier_answers(tmp_path, before=date(2026, 4, 7), most=9) == tuple(answers[:3])


@pytest.mark.parametrize("name", ["2026-04-14.json", "notes.json", "2026-13-45.json"])
def test_a_file_that_is_not_an_answer_is_passed_over(tmp_path: Path, name: str) -> None:
    """The answer before it still counts."""
    save_answer(tmp_path, ANSWER)
    (tmp_path / name).write_text("{", "utf-8")
    assert earlier_answers(tmp_path, before=WEDNESDAY) == (ANSWER,)
