"""Values written out in full, for tests of what they contain."""

from inspectprep.testing.contracts.whole import whole

__all__ = ["whole"]
