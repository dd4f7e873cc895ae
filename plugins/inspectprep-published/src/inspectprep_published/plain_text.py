"""Plain characters: the text of a PDF without ligatures, odd spaces, soft hyphens and lost characters."""

from __future__ import annotations

import re
import unicodedata

_PLAIN = {
    **dict.fromkeys(
        map(
            ord,
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n\v\f",
        ),
        " ",
    ),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u0000\u0002\u00ad"), ""),
    # Signs of Windows in a document that does not say so.
    **dict(zip(range(0x91, 0x98), "\u2018\u2019\u201c\u201d\u2022\u2013\u2014", strict=True)),
    ord("\ufffe"): "-",
    ord("\u2010"): "-",
    ord("\u2011"): "-",
    ord("\ufb00"): "ff",
    ord("\ufb01"): "fi",
    ord("\ufb02"): "fl",
    ord("\ufb03"): "ffi",
    ord("\ufb04"): "ffl",
    ord("\ufb05"): "ft",
    ord("\ufb06"): "st",
}

_ODD = re.compile(f"[{''.join(map(chr, _PLAIN))}\u0300-\u036f]")


def is_odd(text: str) -> bool:
    """Return whether a text has characters that :func:`plain_text` replaces, other than spaces."""
    return bool(_ODD.search(text))


def plain_text(text: str) -> str:
    """Return a text with plain characters and single spaces. Letters with accents are one character each."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_PLAIN)).split())
