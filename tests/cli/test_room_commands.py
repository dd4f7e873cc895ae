"""The commands of the room: cover, workers, briefings, the embargo, the release, the self-evaluation."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

TODAY = date.today()  # noqa: DTZ011  # commands speak of the reader's own day
CALL = TODAY - timedelta(days=TODAY.weekday() + 14)
TUESDAY = CALL + timedelta(days=8)
FEEDBACK = CALL + timedelta(days=11)


@pytest.fixture
def room(cli: Any, tmp_path: Path) -> Any:
    """Make a workspace whose inspection has had its feedback, and run commands in it."""
    folder = tmp_path / "room"
    assert cli("init", folder, "--authority", "Westhaven", "--variant", "ilacs-short").code == 0
    begun = cli("inspection", "begin", "--notified", CALL, "--by", "Ben", "--workspace", folder)
    assert begun.code == 0

    def call(*arguments: object) -> Any:
        return cli(*arguments, "--workspace", folder)

    return call


def test_cover_follows_the_chain(room: Any) -> None:
    """The exit code says whether it was agreed."""
    room("person", "add", "--role", "dcs", "--name", "Ann Avon", "--by", "Ben")
    assert room("person", "cover", "--on", CALL).out.startswith("Ann Avon")
    room("person", "add", "--role", "deputy", "--name", "Ben Brent", "--by", "Ben")
    leave = f'{{"starting": "{CALL}", "until": "{CALL}", "cover": "deputy"}}'
    assert room("person", "update", "per-1", "--leave", leave, "--by", "Ben").code == 0
    found = room("person", "cover", "--on", CALL, "--json")
    assert (found.code, found.json["name"], found.json["agreed"]) == (0, "Ben Brent", True)
    uncovered = f'{{"starting": "{CALL}", "until": "{CALL}"}}'
    room("person", "update", "per-1", "--leave", uncovered, "--by", "Ben")
    found = room("person", "cover", "--on", CALL)
    assert found.code == 1
    assert "not agreed" in found.out


def test_leave_that_ends_before_it_begins_is_refused(room: Any) -> None:
    """With the option and the first day, and nothing is recorded."""
    swapped = f'{{"starting": "{FEEDBACK}", "until": "{CALL}"}}'
    done = room("person", "add", "--role", "dcs", "--name", "Ann Avon", "--leave", swapped, "--by", "Ben")
    assert done.code == 2
    assert f"--leave[0].until: is before {FEEDBACK}, the first day" in done.err
    assert room("person", "list", "--json").json == []


def test_a_second_person_in_a_role_and_unknown_cover_are_asked_about(room: Any) -> None:
    """The record is added, and the question has the name of the other person."""
    room("person", "add", "--role", "deputy", "--name", "Ben Brent", "--by", "Ben")
    leave = f'{{"starting": "{CALL}", "until": "{CALL}", "cover": "Jo Bloggs"}}'
    second = (
        "person",
        "add",
        "--role",
        "DEP",
        "--name",
        "Cat Clun",
        "--leave",
        leave,
        "--by",
        "Ben",
        "--json",
    )
    done = room(*second)
    assert (done.code, done.json["id"]) == (0, "per-2")
    assert "Note: The role of deputy director also has Ben Brent on record." in done.err
    assert "Note: Who is Jo Bloggs?" in done.err
    room("person", "update", "per-1", "--until", CALL - timedelta(days=1), "--by", "Ben")
    done = room("person", "update", "per-2", "--starting", CALL, "--clear", "leave", "--by", "Ben")
    assert (done.code, done.err) == (0, "")


def test_workers_come_from_a_file_and_are_added_once(room: Any, tmp_path: Path) -> None:
    """Names in question stay as written, and a second reading adds nothing."""
    file = tmp_path / "workers.csv"
    file.write_bytes(
        "Name;Team\nHazlett, D;North\nDustin Hazlett;North\nZo\xeb Avon;North\n".encode("cp1252")
    )
    first = room("worker", "import", file, "--by", "Ben", "--json")
    assert len(first.json["added"]) == 4
    assert first.json["questions"] == ["Is 'Hazlett, D' the same person as 'Dustin Hazlett'?"]
    assert room("worker", "import", file, "--by", "Ben", "--json").json["added"] == []
    room("session", "add", "--title", "Workshop", "--on", CALL, "--attended", "Zo\xeb Avon",
         "--no-outcome", "--by", "Ben")  # fmt: skip
    found = room("prepared", "--json")
    assert found.code == 1
    [team] = found.json["teams"]
    assert (team["workers"], team["prepared"], team["team"]) == (3, 1, "North")
    shown = room("prepared", "--team", "north")
    assert shown.out.startswith("Who is prepared? 2 OF 3 ARE NOT PREPARED.")
    assert "Dustin Hazlett" in shown.out
    assert "'North'" in room("prepared", "--team", "Norht").err
    page = tmp_path / "prepared.html"
    assert room("prepared", "--out", page).code == 1
    assert "2 of 3 are not prepared" in page.read_text(encoding="utf-8")


def test_each_audience_gets_its_own_briefing(room: Any) -> None:
    """Staff do not get what leaders do."""
    room("note", "add", "--day", TUESDAY, "--text", "They met a whole team.", "--audiences", "staff",
         "--audiences", "leaders", "--no-outcome", "--by", "Ben")  # fmt: skip
    room("note", "add", "--day", TUESDAY, "--text", "Supervision is thin.", "--no-outcome", "--by", "Ben")
    staff = room("brief", "--day", TUESDAY, "--audience", "staff")
    assert "They met a whole team." in staff.out
    assert "Supervision" not in staff.out
    assert "Supervision is thin." in room("brief", "--day", TUESDAY, "--audience", "leaders").out
    assert room("brief", "--day", TUESDAY, "--audience", "partners", "--json").json.get("items", []) == []
    wrong = room("brief", "--day", TUESDAY, "--audience", "staf")
    assert wrong.code == 2
    assert "staff" in wrong.err


def test_an_outcome_waits_for_a_publication_that_somebody_saw(room: Any) -> None:
    """From the feedback to the record of publication only the register reads it."""
    room("note", "add", "--day", FEEDBACK, "--text", "Overall: good.", "--audiences", "staff",
         "--audiences", "leaders", "--outcome", "--by", "Ben")  # fmt: skip
    before = room("brief", "--day", FEEDBACK, "--audience", "leaders", "--reader", "Ann Avon")
    assert "Overall" not in before.out
    assert "Not included: note-1." in before.err
    assert "Overall" not in before.err
    told = room("embargo", "tell", "Ann Avon", "--role", "dcs", "--on", FEEDBACK, "--by", "Ben", "--json")
    assert told.json["id"] == "disc-1"
    leaders = room("brief", "--day", FEEDBACK, "--audience", "leaders", "--reader", "Ann Avon")
    assert "Overall: good." in leaders.out
    assert "Overall" not in room("brief", "--day", FEEDBACK, "--audience", "leaders").out
    assert (
        "Overall" not in room("brief", "--day", FEEDBACK, "--audience", "staff", "--reader", "Ann Avon").out
    )
    early = room("embargo", "lift", "--where", "https://example.org", "--on", TODAY + timedelta(days=1))
    assert early.code == 2
    assert "is in the future" in early.err
    wrong = room("embargo", "lift", "--where", "https://example.org", "--on", CALL, "--by", "Ben")
    assert wrong.code == 2
    assert "before the outcome can be known" in wrong.err
    assert "Overall" not in room("brief", "--day", FEEDBACK, "--audience", "staff").out
    assert room("embargo", "lift", "--where", "https://example.org", "--by", "Ben").code == 0
    assert "Overall: good." in room("brief", "--day", FEEDBACK, "--audience", "staff").out


def test_the_register_is_shown_without_what_was_told(room: Any) -> None:
    """Whoever keeps it need not be on it."""
    room(
        "embargo",
        "tell",
        "Ann Avon",
        "--what",
        "Overall: good",
        "--on",
        FEEDBACK,
        "--by",
        "Ben",
        "--reminded",
    )
    shown = room("embargo", "status")
    assert "Ann Avon" in shown.out
    assert "good" not in shown.out
    assert "are not shown" in shown.err
    assert "Overall: good" in room("embargo", "status", "--reader", "Ann Avon").out
    assert room("embargo", "status", "--json").json["stage"] == "held"


def test_a_draft_goes_out_signed_in_order_and_after_publication(room: Any) -> None:
    """Three refusals, each with its reason, then the release."""
    for channel in ("staff", "members"):
        room("release", "add", "--outcome", "good", "--channel", channel, "--by", "Ben")
    assert "No publication is recorded" in room("release", "publish", "rel-1", "--by", "Ben").err
    room("embargo", "lift", "--where", "https://example.org", "--by", "Ben")
    assert "not signed off" in room("release", "publish", "rel-1", "--by", "Ben").err
    assert "No person is in the role" in room("release", "approve", "rel-1", "--role", "dcs", "--by", "B").err
    room("person", "add", "--role", "dcs", "--name", "Ann Avon", "--by", "Ben")
    room("person", "add", "--role", "communications", "--name", "Cam Cole", "--by", "Ben")
    other = room("release", "approve", "rel-1", "--role", "dcs", "--name", "Ben Brent", "--by", "Ben")
    assert "It is the role of Ann Avon" in other.err
    for draft in ("rel-1", "rel-2"):
        for role in ("dcs", "Communications lead"):
            assert room("release", "approve", draft, "--role", role, "--by", "Ben").code == 0
    room("release", "update", "rel-1", "--title", "Another", "--by", "Ben")
    assert "Ann Avon signed on" in room("release", "publish", "rel-1", "--by", "Ben").err
    assert "has changed since" in room("release", "update", "rel-1", "--released", TODAY, "--by", "Ben").err
    for role in ("dcs", "communications"):
        assert room("release", "approve", "rel-1", "--role", role, "--by", "Ben").code == 0
    assert "Others must be informed first: staff" in room("release", "publish", "rel-2", "--by", "Ben").err
    assert room("release", "publish", "rel-1", "--by", "Ben").code == 0
    assert "gone out already" in room("release", "publish", "rel-1", "--by", "Ben").err
    assert room("release", "publish", "rel-2", "--by", "Ben", "--json").json["channel"] == "members"


def test_the_release_plan_stays_with_the_register_once_there_is_an_outcome(room: Any) -> None:
    """Refused with who may, then shown."""
    room("embargo", "tell", "Ann Avon", "--on", FEEDBACK, "--by", "Ben")
    refused = room("release", "plan")
    assert refused.code == 2
    assert "Ann Avon" in refused.err
    shown = room("release", "plan", "--reader", "Ann Avon")
    assert "Stopped" in shown.out
    assert "requires improvement to be good" in shown.out


def test_the_self_evaluation_shows_its_gaps(room: Any) -> None:
    """Without evidence every judgement is missing."""
    found = room("selfeval", "--json")
    assert found.code == 0
    assert found.json["areas"]
    assert "No evidence" in room("selfeval").out
