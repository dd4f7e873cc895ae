"""The engine: conditions as text, compiled to expressions over whole columns of any frame."""
