"""Changes that plugins made to a result."""

from __future__ import annotations

from inspectprep.model.values import frozen


@frozen(kw_only=True)
class Alteration:
    """One change that a plugin made to a result.

    Attributes:
        plugin: The plugin's name.
        what: The change, as the rest of a sentence, such as ``replaces the rule 'AA-F-006'``.
    """

    plugin: str
    what: str

    def __str__(self) -> str:
        """Return one sentence."""
        return f"The plugin {self.plugin!r} {self.what}."
