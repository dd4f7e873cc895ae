"""People: who takes the call, who is prepared, and which names may be one person."""
