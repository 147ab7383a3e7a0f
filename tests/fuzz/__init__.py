"""Fuzzing of our own parsers: see `python -m tests.fuzz --help`."""
