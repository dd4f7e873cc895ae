"""The encoding of text files: UTF-8, UTF-16 or Windows-1252, by their bytes."""

from __future__ import annotations

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def as_utf8(data: bytes) -> tuple[bytes, str]:
    """Return the text in UTF-8 without its mark, and the name of the encoding it was in."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            if encoding == "utf-8":
                data = body
                break
            return _wide(body, encoding), "UTF-16"
    else:
        head = data[:4096]
        if head[1::2].count(0) > len(head) * 0.3:
            return _wide(data, "utf-16-le"), "UTF-16"
        if head[::2].count(0) > len(head) * 0.3:
            return _wide(data, "utf-16-be"), "UTF-16"
    if data.isascii():
        return data, "UTF-8"
    try:
        data.decode()
    except UnicodeDecodeError:
        return _cp1252(data).encode(), "Windows-1252"
    return data, "UTF-8"


def _wide(data: bytes, encoding: str) -> bytes:
    """Return text of two bytes a character in UTF-8, without half a character at its end."""
    return data[: len(data) // 2 * 2].decode(encoding, "replace").encode()


def _cp1252(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        # Windows-1252 does not define five bytes. They become control characters.
        return "".join(
            chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes((byte,)).decode("cp1252")
            for byte in data
        )
