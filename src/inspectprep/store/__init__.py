"""The durable store: every change appended and chained, nothing overwritten. Import from the modules."""
