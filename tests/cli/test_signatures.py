"""What the signatures of all commands have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from cyclopts import App

from inspectprep.cli.app import make_app


def commands_by_name(app: App, *path: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every command with its name, such as ``workspace verify``."""
    if app.default_command:
        yield " ".join(path), app.default_command
    for name in app:
        if not name.startswith("-"):
            yield from commands_by_name(app[name], *path, name)


def _hidden(command: Callable[..., Any]) -> Iterator[str]:
    for name, hint in get_type_hints(command, include_extras=True).items():
        members = get_args(get_args(hint)[0] if get_origin(hint) is Annotated else hint)
        for member in members:
            if get_origin(member) is Annotated and any(
                getattr(each, "converter", None) for each in member.__metadata__
            ):
                yield f"{command.__qualname__} --{name}"


def test_no_option_hides_its_converter_in_a_union() -> None:
    """Cyclopts 4.8 ignores the converter of ``Annotated[date, ...] | None``."""
    commands = [command for _, command in commands_by_name(make_app())]
    assert len(commands) > 100
    assert [hidden for command in commands for hidden in _hidden(command)] == []
