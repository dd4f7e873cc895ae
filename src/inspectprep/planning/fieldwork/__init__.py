"""The room: what inspectors ask for and say, what we answer, and how the balance stands."""
