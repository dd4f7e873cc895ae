"""The gallery has each picture of a face, and each picture has words for those who do not see it."""

from __future__ import annotations

import re

from tests.shared import REPOSITORY

GALLERY = REPOSITORY / "docs" / "gallery.md"
PICTURES = REPOSITORY / "docs" / "_static" / "faces"


def test_each_picture_is_in_the_gallery() -> None:
    """Light ones of each face: a desktop, a phone and a sheet of paper."""
    shown = re.findall(r"!\[([^\]]+)\]\(_static/faces/([\w-]+\.png)\)", GALLERY.read_text("utf-8"))
    names = {name for _, name in shown}
    assert len(names) == len(shown)
    light = {path.name for path in PICTURES.glob("*.png") if not path.stem.endswith("-dark")}
    assert light == {name for name in names if "-dark" not in name}
    assert all((PICTURES / name).is_file() for name in names)
    assert all(len(words.split()) > 1 for words, _ in shown)
