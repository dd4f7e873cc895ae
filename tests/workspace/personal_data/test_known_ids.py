"""Ids of children in loaded lists: recognised, and never kept."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from inspectprep.errors import SourceError
from inspectprep.workspace.personal_data.known_ids import KnownIds

IDS = ["ICS-123456", "0098765", "AB12345C", "unborn", "12", "A 55501"]


@pytest.fixture
def known(tmp_path: Path) -> KnownIds:
    """Give what was learned from a list."""
    made = KnownIds(tmp_path / "known.txt")
    assert made.learn(IDS) == 4
    return made


@pytest.mark.parametrize(
    "text",
    [
        "ICS-123456",
        "see ics123456.",
        "case (ICS 123456) was moved",
        "ICS/123456",
        "0098765",
        "the plan of 0098765's brother",
        "ab12345c",
        "A55501, reviewed",
        "files/0098765/plan.docx",
        "plan_0098765.docx",
        "00 98 765",
        "0098-765",
        "x0098765y",
        "\uff10\uff10\uff19\uff18\uff17\uff16\uff15",
        "ICS\u2013123\u00ad456",
        "i c s 123456",
        "AB_12345_C",
    ],
)
def test_an_id_is_recognised_however_it_is_written(known: KnownIds, text: str) -> None:
    """In capitals or not, spaced, hyphenated, or inside the name of a file."""
    assert known.any_in(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "12 plans", "unborn children", "98765", "1234567", "ICS 2026 review", "AB12345D"),
        *("in 2026, 123456 letters", "0,098,765 pounds", "Ring 01865 123456, or 07700 098 765"),
    ],
)
def test_other_texts_pass(known: KnownIds, text: str) -> None:
    """Short ids and words alone are passed over, because harmless sentences hold them."""
    assert not known.any_in(text)


def test_what_was_learned_is_there_in_the_next_process(known: KnownIds, tmp_path: Path) -> None:
    """And learning it again adds nothing."""
    again = KnownIds(tmp_path / "known.txt")
    assert again.any_in("0098765")
    assert again.learn(IDS) == 0
    assert again.learn(["777777", *IDS]) == 1
    assert known.learn(["888888"]) == 1
    assert len(KnownIds(tmp_path / "known.txt")) == 6


def test_no_id_is_in_the_file(known: KnownIds, tmp_path: Path) -> None:
    """Nor any part of one; and two councils' files share nothing, though they learned the same."""
    text = (tmp_path / "known.txt").read_text("ascii")
    assert len(known) == 4
    assert not any(part in text.casefold() for part in ("123456", "0098765", "12345c", "55501"))
    other = KnownIds(tmp_path / "other.txt")
    other.learn(IDS)
    lines = set(text.split("\n")) & set((tmp_path / "other.txt").read_text("ascii").split("\n"))
    assert lines == {"inspectprep known ids 1", ""}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions in another way")
def test_the_file_is_private(known: KnownIds, tmp_path: Path) -> None:
    """Whoever may read it can test a guess."""
    assert len(known) == 4
    assert stat.S_IMODE((tmp_path / "known.txt").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content", [b"", b"something else\nabc\n", b"inspectprep known ids 1\nnot hex\n", b"\xff\xfe"]
)
def test_a_file_that_cannot_be_understood_is_told_with_the_remedy(tmp_path: Path, content: bytes) -> None:
    """Rather than letting every id pass."""
    (tmp_path / "known.txt").write_bytes(content)
    with pytest.raises(SourceError, match="Delete the file"):
        KnownIds(tmp_path / "known.txt")
