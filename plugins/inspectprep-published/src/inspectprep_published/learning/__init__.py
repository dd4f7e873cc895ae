"""Learning from published reports: their sentences, the themes of these, and search in them."""
