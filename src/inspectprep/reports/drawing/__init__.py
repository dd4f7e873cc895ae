"""The drawing of timelines: geometry and text, without any library."""
