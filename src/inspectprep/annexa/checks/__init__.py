"""What a few rules do that no condition can say; each function returns a findings frame."""
