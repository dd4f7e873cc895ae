"""Pages that show displays as notebooks do, with the rules of their styles that reach into an output.

The rules are those that set the alignment, spacing, colours and borders of tables, headings and lists.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

__all__ = ["HOSTS", "Host", "page_of"]

_JUPYTER = """
body { margin: 0; background: GROUND; color: INK; font: 13px/1.2 sans-serif; }
.jp-OutputArea-child { display: flex; }
.jp-OutputArea-output { width: 100%; height: auto; overflow: auto; flex-grow: 1; flex-shrink: 1; }
.jp-RenderedHTMLCommon { color: INK; font-size: 14px; line-height: 1.6; padding-right: 20px; }
.jp-RenderedHTMLCommon h2 { line-height: 1; font-weight: 500; margin: 1.2em 0 0.8em 0; font-size: 22px; }
.jp-RenderedHTMLCommon ul:not(.list-inline) { padding-left: 2em; }
.jp-RenderedHTMLCommon ul { list-style: disc; margin-bottom: 1em; }
.jp-RenderedHTMLCommon table { border-collapse: collapse; border-spacing: 0; border: none; color: INK;
  font-size: 12px; table-layout: fixed; margin-left: auto; margin-bottom: 1em; margin-right: auto; }
.jp-RenderedHTMLCommon thead { border-bottom: 1px solid gray; vertical-align: bottom; }
.jp-RenderedHTMLCommon td, .jp-RenderedHTMLCommon th, .jp-RenderedHTMLCommon tr { vertical-align: middle;
  padding: 0.5em; line-height: normal; white-space: normal; max-width: none; border: none; }
:not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon td, :not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon th,
:not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon tr { text-align: right; }
.jp-RenderedHTMLCommon th { font-weight: bold; }
.jp-RenderedHTMLCommon tbody tr:nth-child(odd) { background: GROUND; }
.jp-RenderedHTMLCommon tbody tr:nth-child(even) { background: STRIPE; }
.jp-RenderedHTMLCommon tbody tr:hover { background: lightblue; }
.jp-RenderedHTMLCommon p { text-align: left; margin: 0; margin-bottom: 1em; }
.jp-RenderedHTMLCommon svg { max-width: 100%; height: auto; }
"""
_SPHINX = """
body { margin: 0; background: GROUND; color: INK; font: 16px/1.5 sans-serif; }
.cell_output { padding-left: 1em; margin-top: 1em; }
div.cell_output table { border: none; border-collapse: collapse; border-spacing: 0; margin: auto; }
div.cell_output thead { border-bottom: 1px solid gray; vertical-align: bottom; }
div.cell_output tr, div.cell_output th, div.cell_output td { text-align: right; vertical-align: middle;
  padding: 0.5em; line-height: normal; white-space: normal; max-width: none; border: none; }
div.cell_output tbody tr:nth-child(odd) { background: STRIPE; }
article h2 { margin: 2em 0 0.5em; font-size: 2em; padding: 0 0.5rem; font-family: serif; }
article ul { padding-left: 1.2rem; margin: 1em 0; }
"""
_CODE = """
body { margin: 0; background: GROUND; color: INK; font: 13px sans-serif; }
.output table { border-collapse: collapse; border: none; }
.output table th, .output table td { text-align: right; border: none; padding: 3px 6px; }
.output table tr:nth-child(even) { background: STRIPE; }
"""


@frozen
class Host:
    """A page with a display in it.

    Attributes:
        name: Its name.
        style: The rules of its style.
        dark: Whether its theme is dark.
        body: The attributes of its body.
        before: The markup before each display.
        after: The markup after each display.
    """

    name: str
    style: str
    dark: bool
    body: str
    before: str
    after: str


_OUTPUT = (
    '<div class="jp-OutputArea-child jp-OutputArea-executeResult"><div class="jp-RenderedHTMLCommon '
    'jp-RenderedHTML jp-OutputArea-output jp-OutputArea-executeResult" data-mime-type="text/html">'
)
_CELL = '<article><div class="cell docutils container"><div class="cell_output docutils container">'
HOSTS = (
    Host("jupyter-light", _JUPYTER, False, 'data-jp-theme-light="true"', _OUTPUT, "</div></div>"),
    Host("jupyter-dark", _JUPYTER, True, 'data-jp-theme-light="false"', _OUTPUT, "</div></div>"),
    Host("sphinx-light", _SPHINX, False, 'data-theme="light"', _CELL, "</div></div></article>"),
    Host("sphinx-dark", _SPHINX, True, 'data-theme="dark"', _CELL, "</div></div></article>"),
    Host("code-light", _CODE, False, 'class="vscode-light"', '<div class="output">', "</div>"),
    Host("code-dark", _CODE, True, 'class="vscode-dark"', '<div class="output">', "</div>"),
    Host(
        "code-contrast-light",
        _CODE,
        False,
        'class="vscode-high-contrast-light vscode-high-contrast"',
        '<div class="output">',
        "</div>",
    ),
    Host("plain", "body { margin: 0; }", False, "", "<div>", "</div>"),
)


def page_of(host: Host, displays: Sequence[str]) -> str:
    """Return a page of a host with displays, one below another."""
    ground, ink, stripe = (
        ("#1e1e1e", "#d4d4d4", "#2a2a2a") if host.dark else ("#ffffff", "#1f1f1f", "#f5f5f5")
    )
    style = host.style.replace("GROUND", ground).replace("INK", ink).replace("STRIPE", stripe)
    shown = "".join(f"{host.before}{display}{host.after}" for display in displays)
    return f"<!doctype html><html><head><style>{style}</style></head><body {host.body}>{shown}</body></html>"
