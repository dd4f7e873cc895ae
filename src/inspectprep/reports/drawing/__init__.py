"""Drawing dates: pure geometry and text, without any library."""
