"""Sphinx extension: the pages that are written from the code before each build, in `reference/generated`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docs.extensions import facts, indicators, public_names, rules, tasks

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "reference/generated"
PARTS = (public_names, rules, indicators, tasks, facts)
"""The modules that give pages: each has a function `pages`, from the path of each page to its text."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Write the pages before a build, and the public names of packages into the pages that ask for them."""
    app.connect("builder-inited", write)
    app.connect("source-read", expand)
    app.connect("html-page-context", share_menu, priority=400)  # before the theme asks for the menu
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write(app: Sphinx) -> None:
    """Write the pages that differ from those of the last build, and remove those that are gone."""
    folder = Path(app.srcdir) / FOLDER
    pages = {folder / name: text for part in PARTS for name, text in part.pages().items()}
    for path in folder.rglob("*.md"):
        if path not in pages:
            path.unlink()
    for path, text in pages.items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def share_menu(app: Sphinx, name: str, _template: str, context: dict[str, Any], _tree: Any) -> None:
    """Let pages that are in no menu share one with the others of their folder. It takes most of a build."""
    in_menus = {page for pages in app.env.toctree_includes.values() for page in pages}
    if "toctree" in context and name not in in_menus and name != app.config.root_doc:
        make, folder = context["toctree"], name.rpartition("/")[0]
        menus: dict[Any, str] = app.env.temp_data.setdefault("menus", {})

        def shared(**options: Any) -> str:
            key = (folder, *sorted(options.items()))
            if key not in menus:
                menus[key] = make(**options)
            return menus[key]

        context["toctree"] = shared


def expand(_app: Sphinx, _name: str, source: list[str]) -> None:
    """Write the public names of packages into a page that asks for them."""
    source[0] = public_names.expand(source[0])
