"""Evidence, surveys, areas for improvement and the room from the command line."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

HELP, CARE = "help_and_protection", "in_care_and_care_leavers"
QUESTION = "were helped to understand why they came into care"


@pytest.fixture
def room(cli: Any, tmp_path: Path) -> Any:
    """Make the workspace of a council called on Monday 9 April 2018, and run commands in it."""
    folder = tmp_path / "room"
    assert cli("init", folder, "--authority", "Oxfordshire", "--variant", "ilacs-short").code == 0
    call = ("--notified", "2018-04-09", "--by", "Ben", "--workspace", folder)
    assert cli("inspection", "begin", *call).code == 0

    def call(*arguments: object) -> Any:
        return cli(*arguments, "--workspace", folder)

    return call


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    """A file that lies outside the workspace."""
    path = tmp_path / "audit.docx"
    path.write_bytes(b"audit of March 2018")
    return path


def add(room: Any, *arguments: object) -> str:
    """Add a record and return its id."""
    found = room(*arguments, "--by", "Ben", "--json")
    assert found.code == 0, found.err
    return str(found.json["id"])


def add_audit(room: Any, *more: object) -> str:
    """Add an audit of the first quarter of 2018."""
    return add(
        room, "evidence", "add", "--title", "Audit", "--kind", "audit", "--judgements", HELP,
        "--starting", "2018-01-01", "--until", "2018-03-31", *more,
    )  # fmt: skip


def test_a_file_is_hashed_when_it_is_added_and_stays_where_it_is(room: Any, audit: Path) -> None:
    """Nobody has to type a checksum."""
    name = add_audit(room, "--location", audit)
    held = room("evidence", "show", name, "--json").json
    assert held["sha256"] == hashlib.sha256(audit.read_bytes()).hexdigest()
    assert held["location"] == str(audit)
    assert audit.exists()


def test_a_new_place_brings_a_new_checksum(room: Any, audit: Path) -> None:
    """Otherwise the old one would call the new file changed."""
    name = add_audit(room, "--location", audit)
    other = audit.with_name("other.docx")
    other.write_bytes(b"another")
    assert room("evidence", "update", name, "--location", other, "--by", "Ben").code == 0
    held = room("evidence", "show", name, "--json").json
    assert held["sha256"] == hashlib.sha256(b"another").hexdigest()


def test_a_place_that_is_no_file_is_kept_as_written(room: Any) -> None:
    """It is found missing when files are looked at, and not before."""
    name = add_audit(room, "--location", "blue folder in room 4")
    assert room("evidence", "show", name, "--json").json["sha256"] == ""
    assert room("evidence", "verify", "--json").json["files"] == [{"id": name, "state": "missing"}]


def test_changed_and_missing_files_are_found(room: Any, audit: Path) -> None:
    """By the command of evidence and by the check of the whole workspace; the exit code is 1."""
    name = add_audit(room, "--location", audit)
    assert room("evidence", "verify").code == 0
    assert room("workspace", "verify", "--json").json["files"] == []
    audit.write_bytes(b"changed")
    found = room("evidence", "verify", "--json")
    assert (found.code, found.json) == (1, {"sound": False, "files": [{"id": name, "state": "changed"}]})
    audit.unlink()
    whole = room("workspace", "verify", "--json")
    assert whole.code == 1
    assert whole.json["sound"]
    assert whole.json["files"] == [{"id": name, "state": "missing"}]
    assert "is missing" in room("workspace", "verify").out


def test_a_file_can_be_attached_later_and_copied(room: Any, audit: Path) -> None:
    """The copy is what counts from then on."""
    name = add_audit(room)
    found = room("evidence", "file", name, audit, "--copy", "--by", "Ben", "--json")
    assert found.json["sha256"] == hashlib.sha256(audit.read_bytes()).hexdigest()
    assert room("evidence", "show", name, "--json").json["location"].startswith("evidence/")
    audit.unlink()
    assert room("evidence", "verify").code == 0
    wrong = room("evidence", "file", name, audit, "--by", "Ben")
    assert wrong.code == 2
    assert "no such file" in wrong.err


def test_only_evidence_has_a_file(room: Any, audit: Path) -> None:
    """Other records are refused with what has one."""
    name = add(room, "showcase", "add", "--service", "The hub")
    wrong = room("evidence", "file", name, audit, "--by", "Ben")
    assert wrong.code == 2
    assert "Only evidence items and survey results have a file." in wrong.err


def test_coverage_is_told_by_judgement_and_line_of_enquiry(room: Any) -> None:
    """Under the edition in force on the day of the call."""
    name = add_audit(room)
    line = add(room, "enquiry", "add", "--statement", "Are thresholds understood?", "--evidence", name)
    found = room("evidence", "coverage", "--on", "2018-04-10", "--json")
    assert found.code == 1
    assert [(each["judgement"], each["state"]) for each in found.json["areas"]] == [
        ("impact_of_leaders", "missing"),
        (HELP, "one-sided"),
        (CARE, "missing"),
    ]
    assert found.json["enquiries"] == [{"enquiry": line, "state": "covered", "fresh": [name], "stale": []}]
    assert "one-sided" in room("evidence", "coverage", "--on", "2018-04-10").out
    stale = room("evidence", "coverage", "--on", "2018-12-10", "--json").json
    assert stale["areas"][1]["stale"] == [name]


def test_the_questionnaire_is_compared_over_the_years(room: Any) -> None:
    """84% in 2016 and 92% in 2017, as published: without how many answered."""
    assert "from two dates" in room("survey", "compare").out
    for year, percent in ((2016, 84), (2017, 92)):
        add(room, "survey", "add", "--question", QUESTION, "--population", "children in children's homes",
            "--percent", percent, "--until", f"{year}-12-31", "--judgements", CARE)  # fmt: skip
    (change,) = room("survey", "compare", "--json").json["changes"]
    assert (change["points"], change["low"], change["verdict"]) == (8.0, None, "unknown")
    assert "92% in 2017 against 84% in 2016: a rise of 8 points." in room("survey", "compare").out


def test_figures_that_cannot_be_right_are_refused_with_the_field(room: Any) -> None:
    """A typing error is seen at once."""
    wrong = room("survey", "add", "--question", "Safe?", "--n", "10", "--count", "12", "--by", "Ben")
    assert wrong.code == 2
    assert "count" in wrong.err
    assert room("survey", "list", "--json").json == []


def test_what_cannot_be_shown_to_have_moved_is_red(room: Any) -> None:
    """Until something shows it."""
    name = add(room, "area", "add", "--title", "The quality of assessments", "--found", "2016-05-20")
    before = room("area", "progress", "--on", "2018-04-09", "--json")
    assert (before.code, before.json["areas"][0]["rating"]) == (1, "red")
    proof = add_audit(room)
    assert room("area", "update", name, "--evidence", proof, "--by", "Ben").code == 0
    after = room("area", "progress", "--on", "2018-04-09", "--json")
    assert (after.code, after.json["areas"][0]["movement"]) == (0, "moved")
    assert "moved" in room("area", "progress", "--on", "2018-04-09").out


def test_the_evening_review_says_what_to_show(room: Any) -> None:
    """Three negatives and a service not seen; for the team and leaders, and nobody else."""
    for text in ("Thresholds vary.", "Plans drift.", "Visits are late."):
        add(room, "challenge", "add", "--claim", text, "--heard", "2018-04-16", "--judgement", HELP)
    add(room, "showcase", "add", "--service", "Locality and community support service", "--judgements", HELP)
    add(
        room,
        "referral",
        "add",
        "--reference",
        "Zq-4711",
        "--referred",
        "2018-04-16",
        "--deadline",
        "2018-04-18",
    )
    shown = room("room", "--on", "2018-04-17")
    assert shown.code == 0
    assert "Locality and community support service" in shown.out
    data = room("room", "--on", "2018-04-17", "--json")
    assert data.json["waiting"] == ["chal-1", "chal-2", "chal-3"]
    assert "Zq-4711" not in shown.out + data.out
    refused = room("room", "--audience", "staff")
    assert refused.code == 2
    assert "inspection-team, leaders" in refused.err


def test_the_draft_shows_its_gaps_and_hides_what_staff_may_not_know(room: Any) -> None:
    """From the records, under the edition of the call."""
    add_audit(room, "--says", "Supervision is regular.", "--no-outcome")
    hidden = ("--sensitivity", "restricted", "--stance", "development", "--no-outcome")
    add_audit(room, "--says", "Restricted finding.", *hidden)
    team = room("selfeval", "--on", "2018-04-09").out
    assert "Supervision is regular." in team
    assert "Restricted finding." in team
    assert "Nothing is recorded about the quality and impact of practice." in team
    staff = room("selfeval", "--on", "2018-04-09", "--audience", "staff").out
    assert "Supervision is regular." in staff
    assert "Restricted finding." not in staff
    assert room("selfeval", "--audience", "public").code == 2
