"""Published inspection reports: reading them, and learning from them."""
