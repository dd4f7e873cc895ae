"""The council's choices: texts of its lists, by list and column, with the code that each means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inspectprep.annexa.catalogue.added_codes import text_key
from inspectprep.annexa.catalogue.codes import Code, CodeSet
from inspectprep.annexa.catalogue.lists import ListSpec
from inspectprep.annexa.catalogue.specification import authorities
from inspectprep.errors import DocumentError, closest

Translations = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Codes by the number of a list, the canonical name of a column and a text. An empty code means blank."""

Meanings = Mapping[tuple[int, str], Mapping[str, Code | None]]
"""The same with the codes themselves, by list and column, and by the key of the text. None means blank."""


def meanings_of(
    translations: Translations, codes: Mapping[str, CodeSet], lists: Mapping[int, ListSpec]
) -> Meanings:
    """Return the codes that texts mean.

    Args:
        translations: The council's choices.
        codes: All code sets.
        lists: The lists by number.

    Raises:
        DocumentError: with the path of every choice that cannot be made.
    """
    problems = list(translation_faults(translations, codes, lists))
    if problems:
        raise DocumentError(problems, where="policy")
    return {
        (int(number), name): {
            text_key(text): code_named(codes[lists[int(number)].column(name).codes or ""], code)
            for text, code in texts.items()
        }
        for number, columns in translations.items()
        for name, texts in columns.items()
    }


def translation_faults(
    translations: Translations, codes: Mapping[str, CodeSet] | None, lists: Mapping[int, ListSpec]
) -> Iterator[tuple[str, str]]:
    """Yield the path of each choice that cannot be made, and the reason. No reason quotes a text.

    Args:
        translations: The council's choices.
        codes: All code sets. Without them, only lists and columns are checked.
        lists: The lists by number.
    """
    for number, columns in translations.items():
        spec = {str(number): spec for number, spec in lists.items()}.get(number)
        if spec is None:
            yield f"$.translations.{number}", "is not a list. Lists are numbered from 1 to 11."
            continue
        for name, texts in columns.items():
            path = f"$.translations.{number}.{name}"
            fault = column_fault(spec, name)
            if fault:
                yield path, fault
            elif codes is not None:
                code_set = codes[spec.column(name).codes or ""]
                yield from ((path, problem) for problem in _text_faults(texts, code_set))


def column_fault(spec: ListSpec, name: str) -> str:
    """Return why texts of a column cannot have a code; empty if they can."""
    with_codes = [column.name for column in spec.columns if column.codes]
    if name in with_codes:
        return ""
    if any(column.name == name for column in spec.columns):
        return f"has no codes. Columns of List {spec.number} with codes: {', '.join(with_codes)}."
    near = closest(name, with_codes)
    hint = f"Did you mean {near!r}?" if near else f"With codes: {', '.join(with_codes)}."
    return f"is not a column of List {spec.number}. {hint}"


def _text_faults(texts: Mapping[str, str], codes: CodeSet) -> Iterator[str]:
    chosen: dict[str, str] = {}
    for text, code in texts.items():
        problem = choice_fault(text, code, codes)
        if problem:
            yield problem
        elif chosen.setdefault(text_key(text), code) != code:
            yield f"one text has two codes, {chosen[text_key(text)]!r} and {code!r}. Leave one of them."


def choice_fault(text: str, code: str, codes: CodeSet) -> str:
    """Return why a text cannot mean a code; empty if it can. The reason does not quote the text."""
    if not text_key(text):
        return "a text is blank. A blank cell is always read as blank."
    meant = code_named(codes, code)
    if meant is None and code:
        near = closest(code, [code.name for code in codes.codes])
        return f"{code!r} is not a code of {codes.name}." + (f" Did you mean {near!r}?" if near else "")
    own = code_named(codes, text)
    if own is not None and own != meant:
        return f"the text of a choice is the code {own.name!r} already. It cannot mean another."
    return ""


def code_named(codes: CodeSet, text: str) -> Code | None:
    """Return the code that a text is, as the specification writes it or as its short code; None for none."""
    key = text_key(text)
    for code in codes.codes:
        if key in {text_key(known) for known in (code.code, code.name, *code.other_codes)}:
            return code
    if codes.authorities:
        for name in authorities():
            if text_key(name) == key:
                return Code(code=name, label=name, short=name)
    return None
