"""Rules that need Python because no condition can express them. Their functions return findings frames."""
